// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The simulation against queueing theory, where that is exact. A step of constant length and one
// slot make the scheduler a single server whose service time is answer x step; formulas after
// Kleinrock, Queueing Systems, volume 1: 3.2 (M/M/1), 3.4 (Erlang B), 3.5 (Erlang C), 5.6
// (Pollaczek and Khinchine).
#include <cmath>
#include <numeric>

#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr double kStep = 0.02;
constexpr double kMeanAnswer = 25;
constexpr double kService = kStep * kMeanAnswer;
constexpr std::int64_t kRequests = 150'000;
constexpr std::size_t kWarmUp = 7'500;

ServingResult run(const ServingSetup& setup, const ServingLoad& load) {
    SimulationOptions options;
    options.seed = 7;
    options.requests = kRequests;
    options.keepRequests = true;
    return simulate(setup, load, options);
}

ServingResult singleServer(double utilisation, LengthDistribution answer) {
    return run(queueOf(1, kStep),
               poisson(utilisation / kService, fixedLength(tokens(1)), std::move(answer)));
}

/// lambda E[S^2] / (2 (1 - rho)).
double pollaczekKhinchine(double utilisation, double secondMoment) {
    return utilisation / kService * secondMoment / (2 * (1 - utilisation));
}

void checkWait(const ServingResult& result, double expected, double utilisation) {
    const Interval wait = batchMeans(waits(result, kWarmUp));
    INFO("mean wait " << wait.mean << " s +- " << wait.half << ", theory " << expected << " s");
    CHECK(std::abs(wait.mean - expected) <= wait.half);
    // The interval means something only if it is narrow.
    CHECK(wait.half < 0.12 * expected);
    CHECK(result.utilisation.busy == Approx(utilisation).epsilon(0.02));
    checkConservation(result);
}

/// Probability that all `servers` are busy when arrivals wait, by the recursion of Erlang B.
double erlangB(int servers, double offered) {
    double blocking = 1;
    for (int n = 1; n <= servers; ++n) blocking = offered * blocking / (n + offered * blocking);
    return blocking;
}
double erlangC(int servers, double offered) {
    const double blocking = erlangB(servers, offered);
    return blocking / (1 - offered / servers * (1 - blocking));
}

}  // namespace

TEST_CASE("Waits agree with M/M/1", "[serving]") {
    for (const double utilisation : {0.5, 0.8}) {
        const ServingResult result =
            singleServer(utilisation, geometricLength(tokens(kMeanAnswer)));
        // Geometric on whole steps: variance (1 - p) / p^2 in steps; close to rho S / (1 - rho).
        const double second =
            kStep * kStep * (kMeanAnswer * (kMeanAnswer - 1) + kMeanAnswer * kMeanAnswer);
        const double expected = pollaczekKhinchine(utilisation, second);
        CHECK(expected == Approx(utilisation * kService / (1 - utilisation)).epsilon(0.021));
        checkWait(result, expected, utilisation);
    }
}

TEST_CASE("Waits agree with M/D/1", "[serving]") {
    for (const double utilisation : {0.5, 0.9}) {
        const ServingResult result = singleServer(utilisation, fixedLength(tokens(kMeanAnswer)));
        checkWait(result, utilisation * kService / (2 * (1 - utilisation)), utilisation);
    }
}

TEST_CASE("Waits agree with M/G/1", "[serving]") {
    // Lognormal, coefficient of variation 1.2: E[S^2] = S^2 (1 + 1.44).
    const double utilisation = 0.7;
    checkWait(singleServer(utilisation, lognormalLength(tokens(kMeanAnswer), 1.2)),
              pollaczekKhinchine(utilisation, kService * kService * (1 + 1.2 * 1.2)), utilisation);
    // Two lengths, half each: E[S^2] = (5^2 + 45^2) / 2 steps.
    checkWait(singleServer(utilisation, empiricalLength({tokens(5), tokens(45)})),
              pollaczekKhinchine(utilisation, kStep * kStep * (5.0 * 5 + 45.0 * 45) / 2),
              utilisation);
}

TEST_CASE("Waits agree with M/M/c but for the step in progress", "[serving]") {
    const int servers = 8;
    const double utilisation = 0.85;
    const double offered = servers * utilisation;
    const ServingResult result = run(
        queueOf(servers, kStep),
        poisson(offered / kService, fixedLength(tokens(1)), geometricLength(tokens(kMeanAnswer))));
    const double theory = erlangC(servers, offered) * kService / (servers * (1 - utilisation));
    // Who comes while others are served starts with the next step: half a step later on average.
    const Interval wait = batchMeans(waits(result, kWarmUp));
    INFO("mean wait " << wait.mean << " s +- " << wait.half << ", theory " << theory << " s");
    CHECK(std::abs(wait.mean - theory - kStep / 2) <= wait.half + kStep / 2);
    CHECK(wait.half < 0.12 * theory);
    CHECK(result.utilisation.allocated == Approx(utilisation).epsilon(0.02));
    checkConservation(result);
}

TEST_CASE("Losses agree with Erlang B when nobody may queue", "[serving]") {
    const int servers = 8;
    const double offered = 6;
    SimulationOptions options;
    options.requests = kRequests;
    options.overflow.queueLonger = 0;
    const ServingResult result = simulate(
        queueOf(servers, kStep),
        poisson(offered / kService, fixedLength(tokens(1)), geometricLength(tokens(kMeanAnswer))),
        options);
    // B(8, 6) = 0.1219 (Erlang's tables). A place is taken half a step longer than the service, as
    // it begins with the next step. Losses come in clusters: some 2 % of their share at 95 %.
    CHECK(erlangB(servers, offered) == Approx(0.1219).epsilon(0.001));
    const double expected = erlangB(servers, offered * (1 + 0.5 / kMeanAnswer));
    CHECK(result.overflow.share == Approx(expected).epsilon(0.02));
    CHECK(result.wait.p99.value <= kStep);
    checkConservation(result);
}

TEST_CASE("Little's law ties the mean queue to the mean wait", "[serving]") {
    const double rate = 0.8 / kService;
    const ServingResult result = singleServer(0.8, geometricLength(tokens(kMeanAnswer)));
    // L = lambda W, both over nearly the same requests; the rate as it came about.
    CHECK(result.queue.mean == Approx(rate * result.wait.mean.value).epsilon(0.02));
    // An M/M/1 queue is not empty with probability rho^2 (Kleinrock, 3.2).
    CHECK(result.queue.nonEmptyShare == Approx(0.64).epsilon(0.03));
}
