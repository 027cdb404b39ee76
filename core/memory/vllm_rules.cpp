// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vllm_rules.h"

#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kFloat = 4;
/// Sampler buffers per logit (docs/vllm.md 3: 3.7 to 4.15 for v0.17 to v0.19).
constexpr double kSamplerCopies = 3.9;
constexpr double kSmallestSampler = 64;
/// vLLM's default gpu_memory_utilization (docs/memory.md 3).
constexpr double kUtilization = 0.92;
/// One row of `fp8_ds_mla`: 512 fp8, 4 F32 scales, 64 bf16 (docs/memory.md 3).
constexpr double kLatentFp8Row = 656;
/// The sparse-attention indexer of DSA models: 128 fp8 and one scale (docs/vllm.md 6).
constexpr double kIndexRow = 132;

}  // namespace

double vllmTokenBytes(const Attention& attention, const WeightFormat& kv, int ranks) {
    const double element = cacheElementBytes(kv, EngineChoice::Vllm);
    const double index = attention.indexHeadSize > 0 ? kIndexRow : 0;
    if (attention.kind == AttentionKind::Latent) {
        const double row = attention.kvLoraRank + attention.ropeHeadSize;
        const bool packed = kv.blockBytes == kLatentFp8Row;
        return (packed ? kLatentFp8Row : row * element) + index;
    }
    const double heads = std::ceil(double(attention.kvHeads) / ranks);
    return heads * (attention.keyHeadSize + attention.valueHeadSize) * element + index;
}

namespace {

/// vLLM keeps state in the model's 16-bit type (docs/vllm.md 6: attention blocks of 528 tokens).
double vllmStatePage(const Recurrence& recurrence, int ranks) {
    return recurrence.stateBytes.value / 2 / ranks;
}

/// How the hybrid cache manager divides layers: `size` layers share a block of `page` bytes each
/// (docs/vllm.md 6).
struct VllmGroups {
    double page{};  ///< bytes of one block in one layer
    /// Layers allocated per layer that exists: the last group of a kind is filled up.
    double fullPadding{1};
    double windowPadding{1};
    double statePadding{1};
};

double groupPadding(int layers, int size) {
    return layers > 0 ? std::ceil(double(layers) / size) * size / layers : 1;
}

VllmGroups vllmGroups(const MemoryRequest& request) {
    int full = 0;
    int window = 0;
    int state = 0;
    double token = 0;
    double statePage = 0;
    for (const LayerGroup& group : request.model->layers) {
        if (storesCache(group)) {
            (isWindow(group.attention) ? window : full) += group.count;
            token = std::max(token,
                             vllmTokenBytes(group.attention, *request.kv, request.devices.count));
        }
        if (group.recurrence.kind != RecurrentKind::None) {
            state += group.count;
            statePage = std::max(statePage, vllmStatePage(group.recurrence, request.devices.count));
        }
    }
    int smallest = 0;
    int largest = 0;
    for (const int count : {full, window, state}) {
        if (count == 0) continue;
        smallest = smallest == 0 ? count : std::min(smallest, count);
        largest = std::max(largest, count);
    }
    // Nearly equal kinds are padded up to the larger one instead.
    const int size = std::max(1, largest < 1.5 * smallest ? largest : smallest);
    const double tokens =
        token > 0 ? padded(std::max(kVllmBlockTokens, statePage / token), kVllmBlockTokens) : 0;
    return {std::max(token * tokens, statePage), groupPadding(full, size),
            groupPadding(window, size), groupPadding(state, size)};
}

/// Blocks that all sequences hold in one group of layers of this kind.
double vllmBlocks(const MemoryRequest& request, const Attention& attention, double blockTokens) {
    const double length = sequenceTokens(request.cache);
    if (!isWindow(attention)) return std::ceil(length / blockTokens) * request.cache.slotCount;
    const double kept = std::min(attention.window - 1 + vllmBatchedTokens(request.devices), length);
    return (std::ceil(kept / blockTokens) + 1) * request.cache.slotCount;
}

}  // namespace

KvBytes vllmKvBytes(const MemoryRequest& request) {
    const VllmGroups groups = vllmGroups(request);
    KvBytes sum;
    for (const LayerGroup& group : request.model->layers) {
        if (!storesCache(group)) continue;
        const double token = vllmTokenBytes(group.attention, *request.kv, request.devices.count);
        if (token <= 0) continue;
        const double blockTokens = std::max(kVllmBlockTokens, std::floor(groups.page / token));
        const double padding =
            isWindow(group.attention) ? groups.windowPadding : groups.fullPadding;
        const double blocks = vllmBlocks(request, group.attention, blockTokens);
        add(sum, group, padding * blocks * token * blockTokens);
    }
    return sum;
}

Bytes vllmStateBytes(const MemoryRequest& request) {
    const VllmGroups groups = vllmGroups(request);
    double sum = 0;
    for (const LayerGroup& group : request.model->layers) {
        if (group.recurrence.kind == RecurrentKind::None) continue;
        sum += group.count * groups.statePadding * groups.page * request.cache.slotCount;
    }
    return bytes(sum);
}

double vllmBatchedTokens(const DeviceSet& devices) {
    return devices.usableEach >= gibibytes(70) ? 8192 : 2048;
}

double vllmSequences(int slotCount) {
    return std::max<double>(kSmallestSampler, slotCount);
}

double vllmDefaultSequences(const DeviceSet& devices) {
    return devices.usableEach >= gibibytes(70) ? 1024 : 256;
}

Bytes vllmActivation(const ModelSpec& model, double sequences, double batchedTokens, int ranks) {
    const double sampler = kSamplerCopies * sequences * model.vocabulary * kFloat;
    const double hidden = model.hiddenSize;
    const double forward =
        batchedTokens * kHalf * (forwardFloats(model) / std::max(1, ranks) + 4 * hidden);
    return bytes(std::max(sampler, forward));
}

Bytes vllmOverhead(const DeviceSet& devices) {
    const bool linked = devices.accelerator && deviceFabric(*devices.accelerator);
    const Bytes collectives = gibibytes(linked ? 1.85 : 0.2);
    const Bytes nonTorch = gibibytes(0.25) + (devices.count > 1 ? collectives : gibibytes(0));
    return nonTorch + gibibytes(1);
}

Bytes vllmReserve(const DeviceSet& devices) {
    return devices.usableEach * (1 - kUtilization);
}

}  // namespace headroom::memory
