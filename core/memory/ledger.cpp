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
#include "core/memory/llama_rules.h"
#include "core/memory/ollama_rules.h"
#include "core/memory/pipeline.h"
#include "core/memory/placement.h"
#include "core/scenario/engines.h"

namespace headroom {
namespace {

std::string deviceName(const DeviceSet& devices, int index) {
    const Accelerator* accelerator = devices.device(index).accelerator;
    const std::string name = accelerator ? accelerator->name : "Accelerator";
    return devices.count == 1 ? name : name + " " + std::to_string(index + 1);
}

DeviceLedger emptyDevice(const MemoryRequest& request, int index) {
    DeviceLedger device;
    device.name = deviceName(request.devices, index);
    device.capacity = request.devices.device(index).capacity;
    device.display = index == 0 ? request.devices.display : Bytes{0};
    device.usable = request.devices.freeAtStart(index);
    device.engine = memory::engineOverhead(request.engine, request.devices);
    device.reserve = memory::engineReserve(request.engine);
    return device;
}

/// mlx-lm shares a model over computers by layers, in order (docs/memory.md 4).
void placeMlx(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    const memory::KvBytes kv = memory::kvBytesOfRank(request);
    const Bytes state = memory::stateBytesOfRank(request);
    const double share = 1.0 / request.devices.count;
    for (DeviceLedger& device : ledger.devices) {
        device.weights = (weights.device - weights.input - weights.output - weights.beside) * share;
        device.kv = kv.full * share;
        device.kvWindow = kv.window * share;
        device.state = state * share;
        device.compute = memory::mlxCompute(request);
    }
    ledger.devices.front().weights += weights.input + weights.beside;
    ledger.devices.back().weights += weights.output;
    ledger.hostWeights = weights.host;
}

const DeviceLedger& tightest(const Ledger& ledger) {
    return *std::min_element(
        ledger.devices.begin(), ledger.devices.end(),
        [](const DeviceLedger& a, const DeviceLedger& b) { return a.free() < b.free(); });
}

}  // namespace

Ledger memory::placeModel(const MemoryRequest& request, const WeightBytes& weights) {
    Ledger ledger;
    ledger.engine = request.engine;
    ledger.contextTotal = request.cache.contextTotal;
    ledger.contextPerSequence = request.cache.contextPerSequence;
    ledger.devices.reserve(static_cast<std::size_t>(request.devices.count));
    for (int index = 0; index < request.devices.count; ++index) {
        ledger.devices.push_back(emptyDevice(request, index));
    }
    switch (engineFamily(request.engine)) {
        case EngineChoice::Vllm:
            memory::placeByTensor(request, weights, ledger);
            break;
        case EngineChoice::Mlx:
            placeMlx(request, weights, ledger);
            break;
        default:
            memory::placeLlama(request, weights, ledger);
            break;
    }
    return ledger;
}

bool Ledger::fits() const {
    return !devices.empty() && headroom() >= Bytes{0} && (!hostMemory || hostUsed() <= *hostMemory);
}

std::optional<Bytes> Ledger::hostFree() const {
    if (!hostMemory) return std::nullopt;
    return *hostMemory - hostUsed();
}

DeviceLedger Ledger::total() const {
    DeviceLedger sum;
    sum.name = "Total";
    for (const DeviceLedger& device : devices) {
        sum.capacity += device.capacity;
        sum.display += device.display;
        sum.usable += device.usable;
        sum.weights += device.weights;
        sum.kv += device.kv;
        sum.kvWindow += device.kvWindow;
        sum.output += device.output;
        sum.state += device.state;
        sum.compute += device.compute;
        sum.engine += device.engine;
        sum.companions += device.companions;
        sum.index += device.index;
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
    const std::array<std::pair<Bytes, const char*>, 8> parts{{
        {device.weights, "weights"},
        {device.cache(), "KV cache"},
        {device.state, "recurrent state"},
        {device.compute, "compute buffer"},
        {device.engine, "engine"},
        {device.companions, "companion models"},
        {device.index, "vector index"},
        {device.reserve, "reserve"},
    }};
    return std::max_element(parts.begin(), parts.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

namespace {

Ledger wholeLedger(const MemoryRequest& request, const WeightBytes& weights,
                   const std::vector<Companion>& companions, const Catalog& catalog) {
    Ledger ledger = memory::placeModel(request, weights);
    ledger.hostMemory = request.devices.hostMemory;
    memory::Pipeline(request, companions, catalog).place(request, ledger);
    ledger.notes = memory::ledgerNotes(request, weights, ledger);
    return ledger;
}

}  // namespace

Ledger memoryLedger(const MemoryRequest& request, const WeightBytes& weights,
                    const std::vector<Companion>& companions, const Catalog& catalog) {
    if (request.engine == EngineChoice::Ollama && request.ubatch < memory::kOllamaUbatch) {
        MemoryRequest wide = request;
        wide.ubatch = memory::kOllamaUbatch;
        Ledger ledger = wholeLedger(wide, weights, companions, catalog);
        if (ledger.fits()) return ledger;
    }
    return wholeLedger(request, weights, companions, catalog);
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
    const memory::Pipeline pipeline(request, companions, catalog);
    const auto fitsAt = [&](double steps) {
        Workload asked = workload;
        asked.context = tokens(steps * kStep);
        MemoryRequest trial = request;
        trial.cache = cacheRequest(asked, request.engine);
        Ledger ledger = memory::placeModel(trial, weights);
        ledger.hostMemory = request.devices.hostMemory;
        pipeline.place(trial, ledger);
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
