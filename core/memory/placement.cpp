// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/placement.h"

#include <algorithm>
#include <utility>

#include "core/memory/pool_engines.h"
#include "core/memory/vllm_rules.h"

namespace headroom::memory {
namespace {

/// Graphs of SGLang and TensorRT-LLM: 0.03 to 3 GiB logged (docs/vllm.md 7).
constexpr Bytes kPoolGraphs = gibibytes(1);

DeviceLedger vllmDevice(const MemoryRequest& request, const WeightBytes& weights) {
    const VllmBudget budget = vllmBudget(request, weights);
    DeviceLedger device;
    device.weights = budget.weights;
    const KvBytes kv = kvBytesOfRank(request);
    device.kv = kv.full;
    device.kvWindow = kv.window;
    device.state = stateBytesOfRank(request);
    device.compute = budget.activation;
    device.engine = budget.nonTorch + budget.graphs;
    const Bytes outside = request.devices.usableEach - budget.taken;
    device.reserve = budget.graphsInside ? outside : std::max(Bytes{0}, outside - budget.graphs);
    return device;
}

/// The profile run of the nearest vLLM with the batch that the engine itself would take.
Bytes prefillBytes(const MemoryRequest& request) {
    MemoryRequest run = request;
    run.vllm.batchedTokens = static_cast<int>(sglangPrefillTokens(request.devices));
    run.vllm.sequences = std::max(1, request.cache.slotCount);
    return vllmActivation(run);
}

DeviceLedger poolDevice(const MemoryRequest& request, const WeightBytes& weights) {
    DeviceLedger device;
    device.weights = vllmWeights(request, weights);
    const KvBytes kv = kvBytesOfRank(request);
    device.kv = kv.full;
    device.kvWindow = kv.window;
    device.state = stateBytesOfRank(request);
    device.compute = prefillBytes(request);
    device.engine = kPoolContext + vllmNonTorch(request) + kPoolGraphs;
    const Bytes beside = device.compute + device.engine;
    const Bytes usable = request.devices.usableEach;
    if (request.engine == EngineChoice::Sglang) {
        const Bytes outside = usable * (1 - sglangStaticFraction(request.devices.count));
        device.reserve = std::max(Bytes{0}, outside - beside);
    } else {
        const Bytes left = usable - device.weights - beside;
        device.reserve = std::max(Bytes{0}, left * (1 - kTensorRtLlmFraction));
    }
    return device;
}

}  // namespace

namespace {

DeviceLedger tensorShare(const MemoryRequest& request, const WeightBytes& weights) {
    const bool vllm = request.engine == EngineChoice::Vllm;
    DeviceLedger filled = vllm ? vllmDevice(request, weights) : poolDevice(request, weights);
    filled.capacity = request.devices.capacityEach;
    filled.usable = request.devices.usableEach;
    return filled;
}

/// Every device takes its share of its own memory, and the one with the least room for the cache
/// decides how much of it all of them get.
DeviceLedger tensorShareOf(const Device& device, const MemoryRequest& request,
                           const WeightBytes& weights) {
    MemoryRequest alone = request;
    alone.devices.unequal.clear();
    alone.devices.accelerator = device.accelerator;
    alone.devices.capacityEach = device.capacity;
    alone.devices.usableEach = device.usable;
    return tensorShare(alone, weights);
}

}  // namespace

void placeByTensor(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    DeviceLedger filled = tensorShare(request, weights);
    ledger.takenEach = filled.usable - filled.reserve;
    for (std::size_t index = 0; index < ledger.devices.size(); ++index) {
        DeviceLedger& device = ledger.devices[index];
        if (!request.devices.unequal.empty()) {
            filled = tensorShareOf(request.devices.unequal[index], request, weights);
        }
        // What the engine leaves outside its share of all memory is where the screen's part lies.
        DeviceLedger placed = filled;
        placed.name = device.name;
        placed.display = device.display;
        placed.usable = filled.usable - device.display;
        placed.reserve = std::max(Bytes{0}, filled.reserve - device.display);
        device = std::move(placed);
    }
    ledger.hostWeights = weights.host;
}

}  // namespace headroom::memory
