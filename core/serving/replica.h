// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "core/serving/arrivals.h"
#include "core/serving/recorder.h"

namespace headroom::serving {

/// Integrals over time of one replica, and sums of what it did.
struct Areas {
    double system{};    ///< requests waiting or running
    double waiting{};   ///< requests waiting
    double nonEmpty{};  ///< time with a queue
    double busy{};      ///< time in steps
    double running{};   ///< requests running, over steps
    double blocks{};    ///< KV blocks taken, over steps
    double prompt{};    ///< prompt tokens of started requests
    double answer{};    ///< tokens emitted

    Areas& operator+=(const Areas& other);
    Areas operator-(const Areas& other) const;
};

/// One engine: a scheduler that decides at each step which requests compute which tokens, as
/// vllm/v1/core/sched/scheduler.py and llama-server's update_slots do (docs/serving.md 6).
/// Sequences that decode advance by one token in every step; prompts share what the step's budget
/// leaves, in order of arrival.
class Replica {
public:
    Replica(const ServingSetup& setup, const SimulationOptions& options, int number,
            RequestPool& pool, Recorder& recorder);

    /// Takes a request that fits in the context; times never go back.
    void enqueue(int id, double now);
    /// Requests that the wait rule sends away by `now`.
    void expire(double now);
    /// How many requests would wait once the free places are taken, this one included; cache that
    /// is short counts as no free place.
    int queueWith(const Request& request) const;
    int outstanding() const { return int(m_running.size()) + waiting(); }
    int waiting() const { return int(m_waiting.size() + m_preempted.size()); }

    /// Seconds: when the step in progress ends; `kNever` when idle.
    double boundary() const { return m_boundary; }
    /// Ends the step in progress and goes on while steps end before `until`; returns early after
    /// requests left, when asked to.
    void advance(double until, bool stopAtDeparture);
    /// When it was noticed that requests had left; the caller empties it.
    std::vector<double> departures;

    Areas areas(double now) const;
    int longestQueue() const { return m_longestQueue; }
    Tokens peakTokens() const { return tokens(double(m_peakBlocks * m_block)); }
    /// Seconds: when requests last came, started or left.
    double lastEvent() const { return m_clock; }
    double totalBlocks() const { return double(m_totalBlocks); }
    /// Tokens computed for requests that still run.
    double inFlightTokens() const;
    /// Time that requests still in the system have spent in it.
    double inFlightSeconds(double now) const;

private:
    struct Running {
        int id{};
        std::int64_t firstStep{};   ///< decode steps done when it joined; meaningless in prefill
        std::int64_t finishStep{};  ///< `kPrefilling` until its prompt has been read
        int tokens{};               ///< in the cache when it joined; in prefill those read so far
    };
    struct Chunk {
        std::size_t place{};  ///< in m_running
        int tokens{};
        bool completes{};
    };

    bool decodes(const Running& entry) const;
    int cacheTokens(const Running& entry) const;
    std::int64_t blocksOf(int tokens) const { return (tokens + m_block - 1) / m_block; }
    std::size_t phaseOf(const Running& entry) const;
    int toRead(const Request& request) const { return request.prompt + request.generated; }

    void clock(double now);
    void schedule(double now);
    void makeRoom(double now);
    void preemptLast(double now);
    void admit(int budget, double now);
    void addChunk(std::size_t place, int budget);
    void start(double now);
    void complete();
    void completeChunks(double now);
    void finishDecoded(double now);
    void depart(int id, RequestOutcome outcome, double now);
    void release(const Running& entry);
    void observe(double now) const;

    const ServingSetup& m_setup;
    const SimulationOptions& m_options;
    int m_number{};
    RequestPool& m_pool;
    Recorder& m_recorder;
    double m_patience{kNever};

    std::deque<int> m_waiting;
    std::vector<int> m_preempted;    ///< the last one is first in line, before `m_waiting`
    std::vector<Running> m_running;  ///< by admission; the last one is preempted first
    std::vector<Chunk> m_chunks;     ///< of the step in progress
    int m_decoding{};
    std::int64_t m_step{};        ///< decode steps done
    std::int64_t m_nextFinish{};  ///< step after which the next request is done
    double m_depths{};            ///< cache tokens of all that decode
    double m_boundary{kNever};
    double m_duration{};  ///< of the step in progress; 0 before a first one
    bool m_stepping{};

    int m_block{1};
    std::int64_t m_totalBlocks{};
    std::int64_t m_usedBlocks{};
    std::int64_t m_peakBlocks{};
    std::int64_t m_waitingBlocks{};  ///< that the prompts of `m_waiting` need
    std::vector<int> m_needing;      ///< decoding sequences by the step that needs a new block

    Areas m_areas;
    double m_clock{};
    int m_longestQueue{};
};

}  // namespace headroom::serving
