// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/llama_rules.h"
#include "core/memory/pool_engines.h"
#include "core/memory/vllm_rules.h"
#include "core/scenario/engines.h"

namespace headroom {
namespace memory {
namespace {

constexpr double kMlxStep = 256;

constexpr double kSingle = 4;
constexpr double kHalf = 2;           ///< f16, bf16
constexpr double kEightBit = 1.0625;  ///< q8_0; MLX 8 bits in groups of 64
constexpr double kFourBit = 0.5625;   ///< q4_0; MLX 4 bits in groups of 64
double bitsOf(const WeightFormat& kv) {
    if (kv.bitsPerWeight) return *kv.bitsPerWeight;
    return 8;
}

KvBytes mlxKvBytes(const MemoryRequest& request) {
    const double element = cacheElementBytes(*request.kv, EngineChoice::Mlx);
    const double grown = padded(sequenceTokens(request.cache), kMlxStep);
    KvBytes sum;
    for (const LayerGroup& group : request.model->layers) {
        if (!storesCache(group)) continue;
        const double kept =
            isWindow(group.attention) ? std::min<double>(grown, group.attention.window) : grown;
        const double elements = cachedElements(group.attention) * kept;
        add(sum, group, elements * element * request.cache.slotCount);
    }
    return sum;
}

}  // namespace

bool storesCache(const LayerGroup& group) {
    return group.attention.kind != AttentionKind::None && group.attention.storesCache;
}

bool isWindow(const Attention& attention) {
    return attention.kind == AttentionKind::SlidingWindow;
}

double sequenceTokens(const CacheRequest& cache) {
    return cache.contextTotal.value / std::max(1, cache.slotCount);
}

void add(KvBytes& sum, const LayerGroup& group, double bytesPerLayer) {
    (isWindow(group.attention) ? sum.window : sum.full) += bytes(group.count * bytesPerLayer);
}

double padded(double value, double unit) {
    return std::ceil(value / unit) * unit;
}

double cacheElementBytes(const WeightFormat& kv, EngineChoice engine) {
    const double bits = bitsOf(kv);
    switch (engineFamily(engine)) {
        case EngineChoice::Vllm:
            if (bits >= 32) return kSingle;
            return bits >= 16 ? kHalf : 1;
        case EngineChoice::Mlx:
            if (bits >= 16) return kHalf;
            return bits > 6 ? kEightBit : kFourBit;
        default:
            break;
    }
    const double elements = kv.blockElements.value_or(0);
    if (kv.id.starts_with("kv-llamacpp-") && elements > 0 && kv.blockBytes) {
        return *kv.blockBytes / elements;
    }
    if (bits >= 16) return kHalf;
    return bits > 6 ? kEightBit : kFourBit;
}

double cachedElements(const Attention& attention) {
    if (attention.kind == AttentionKind::Latent && !attention.expandsLatent) {
        return attention.kvLoraRank + attention.ropeHeadSize + attention.indexHeadSize;
    }
    return double(attention.kvHeads) * (attention.keyHeadSize + attention.valueHeadSize) +
           attention.indexHeadSize;
}

KvBytes kvBytesOfRank(const MemoryRequest& request) {
    switch (request.engine) {
        case EngineChoice::Vllm:
            return vllmKvBytes(request);
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return poolKvBytes(request, request.cache.contextTotal.value);
        case EngineChoice::Mlx:
            return mlxKvBytes(request);
        case EngineChoice::LlamaCpp:
        case EngineChoice::Ollama:
        case EngineChoice::Automatic:
            break;
    }
    const BlockCache cache = modelCache(request);
    return {cache.full, cache.window};
}

Bytes stateBytesOfRank(const MemoryRequest& request) {
    if (request.engine == EngineChoice::Vllm) return vllmStateBytes(request);
    if (engineFamily(request.engine) == EngineChoice::Vllm) {
        return poolStateBytes(request) * std::max(1, request.cache.slotCount);
    }
    double sum = 0;
    for (const LayerGroup& group : request.model->layers) {
        sum += group.count * group.recurrence.stateBytes.value;
    }
    return bytes(sum * std::max(1, request.cache.slotCount));
}

}  // namespace memory

CacheRequest cacheRequest(const Workload& workload, EngineChoice engine) {
    const double unit = engineFamily(engine) == EngineChoice::Vllm ? memory::kVllmBlockTokens
                                                                   : memory::kLlamaPadding;
    const double users = std::max(1, workload.concurrentUsers);
    CacheRequest result;
    result.slotCount = std::max(1, workload.concurrentUsers);
    const double sequence = memory::padded(workload.context.value, unit);
    result.contextPerSequence = tokens(sequence);
    if (workload.cachePlan == CachePlan::FullEach) {
        result.unified = false;
        result.contextTotal = tokens(sequence * users);
        return result;
    }
    const double everybody = users * (workload.prompt.value + workload.answer.value);
    result.contextTotal = tokens(std::max(sequence, memory::padded(everybody, unit)));
    return result;
}

Bytes kvBytes(const MemoryRequest& request) {
    const int ranks =
        engineFamily(request.engine) == EngineChoice::Vllm ? request.devices.count : 1;
    return memory::kvBytesOfRank(request).sum() * ranks;
}

Bytes stateBytes(const MemoryRequest& request) {
    const int ranks =
        engineFamily(request.engine) == EngineChoice::Vllm ? request.devices.count : 1;
    return memory::stateBytesOfRank(request) * ranks;
}

CacheBytes cacheBytes(const MemoryRequest& request) {
    const int ranks =
        engineFamily(request.engine) == EngineChoice::Vllm ? request.devices.count : 1;
    const memory::KvBytes kv = memory::kvBytesOfRank(request);
    return {kv.full * ranks, kv.window * ranks, stateBytes(request)};
}

Bytes kvBytesPerToken(const ModelSpec& model, const WeightFormat& kv, EngineChoice engine) {
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (!memory::storesCache(group) || memory::isWindow(attention)) continue;
        sum += group.count *
               (engineFamily(engine) == EngineChoice::Vllm
                    ? memory::pagedTokenBytes(attention, kv, 1)
                    : memory::cachedElements(attention) * memory::cacheElementBytes(kv, engine));
    }
    return bytes(sum);
}

}  // namespace headroom
