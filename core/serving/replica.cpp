// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/replica.h"

#include <algorithm>
#include <cassert>

namespace headroom::serving {
namespace {

constexpr std::int64_t kPrefilling = std::numeric_limits<std::int64_t>::max();

}  // namespace

Areas& Areas::operator+=(const Areas& other) {
    system += other.system;
    waiting += other.waiting;
    nonEmpty += other.nonEmpty;
    busy += other.busy;
    running += other.running;
    blocks += other.blocks;
    prompt += other.prompt;
    answer += other.answer;
    return *this;
}

Areas Areas::operator-(const Areas& other) const {
    Areas difference;
    difference.system = system - other.system;
    difference.waiting = waiting - other.waiting;
    difference.nonEmpty = nonEmpty - other.nonEmpty;
    difference.busy = busy - other.busy;
    difference.running = running - other.running;
    difference.blocks = blocks - other.blocks;
    difference.prompt = prompt - other.prompt;
    difference.answer = answer - other.answer;
    return difference;
}

Replica::Replica(const ServingSetup& setup, const SimulationOptions& options, int number,
                 RequestPool& pool, Recorder& recorder)
    : m_setup(setup),
      m_options(options),
      m_number(number),
      m_pool(pool),
      m_recorder(recorder),
      m_nextFinish(kPrefilling),
      m_block(static_cast<int>(setup.blockTokens.value)) {
    if (options.overflow.waitLonger) m_patience = options.overflow.waitLonger->value;
    if (setup.scheme == CacheScheme::Paged) {
        m_totalBlocks = static_cast<std::int64_t>(setup.kvBudget.value / m_block);
    } else {
        m_totalBlocks = blocksOf(static_cast<int>(setup.context.value)) * setup.maxRunning;
    }
    m_needing.assign(std::size_t(m_block), 0);
}

bool Replica::decodes(const Running& entry) const {
    return entry.finishStep != kPrefilling;
}

int Replica::cacheTokens(const Running& entry) const {
    return entry.tokens + static_cast<int>(m_step - entry.firstStep);
}

std::size_t Replica::phaseOf(const Running& entry) const {
    // The step that finds the last block full: (tokens + step - firstStep) % block == 0.
    const std::int64_t phase = (entry.firstStep - entry.tokens) % m_block;
    return std::size_t(phase < 0 ? phase + m_block : phase);
}

void Replica::clock(double now) {
    const double passed = now - m_clock;
    m_areas.system += passed * outstanding();
    m_areas.waiting += passed * waiting();
    if (waiting() > 0) m_areas.nonEmpty += passed;
    m_clock = now;
}

Areas Replica::areas(double now) const {
    Areas result = m_areas;
    const double passed = now - m_clock;
    result.system += passed * outstanding();
    result.waiting += passed * waiting();
    if (waiting() > 0) result.nonEmpty += passed;
    if (m_stepping) {
        // A step was added up when it began: what lies ahead is taken off again.
        const double ahead = std::max(0.0, m_boundary - now);
        result.busy -= ahead;
        result.running -= ahead * double(m_running.size());
        result.blocks -= ahead * double(m_usedBlocks);
    }
    return result;
}

void Replica::enqueue(int id, double now) {
    expire(now);
    clock(now);
    m_pool[id].replica = m_number;
    m_waiting.push_back(id);
    m_waitingBlocks += blocksOf(m_pool[id].prompt);
    m_longestQueue = std::max(m_longestQueue, waiting());
    if (m_boundary == kNever) m_boundary = now;
}

void Replica::expire(double now) {
    while (!m_waiting.empty()) {
        const int id = m_waiting.front();
        const double deadline = m_pool[id].arrival + m_patience;
        if (deadline > now) return;
        clock(std::max(m_clock, deadline));
        m_waiting.pop_front();
        m_waitingBlocks -= blocksOf(m_pool[id].prompt);
        depart(id, RequestOutcome::OverflowWait, deadline);
        departures.back() = now;
    }
}

int Replica::queueWith(const Request& request) const {
    const int all = waiting() + 1;
    const std::int64_t free = m_totalBlocks - m_usedBlocks;
    const bool shortOfBlocks =
        m_setup.scheme == CacheScheme::Paged && m_waitingBlocks + blocksOf(request.prompt) > free;
    if (!m_preempted.empty() || shortOfBlocks) return all;
    return std::max(0, all - (m_setup.maxRunning - int(m_running.size())));
}

void Replica::advance(double until, bool stopAtDeparture) {
    do {
        const double now = m_boundary;
        expire(now);
        if (m_stepping) complete();
        schedule(now);
    } while (m_boundary < until && !(stopAtDeparture && !departures.empty()));
}

void Replica::complete() {
    const double now = m_boundary;
    m_stepping = false;
    if (m_decoding > 0) {
        ++m_step;
        m_depths += m_decoding;
        m_areas.answer += m_decoding;
        m_recorder.gap(m_duration, m_decoding);
    }
    // Prompts first: their places in m_running are those of the scheduling.
    if (!m_chunks.empty()) completeChunks(now);
    if (m_step == m_nextFinish) finishDecoded(now);
}

void Replica::completeChunks(double now) {
    for (const Chunk& chunk : m_chunks) {
        Running& entry = m_running[chunk.place];
        entry.tokens += chunk.tokens;
        if (!chunk.completes) continue;
        Request& request = m_pool[entry.id];
        if (request.answer > 0) {
            m_areas.answer += 1;
            if (request.generated == 0) {
                request.firstToken = now;
            } else {
                m_recorder.gap(now - request.lastToken, 1);
            }
            ++request.generated;
        }
        entry.firstStep = m_step;
        entry.finishStep = m_step + (request.answer - request.generated);
        m_nextFinish = std::min(m_nextFinish, entry.finishStep);
        ++m_decoding;
        m_depths += entry.tokens;
        ++m_needing[phaseOf(entry)];
    }
}

void Replica::release(const Running& entry) {
    if (!decodes(entry)) {
        m_usedBlocks -= blocksOf(toRead(m_pool[entry.id]));
        return;
    }
    const int held = cacheTokens(entry);
    m_usedBlocks -= blocksOf(held);
    m_depths -= held;
    --m_needing[phaseOf(entry)];
    --m_decoding;
}

void Replica::finishDecoded(double now) {
    clock(now);
    m_nextFinish = kPrefilling;
    std::size_t kept = 0;
    for (const Running& entry : m_running) {
        if (entry.finishStep == m_step) {
            release(entry);
            depart(entry.id, RequestOutcome::Finished, now);
        } else {
            m_nextFinish = std::min(m_nextFinish, entry.finishStep);
            m_running[kept++] = entry;
        }
    }
    m_running.resize(kept);
}

void Replica::depart(int id, RequestOutcome outcome, double now) {
    m_recorder.leave(m_pool[id], outcome, now);
    m_pool.remove(id);
    departures.push_back(now);
}

void Replica::preemptLast(double now) {
    clock(now);
    const Running entry = m_running.back();
    Request& request = m_pool[entry.id];
    ++request.preemptions;
    int held = entry.tokens;
    if (decodes(entry)) {
        held = cacheTokens(entry);
        request.generated = request.answer - static_cast<int>(entry.finishStep - m_step);
        request.lastToken = now;
    }
    m_recorder.preempted(request, held - request.cached);
    release(entry);
    m_running.pop_back();
    m_preempted.push_back(entry.id);
    m_longestQueue = std::max(m_longestQueue, waiting());
    m_nextFinish = kPrefilling;
    for (const Running& other : m_running) {
        m_nextFinish = std::min(m_nextFinish, other.finishStep);
    }
}

void Replica::makeRoom(double now) {
    const auto needed = [this] { return m_needing[std::size_t(m_step % m_block)]; };
    while (m_usedBlocks + needed() > m_totalBlocks) preemptLast(now);
    m_usedBlocks += needed();
}

void Replica::addChunk(std::size_t place, int budget) {
    const Running& entry = m_running[place];
    const int left = toRead(m_pool[entry.id]) - entry.tokens;
    m_chunks.push_back({place, std::min(left, budget), left <= budget});
}

void Replica::admit(int budget, double now) {
    while (budget > 0 && waiting() > 0 && int(m_running.size()) < m_setup.maxRunning) {
        const bool again = !m_preempted.empty();
        const int id = again ? m_preempted.back() : m_waiting.front();
        Request& request = m_pool[id];
        const std::int64_t blocks = blocksOf(toRead(request));
        if (m_usedBlocks + blocks > m_totalBlocks) return;
        clock(now);
        if (again) {
            m_preempted.pop_back();
        } else {
            m_waiting.pop_front();
            m_waitingBlocks -= blocks;
            request.started = now;
            m_areas.prompt += request.prompt;
            m_recorder.tokens.prompt += request.prompt;
            m_recorder.tokens.cached += request.cached;
        }
        m_usedBlocks += blocks;
        m_running.push_back({id, m_step, kPrefilling, request.cached});
        addChunk(m_running.size() - 1, budget);
        budget -= m_chunks.back().tokens;
    }
}

void Replica::schedule(double now) {
    m_chunks.clear();
    const std::size_t before = m_preempted.size();
    if (m_decoding > 0) makeRoom(now);
    int budget = static_cast<int>(m_setup.batchedTokens.value) - m_decoding;
    // Only the last one can be half read: others start when the budget was not used up.
    if (!m_running.empty() && !decodes(m_running.back()) && budget > 0) {
        addChunk(m_running.size() - 1, budget);
        budget -= m_chunks.back().tokens;
    }
    // vLLM starts nothing in a step that preempted.
    if (m_preempted.size() == before) admit(budget, now);
    if (m_options.observer) observe(now);
    if (m_running.empty()) {
        // One sequence always fits, so nobody waits for an engine without work.
        assert(waiting() == 0);
        m_boundary = kNever;
        return;
    }
    start(now);
}

void Replica::start(double now) {
    m_peakBlocks = std::max(m_peakBlocks, m_usedBlocks);
    const double depth = m_decoding > 0 ? m_depths / m_decoding : 0;
    double computed = m_decoding;
    if (m_chunks.empty()) {
        m_duration = m_setup.steps.decodeSeconds(m_decoding, depth);
    } else {
        // Attention costs tokens x (position + tokens / 2) for each chunk; the position of one
        // chunk that costs as much as all of them stands for theirs.
        double tokens = 0;
        double attention = 0;
        for (const Chunk& chunk : m_chunks) {
            tokens += chunk.tokens;
            attention += chunk.tokens * (m_running[chunk.place].tokens + chunk.tokens / 2.0);
        }
        const double position = std::max(0.0, attention / tokens - tokens / 2);
        m_duration = m_setup.steps.passSeconds(m_decoding, depth, tokens, position);
        computed += tokens;
    }
    m_recorder.tokens.computed += computed;
    m_areas.busy += m_duration;
    m_areas.running += m_duration * double(m_running.size());
    m_areas.blocks += m_duration * double(m_usedBlocks);
    m_boundary = now + m_duration;
    m_stepping = true;
}

double Replica::inFlightTokens() const {
    double sum = 0;
    for (const Running& entry : m_running) {
        sum += (decodes(entry) ? cacheTokens(entry) : entry.tokens) - m_pool[entry.id].cached;
    }
    // Tokens of the step in progress were counted when it began.
    if (m_stepping) {
        sum += m_decoding;
        for (const Chunk& chunk : m_chunks) sum += chunk.tokens;
    }
    return sum;
}

double Replica::inFlightSeconds(double now) const {
    double sum = 0;
    for (const Running& entry : m_running) sum += now - m_pool[entry.id].arrival;
    for (const int id : m_waiting) sum += now - m_pool[id].arrival;
    for (const int id : m_preempted) sum += now - m_pool[id].arrival;
    return sum;
}

void Replica::observe(double now) const {
    ServingState state;
    state.time = seconds(now);
    state.replica = m_number;
    state.running = static_cast<int>(m_running.size());
    state.waiting = waiting();
    state.kvUsed = tokens(double(m_usedBlocks * m_block));
    state.kvBudget = tokens(double(m_totalBlocks * m_block));
    m_options.observer(state);
}

}  // namespace headroom::serving
