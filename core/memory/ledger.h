// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/memory/vllm_settings.h"
#include "core/memory/weights.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// One of several devices that differ.
struct Device {
    const Accelerator* accelerator{};
    Bytes capacity;  ///< as sold
    Bytes usable;
};

/// The devices a model is placed on.
struct DeviceSet {
    const Accelerator* accelerator{};  ///< of the first device
    int count{1};                      ///< of all devices
    bool unified{};                    ///< CPU and GPU share the memory
    Bytes capacityEach;                ///< as sold, at least
    Bytes usableEach;  ///< at least; what an engine can allocate: what CUDA reports, or the OS's
                       ///< GPU limit
    /// One entry for each device in order where they differ; empty = all are alike.
    std::vector<Device> unequal;
    Bytes display;  ///< of the first device, taken by a screen; not in `usableEach`'s count
    std::optional<Bytes> hostMemory;
    std::optional<BytesPerSecond> hostBandwidth;

    Device device(int index) const;
    /// What an engine finds free on it at the start: usable memory less what a screen takes.
    Bytes freeAtStart(int index) const;
};
/// `count` cards without a machine around them: host memory is unknown.
DeviceSet devicesOf(const Accelerator& accelerator, int count);
/// The same with cards of several kinds, at least one, in this order.
DeviceSet devicesOf(const std::vector<std::pair<const Accelerator*, int>>& cards);
/// What the driver or the operating system reports, and what a screen takes of it (docs/support.md
/// 3).
DeviceSet devicesOf(const Machine& machine, const Catalog& catalog,
                    DisplayUse display = DisplayUse::ByMachine);
DeviceSet devicesOf(const CloudOffer& offer, const Catalog& catalog);

/// How engines share out the cache (docs/memory.md 1.2): `contextTotal` is the pool over all
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

/// How llama.cpp is started; the defaults are llama-server's (docs/llama_cpp.md).
struct LlamaSettings {
    int build{10587};             ///< b-number: what is reserved changed over the builds
    bool flashAttention{true};    ///< --flash-attn
    bool fullWindowCache{false};  ///< --swa-full: sliding windows keep the whole context
    /// Rows of logits that one step returns. nullopt = one per slot (llama-server since b9460,
    /// Ollama since 0.32); 0 = one per token (older builds, llama-bench, llama-cpp-python).
    std::optional<int> outputRows;
    int gpuLayers{999};                 ///< --n-gpu-layers: blocks, and the output as one more
    bool expertsOnHost{false};          ///< --cpu-moe
    bool cpuOnly{false};                ///< CPU back end: one "device", the host's memory
    const WeightFormat* valueFormat{};  ///< type of V where it differs from K
};

struct MemoryRequest {
    const ModelSpec* model{};
    const WeightFormat* weights{};
    const WeightFormat* kv{};
    EngineChoice engine{EngineChoice::LlamaCpp};  ///< never Automatic
    CacheRequest cache;
    int ubatch{512};
    DeviceSet devices;
    LlamaSettings llama{};
    VllmSettings vllm{};  ///< read by vLLM's rules alone
    bool textOnly{};      ///< vision and audio towers stay unloaded
    VectorIndex index{};  ///< searched beside the model
};

/// Bytes of keys and values for the whole cache of `request` (all layers, all slots, all devices:
/// copies that tensor parallelism makes count). docs/memory.md 1.3, 3, 4.
Bytes kvBytes(const MemoryRequest& request);
/// Bytes of recurrent state for all slots, whatever the context (docs/memory.md 1.4).
Bytes stateBytes(const MemoryRequest& request);
/// The caches of the whole model by reach, on devices and in host memory together.
struct CacheBytes {
    Bytes full;
    Bytes window;
    Bytes state;
};
CacheBytes cacheBytes(const MemoryRequest& request);
/// K and V bytes that one more token adds across all layers once sliding windows are full.
Bytes kvBytesPerToken(const ModelSpec& model, const WeightFormat& kv, EngineChoice engine);

/// Itemised bytes of one device. All parts are >= 0; `free()` is negative when it does not fit.
struct DeviceLedger {
    std::string name;
    Bytes capacity;  ///< as sold
    Bytes display;   ///< taken by a screen, on the first device
    Bytes usable;    ///< what the engine may allocate: what is reported less `display`
    Bytes weights;
    Bytes kv;        ///< keys and values of layers that see the whole context, latent rows
    Bytes kvWindow;  ///< keys and values of sliding-window layers
    Bytes state;
    Bytes compute;
    Bytes output;      ///< logits kept for the sampler, where the host shares this memory
    Bytes engine;      ///< CUDA context, libraries, graphs, NCCL
    Bytes companions;  ///< models beside the main one, all their parts; of swapped ones the largest
    Bytes index;       ///< vector index, where it lies on the device
    Bytes reserve;     ///< kept free on purpose (llama.cpp --fit-target, vLLM outside its budget)
    Bytes cache() const { return kv + kvWindow; }
    Bytes used() const {
        return weights + kv + kvWindow + state + compute + output + engine + companions + index +
               reserve;
    }
    Bytes free() const { return usable - used(); }
};

/// A model beside the main one and where it was placed.
struct CompanionPlace {
    std::string name;
    CompanionRole role{};
    Residence residence{};
    std::size_t deviceIndex{};
    Bytes device;  ///< weights, cache, buffers and, in a process of its own, an engine context
    Bytes host;
    Bytes loaded;                     ///< what a swap reads
    std::optional<Seconds> overLink;  ///< of a swap, at least, from host memory; not if unified
    std::optional<Seconds> fromDisk;  ///< of a swap, at least
};

/// The one estimate that every view, the verdict and the report read.
struct Ledger {
    std::vector<DeviceLedger> devices;
    Bytes hostWeights;
    Bytes hostCache;  ///< keys, values and state of layers that stay in host memory
    Bytes hostCompute;
    Bytes hostOutput;  ///< logits kept for the sampler
    Bytes hostIndex;   ///< vector index
    Bytes hostUsed() const {
        return hostWeights + hostCache + hostCompute + hostOutput + hostIndex;
    }
    std::optional<Bytes> hostMemory;  ///< installed; nullopt = unknown, or shared with the devices
    Tokens contextTotal;
    Tokens contextPerSequence;
    EngineChoice engine{};
    /// What an engine that reserves its cache at the start takes of each device whatever the load
    /// needs (vLLM, SGLang, TensorRT-LLM); nothing for engines that grow.
    std::optional<Bytes> takenEach;
    std::vector<CompanionPlace> companions;
    std::vector<std::string> notes;  ///< why this engine differs, what is approximate

    bool fits() const;
    /// Of host memory, negative = short by; nullopt where it is not known or shared.
    std::optional<Bytes> hostFree() const;
    /// Sum over devices of one part.
    DeviceLedger total() const;
    /// Of the tightest device; negative = short by.
    Bytes headroom() const;
    /// "weights", "KV cache", "compute buffer" ...: the largest part on the tightest device.
    std::string bindingTerm() const;
};

/// Places model and companions. llama.cpp deals layers to devices in proportion to the memory that
/// each has free, (n_layer+1)/n where they are alike, the last one also holds the output; vLLM
/// splits tensors into equal parts over all devices, so that the smallest one decides (KV heads
/// replicated once tp > kv heads), MLX splits like llama.cpp. A companion is a process of its own
/// on the device with most room: its weights, its cache (context times slots), its buffers and a
/// second engine context, no second reserve; a draft model shares the process. Swapped ones share
/// the room of the largest. One with an unknown id is left out (`validate` reports it). The vector
/// index lies in host memory or, where that is unified, on a device (docs/memory.md 6). llama.cpp's
/// reserve is the 1 GiB per device that its automatic fit keeps free (docs/memory.md 1.5), vLLM's
/// what lies outside gpu_memory_utilization.
Ledger memoryLedger(const MemoryRequest& request, const std::vector<Companion>& companions,
                    const Catalog& catalog);

/// The same with weights computed before: they depend on model, format and engine alone.
Ledger memoryLedger(const MemoryRequest& request, const WeightBytes& weights,
                    const std::vector<Companion>& companions, const Catalog& catalog);

/// The largest context per sequence (a multiple of 256, at most the model's maximum) that still
/// fits with the same slots and plan; 0 when even 256 tokens do not.
Tokens longestContext(const MemoryRequest& request, const Workload& workload,
                      const std::vector<Companion>& companions, const Catalog& catalog);

Tokens longestContext(const MemoryRequest& request, const WeightBytes& weights,
                      const Workload& workload, const std::vector<Companion>& companions,
                      const Catalog& catalog);

}  // namespace headroom
