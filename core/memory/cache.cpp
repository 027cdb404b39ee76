// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"

namespace headroom {
namespace memory {
namespace {

constexpr double kLlamaPadding = 256;
constexpr double kVllmBlock = 16;
constexpr double kMlxStep = 256;

constexpr double kSingle = 4;
constexpr double kHalf = 2;           ///< f16, bf16
constexpr double kEightBit = 1.0625;  ///< q8_0; MLX 8 bits in groups of 64
constexpr double kFourBit = 0.5625;   ///< q4_0; MLX 4 bits in groups of 64
/// One row of `fp8_ds_mla`: 512 fp8, 4 F32 scales, 64 bf16 (docs/memory.md 3).
constexpr double kLatentFp8Row = 656;
/// The sparse-attention indexer of DSA models: 128 fp8 and one scale (docs/vllm.md 6).
constexpr double kIndexRow = 132;

double bitsOf(const WeightFormat& kv) {
    if (kv.bitsPerWeight) return *kv.bitsPerWeight;
    return 8;
}

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

KvBytes llamaKvBytes(const MemoryRequest& request) {
    const double element = cacheElementBytes(*request.kv, EngineChoice::LlamaCpp);
    const LlamaContext context = llamaContext(request.cache);
    KvBytes sum;
    for (const LayerGroup& group : request.model->layers) {
        if (!storesCache(group)) continue;
        const double cells =
            isWindow(group.attention)
                ? windowCells(request.cache, group.attention.window, request.ubatch)
                : context.cells;
        const double elements = cachedElements(group.attention) * context.streams * cells;
        add(sum, group, elements * element);
    }
    return sum;
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

/// Bytes that one token takes in one layer on one rank of a tensor-parallel vLLM: KV heads are
/// dealt out and at least one stays per rank, latent rows are copied (docs/memory.md 3).
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
        token > 0 ? padded(std::max(kVllmBlock, statePage / token), kVllmBlock) : 0;
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

KvBytes vllmKvBytes(const MemoryRequest& request) {
    const VllmGroups groups = vllmGroups(request);
    KvBytes sum;
    for (const LayerGroup& group : request.model->layers) {
        if (!storesCache(group)) continue;
        const double token = vllmTokenBytes(group.attention, *request.kv, request.devices.count);
        if (token <= 0) continue;
        const double blockTokens = std::max(kVllmBlock, std::floor(groups.page / token));
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

}  // namespace

double padded(double value, double unit) {
    return std::ceil(value / unit) * unit;
}

double cacheElementBytes(const WeightFormat& kv, EngineChoice engine) {
    const double bits = bitsOf(kv);
    switch (engine) {
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
    if (attention.kind == AttentionKind::Latent) {
        return attention.kvLoraRank + attention.ropeHeadSize + attention.indexHeadSize;
    }
    return double(attention.kvHeads) * (attention.keyHeadSize + attention.valueHeadSize) +
           attention.indexHeadSize;
}

LlamaContext llamaContext(const CacheRequest& cache) {
    const double slotCount = std::max(1, cache.slotCount);
    if (cache.unified) {
        const double total = padded(cache.contextTotal.value, kLlamaPadding);
        return {total, total, 1};
    }
    const double cells = padded(cache.contextTotal.value / slotCount, kLlamaPadding);
    return {cells * slotCount, cells, slotCount};
}

double windowCells(const CacheRequest& cache, int window, int ubatch) {
    const LlamaContext context = llamaContext(cache);
    const double sequences = cache.unified ? std::max(1, cache.slotCount) : 1;
    return padded(std::min(context.cells, window * sequences + ubatch), kLlamaPadding);
}

double vllmBatchedTokens(const DeviceSet& devices) {
    return devices.usableEach >= gibibytes(70) ? 8192 : 2048;
}

KvBytes kvBytesOfRank(const MemoryRequest& request) {
    switch (request.engine) {
        case EngineChoice::Vllm:
            return vllmKvBytes(request);
        case EngineChoice::Mlx:
            return mlxKvBytes(request);
        default:
            return llamaKvBytes(request);
    }
}

Bytes stateBytesOfRank(const MemoryRequest& request) {
    if (request.engine == EngineChoice::Vllm) return vllmStateBytes(request);
    double sum = 0;
    for (const LayerGroup& group : request.model->layers) {
        sum += group.count * group.recurrence.stateBytes.value;
    }
    return bytes(sum * std::max(1, request.cache.slotCount));
}

}  // namespace memory

CacheRequest cacheRequest(const Workload& workload, EngineChoice engine) {
    const double unit = engine == EngineChoice::Vllm ? memory::kVllmBlock : memory::kLlamaPadding;
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
    const int ranks = request.engine == EngineChoice::Vllm ? request.devices.count : 1;
    return memory::kvBytesOfRank(request).sum() * ranks;
}

Bytes stateBytes(const MemoryRequest& request) {
    const int ranks = request.engine == EngineChoice::Vllm ? request.devices.count : 1;
    return memory::stateBytesOfRank(request) * ranks;
}

Bytes kvBytesPerToken(const ModelSpec& model, const WeightFormat& kv, EngineChoice engine) {
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (!memory::storesCache(group) || memory::isWindow(attention)) continue;
        sum += group.count *
               (engine == EngineChoice::Vllm
                    ? memory::vllmTokenBytes(attention, kv, 1)
                    : memory::cachedElements(attention) * memory::cacheElementBytes(kv, engine));
    }
    return bytes(sum);
}

}  // namespace headroom
