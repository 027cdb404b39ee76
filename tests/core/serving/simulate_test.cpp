// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/serving/full_house.h"
#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ServingLoad chat(double perSecond) {
    return poisson(perSecond, lognormalLength(tokens(600), 0.7), lognormalLength(tokens(200), 0.8));
}

SimulationOptions records(std::int64_t requests = 5000) {
    SimulationOptions options;
    options.requests = requests;
    options.keepRequests = true;
    return options;
}

ServingLoad traceOf(std::vector<TraceRow> rows) {
    ServingLoad load;
    load.kind = LoadKind::Trace;
    load.trace = std::move(rows);
    return load;
}

TraceRow row(double arrival, double prompt, double answer) {
    return {seconds(arrival), tokens(prompt), tokens(answer)};
}

}  // namespace

TEST_CASE("One request takes the time of its steps", "[serving]") {
    const ServingSetup setup = pagedSetup(100'000);
    SimulationOptions options = records();
    const ServingResult result = simulate(setup, traceOf({row(5, 1000, 11)}), options);
    REQUIRE(result.finished == 1);
    // The prompt in one pass of 8 ms + 1000 / 5000 s, then 10 steps at 1000..1009 tokens.
    const double first = 0.208;
    double decode = 0;
    for (int token = 0; token < 10; ++token) decode += 8.1e-3 + 1e-8 * (1000 + token);
    CHECK(result.firstToken.mean.value == Approx(first).epsilon(0.02));
    CHECK(result.endToEnd.mean.value - result.firstToken.mean.value == Approx(decode));
    CHECK(result.perToken.p99.value == Approx(decode / 10));
    CHECK(result.interToken.count == 10);
    CHECK(result.interToken.mean.value == Approx(decode / 10));
    CHECK(result.interToken.p50.value == Approx(decode / 10).epsilon(0.016));
    CHECK(result.wait.mean.value == 0);
    CHECK(result.goodShare == 1);
    CHECK(result.tokens.answer == 11);
    CHECK(result.tokens.computed == 1010);
    checkConservation(result);
}

TEST_CASE("A load without requests gives an empty result", "[serving]") {
    SimulationOptions options;
    options.requests = 0;
    for (const ServingLoad& load : {chat(1), traceOf({})}) {
        const ServingResult result = simulate(pagedSetup(100'000), load, options);
        CHECK_FALSE(hasErrors(result.findings));
        CHECK(result.arrived == 0);
        CHECK(result.firstToken.count == 0);
        CHECK(result.goodShare == 0);
        checkConservation(result);
    }
}

TEST_CASE("Long prompts are read in chunks beside those who decode", "[serving]") {
    const ServingSetup setup = pagedSetup(100'000);
    // The first decodes when the second brings 6,000 tokens: three passes of at most 2,048.
    const ServingResult result =
        simulate(setup, traceOf({row(0, 100, 200), row(1, 6000, 2)}), records());
    REQUIRE(result.finished == 2);
    const RequestRecord& longer = result.requests[1];
    // 2,047 + 2,047 + 1,906 tokens at 5,000 a second, 8 ms a pass, and attention of 1 ns a pair.
    const double reading = 6000.0 / 5000 + 3 * 8e-3;
    CHECK((longer.firstToken - longer.started).value == Approx(reading).epsilon(0.02));
    // The first one goes on, a token a pass: the longest gap is one pass, not the whole prompt.
    CHECK(result.interToken.p99.value < 0.45);
    CHECK(result.interToken.p99.value > 0.35);
    checkConservation(result);
}

TEST_CASE("Cached prompt tokens are not computed", "[serving]") {
    ServingLoad load = traceOf({row(0, 1000, 1)});
    load.cachedPromptShare = 0.9;
    const ServingResult result = simulate(pagedSetup(100'000), load, records());
    CHECK(result.tokens.cached == 900);
    CHECK(result.tokens.computed == 100);
    // All cached: the last token is computed for its logits.
    load.cachedPromptShare = 1;
    CHECK(simulate(pagedSetup(100'000), load, records()).tokens.computed == 1);
}

TEST_CASE("The same seed gives the same result, another one does not", "[serving]") {
    const ServingSetup setup = pagedSetup(60'000);
    SimulationOptions options = records();
    const ServingResult one = simulate(setup, chat(2), options);
    const ServingResult two = simulate(setup, chat(2), options);
    REQUIRE(one.requests.size() == two.requests.size());
    for (std::size_t i = 0; i < one.requests.size(); ++i) {
        REQUIRE(one.requests[i].arrival == two.requests[i].arrival);
        REQUIRE(one.requests[i].finished == two.requests[i].finished);
    }
    CHECK(one.endToEnd.p99 == two.endToEnd.p99);
    CHECK(one.queue.mean == two.queue.mean);
    options.seed = 2;
    CHECK(simulate(setup, chat(2), options).endToEnd.mean != one.endToEnd.mean);
}

TEST_CASE("More load never shortens the wait", "[serving]") {
    const ServingSetup setup = pagedSetup(60'000);
    double before = -1;
    double first = 0;
    for (const double rate : {0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0}) {
        const ServingResult result = simulate(setup, chat(rate), records(20'000));
        INFO("at " << rate << " requests a second");
        CHECK(result.wait.mean.value >= before);
        CHECK(result.firstToken.mean.value >= first);
        before = result.wait.mean.value;
        first = result.firstToken.mean.value;
        checkConservation(result);
    }
}

TEST_CASE("Requests start in the order of their arrival", "[serving]") {
    for (const CacheScheme scheme : {CacheScheme::Paged, CacheScheme::StaticSlots}) {
        ServingSetup setup = pagedSetup(20'000, 8);
        setup.scheme = scheme;
        const ServingResult result = simulate(setup, chat(6), records());
        REQUIRE(result.requests.size() == 5000);
        CHECK(result.queue.longest > 10);
        for (std::size_t i = 1; i < result.requests.size(); ++i) {
            REQUIRE(result.requests[i].started >= result.requests[i - 1].started);
        }
        checkConservation(result);
    }
}

TEST_CASE("The cache is never overdrawn and preemption needs a full one", "[serving]") {
    const ServingSetup setup = pagedSetup(9'000, 32);
    double fullest = 0;
    std::int64_t states = 0;
    SimulationOptions options = records();
    options.observer = [&](const ServingState& state) {
        ++states;
        fullest = std::max(fullest, state.kvUsed.value);
        REQUIRE(state.kvUsed <= state.kvBudget);
        REQUIRE(state.running <= 32);
        REQUIRE(state.kvBudget.value == 8992);  // whole blocks of 16
    };
    const ServingResult result = simulate(setup, chat(5), options);
    CHECK(states > 1000);
    CHECK(fullest > 8'500);
    CHECK(result.kvPeak.value == fullest);
    CHECK(result.preemptions > 0);
    CHECK(result.preemptedRequests <= result.preemptions);
    CHECK(result.tokens.recomputed > 0);
    CHECK(result.finished == 5000);
    std::int64_t counted = 0;
    for (const RequestRecord& request : result.requests) {
        counted += request.preemptions;
        REQUIRE(request.outcome == RequestOutcome::Finished);
    }
    CHECK(counted == result.preemptions);
    checkConservation(result);

    options.observer = {};
    // 32 sequences of the full context fit at once: nothing can be short.
    const ServingResult roomy = simulate(pagedSetup(32 * 8192, 32), chat(5), options);
    CHECK(roomy.preemptions == 0);
    CHECK(roomy.tokens.recomputed == 0);
}

TEST_CASE("Static slots keep their caches and never preempt", "[serving]") {
    ServingSetup setup = pagedSetup(0, 4);
    setup.scheme = CacheScheme::StaticSlots;
    int most = 0;
    SimulationOptions options = records();
    options.observer = [&](const ServingState& state) { most = std::max(most, state.running); };
    const ServingResult result = simulate(setup, chat(3), options);
    CHECK(most == 4);
    CHECK(result.preemptions == 0);
    CHECK(result.queue.longest > 4);
    CHECK(result.kvPeak.value <= 4 * 8192);
    checkConservation(result);
}

TEST_CASE("Prompts beyond the context are refused and answers are cut at it", "[serving]") {
    const ServingResult result =
        simulate(pagedSetup(100'000),
                 traceOf({row(0, 8192, 10), row(0, 50'000, 10), row(0, 8000, 500), row(0, 10, 10)}),
                 records());
    CHECK(result.refused == 2);
    CHECK(result.truncated == 1);
    CHECK(result.finished == 2);
    CHECK(result.requests[2].answer.value == 192);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].severity == Severity::Warning);
    CHECK(result.findings[0].message ==
          "2 of 4 requests were refused: their prompts leave no room for an answer in a context "
          "of 8,192 tokens.");
    // Refused ones are not good.
    CHECK(result.goodShare == 0.5);
    checkConservation(result);
}

TEST_CASE("A request without an answer ends with its prompt", "[serving]") {
    const ServingResult result =
        simulate(pagedSetup(100'000), traceOf({row(0, 500, 0), row(10, 0, 1)}), records());
    CHECK(result.finished == 2);
    CHECK(result.endToEnd.count == 2);
    CHECK(result.firstToken.count == 1);
    CHECK(result.perToken.count == 0);
    CHECK(result.tokens.answer == 1);
    // An empty prompt counts as one token.
    CHECK(result.tokens.prompt == 501);
    checkConservation(result);
}

TEST_CASE("Wrong input is refused with the number in the message", "[serving]") {
    const double nan = std::nan("");
    const auto refusal = [](const ServingLoad& load, const ServingSetup& setup) {
        const ServingResult result = simulate(setup, load, {});
        REQUIRE(hasErrors(result.findings));
        CHECK(result.arrived == 0);
        return result.findings.front().message;
    };
    const ServingSetup setup = pagedSetup(100'000);
    CHECK(refusal(traceOf({row(2, 1, 1), row(1.5, 1, 1)}), setup) ==
          "trace row 2 arrives at 1.5 s, before the row above it at 2 s.");
    CHECK(refusal(traceOf({row(0, 1, 1), row(nan, 1, 1)}), setup) ==
          "trace row 2, arrival is nan.");
    CHECK(refusal(traceOf({row(0, -3, 1)}), setup) == "trace row 1, prompt is -3.");
    CHECK(refusal(chat(nan), setup) == "requestsPerDay is nan.");
    CHECK(refusal(chat(1), pagedSetup(4000)) ==
          "The KV cache holds 4000 tokens; one sequence of the full context needs 8192.");
    CHECK(refusal(chat(1), ServingSetup{}) == "The times of a step are unknown.");
    ServingLoad load = chat(1);
    load.hourly.fill(0);
    CHECK(refusal(load, setup) == "No hour of the day has any requests.");
    load = chat(1);
    load.prompt = empiricalLength({});
    CHECK(refusal(load, setup) == "prompt has no lengths to choose from.");
    load = chat(1);
    load.cachedPromptShare = 1.5;
    CHECK(refusal(load, setup) == "cachedPromptShare is 1.5.");
}

TEST_CASE("Closed loops keep as many requests as users", "[serving]") {
    ServingLoad load = chat(1);
    load.kind = LoadKind::Closed;
    load.users = 16;
    int most = 0;
    SimulationOptions options = records(4000);
    options.observer = [&](const ServingState& state) {
        most = std::max(most, state.running + state.waiting);
    };
    const ServingResult busy = simulate(pagedSetup(400'000), load, options);
    CHECK(most == 16);
    CHECK(busy.utilisation.busy == Approx(1).epsilon(1e-3));
    CHECK(busy.utilisation.allocated == Approx(0.5).epsilon(0.02));
    // The response time law: users = rate x (latency + think time), Lazowska et al., 3.
    CHECK(busy.requestsPerSecond * busy.endToEnd.mean.value == Approx(16).epsilon(0.02));
    checkConservation(busy);
    load.thinkTime = seconds(30);
    const ServingResult idle = simulate(pagedSetup(400'000), load, options);
    CHECK(idle.requestsPerSecond * (idle.endToEnd.mean.value + 30) == Approx(16).epsilon(0.04));
    checkConservation(idle);
}

TEST_CASE("Several replicas share the load evenly and lose nothing", "[serving]") {
    for (const LoadKind kind : {LoadKind::Open, LoadKind::Closed}) {
        ServingSetup setup = pagedSetup(20'000, 8);
        setup.replicas = 4;
        ServingLoad load = chat(12);
        load.kind = kind;
        load.users = 40;
        const ServingResult result = simulate(setup, load, records(8000));
        std::array<int, 4> each{};
        for (const RequestRecord& request : result.requests) ++each[std::size_t(request.replica)];
        for (const int count : each) CHECK(count == Approx(2000).epsilon(0.1));
        checkConservation(result);
    }
}

TEST_CASE("Requests that would wait too long go elsewhere", "[serving]") {
    const ServingSetup setup = pagedSetup(20'000, 8);
    SimulationOptions options = records();
    const ServingResult all = simulate(setup, chat(8), options);
    options.overflow.waitLonger = seconds(5);
    const ServingResult patient = simulate(setup, chat(8), options);
    CHECK(all.wait.p99.value > 60);
    CHECK(patient.wait.p99.value <= 5);
    CHECK(patient.overflow.requests > 500);
    CHECK(patient.overflow.share == Approx(double(patient.overflow.requests) / 5000));
    for (const RequestRecord& request : patient.requests) {
        if (request.outcome != RequestOutcome::OverflowWait) continue;
        REQUIRE((request.finished - request.arrival).value == Approx(5));
    }
    // About 600 and 200 tokens each.
    const double requests = double(patient.overflow.requests);
    CHECK(patient.overflow.prompt.value / requests == Approx(600).epsilon(0.15));
    CHECK(patient.overflow.answer.value / requests == Approx(200).epsilon(0.15));
    checkConservation(patient);

    options.overflow = {};
    options.overflow.queueLonger = 3;
    const ServingResult shortQueue = simulate(setup, chat(8), options);
    CHECK(shortQueue.overflow.requests > 500);
    checkConservation(shortQueue);
}

TEST_CASE("A stopped simulation says so and still counts every token", "[serving]") {
    SimulationOptions options;
    int asked = 0;
    double progress = 0;
    options.progress = [&](double share) { progress = share; };
    options.stopped = [&] { return ++asked > 8; };
    const ServingResult result = simulate(pagedSetup(20'000, 8), chat(8), options);
    CHECK(result.stopped);
    CHECK(result.arrived == 8 * 256);
    CHECK(progress == Approx(8 * 256 / 20'000.0));
    CHECK(result.inFlight > 0);
    CHECK(result.arrived == result.finished + result.inFlight);
    CHECK(result.tokens.computed ==
          result.tokens.useful + result.tokens.recomputed + result.tokens.inFlight);
    CHECK(result.requestSecondsByClock == Approx(result.requestSecondsByRequest));

    // Also after the last arrival: 20,000 requests at a time keep eight slots busy for long.
    asked = 0;
    options.stopped = [&] { return ++asked > 100; };
    const ServingResult draining = simulate(pagedSetup(20'000, 8), chat(1e6), options);
    CHECK(draining.stopped);
    CHECK(draining.arrived == 20'000);
    CHECK(draining.inFlight > 0);
    CHECK(draining.arrived == draining.finished + draining.inFlight);
    CHECK(draining.requestSecondsByClock == Approx(draining.requestSecondsByRequest));
}

TEST_CASE("A full house is as useful as it can be", "[serving]") {
    // Far more than the replica can do: all requests alike, the closed form is close.
    const ServingSetup setup = pagedSetup(200'000, 32);
    const ServingLoad load = poisson(50, fixedLength(tokens(600)), fixedLength(tokens(200)));
    const ServingResult result = simulate(setup, load, records(20'000));
    CHECK(result.utilisation.busy == Approx(1).epsilon(1e-3));
    CHECK(result.utilisation.useful == Approx(1).epsilon(0.1));
    // Idle most of the time: 0.01 requests a second against some 4.
    const ServingResult quiet = simulate(
        setup, poisson(0.01, fixedLength(tokens(600)), fixedLength(tokens(200))), records());
    CHECK(quiet.utilisation.useful < 0.01);
    CHECK(quiet.utilisation.busy == Approx(0.01 * quiet.endToEnd.mean.value).epsilon(0.1));
}
