// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/capacity.h"

#include <cmath>

#include "core/serving/full_house.h"
#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ServingSlo within(double firstToken) {
    ServingSlo slo;
    slo.firstToken = seconds(firstToken);
    return slo;
}

CapacityOptions quick() {
    CapacityOptions options;
    options.requests = 4000;
    options.runs = 3;
    return options;
}

ServingLoad chat(double perSecond) {
    return poisson(perSecond, lognormalLength(tokens(600), 0.7), lognormalLength(tokens(200), 0.8));
}

}  // namespace

TEST_CASE("The largest load of one server agrees with M/M/1", "[serving]") {
    // Waits of an M/M/1 queue exceed t with probability rho exp(-(1 - rho) t / S) (Kleinrock,
    // 5.7): 5 % of them at t = 3 s and S = 0.5 s when rho solves rho exp(-6 (1 - rho)) = 0.05.
    const double service = 0.5;
    const double limit = 3;
    CapacityOptions options;
    options.requests = 15'000;
    const ServingLoad load = poisson(1, fixedLength(tokens(1)), geometricLength(tokens(25)));
    // The first token comes a step of 20 ms after the wait.
    const LargestLoad found = largestLoad(queueOf(1, 0.02), load, within(limit + 0.02), options);
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        (middle * std::exp(-(1 - middle) * 6) < 0.05 ? low : high) = middle;
    }
    const double perDay = low / service * 86400;
    CHECK(found.requestsPerDay.low <= perDay);
    CHECK(found.requestsPerDay.high >= perDay);
    CHECK(found.requestsPerDay.likely == Approx(perDay).epsilon(0.04));
    CHECK(found.perSecondAtPeak == Approx(found.requestsPerDay.likely / 86400));
    CHECK(found.findings.empty());
}

TEST_CASE("The largest load holds the SLO and a fifth more does not", "[serving]") {
    const ServingSetup setup = pagedSetup(60'000);
    ServingSlo slo = within(1.5);
    slo.speed = tokensPerSecond(20);
    const LargestLoad found = largestLoad(setup, chat(1), slo, quick());
    REQUIRE(found.requestsPerDay.low > 0);
    SimulationOptions options;
    options.slo = slo;
    ServingLoad load = chat(1);
    load.requestsPerDay = found.requestsPerDay.likely * 0.9;
    CHECK(simulate(setup, load, options).goodShare > slo.share);
    load.requestsPerDay = found.requestsPerDay.likely * 1.2;
    CHECK(simulate(setup, load, options).goodShare < slo.share);
}

TEST_CASE("An SLO that waiting never breaks ends at a full house", "[serving]") {
    // A token a second is kept however long one waited: only the queue without end sets a limit.
    const ServingSetup setup = pagedSetup(60'000);
    ServingSlo slo;
    slo.speed = tokensPerSecond(1);
    const ServingLoad load = chat(1);
    const double full =
        fullHouse(setup, meanLength(load.prompt), tokens(0), meanLength(load.answer))
            .requestsPerSecond *
        86400;
    const LargestLoad found = largestLoad(setup, load, slo, quick());
    CHECK(found.fullHouse);
    CHECK(found.requestsPerDay.likely == Approx(full));
    CHECK(found.requestsPerDay.high <= full * (1 + 1e-9));
    // And twice that load needs more than one machine, though one alone would keep the speed.
    ServingLoad doubled = load;
    doubled.requestsPerDay = 2.5 * full;
    const ReplicasNeeded needed = replicasNeeded(setup, doubled, slo, 16, quick());
    REQUIRE(needed.replicas);
    CHECK(*needed.replicas == 3);
}

TEST_CASE("An SLO that no single request keeps allows no load", "[serving]") {
    const LargestLoad found = largestLoad(pagedSetup(60'000), chat(1), within(0.001), quick());
    CHECK(found.requestsPerDay.likely == 0);
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings[0].message ==
          "Fewer than 95.0 % of the requests are good even when each is alone.");
}

TEST_CASE("A search needs an SLO, an open load and enough requests", "[serving]") {
    const ServingSetup setup = pagedSetup(60'000);
    CHECK(hasErrors(largestLoad(setup, chat(1), ServingSlo{}, quick()).findings));
    ServingLoad closed = chat(1);
    closed.kind = LoadKind::Closed;
    CHECK(hasErrors(largestLoad(setup, closed, within(1), quick()).findings));
    CapacityOptions few = quick();
    few.requests = 10;
    CHECK(hasErrors(largestLoad(setup, chat(1), within(1), few).findings));
    CHECK(hasErrors(replicasNeeded(setup, chat(1), within(1), 0, quick()).findings));
}

TEST_CASE("As many replicas are needed as hold the SLO", "[serving]") {
    const ServingSetup setup = pagedSetup(60'000);
    const ServingSlo slo = within(1.5);
    const ServingLoad load = chat(20);
    const ReplicasNeeded needed = replicasNeeded(setup, load, slo, 32, quick());
    REQUIRE(needed.replicas);
    CHECK(needed.goodShare >= slo.share);
    CHECK(needed.lowest <= needed.goodShare);
    SimulationOptions options;
    options.slo = slo;
    ServingSetup fewer = setup;
    fewer.replicas = *needed.replicas - 1;
    REQUIRE(fewer.replicas >= 1);
    CHECK(simulate(fewer, load, options).goodShare < slo.share);
    const ReplicasNeeded none = replicasNeeded(setup, load, slo, 2, quick());
    CHECK_FALSE(none.replicas);
    CHECK(none.goodShare < slo.share);
}

TEST_CASE("A search stops when asked to", "[serving]") {
    CapacityOptions options = quick();
    options.stopped = [] { return true; };
    CHECK(largestLoad(pagedSetup(60'000), chat(1), within(1), options).stopped);
    const ReplicasNeeded needed =
        replicasNeeded(pagedSetup(60'000), chat(1), within(1), 8, options);
    CHECK(needed.stopped);
    CHECK_FALSE(needed.replicas);
}
