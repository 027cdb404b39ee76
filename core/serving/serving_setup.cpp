// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/serving_setup.h"

#include <algorithm>
#include <cmath>

#include "core/memory/vllm_profile.h"
#include "core/memory/vllm_rules.h"
#include "core/scenario/engines.h"

namespace headroom {
namespace {

/// llama-server's -b (llama.cpp, common/common.h: n_batch).
constexpr double kLlamaBatch = 2048;

}  // namespace

Tokens poolTokens(const Ledger& ledger) {
    double growth = 0;
    bool any = false;
    for (const DeviceLedger& device : ledger.devices) {
        const double cache = (device.cache() + device.state).value;
        if (cache <= 0) continue;
        const double possible = (cache + device.free().value) / cache;
        growth = any ? std::min(growth, possible) : possible;
        any = true;
    }
    return ledger.contextTotal * std::max(0.0, any ? growth : 1.0);
}

namespace {

/// What the server takes for a request before its prompt is read; devices that differ have one.
Seconds requestTime(const SpeedRequest& speed, const Catalog& catalog) {
    const SpeedClass* parameters = speedClass(*speed.devices.accelerator, speed.engine, catalog);
    return parameters == nullptr ? Seconds{} : microseconds(parameters->requestMicroseconds);
}

}  // namespace

ServingSetup servingSetup(const MemoryRequest& request, const WeightBytes& weights,
                          const Ledger& ledger, const SpeedRequest& speed, const Catalog& catalog,
                          SpeedEnd end) {
    ServingSetup setup;
    setup.context = ledger.contextPerSequence;
    if (engineFamily(request.engine) == EngineChoice::Vllm) {
        const memory::VllmPlan plan = memory::vllmPlan(request);
        setup.scheme = CacheScheme::Paged;
        setup.blockTokens = tokens(memory::kVllmBlockTokens);
        setup.kvBudget = poolTokens(ledger);
        setup.maxRunning = std::max(1, int(plan.sequences));
        setup.batchedTokens = tokens(plan.batchedTokens);
    } else {
        setup.scheme = CacheScheme::StaticSlots;
        setup.maxRunning = std::max(1, request.cache.slotCount);
        setup.batchedTokens = tokens(kLlamaBatch);
    }
    setup.batchedTokens = std::max(setup.batchedTokens, tokens(setup.maxRunning));
    setup.roundTrip = speed.network + requestTime(speed, catalog);
    setup.steps = stepTimes(speed, weights, catalog,
                            {setup.maxRunning, setup.context, setup.batchedTokens}, end);
    return setup;
}

}  // namespace headroom
