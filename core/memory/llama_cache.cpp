// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/llama_rules.h"
#include "core/memory/tensors.h"

namespace headroom::memory {
namespace {

/// From this build on the prediction block of the file gets a cache although it is not loaded
/// (docs/llama_cpp.md "Weights", measured with b10587 and not with b9215).
constexpr int kPredictionCacheBuild = 10000;

const WeightFormat& valueFormat(const MemoryRequest& request) {
    return request.llama.valueFormat ? *request.llama.valueFormat : *request.kv;
}

double valueWidth(const Attention& attention) {
    return double(attention.kvHeads) * attention.valueHeadSize;
}

/// Without flash attention values are stored transposed and padded to the widest layer
/// (docs/memory.md 1.3).
double storedValueWidth(const MemoryRequest& request, const Attention& attention) {
    if (request.llama.flashAttention) return valueWidth(attention);
    double widest = 0;
    for (const LayerGroup& group : request.model->layers) {
        if (storesCache(group)) widest = std::max(widest, valueWidth(group.attention));
    }
    return widest;
}

double bytesPerCell(const MemoryRequest& request, const Attention& attention) {
    const double key = cacheElementBytes(*request.kv, EngineChoice::LlamaCpp);
    const double value = cacheElementBytes(valueFormat(request), EngineChoice::LlamaCpp);
    if (attention.kind == AttentionKind::Latent && !attention.expandsLatent) {
        return cachedElements(attention) * key;
    }
    const double keys = double(attention.kvHeads) * attention.keyHeadSize;
    return (keys + attention.indexHeadSize) * key + storedValueWidth(request, attention) * value;
}

}  // namespace

LlamaContext llamaContext(const CacheRequest& cache) {
    const double slotCount = std::max(1, cache.slotCount);
    if (cache.unified) {
        const double total = padded(cache.contextTotal.value, kLlamaPadding);
        return {total, total, 1};
    }
    const double total = padded(cache.contextTotal.value, kLlamaPadding);
    const double cells = padded(total / slotCount, kLlamaPadding);
    return {cells * slotCount, cells, slotCount};
}

double windowCells(const MemoryRequest& request, int window) {
    const CacheRequest& cache = request.cache;
    const LlamaContext context = llamaContext(cache);
    if (request.llama.fullWindowCache) return context.cells;
    const double sequences = cache.unified ? std::max(1, cache.slotCount) : 1;
    return padded(std::min(context.cells, window * sequences + request.ubatch), kLlamaPadding);
}

double cellsOf(const MemoryRequest& request, const Attention& attention) {
    if (attention.kind == AttentionKind::None || !attention.storesCache) return 0;
    return isWindow(attention) ? windowCells(request, attention.window)
                               : llamaContext(request.cache).cells;
}

BlockCache blockCache(const MemoryRequest& request, const LayerGroup& group) {
    BlockCache result;
    if (storesCache(group)) {
        const double cells =
            cellsOf(request, group.attention) * llamaContext(request.cache).streams;
        const Bytes amount = bytes(bytesPerCell(request, group.attention) * cells);
        (isWindow(group.attention) ? result.window : result.full) = amount;
    }
    result.state = group.recurrence.stateBytes * std::max(1, request.cache.slotCount);
    return result;
}

BlockCache modelCache(const MemoryRequest& request) {
    BlockCache sum;
    const auto add = [&](const LayerGroup& group) {
        const BlockCache one = blockCache(request, group);
        sum.full += one.full * group.count;
        sum.window += one.window * group.count;
        sum.state += one.state * group.count;
    };
    for (const LayerGroup& group : request.model->layers) add(group);
    if (request.model->mtpInFile && request.llama.build >= kPredictionCacheBuild) {
        add(predictionBlock(*request.model));
    }
    return sum;
}

}  // namespace headroom::memory
