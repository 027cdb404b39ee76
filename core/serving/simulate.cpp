// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <memory>

#include "core/serving/arrivals.h"
#include "core/serving/full_house.h"
#include "core/serving/recorder.h"
#include "core/serving/replica.h"
#include "core/units/format.h"

namespace headroom {
namespace serving {
namespace {

constexpr std::int64_t kAskEvery = 256;  ///< requests between two questions whether to stop

class Simulation {
public:
    Simulation(const ServingSetup& setup, const ServingLoad& load, const SimulationOptions& options)
        : m_setup(setup),
          m_load(load),
          m_options(options),
          m_source(load, options),
          m_warmUp(load.kind == LoadKind::Trace
                       ? 0
                       : std::int64_t(options.warmUpShare * double(options.requests))),
          m_recorder(options, m_warmUp, setup.roundTrip.value) {
        for (int number = 0; number < setup.replicas; ++number) {
            m_replicas.push_back(
                std::make_unique<Replica>(setup, options, number, m_pool, m_recorder));
        }
    }

    ServingResult run();

private:
    struct Earliest {
        std::size_t replica{};
        double time{kNever};
        double second{kNever};
    };
    Earliest earliest() const;
    bool goesOn();
    void dispatch();
    Replica& leastLoaded();
    void collect(Replica& replica);
    Request newRequest(const Arrival& arrival);
    Areas areas() const;
    void writeWindow(ServingResult& result);
    void writeTotals(ServingResult& result);
    void writeRefusals(ServingResult& result) const;

    const ServingSetup& m_setup;
    const ServingLoad& m_load;
    const SimulationOptions& m_options;
    ArrivalSource m_source;
    std::int64_t m_warmUp{};
    RequestPool m_pool;
    Recorder m_recorder;
    std::vector<std::unique_ptr<Replica>> m_replicas;

    double m_now{};
    std::int64_t m_arrived{};
    std::int64_t m_truncated{};
    bool m_stopped{};
    double m_windowStart{};
    double m_windowEnd{};
    Areas m_atStart;
    Areas m_atEnd;
    std::int64_t m_finishedAtStart{};
    std::int64_t m_finishedAtEnd{};
    double m_promptSum{};  ///< of requests that fit, for the full house
    double m_answerSum{};
    double m_cachedSum{};
    std::int64_t m_fitting{};
};

Simulation::Earliest Simulation::earliest() const {
    Earliest found;
    for (std::size_t index = 0; index < m_replicas.size(); ++index) {
        const double time = m_replicas[index]->boundary();
        if (time < found.time) {
            found.second = found.time;
            found.time = time;
            found.replica = index;
        } else {
            found.second = std::min(found.second, time);
        }
    }
    return found;
}

bool Simulation::goesOn() {
    if (m_arrived % kAskEvery != 0) return true;
    if (m_options.progress && m_source.total() > 0) {
        m_options.progress(double(m_arrived) / double(m_source.total()));
    }
    m_stopped = m_options.stopped && m_options.stopped();
    return !m_stopped;
}

void Simulation::collect(Replica& replica) {
    if (m_source.isClosed()) {
        for (const double time : replica.departures) m_source.left(time);
    }
    replica.departures.clear();
}

Areas Simulation::areas() const {
    Areas sum;
    for (const auto& replica : m_replicas) sum += replica->areas(m_now);
    return sum;
}

Replica& Simulation::leastLoaded() {
    Replica* best = m_replicas.front().get();
    for (const auto& replica : m_replicas) {
        replica->expire(m_now);
        collect(*replica);
        if (replica->outstanding() < best->outstanding()) best = replica.get();
    }
    return *best;
}

Request Simulation::newRequest(const Arrival& arrival) {
    Request request;
    request.index = m_arrived++;
    request.arrival = arrival.time;
    request.prompt = arrival.prompt;
    // vLLM computes the last token of a prompt even if all of it is cached, for its logits.
    request.cached =
        std::min(arrival.prompt - 1, int(m_load.cachedPromptShare * double(arrival.prompt)));
    const int room = int(m_setup.context.value) - arrival.prompt;
    request.answer = std::min(arrival.answer, std::max(0, room));
    return request;
}

void Simulation::dispatch() {
    const Arrival arrival = m_source.take();
    m_now = arrival.time;
    if (m_arrived == m_warmUp) {
        m_windowStart = m_now;
        m_atStart = areas();
        m_finishedAtStart = m_recorder.finished;
        m_recorder.startGaps();
    }
    Request request = newRequest(arrival);
    if (m_arrived == m_source.total()) {
        m_windowEnd = m_now;
        m_atEnd = areas();
        m_finishedAtEnd = m_recorder.finished;
    }
    const int least = arrival.answer > 0 ? 1 : 0;  // room for a first token
    if (arrival.prompt + least > m_setup.context.value) {
        m_recorder.leave(request, RequestOutcome::Refused, m_now);
        m_source.left(m_now);
        return;
    }
    ++m_fitting;
    m_promptSum += request.prompt;
    m_cachedSum += request.cached;
    m_answerSum += request.answer;
    Replica& replica = leastLoaded();
    const std::optional<int>& longest = m_options.overflow.queueLonger;
    if (longest && replica.queueWith(request) > *longest) {
        m_recorder.leave(request, RequestOutcome::OverflowQueue, m_now);
        m_source.left(m_now);
        return;
    }
    m_truncated += request.answer < arrival.answer;
    replica.enqueue(m_pool.add(request), m_now);
}

ServingResult Simulation::run() {
    std::int64_t drained = 0;
    while (true) {
        const Earliest next = earliest();
        const double arrival = m_source.nextTime();
        if (arrival == kNever && next.time == kNever) break;
        if (arrival <= next.time) {
            if (!goesOn()) {
                m_now = arrival;
                break;
            }
            dispatch();
            continue;
        }
        const bool draining = arrival == kNever;
        if (draining && ++drained % kAskEvery == 0 && m_options.stopped && m_options.stopped()) {
            m_stopped = true;
            for (const auto& replica : m_replicas) m_now = std::max(m_now, replica->lastEvent());
            break;
        }
        m_now = next.time;
        Replica& replica = *m_replicas[next.replica];
        // Answers of a closed load bring new questions, so replicas may not run ahead.
        const bool closed = m_source.isClosed();
        replica.advance(closed ? std::min(arrival, next.second) : arrival, closed || draining);
        collect(replica);
    }
    ServingResult result;
    result.stopped = m_stopped;
    result.arrived = m_arrived;
    result.truncated = m_truncated;
    writeWindow(result);
    writeTotals(result);
    m_recorder.write(result);
    writeRefusals(result);
    if (m_options.progress && !m_stopped) m_options.progress(1);
    return result;
}

void Simulation::writeTotals(ServingResult& result) {
    for (const auto& replica : m_replicas) {
        result.inFlight += replica->outstanding();
        m_recorder.tokens.inFlight += replica->inFlightTokens();
        m_recorder.requestSeconds += replica->inFlightSeconds(m_now);
        result.queue.longest = std::max(result.queue.longest, replica->longestQueue());
        result.kvPeak = std::max(result.kvPeak, replica->peakTokens());
    }
    const Areas all = areas();
    m_recorder.tokens.answer = all.answer;
    result.requestSecondsByClock = all.system;
}

void Simulation::writeWindow(ServingResult& result) {
    const bool toTheEnd =
        m_load.kind == LoadKind::Trace || m_stopped || m_windowEnd <= m_windowStart;
    if (toTheEnd) {
        m_windowEnd = m_now;
        for (const auto& replica : m_replicas) {
            m_windowEnd = std::max(m_windowEnd, replica->lastEvent());
        }
        m_now = m_windowEnd;
        m_atEnd = areas();
        m_finishedAtEnd = m_recorder.finished;
    }
    const double time = m_windowEnd - m_windowStart;
    if (!(time > 0) || m_arrived <= m_warmUp) return;
    const double replicas = double(m_replicas.size());
    const Areas sum = m_atEnd - m_atStart;
    const double finished = double(m_finishedAtEnd - m_finishedAtStart);
    result.window = seconds(time);
    result.requestsPerSecond = finished / time;
    result.answerRate = tokensPerSecond(sum.answer / time);
    result.promptRate = tokensPerSecond(sum.prompt / time);
    result.queue.mean = sum.waiting / time;
    result.queue.nonEmptyShare = sum.nonEmpty / time / replicas;
    result.utilisation.allocated = sum.running / time / replicas / m_setup.maxRunning;
    result.utilisation.cache = sum.blocks / time / replicas / m_replicas.front()->totalBlocks();
    result.utilisation.busy = sum.busy / time / replicas;
    if (m_fitting == 0) return;
    const double count = double(m_fitting);
    const double possible = fullHouse(m_setup, tokens(m_promptSum / count),
                                      tokens(m_cachedSum / count), tokens(m_answerSum / count))
                                .requestsPerSecond;
    result.utilisation.useful = result.requestsPerSecond / (possible * replicas);
}

void Simulation::writeRefusals(ServingResult& result) const {
    if (result.refused > 0) {
        result.findings.push_back(
            {Severity::Warning, "context",
             formatNumber(double(result.refused)) + " of " + formatNumber(double(result.arrived)) +
                 " requests were refused: their prompts leave no room for an answer in a context "
                 "of " +
                 formatNumber(m_setup.context.value) + " tokens.",
             "Serve with a longer context or shorten the prompts."});
    }
    if (result.truncated > 0) {
        result.findings.push_back({Severity::Note, "context",
                                   formatNumber(double(result.truncated)) + " of " +
                                       formatNumber(double(result.arrived)) +
                                       " answers were cut at the end of the context of " +
                                       formatNumber(m_setup.context.value) + " tokens.",
                                   "Serve with a longer context."});
    }
}

}  // namespace
}  // namespace serving

ServingResult simulate(const ServingSetup& setup, const ServingLoad& load,
                       const SimulationOptions& options) {
    std::vector<Finding> findings = checkServing(setup, load, options);
    if (hasErrors(findings)) {
        ServingResult refused;
        refused.findings = std::move(findings);
        return refused;
    }
    return serving::Simulation(setup, load, options).run();
}

}  // namespace headroom
