// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: a million simulated requests a minute at 32 slots on one core.
#include <memory>

#include "core/memory/weights.h"
#include "core/serving/capacity.h"
#include "core/serving/full_house.h"
#include "core/serving/load_sweep.h"
#include "tests/benchmark/pieces.h"
#include "tests/support/seed_catalog.h"

namespace headroom::benchmark {

namespace {

using namespace headroom::tests;

SpeedRequest speedRequest() {
    const Catalog& catalog = seedCatalog();
    SpeedRequest request;
    request.model = catalog.model("llama-3.1-8b");
    request.weights = catalog.format("gguf-q4_k_m");
    request.kv = catalog.format("kv-llamacpp-f16");
    request.devices = devicesOf(*catalog.accelerator("rtx-4090"), 1);
    return request;
}

/// Llama 3.1 8B on an RTX 4090, 32 running.
ServingSetup setupOf(CacheScheme scheme) {
    const SpeedRequest request = speedRequest();
    ServingSetup setup;
    setup.scheme = scheme;
    setup.maxRunning = 32;
    setup.kvBudget = tokens(60'000);
    const WeightBytes weights = weightBytes(*request.model, *request.weights, request.engine);
    setup.steps =
        stepTimes(request, weights, seedCatalog(), {setup.maxRunning, setup.context, tokens(2048)});
    return setup;
}

ServingLoad loadOf(const ServingSetup& serving, double share) {
    ServingLoad load;
    load.prompt = lognormalLength(tokens(1500), 0.8);
    load.answer = lognormalLength(tokens(400), 0.8);
    const FullHouse full = fullHouse(serving, tokens(1500), tokens(0), tokens(400));
    load.requestsPerDay = share * full.requestsPerSecond * 86400;
    return load;
}

Piece simulation(const std::string& name, CacheScheme scheme, double share, int requests) {
    return {"simulation/" + name, "ms", [=](Setup& setup) -> Piece::Work {
                const ServingSetup serving = setupOf(scheme);
                const ServingLoad load = loadOf(serving, share);
                SimulationOptions options;
                options.requests = requests;
                setup.note = std::to_string(requests) + " requests, " +
                             std::to_string(static_cast<int>(100 * share)) + " % of a full house";
                return
                    [=] { return static_cast<double>(simulate(serving, load, options).arrived); };
            }};
}

Piece::Work sweep(Setup&) {
    const ServingSetup serving = setupOf(CacheScheme::StaticSlots);
    const ServingLoad load = loadOf(serving, 0.5);
    return [=] { return static_cast<double>(sweepLoads(serving, load, SweepOptions{}).size()); };
}

Piece::Work largest(Setup& setup) {
    const ServingSetup serving = setupOf(CacheScheme::StaticSlots);
    const ServingLoad load = loadOf(serving, 0.5);
    ServingSlo slo;
    slo.firstToken = seconds(2);
    slo.speed = tokensPerSecond(15);
    const LargestLoad found = largestLoad(serving, load, slo, {});
    setup.note = std::to_string(found.simulated) + " requests simulated";
    return [=] { return largestLoad(serving, load, slo, {}).requestsPerDay.likely; };
}

}  // namespace

void addServingPieces(std::vector<Piece>& pieces) {
    pieces.push_back({"serving/step-times", "ms", [](Setup&) -> Piece::Work {
                          return [] { return setupOf(CacheScheme::StaticSlots).context.value; };
                      }});
    for (const int requests : {5'000, 20'000, 80'000, 320'000}) {
        pieces.push_back(simulation("requests=" + std::to_string(requests),
                                    CacheScheme::StaticSlots, 0.7, requests));
    }
    for (const double share : {0.1, 0.95, 1.5}) {
        const std::string percent = std::to_string(static_cast<int>(100 * share));
        pieces.push_back(simulation("load=" + percent, CacheScheme::StaticSlots, share, 20'000));
        pieces.push_back(simulation("paged-load=" + percent, CacheScheme::Paged, share, 20'000));
    }
    pieces.push_back({"sweep/loads", "ms", sweep});
    pieces.push_back({"solver/largest-load", "ms", largest});
}

}  // namespace headroom::benchmark
