// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/memory/weights.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// The devices a model is placed on.
struct DeviceSet {
    const Accelerator* accelerator{};
    int count{1};
    bool unified{};      ///< CPU and GPU share the memory
    Bytes capacityEach;  ///< as sold
    Bytes usableEach;    ///< what an engine can allocate: what CUDA reports, or the OS's GPU limit
    std::optional<Bytes> hostMemory;
};
DeviceSet devicesOf(const Machine& machine, const Catalog& catalog);
DeviceSet devicesOf(const CloudOffer& offer, const Catalog& catalog);

/// How engines share out the cache (domain/memory.md 1.2): `contextTotal` is the pool over all
/// slots.
struct CacheRequest {
    Tokens contextTotal;
    Tokens contextPerSequence;  ///< the longest one conversation can get
    int slotCount{1};           ///< not `slots`: Qt defines that word as a macro
    bool unified{true};
};
/// From the workload's cache plan; context padded to 256 on llama.cpp and to a 16-token block on
/// vLLM.
CacheRequest cacheRequest(const Workload& workload, EngineChoice engine);

struct MemoryRequest {
    const ModelSpec* model{};
    const WeightFormat* weights{};
    const WeightFormat* kv{};
    EngineChoice engine{EngineChoice::LlamaCpp};  ///< never Automatic
    CacheRequest cache;
    int ubatch{512};
    DeviceSet devices;
};

/// Bytes of keys and values for the whole cache of `request` (all layers, all slots).
Bytes kvBytes(const MemoryRequest& request);
/// Bytes of recurrent state for all slots.
Bytes stateBytes(const MemoryRequest& request);
/// K and V bytes that one token adds across all layers once sliding windows are full, and in all.
Bytes kvBytesPerToken(const ModelSpec& model, const WeightFormat& kv, EngineChoice engine);

/// Itemised bytes of one device. All parts are >= 0; `free()` is negative when it does not fit.
struct DeviceLedger {
    std::string name;
    Bytes capacity;  ///< as sold
    Bytes usable;    ///< what the engine may allocate
    Bytes weights;
    Bytes kv;
    Bytes state;
    Bytes compute;
    Bytes engine;      ///< CUDA context, libraries, graphs, NCCL
    Bytes companions;  ///< models that live beside the main one, all their parts
    Bytes reserve;     ///< kept free on purpose (llama.cpp --fit-target, vLLM outside its budget)
    Bytes used() const { return weights + kv + state + compute + engine + companions + reserve; }
    Bytes free() const { return usable - used(); }
};

/// The one estimate that every view, the verdict and the report read.
struct Ledger {
    std::vector<DeviceLedger> devices;
    Bytes hostWeights;
    Bytes hostCompute;
    Tokens contextTotal;
    Tokens contextPerSequence;
    EngineChoice engine{};
    std::vector<std::string> notes;  ///< why this engine differs, what is approximate

    bool fits() const;
    /// Sum over devices of one part.
    DeviceLedger total() const;
    /// Of the tightest device; negative = short by.
    Bytes headroom() const;
    /// "weights", "KV cache", "compute buffer" ...: the largest part on the tightest device.
    std::string bindingTerm() const;
};

/// Places model and companions. llama.cpp deals layers to devices by (n_layer+1)/n, the last one
/// also holds the output; vLLM splits tensors over all devices (KV heads replicated once tp > kv
/// heads).
Ledger memoryLedger(const MemoryRequest& request, const std::vector<Companion>& companions,
                    const Catalog& catalog);

/// The largest context per sequence (a multiple of 256, at most the model's maximum) that still
/// fits with the same slots and plan; 0 when even 256 tokens do not.
Tokens longestContext(const MemoryRequest& request, const Workload& workload,
                      const std::vector<Companion>& companions, const Catalog& catalog);

/// Device memory of one fine-tuning job (domain/memory.md 5): weights, gradients, optimiser,
/// activations, logits.
struct FineTuneLedger {
    Bytes weights;
    Bytes gradients;
    Bytes optimiser;
    Bytes activations;
    Bytes logits;
    Bytes engine;
    double trainableParameters{};
    Bytes used() const { return weights + gradients + optimiser + activations + logits + engine; }
};
/// Over all devices, states sharded (ZeRO-3) when there are several.
FineTuneLedger fineTuneLedger(const ModelSpec& model, const FineTuning& job, int deviceCount);

}  // namespace headroom
