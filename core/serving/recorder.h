// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/serving/serving.h"

namespace headroom::serving {

/// Mean and percentiles; reorders `values`.
LatencySummary summarise(std::vector<double>& values);

/// Counts durations in buckets whose width is 1/64 of an octave or less: percentiles to 1.6 %.
class DurationHistogram {
public:
    void add(double duration, std::int64_t count);
    LatencySummary summary() const;

private:
    static constexpr int kFirstExponent = -30;  ///< 1 ns
    static constexpr int kOctaves = 60;
    static constexpr int kPerOctave = 64;
    double valueAt(double rank) const;

    std::array<std::int64_t, kOctaves * kPerOctave> m_counts{};
    std::int64_t m_count{};
    double m_sum{};
};

/// A request in the system, or one that has left and whose record is being written.
struct Request {
    std::int64_t index{};
    double arrival{};
    double started{-1};
    double firstToken{-1};
    double lastToken{};  ///< before a preemption
    int prompt{};
    int cached{};     ///< prompt tokens found in the prefix cache, < prompt
    int answer{};     ///< as cut to the context
    int generated{};  ///< before the last preemption
    int preemptions{};
    int replica{};
};

/// Requests by number, reused once they have left.
class RequestPool {
public:
    int add(const Request& request);
    void remove(int id) { m_free.push_back(id); }
    Request& operator[](int id) { return m_requests[std::size_t(id)]; }
    const Request& operator[](int id) const { return m_requests[std::size_t(id)]; }

private:
    std::vector<Request> m_requests;
    std::vector<int> m_free;
};

/// Collects what leaves the replicas; the first `warmUp` requests count in totals alone.
class Recorder {
public:
    Recorder(const SimulationOptions& options, std::int64_t warmUp, double roundTrip);

    void leave(const Request& request, RequestOutcome outcome, double now);
    /// `count` gaps of this length between two tokens.
    void gap(double duration, std::int64_t count) {
        if (m_gapsCount) m_gaps.add(duration, count);
    }
    /// From now on gaps count: the warm-up is over.
    void startGaps() { m_gapsCount = true; }
    void preempted(const Request& request, double lostTokens);
    /// Totals and latencies; the caller adds what depends on the window.
    void write(ServingResult& result);

    std::int64_t finished{};
    double requestSeconds{};  ///< time that requests which left have spent in the system
    TokenAccount tokens;

private:
    bool isGood(const Request& request, double now) const;
    void finish(const Request& request, double now);

    const SimulationOptions& m_options;
    std::int64_t m_warmUp{};
    double m_roundTrip{};
    bool m_gapsCount{};
    std::int64_t m_measured{};
    std::int64_t m_good{};
    std::int64_t m_refused{};
    std::int64_t m_preemptions{};
    std::int64_t m_preemptedRequests{};
    OverflowSummary m_overflow;
    std::vector<double> m_wait;
    std::vector<double> m_firstToken;
    std::vector<double> m_perToken;
    std::vector<double> m_endToEnd;
    DurationHistogram m_gaps;
    std::vector<RequestRecord> m_records;
};

}  // namespace headroom::serving
