// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/ledger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"
#include "core/memory/ledger_notes.h"
#include "core/memory/vllm_rules.h"

namespace headroom {
namespace {

/// What one companion takes on the device it lands on, and in host memory.
struct CompanionLoad {
    Bytes device;
    Bytes host;
};

/// The part of the blocks that each device holds.
struct LayerShare {
    Bytes weights;
    int blocks{};
    double full{};  ///< of the layers that see everything
    double rest{};  ///< of sliding-window and recurrent layers
};

/// llama.cpp deals `blocks` + 1 (the output counts as one) evenly and in order.
std::size_t deviceOfLayer(int layer, int blocks, int devices) {
    return static_cast<std::size_t>(
        std::min(devices - 1, static_cast<int>(double(layer) * devices / (blocks + 1))));
}

int fullLayers(const ModelSpec& model) {
    int count = 0;
    for (const LayerGroup& group : model.layers) {
        const AttentionKind kind = group.attention.kind;
        if (kind == AttentionKind::Full || kind == AttentionKind::Latent) count += group.count;
    }
    return count;
}

/// Where the caches lie. In models that mix kinds the layers that see everything are the rarer ones
/// and end each period (Gemma 3 every sixth, Qwen3-Next every fourth, gpt-oss every second).
void dealCaches(const ModelSpec& model, std::vector<LayerShare>& shares) {
    const int blocks = std::max(1, model.layerCount);
    const int full = fullLayers(model);
    const int devices = static_cast<int>(shares.size());
    if (full == 0 || 2 * full > blocks) {
        for (LayerShare& share : shares) share.full = share.rest = double(share.blocks) / blocks;
        return;
    }
    std::vector<int> placed(shares.size(), 0);
    const int period = blocks / full;
    for (int layer = 0; layer < full; ++layer) {
        ++placed[deviceOfLayer((layer + 1) * period - 1, blocks, devices)];
    }
    for (std::size_t index = 0; index < shares.size(); ++index) {
        shares[index].full = double(placed[index]) / full;
        shares[index].rest = double(shares[index].blocks - placed[index]) / (blocks - full);
    }
}

std::vector<LayerShare> dealLayers(const ModelSpec& model, const WeightBytes& weights,
                                   int devices) {
    std::vector<LayerShare> result(static_cast<std::size_t>(devices));
    const int blocks = static_cast<int>(weights.layers.size());
    for (int layer = 0; layer < blocks; ++layer) {
        LayerShare& share = result[deviceOfLayer(layer, blocks, devices)];
        share.weights += weights.layers[static_cast<std::size_t>(layer)];
        ++share.blocks;
    }
    result.front().weights += weights.input + weights.beside;
    result.back().weights += weights.output;
    dealCaches(model, result);
    return result;
}

std::string deviceName(const DeviceSet& devices, int index) {
    const std::string name = devices.accelerator ? devices.accelerator->name : "Accelerator";
    return devices.count == 1 ? name : name + " " + std::to_string(index + 1);
}

DeviceLedger emptyDevice(const MemoryRequest& request, int index) {
    DeviceLedger device;
    device.name = deviceName(request.devices, index);
    device.capacity = request.devices.capacityEach;
    device.usable = request.devices.usableEach;
    device.engine = memory::engineOverhead(request.engine, request.devices);
    device.reserve = memory::engineReserve(request.engine, request.devices);
    return device;
}

/// Blocks dealt out in order: llama.cpp, and MLX where there are several devices.
void placeByLayer(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    const int count = request.devices.count;
    const std::vector<LayerShare> shares = dealLayers(*request.model, weights, count);
    const memory::KvBytes kv = memory::kvBytesOfRank(request);
    const Bytes state = memory::stateBytesOfRank(request);
    const bool llama = request.engine == EngineChoice::LlamaCpp;
    for (int index = 0; index < count; ++index) {
        const LayerShare& share = shares[static_cast<std::size_t>(index)];
        DeviceLedger device = emptyDevice(request, index);
        device.weights = share.weights;
        device.kv = kv.full * share.full + kv.window * share.rest;
        device.state = state * share.rest;
        device.compute = llama ? memory::llamaCompute(request, index) : memory::mlxCompute(request);
        ledger.devices.push_back(std::move(device));
    }
    ledger.hostWeights = weights.host;
    ledger.hostCompute = llama ? memory::llamaHostCompute(request) : bytes(0);
}

/// Every tensor divided over all devices: vLLM.
void placeByTensor(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    const int count = request.devices.count;
    const Bytes activation =
        memory::vllmActivation(*request.model, memory::vllmSequences(request.cache.slotCount),
                               memory::vllmBatchedTokens(request.devices), count);
    for (int index = 0; index < count; ++index) {
        DeviceLedger device = emptyDevice(request, index);
        device.weights = (weights.device - weights.replicated) / count + weights.replicated;
        device.kv = memory::kvBytesOfRank(request).sum();
        device.state = memory::stateBytesOfRank(request);
        device.compute = activation;
        ledger.devices.push_back(std::move(device));
    }
    ledger.hostWeights = weights.host;
}

Ledger placeMain(const MemoryRequest& request, const WeightBytes& weights) {
    Ledger ledger;
    ledger.engine = request.engine;
    ledger.contextTotal = request.cache.contextTotal;
    ledger.contextPerSequence = request.cache.contextPerSequence;
    ledger.devices.reserve(static_cast<std::size_t>(request.devices.count));
    if (request.engine == EngineChoice::Vllm) {
        placeByTensor(request, weights, ledger);
    } else {
        placeByLayer(request, weights, ledger);
    }
    return ledger;
}

MemoryRequest companionRequest(const MemoryRequest& main, const ModelSpec& model,
                               const WeightFormat& format, const Companion& companion) {
    MemoryRequest request = main;
    request.model = &model;
    request.weights = &format;
    request.devices.count = 1;
    // A GGUF companion beside an engine that loads none runs in its own llama.cpp.
    const bool gguf = format.family.starts_with("gguf");
    request.engine = gguf ? EngineChoice::LlamaCpp : main.engine;
    request.cache.slotCount = std::max(1, companion.slotCount);
    request.cache.unified = false;
    const double context = std::min(companion.context.value, model.maxContext.value);
    request.cache.contextPerSequence = tokens(memory::padded(context, 256));
    request.cache.contextTotal = request.cache.contextPerSequence * request.cache.slotCount;
    return request;
}

/// A companion is a process of its own: it brings its weights, cache, buffers and engine context,
/// but no second reserve.
CompanionLoad companionLoad(const MemoryRequest& request) {
    const WeightBytes weights = weightBytes(*request.model, *request.weights, request.engine);
    const Ledger ledger = placeMain(request, weights);
    const DeviceLedger& device = ledger.devices.front();
    return {device.used() - device.reserve, ledger.hostWeights + ledger.hostCompute};
}

std::vector<CompanionLoad> companionLoads(const MemoryRequest& main,
                                          const std::vector<Companion>& companions,
                                          const Catalog& catalog) {
    std::vector<CompanionLoad> loads;
    loads.reserve(companions.size());
    for (const Companion& companion : companions) {
        const ModelSpec* model = catalog.model(companion.modelId);
        const WeightFormat* format = catalog.format(companion.weightFormatId);
        if (!model || !format) continue;
        loads.push_back(companionLoad(companionRequest(main, *model, *format, companion)));
    }
    return loads;
}

void placeCompanions(const std::vector<CompanionLoad>& loads, Ledger& ledger) {
    for (const CompanionLoad& load : loads) {
        auto roomiest = std::max_element(
            ledger.devices.begin(), ledger.devices.end(),
            [](const DeviceLedger& a, const DeviceLedger& b) { return a.free() < b.free(); });
        roomiest->companions += load.device;
        ledger.hostWeights += load.host;
    }
}

const DeviceLedger& tightest(const Ledger& ledger) {
    return *std::min_element(
        ledger.devices.begin(), ledger.devices.end(),
        [](const DeviceLedger& a, const DeviceLedger& b) { return a.free() < b.free(); });
}

}  // namespace

bool Ledger::fits() const {
    return !devices.empty() && headroom() >= Bytes{0} &&
           (!hostMemory || hostWeights + hostCompute <= *hostMemory);
}

DeviceLedger Ledger::total() const {
    DeviceLedger sum;
    sum.name = "Total";
    for (const DeviceLedger& device : devices) {
        sum.capacity += device.capacity;
        sum.usable += device.usable;
        sum.weights += device.weights;
        sum.kv += device.kv;
        sum.state += device.state;
        sum.compute += device.compute;
        sum.engine += device.engine;
        sum.companions += device.companions;
        sum.reserve += device.reserve;
    }
    return sum;
}

Bytes Ledger::headroom() const {
    return devices.empty() ? Bytes{0} : tightest(*this).free();
}

std::string Ledger::bindingTerm() const {
    if (devices.empty()) return {};
    const DeviceLedger& device = tightest(*this);
    const std::array<std::pair<Bytes, const char*>, 7> parts{{
        {device.weights, "weights"},
        {device.kv, "KV cache"},
        {device.state, "recurrent state"},
        {device.compute, "compute buffer"},
        {device.engine, "engine"},
        {device.companions, "companion models"},
        {device.reserve, "reserve"},
    }};
    return std::max_element(parts.begin(), parts.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

Ledger memoryLedger(const MemoryRequest& request, const WeightBytes& weights,
                    const std::vector<Companion>& companions, const Catalog& catalog) {
    Ledger ledger = placeMain(request, weights);
    ledger.hostMemory = request.devices.hostMemory;
    placeCompanions(companionLoads(request, companions, catalog), ledger);
    ledger.notes = memory::ledgerNotes(request, weights, ledger);
    return ledger;
}

Ledger memoryLedger(const MemoryRequest& request, const std::vector<Companion>& companions,
                    const Catalog& catalog) {
    return memoryLedger(request, weightBytes(*request.model, *request.weights, request.engine),
                        companions, catalog);
}

Tokens longestContext(const MemoryRequest& request, const WeightBytes& weights,
                      const Workload& workload, const std::vector<Companion>& companions,
                      const Catalog& catalog) {
    constexpr double kStep = 256;
    const std::vector<CompanionLoad> loads = companionLoads(request, companions, catalog);
    const auto fitsAt = [&](double steps) {
        Workload asked = workload;
        asked.context = tokens(steps * kStep);
        MemoryRequest trial = request;
        trial.cache = cacheRequest(asked, request.engine);
        Ledger ledger = placeMain(trial, weights);
        ledger.hostMemory = request.devices.hostMemory;
        placeCompanions(loads, ledger);
        return ledger.fits();
    };
    double fits = 0;
    double fails = std::floor(request.model->maxContext.value / kStep) + 1;
    while (fails - fits > 1) {
        const double middle = std::floor((fits + fails) / 2);
        (fitsAt(middle) ? fits : fails) = middle;
    }
    return tokens(fits * kStep);
}

Tokens longestContext(const MemoryRequest& request, const Workload& workload,
                      const std::vector<Companion>& companions, const Catalog& catalog) {
    return longestContext(request, weightBytes(*request.model, *request.weights, request.engine),
                          workload, companions, catalog);
}

}  // namespace headroom
