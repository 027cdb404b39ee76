// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated requests a minute on one core. Aim: a million at 32 slots.
#include "tests/benchmark/serving_benchmark.h"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "core/memory/weights.h"
#include "core/serving/capacity.h"
#include "core/serving/full_house.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Llama 3.1 8B on an RTX 4090, 32 running.
ServingSetup setupOf(CacheScheme scheme) {
    const Catalog& catalog = seedCatalog();
    SpeedRequest request;
    request.model = catalog.model("llama-3.1-8b");
    request.weights = catalog.format("gguf-q4_k_m");
    request.kv = catalog.format("kv-llamacpp-f16");
    request.devices = devicesOf(*catalog.accelerator("rtx-4090"), 1);
    ServingSetup setup;
    setup.scheme = scheme;
    setup.maxRunning = 32;
    setup.kvBudget = tokens(60'000);
    const WeightBytes weights = weightBytes(*request.model, *request.weights, request.engine);
    const auto start = Clock::now();
    setup.steps =
        stepTimes(request, weights, catalog, {setup.maxRunning, setup.context, tokens(2048)});
    std::cout << "table of step times: " << secondsSince(start) * 1e3 << " ms\n";
    return setup;
}

ServingLoad loadOf(const ServingSetup& setup, double share) {
    ServingLoad load;
    load.prompt = lognormalLength(tokens(1500), 0.8);
    load.answer = lognormalLength(tokens(400), 0.8);
    const FullHouse full = fullHouse(setup, tokens(1500), tokens(0), tokens(400));
    load.requestsPerDay = share * full.requestsPerSecond * 86400;
    return load;
}

void time(const char* what, const ServingSetup& setup, double share) {
    SimulationOptions options;
    options.requests = 200'000;
    const ServingLoad load = loadOf(setup, share);
    double fastest = 1e9;
    ServingResult result;
    for (int run = 0; run < 3; ++run) {
        const auto start = Clock::now();
        result = simulate(setup, load, options);
        fastest = std::min(fastest, secondsSince(start));
    }
    std::cout << "simulation, " << what << ", " << 100 * share
              << " % of a full house: " << double(result.arrived) / fastest * 60 / 1e6
              << " million requests a minute (" << result.preemptions << " preemptions, "
              << 100 * result.utilisation.allocated << " % of the slots taken)\n";
}

}  // namespace

void serving() {
    const ServingSetup slots = setupOf(CacheScheme::StaticSlots);
    const ServingSetup paged = setupOf(CacheScheme::Paged);
    for (const double share : {0.1, 0.7, 0.95, 1.5}) {
        time("32 slots", slots, share);
        time("paged cache", paged, share);
    }
    ServingSlo slo;
    slo.firstToken = seconds(2);
    slo.speed = tokensPerSecond(15);
    const auto start = Clock::now();
    const LargestLoad largest = largestLoad(slots, loadOf(slots, 0.5), slo, {});
    std::cout << "largest load, 5 seeds: " << largest.requestsPerDay.likely << " ("
              << largest.requestsPerDay.low << " to " << largest.requestsPerDay.high
              << ") requests a day, " << double(largest.simulated) / 1e6 << " million simulated in "
              << secondsSince(start) << " s\n";
}

}  // namespace headroom::tests
