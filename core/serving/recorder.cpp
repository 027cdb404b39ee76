// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/recorder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace headroom::serving {
namespace {

/// The rank-interpolated percentile of numpy, which the benchmarks of vLLM and llama.cpp print.
double percentile(std::vector<double>& values, double share) {
    const double rank = share * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), values.begin() + low, values.end());
    const double below = values[std::size_t(low)];
    if (std::size_t(low) + 1 == values.size()) return below;
    const double above = *std::min_element(values.begin() + low + 1, values.end());
    return std::lerp(below, above, rank - static_cast<double>(low));
}

}  // namespace

LatencySummary summarise(std::vector<double>& values) {
    LatencySummary summary;
    if (values.empty()) return summary;
    summary.count = static_cast<std::int64_t>(values.size());
    summary.mean = seconds(std::accumulate(values.begin(), values.end(), 0.0) /
                           static_cast<double>(values.size()));
    summary.p50 = seconds(percentile(values, 0.50));
    summary.p95 = seconds(percentile(values, 0.95));
    summary.p99 = seconds(percentile(values, 0.99));
    return summary;
}

void DurationHistogram::add(double duration, std::int64_t count) {
    constexpr int kShift = 52 - std::countr_zero(unsigned(kPerOctave));
    constexpr std::int64_t kFirst = std::int64_t(1023 + kFirstExponent) * kPerOctave;
    const auto bits = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(duration) >> kShift);
    const std::int64_t last = static_cast<std::int64_t>(m_counts.size()) - 1;
    m_counts[std::size_t(std::clamp<std::int64_t>(bits - kFirst, 0, last))] += count;
    m_count += count;
    m_sum += duration * static_cast<double>(count);
}

double DurationHistogram::valueAt(double rank) const {
    double before = 0;
    for (std::size_t index = 0; index < m_counts.size(); ++index) {
        const auto count = static_cast<double>(m_counts[index]);
        if (count > 0 && before + count > rank) {
            const double octave = std::floor(double(index) / kPerOctave);
            const double base = std::exp2(octave + kFirstExponent);
            const double start = base * (1 + (double(index) - octave * kPerOctave) / kPerOctave);
            return start + base / kPerOctave / 2;
        }
        before += count;
    }
    return 0;
}

LatencySummary DurationHistogram::summary() const {
    LatencySummary summary;
    if (m_count == 0) return summary;
    const auto count = static_cast<double>(m_count);
    summary.count = m_count;
    summary.mean = seconds(m_sum / count);
    summary.p50 = seconds(valueAt(0.50 * (count - 1)));
    summary.p95 = seconds(valueAt(0.95 * (count - 1)));
    summary.p99 = seconds(valueAt(0.99 * (count - 1)));
    return summary;
}

int RequestPool::add(const Request& request) {
    if (m_free.empty()) {
        m_requests.push_back(request);
        return static_cast<int>(m_requests.size()) - 1;
    }
    const int id = m_free.back();
    m_free.pop_back();
    (*this)[id] = request;
    return id;
}

Recorder::Recorder(const SimulationOptions& options, std::int64_t warmUp, double roundTrip)
    : m_options(options), m_warmUp(warmUp), m_roundTrip(roundTrip) {}

bool Recorder::isGood(const Request& request, double now) const {
    if (!m_options.slo) return true;
    const ServingSlo& slo = *m_options.slo;
    // A request without an answer shows its result when the prompt has been read.
    const double first = request.answer > 0 ? request.firstToken : now;
    if (slo.firstToken && first - request.arrival + m_roundTrip > slo.firstToken->value) {
        return false;
    }
    if (!slo.speed || request.answer < 2) return true;
    return (now - first) * slo.speed->value <= request.answer - 1;
}

void Recorder::finish(const Request& request, double now) {
    ++finished;
    tokens.useful += request.prompt - request.cached + std::max(0, request.answer - 1);
    if (request.index < m_warmUp) return;
    m_good += isGood(request, now);
    m_wait.push_back(request.started - request.arrival);
    m_endToEnd.push_back(now - request.arrival + m_roundTrip);
    if (request.answer > 0) {
        m_firstToken.push_back(request.firstToken - request.arrival + m_roundTrip);
    }
    if (request.answer > 1) {
        m_perToken.push_back((now - request.firstToken) / (request.answer - 1));
    }
}

void Recorder::leave(const Request& request, RequestOutcome outcome, double now) {
    requestSeconds += now - request.arrival;
    if (request.index >= m_warmUp) ++m_measured;
    if (outcome == RequestOutcome::Finished) {
        finish(request, now);
    } else if (outcome == RequestOutcome::Refused) {
        ++m_refused;
    } else {
        ++m_overflow.requests;
        m_overflow.prompt += headroom::tokens(request.prompt);
        m_overflow.cached += headroom::tokens(request.cached);
        m_overflow.answer += headroom::tokens(request.answer);
    }
    if (!m_options.keepRequests) return;
    m_records.push_back({request.index, seconds(request.arrival), seconds(request.started),
                         seconds(request.firstToken), seconds(now),
                         headroom::tokens(request.prompt), headroom::tokens(request.cached),
                         headroom::tokens(request.answer), request.replica, request.preemptions,
                         outcome});
}

void Recorder::preempted(const Request& request, double lostTokens) {
    ++m_preemptions;
    if (request.preemptions == 1) ++m_preemptedRequests;
    tokens.recomputed += lostTokens;
}

void Recorder::write(ServingResult& result) {
    result.finished = finished;
    result.refused = m_refused;
    result.preemptions = m_preemptions;
    result.preemptedRequests = m_preemptedRequests;
    result.wait = summarise(m_wait);
    result.firstToken = summarise(m_firstToken);
    result.perToken = summarise(m_perToken);
    result.interToken = m_gaps.summary();
    result.endToEnd = summarise(m_endToEnd);
    if (m_measured > 0) {
        result.goodShare = static_cast<double>(m_good) / static_cast<double>(m_measured);
    }
    if (result.window.value > 0) {
        result.goodPerSecond = static_cast<double>(m_good) / result.window.value;
    }
    result.overflow = m_overflow;
    if (result.arrived > 0) {
        result.overflow.share =
            static_cast<double>(m_overflow.requests) / static_cast<double>(result.arrived);
    }
    result.tokens = tokens;
    result.requestSecondsByRequest = requestSeconds;
    std::sort(m_records.begin(), m_records.end(),
              [](const RequestRecord& a, const RequestRecord& b) { return a.index < b.index; });
    result.requests = std::move(m_records);
}

}  // namespace headroom::serving
