// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/scenario/validate.h"
#include "core/serving/lengths.h"
#include "core/serving/step_times.h"

namespace headroom {

enum class CacheScheme {
    Paged,        ///< vLLM: blocks of one pool, given as sequences grow; preemption when it is full
    StaticSlots,  ///< llama-server: every slot has a cache of its own
};

/// One engine, or several that are alike behind a dispatcher.
struct ServingSetup {
    StepTimes steps;
    CacheScheme scheme{CacheScheme::Paged};
    Tokens kvBudget;               ///< of one replica's pool; not read for static slots
    Tokens blockTokens{16};        ///< of a cache block, 1..4096 whole tokens
    Tokens context{tokens(8192)};  ///< prompt + answer of one sequence, at most
    int maxRunning{256};           ///< --max-num-seqs, or the slots (-np); <= steps.limits().batch
    Tokens batchedTokens{tokens(2048)};  ///< of one step: --max-num-batched-tokens, or -b; >=
                                         ///< maxRunning, <= steps.limits().pass
    int replicas{1};                     ///< 1..1024
    Seconds roundTrip;  ///< of the network, and taking a request in: added to what users see
};

enum class LoadKind {
    Open,    ///< Poisson arrivals that do not wait for answers
    Closed,  ///< users who think, ask and wait for the answer
    Trace,   ///< given rows
};

struct TraceRow {
    Seconds arrival;  ///< >= 0, not before the row above
    Tokens prompt;    ///< >= 0; an empty prompt counts as one token
    Tokens answer;    ///< >= 0
};

inline constexpr int kHoursPerDay = 24;
using HourlyWeights = std::array<double, kHoursPerDay>;

struct ServingLoad {
    LoadKind kind{LoadKind::Open};
    double requestsPerDay{100};  ///< open: > 0
    HourlyWeights hourly{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                         1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< open: >= 0, of any sum > 0
    int users{1};                                              ///< closed: >= 1
    Seconds thinkTime;  ///< closed: mean of an exponential distribution; 0 = none
    LengthDistribution prompt{fixedLength(tokens(1500))};
    LengthDistribution answer{fixedLength(tokens(400))};
    std::vector<TraceRow> trace;
    double cachedPromptShare{};  ///< 0..1 of each prompt found in the prefix cache
};

/// Weights whose largest is `peakHourShare` (1/24..1) of their sum: exp(k cos(2 pi (h - 14) / 24)),
/// the von Mises shape, with its peak at two in the afternoon (docs/serving.md 6; chosen by us).
HourlyWeights dailyShape(double peakHourShare);
/// The open load of a scenario: lognormal lengths with the given coefficients of variation.
ServingLoad openLoad(const Workload& workload, double promptVariation, double answerVariation);
/// The same load as if all day were its busiest hour.
ServingLoad peakHour(ServingLoad load);

/// Requests for a hosted API: refused here at once, or after a wait.
struct OverflowRule {
    std::optional<int> queueLonger;     ///< would have to queue behind more others than this, >= 0
    std::optional<Seconds> waitLonger;  ///< not started after this, > 0
};

/// A request is good when it keeps all that are set.
struct ServingSlo {
    std::optional<Seconds> firstToken;     ///< TTFT at most
    std::optional<TokensPerSecond> speed;  ///< 1 / TPOT at least; answers of one token have none
    double share{0.95};                    ///< of all requests that must be good, 0..1
};

/// What an observer sees after each scheduling of a replica.
struct ServingState {
    Seconds time;
    int replica{};
    int running{};
    int waiting{};  ///< preempted ones included
    Tokens kvUsed;  ///< whole blocks
    Tokens kvBudget;
};

struct SimulationOptions {
    std::uint64_t seed{1};
    std::int64_t requests{20'000};  ///< of open and closed loads, 0..100 million
    double warmUpShare{0.05};       ///< of them, first, that only fill the system; not of traces
    std::optional<ServingSlo> slo;
    OverflowRule overflow;
    bool keepRequests{};            ///< fill ServingResult::requests
    std::function<bool()> stopped;  ///< asked every few hundred requests, also while draining
    std::function<void(double)> progress;  ///< share done, 0..1
    std::function<void(const ServingState&)> observer;
};

enum class RequestOutcome { Finished, Refused, OverflowQueue, OverflowWait, InFlight };

struct RequestRecord {
    std::int64_t index{};
    Seconds arrival;
    Seconds started;     ///< first scheduled
    Seconds firstToken;  ///< emitted, without the network
    Seconds finished;
    Tokens prompt;
    Tokens cached;
    Tokens answer;  ///< as cut to the context
    int replica{};
    int preemptions{};
    RequestOutcome outcome{RequestOutcome::InFlight};
};

/// Percentiles interpolate linearly between ranks. All zero when `count` is.
struct LatencySummary {
    std::int64_t count{};
    Seconds mean;
    Seconds p50;
    Seconds p95;
    Seconds p99;
};

struct QueueSummary {
    double mean{};           ///< requests waiting, over time, of all replicas together
    int longest{};           ///< of one replica
    double nonEmptyShare{};  ///< of time, mean over replicas
};

/// Shares of what all replicas could give, 0..1.
struct Utilisation {
    double allocated{};  ///< slots (or --max-num-seqs) that hold a request, mean over time
    double cache{};      ///< KV blocks that are taken, mean over time
    double busy{};       ///< of time in which a step runs
    double useful{};  ///< finished requests against what a full house finishes (docs/serving.md 6)
};

/// Every token that the model computed is useful, was lost to a preemption, or belongs to a request
/// in flight.
struct TokenAccount {
    double prompt{};      ///< of started requests, cached ones included
    double cached{};      ///< of those, found in the prefix cache
    double answer{};      ///< emitted
    double computed{};    ///< put through the model in all steps
    double useful{};      ///< of finished requests: prompt - cached + answer - 1
    double recomputed{};  ///< lost to preemption
    double inFlight{};    ///< of requests still running, when stopped
};

struct OverflowSummary {
    std::int64_t requests{};
    double share{};  ///< of all that arrived
    Tokens prompt;   ///< to be bought elsewhere, cached ones included
    Tokens cached;
    Tokens answer;
};

struct ServingResult {
    std::vector<Finding> findings;  ///< errors: nothing was simulated
    bool stopped{};
    std::int64_t arrived{};
    std::int64_t finished{};
    std::int64_t refused{};    ///< prompts that never fit
    std::int64_t truncated{};  ///< answers cut at the context
    std::int64_t inFlight{};   ///< neither, when stopped
    std::int64_t preemptions{};
    std::int64_t preemptedRequests{};

    // Requests after the warm-up.
    LatencySummary wait;        ///< from arrival to the first scheduling
    LatencySummary firstToken;  ///< TTFT
    LatencySummary perToken;    ///< TPOT of a request: (latency - TTFT) / (answer - 1)
    LatencySummary interToken;  ///< ITL between any two tokens, to 1.6 %
    LatencySummary endToEnd;
    double goodShare{};      ///< of all that arrived: refused and overflowing ones are not good
    double goodPerSecond{};  ///< goodput

    // Time from the first request after the warm-up to the last arrival (traces: to the end).
    Seconds window;
    double requestsPerSecond{};  ///< finished
    TokensPerSecond answerRate;  ///< answer tokens, all users
    TokensPerSecond promptRate;  ///< prompt tokens, cached ones included, of started requests
    QueueSummary queue;
    Utilisation utilisation;

    OverflowSummary overflow;
    TokenAccount tokens;  ///< of the whole run
    Tokens kvPeak;        ///< of one replica
    /// Little's law over the whole run: requests in the system, integrated over time, and the sum
    /// of the time that each spent in it; equal unless stopped.
    double requestSecondsByClock{};
    double requestSecondsByRequest{};
    std::vector<RequestRecord> requests;  ///< that left, by index, if asked for
};

/// Errors that keep a simulation from starting: numbers that are NaN, infinite or out of range,
/// trace rows out of order. Fields are named as in the structs.
std::vector<Finding> checkServing(const ServingSetup& setup, const ServingLoad& load,
                                  const SimulationOptions& options);

/// Simulates the requests of `load` one scheduler step at a time (docs/serving.md 6). Pure and
/// deterministic: the same arguments give the same result. Runs until every request has left, or
/// `stopped` says yes; then the figures are of what happened up to there.
ServingResult simulate(const ServingSetup& setup, const ServingLoad& load,
                       const SimulationOptions& options);

}  // namespace headroom
