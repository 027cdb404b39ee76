// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <vector>

#include "core/serving/serving.h"
#include "tests/support/catch.h"

namespace headroom::tests {

/// Every step takes `step` seconds whatever it holds: a server of queueing theory whose service
/// time is the answer's length times the step.
inline StepTimes constantSteps(double step, int batch, double depth = 1 << 20,
                               double pass = 1 << 20) {
    StepFunctions functions;
    functions.decode = [step](int, Tokens) { return seconds(step); };
    functions.cache = [](int, Tokens) { return seconds(0); };
    functions.prefill = [step](Tokens, Tokens) { return seconds(step); };
    return StepTimes(functions, {batch, tokens(depth), tokens(pass)});
}

/// A machine like a real one: 8 ms a step, 0.1 ms for each stream and 1 us for each of its 100
/// tokens; prompts at 5,000 tokens a second.
inline StepTimes plausibleSteps(int batch, double depth = 32768, double pass = 8192) {
    StepFunctions functions;
    functions.decode = [](int streams, Tokens at) {
        return seconds(8e-3 + 1e-4 * streams + 1e-8 * streams * at.value);
    };
    functions.cache = [](int streams, Tokens at) { return seconds(1e-8 * streams * at.value); };
    functions.prefill = [](Tokens read, Tokens position) {
        return seconds(8e-3 + read.value / 5000 + 1e-9 * read.value * position.value);
    };
    return StepTimes(functions, {batch, tokens(depth), tokens(pass)});
}

/// `slots` servers without any limit on memory.
inline ServingSetup queueOf(int slots, double step) {
    ServingSetup setup;
    setup.steps = constantSteps(step, slots);
    setup.scheme = CacheScheme::StaticSlots;
    setup.context = tokens(1 << 20);
    setup.maxRunning = slots;
    setup.batchedTokens = tokens(1 << 20);
    return setup;
}

inline ServingSetup pagedSetup(double kvBudget, int running = 32) {
    ServingSetup setup;
    setup.steps = plausibleSteps(running);
    setup.kvBudget = tokens(kvBudget);
    setup.context = tokens(8192);
    setup.maxRunning = running;
    setup.batchedTokens = tokens(2048);
    return setup;
}

/// Arrivals at `perSecond`, the same at all hours.
inline ServingLoad poisson(double perSecond, LengthDistribution prompt, LengthDistribution answer) {
    ServingLoad load;
    load.requestsPerDay = perSecond * 86400;
    load.prompt = std::move(prompt);
    load.answer = std::move(answer);
    return load;
}

struct Interval {
    double mean{};
    double half{};
};
/// Mean of `values`, which follow one another, and the half width of its 99 % confidence interval
/// from the means of 30 batches (Law, Simulation Modeling and Analysis, 9.5.3; t = 2.756).
inline Interval batchMeans(const std::vector<double>& values) {
    constexpr std::size_t kBatches = 30;
    const std::size_t size = values.size() / kBatches;
    std::vector<double> means;
    double sum = 0;
    for (std::size_t batch = 0; batch < kBatches; ++batch) {
        double total = 0;
        for (std::size_t i = 0; i < size; ++i) total += values[batch * size + i];
        means.push_back(total / double(size));
        sum += means.back();
    }
    const double mean = sum / kBatches;
    double squares = 0;
    for (const double value : means) squares += (value - mean) * (value - mean);
    return {mean, 2.756 * std::sqrt(squares / (kBatches - 1) / kBatches)};
}

/// Waits until service began, of all requests after the first `skipped`.
inline std::vector<double> waits(const ServingResult& result, std::size_t skipped) {
    std::vector<double> values;
    for (std::size_t i = skipped; i < result.requests.size(); ++i) {
        values.push_back((result.requests[i].started - result.requests[i].arrival).value);
    }
    return values;
}

/// What holds of every run that came to its end.
inline void checkConservation(const ServingResult& result) {
    CHECK(result.inFlight == 0);
    CHECK(result.arrived == result.finished + result.refused + result.overflow.requests);
    // Little's law: the same request-seconds, counted by the clock and request by request.
    CHECK(result.requestSecondsByClock ==
          Approx(result.requestSecondsByRequest).epsilon(1e-6).margin(1e-6));
    // All counts are whole numbers, so the sums are exact.
    CHECK(result.tokens.computed == result.tokens.useful + result.tokens.recomputed);
    CHECK(result.tokens.inFlight == 0);
}

}  // namespace headroom::tests
