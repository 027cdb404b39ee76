// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"
#include "core/memory/vllm_rules.h"

namespace headroom::memory {
namespace {

constexpr double kFloat = 4;
constexpr double kHalf = 2;
/// Inputs that the pipeline-parallel scheduler keeps in flight (GGML_SCHED_MAX_COPIES).
constexpr double kPipelineCopies = 4;
constexpr double kMlxPrefillStep = 2048;

double queryWidth(const Attention& attention) {
    if (attention.kind == AttentionKind::Latent) {
        return double(attention.heads) * (attention.kvLoraRank + attention.ropeHeadSize);
    }
    return double(attention.heads) * attention.keyHeadSize;
}

double cacheRowWidth(const Attention& attention) {
    if (attention.kind == AttentionKind::Latent) {
        return double(attention.kvLoraRank) + attention.ropeHeadSize;
    }
    return double(attention.kvHeads) * (attention.keyHeadSize + attention.valueHeadSize);
}

bool isRecurrent(const LayerGroup& group) {
    return group.recurrence.kind != RecurrentKind::None;
}

double widestQuery(const ModelSpec& model) {
    double width = 0;
    for (const LayerGroup& group : model.layers) {
        width = std::max(width, queryWidth(group.attention));
    }
    return width;
}

double batchTokens(const MemoryRequest& request) {
    return std::min(llamaContext(request.cache).total, double(request.ubatch));
}

/// Cells whose mask is an input of the graph: one mask for layers that see everything, one for
/// sliding windows.
double maskedCells(const MemoryRequest& request) {
    double full = 0;
    double window = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        if (attention.kind == AttentionKind::SlidingWindow) {
            window = windowCells(request.cache, attention.window, request.ubatch);
        } else {
            full = llamaContext(request.cache).cells;
        }
    }
    return full + window;
}

bool isCuda(const DeviceSet& devices) {
    return !devices.accelerator || devices.accelerator->vendor == "NVIDIA";
}

/// One layer of a quantised cache is expanded to f16 before CUDA's attention kernels read it.
double expandedCache(const MemoryRequest& request) {
    const bool sixteenBit = request.kv->id.ends_with("-f16") || !isCuda(request.devices);
    if (sixteenBit || lacksCudaAttention(*request.kv)) return 0;
    const LlamaContext context = llamaContext(request.cache);
    double widest = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None || !attention.storesCache) continue;
        const double cells = attention.kind == AttentionKind::SlidingWindow
                                 ? windowCells(request.cache, attention.window, request.ubatch)
                                 : context.cells;
        widest = std::max(widest, cells * cacheRowWidth(attention));
    }
    return kHalf * widest * context.streams;
}

/// Peak inside a recurrent layer: state of every slot before and after the step, and its
/// projections.
double recurrentPeak(const MemoryRequest& request, double batch) {
    double peak = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Recurrence& r = group.recurrence;
        if (!isRecurrent(group)) continue;
        const double states = 2 * r.stateBytes.value * std::max(1, request.cache.slotCount);
        const double channels = r.innerSize + 2.0 * r.groups * r.stateSize;
        const double floats = 2 * channels + 2.0 * r.innerSize + request.model->hiddenSize;
        peak = std::max(peak, states + kFloat * batch * floats);
    }
    return peak;
}

}  // namespace

double forwardFloats(const ModelSpec& model) {
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        const double dense = std::max(block.size, block.sharedSize);
        const double experts =
            double(block.expertsUsed) *
            (std::max(2.0 * block.expertSize, double(model.hiddenSize)) + block.expertSize);
        widest = std::max(widest, std::max(block.matrices * dense, experts));
    }
    return widest;
}

double computeFloatsPerToken(const ModelSpec& model) {
    const double hidden = model.hiddenSize;
    const bool hybrid = std::any_of(model.layers.begin(), model.layers.end(), isRecurrent);
    const double query = hybrid ? 0 : widestQuery(model);
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        double floats = block.matrices * double(block.size) + 2 * hidden + query;
        if (block.kind == FeedForwardKind::MixtureOfExperts) {
            const double used = block.expertsUsed;
            const double inside = 3 * used * block.expertSize + 2 * hidden + query;
            const double between = 2 * used * hidden + 3 * hidden + query;
            floats = std::max(inside, between);
        } else if (model.isMixtureOfExperts()) {
            continue;  // leading dense blocks are never the widest
        }
        widest = std::max(widest, floats);
    }
    return widest;
}

bool lacksCudaAttention(const WeightFormat& kv) {
    const std::string& id = kv.id;
    return id.ends_with("-q5_1") || id.ends_with("-q5_0") || id.ends_with("-q4_1") ||
           id.ends_with("-iq4_nl");
}

Bytes llamaCompute(const MemoryRequest& request, int index) {
    const ModelSpec& model = *request.model;
    const double hidden = model.hiddenSize;
    const double batch = batchTokens(request);
    const double mask = kHalf * batch * maskedCells(request);
    const double residual = kFloat * batch * hidden;
    const double forward = kFloat * batch * computeFloatsPerToken(model);
    const double attention =
        kFloat * batch * (2 * hidden + 2 * widestQuery(model)) + expandedCache(request);
    const double peak = std::max({forward, attention, recurrentPeak(request, batch)});
    const bool last = index == request.devices.count - 1;
    const double rows = std::min<double>(std::max(1, request.cache.slotCount), batch);
    const double logits = last ? kFloat * rows * (model.vocabulary + hidden) : 0;
    if (request.devices.count == 1) return bytes(std::max(mask + peak, logits));
    const double copies = kPipelineCopies * (mask + residual * (index > 0 ? 2 : 1));
    return bytes(std::max(peak + copies, logits));
}

Bytes llamaHostCompute(const MemoryRequest& request) {
    const double batch = batchTokens(request);
    const double mask = kHalf * batch * maskedCells(request);
    const double copies = request.devices.count > 1 ? kPipelineCopies : 1;
    return bytes(copies * mask + 2 * kFloat * batch * request.model->hiddenSize);
}

Bytes mlxCompute(const MemoryRequest& request) {
    const ModelSpec& model = *request.model;
    const double prefill =
        kMlxPrefillStep * kHalf * (forwardFloats(model) + 4.0 * model.hiddenSize);
    const double layers = std::max(1, model.layerCount);
    return bytes(prefill) + kvBytesOfRank(request).sum() / layers;
}

Bytes engineOverhead(EngineChoice engine, const DeviceSet& devices) {
    const Accelerator* accelerator = devices.accelerator;
    if (engine == EngineChoice::Vllm) return vllmOverhead(devices);
    // MLX: peak memory less weights and cache of a 1k prompt (docs/vllm.md 7: 0.5 to 1 GB).
    if (engine == EngineChoice::Mlx) return mebibytes(512);
    // Metal and ROCm keep no context of that size; 250 MiB is what gguf-parser assumes per device.
    if (!isCuda(devices)) return mebibytes(250);
    const bool workstation = accelerator && accelerator->deviceClass == "workstation" &&
                             accelerator->architecture.starts_with("Blackwell");
    const bool consumer = accelerator && accelerator->deviceClass == "consumer";
    return mebibytes(workstation ? 730 : consumer ? 455 : 600);
}

Bytes engineReserve(EngineChoice engine, const DeviceSet& devices) {
    switch (engine) {
        case EngineChoice::Vllm:
            return vllmReserve(devices);
        case EngineChoice::Mlx:
            return bytes(0);
        default:
            return mebibytes(1024);
    }
}

}  // namespace headroom::memory
