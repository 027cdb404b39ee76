// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/memory/llama_rules.h"
#include "core/memory/tensors.h"

namespace headroom::memory {
namespace {

constexpr double kFloat = 4;
constexpr double kHalf = 2;
/// Inputs that the pipeline-parallel scheduler keeps in flight (GGML_SCHED_MAX_COPIES).
constexpr double kPipelineCopies = 4;
/// Masks arrive as F16 from here on; before, as F32 with a cast on the device (docs/llama_cpp.md).
constexpr int kHalfMaskBuild = 9410;
/// Quantised and bf16 caches are expanded to f16 in the compute buffer from here on; before, in
/// CUDA's pool, unlogged (docs/llama_cpp.md).
constexpr int kExpandedCacheBuild = 9489;

struct ModelWidths {
    double hidden{};
    double query{};        ///< all query heads; the latent row per head for MLA
    double feedForward{};  ///< widest dense block
    bool experts{};
    bool recurrent{};
    bool windows{};
    bool fused{};  ///< queries are a part of one projection and need no row of their own
};

double queryWidth(const Attention& attention) {
    if (attention.kind == AttentionKind::Latent && !attention.expandsLatent) {
        return double(attention.heads) * (attention.kvLoraRank + attention.ropeHeadSize);
    }
    return double(attention.heads) * attention.keyHeadSize;
}

bool isLatent(const Attention& attention) {
    return attention.kind == AttentionKind::Latent && !attention.expandsLatent;
}

ModelWidths widthsOf(const ModelSpec& model) {
    ModelWidths widths;
    widths.hidden = model.hiddenSize;
    widths.fused = model.fusedQkv;
    for (const LayerGroup& group : model.layers) {
        widths.query = std::max(widths.query, queryWidth(group.attention));
        widths.feedForward = std::max<double>(widths.feedForward, group.feedForward.size);
        widths.experts |= group.feedForward.kind == FeedForwardKind::MixtureOfExperts;
        widths.recurrent |= group.recurrence.kind != RecurrentKind::None;
        widths.windows |= isWindow(group.attention);
    }
    return widths;
}

/// What the allocator cannot reuse beside a feed-forward block: the freed queries of the layer's
/// attention lie before it. Fused projections and recurrent layers leave no such hole; the experts
/// of the latter keep one row more.
double holeFloats(const ModelWidths& widths) {
    if (!widths.recurrent) return widths.fused ? 0 : widths.query;
    return widths.experts ? widths.hidden : 0;
}

double feedForwardFloats(const FeedForward& block, double hidden) {
    if (block.kind != FeedForwardKind::MixtureOfExperts) {
        return double(block.matrices) * std::max(block.size, block.sharedSize);
    }
    const double used = block.expertsUsed;
    const double inside = used * block.matrices * block.expertSize;
    // The expert outputs fit where gate and up were, or lie behind everything.
    const bool reuses = (block.matrices - 1.0) * block.expertSize >= hidden;
    return inside + (reuses ? 0 : used * hidden);
}

double batchTokens(const MemoryRequest& request) {
    const double slotCount = std::max(1, request.cache.slotCount);
    const double tokens = std::min(llamaContext(request.cache).total, double(request.ubatch));
    // Every sequence brings the same number of tokens to the reserved batch.
    return std::max(padded(tokens, slotCount), slotCount);
}

/// Cells whose mask is an input of the graph: one mask for layers that see everything, one for
/// sliding windows. Encoders mask the batch itself.
double maskedCells(const MemoryRequest& request) {
    double full = 0;
    double window = 0;
    double batch = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        if (!attention.storesCache) batch = batchTokens(request);
        (isWindow(attention) ? window : full) =
            std::max(isWindow(attention) ? window : full, cellsOf(request, attention));
    }
    return full + window > 0 ? full + window : batch;
}

/// The ROCm back end is the CUDA one, compiled by HIP (docs/llama_cpp.md "Compute buffers").
bool usesCudaKernels(const DeviceSet& devices) {
    const Accelerator* accelerator = devices.accelerator;
    return !accelerator || accelerator->vendor == "NVIDIA" || accelerator->vendor == "AMD";
}

bool isType(const WeightFormat& format, std::string_view name) {
    return format.id == "kv-llamacpp-" + std::string(name);
}

bool isSixteenBit(const WeightFormat& kv) {
    return kv.bitsPerWeight.value_or(16) >= 16;
}

/// Keys and values of the widest layer as f16: what attention reads of a cache of another type. Of
/// a latent cache the values are part of the keys.
double expandedCache(const MemoryRequest& request) {
    const LlamaSettings& llama = request.llama;
    const bool expands = llama.build >= kExpandedCacheBuild && !llama.cpuOnly;
    if (!expands || !usesCudaKernels(request.devices)) return 0;
    if (isType(*request.kv, "f16") || lacksCudaAttention(request)) return 0;
    double widest = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& a = group.attention;
        const double width = isLatent(a) ? double(a.kvLoraRank) + a.ropeHeadSize
                                         : double(a.kvHeads) * (a.keyHeadSize + a.valueHeadSize);
        widest = std::max(widest, cellsOf(request, a) * width);
    }
    return kHalf * widest * llamaContext(request.cache).streams;
}

/// Inside attention with flash kernels, in floats per token, without the expanded cache.
double attentionFloats(const MemoryRequest& request, const Attention& a, const ModelWidths& widths,
                       double expandedFloats) {
    const double hidden = widths.hidden;
    const double query = queryWidth(a);
    double floats = 2 * hidden + (widths.fused ? 1 : 2) * query;
    if (isLatent(a)) {
        const double heads = a.heads;
        const double plainQuery = heads * (a.nopeHeadSize + a.ropeHeadSize);
        floats = query + heads * a.kvLoraRank + plainQuery + 3 * hidden;
        // The result goes where the plain queries and their absorbed form were, if it fits.
        if (expandedFloats > plainQuery) floats += query;
    } else if (widths.recurrent) {
        floats = 2 * hidden + 5 * query + (widths.experts ? hidden : 0);
    }
    if (request.model->parallelBlocks && expandedFloats > 0) floats += 3 * widths.feedForward;
    const bool casts = isType(*request.kv, "bf16") && request.llama.build >= kExpandedCacheBuild;
    if (casts && !widths.fused) floats += query;
    return floats;
}

double attentionPeak(const MemoryRequest& request, const ModelWidths& widths, double unit) {
    const double expanded = expandedCache(request);
    const bool flash = request.llama.flashAttention;
    const double queryRows = widths.fused ? 0 : 2;
    // With a 16-bit cache the widest point is the feed-forward block, queries of gated layers
    // apart.
    double peak = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& a = group.attention;
        if (a.kind == AttentionKind::None) continue;
        if (flash) {
            const double scratch =
                isLatent(a) && expanded <= unit * a.heads * (a.nopeHeadSize + a.ropeHeadSize)
                    ? 0
                    : expanded;
            peak = std::max(peak,
                            unit * attentionFloats(request, a, widths, expanded / unit) + scratch);
            continue;
        }
        const double cells =
            std::max(cellsOf(request, a), a.storesCache ? 0 : batchTokens(request));
        const double rows = isLatent(a) ? double(a.kvLoraRank) + a.ropeHeadSize
                                        : double(a.kvHeads) * (a.keyHeadSize + a.valueHeadSize);
        peak = std::max(
            peak, unit * (a.heads * cells + 2 * widths.hidden + queryRows * queryWidth(a) + rows));
    }
    return peak;
}

/// Hidden rows per token at the widest point of RWKV-7's time mixing: six mixed inputs, alive until
/// the gate reads the last one, receptance, decay, key, value, rate and the two normalised keys,
/// and what spans the layer: its input, its norm, the first layer's values, the result
/// (docs/llama_cpp.md "Compute buffers").
constexpr double kRwkvRows = 17;

/// Inside a recurrent layer: the states of all slots before and after the step, and its
/// projections.
double recurrentPeak(const MemoryRequest& request, double unit) {
    double peak = 0;
    for (const LayerGroup& group : request.model->layers) {
        const Recurrence& r = group.recurrence;
        if (r.kind == RecurrentKind::None) continue;
        if (r.kind == RecurrentKind::Rwkv) {
            peak = std::max(peak, unit * kRwkvRows * request.model->hiddenSize);
            continue;
        }
        const double states = 2 * r.stateBytes.value * std::max(1, request.cache.slotCount);
        const double channels = r.innerSize + 2.0 * r.groups * r.stateSize;
        peak = std::max(peak, states + unit * (3 * channels + r.innerSize));
    }
    return peak;
}

/// Floats per token below the logits: the last hidden row, and what fragmentation leaves under it.
/// Where one mask is so large that feed-forward tensors of the layers before found room in its
/// hole, the last row ends up behind them (measured where every token returns logits).
double belowLogits(const MemoryRequest& request, const ModelWidths& widths, double maskedFloats) {
    const ModelSpec& model = *request.model;
    const double hidden = widths.hidden;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& f = group.feedForward;
        if (!isLatent(group.attention) || f.experts == 0) continue;
        const bool reuses = 2.0 * f.expertSize >= hidden;
        return reuses ? f.expertsUsed * hidden + 3 * hidden : hidden;
    }
    if (model.parallelBlocks || model.fusedQkv) return (model.fusedQkv ? 3 : 2) * hidden;
    const bool old = request.llama.build < kHalfMaskBuild;
    const double plain = widths.recurrent ? 2 * hidden : hidden;
    const bool holds = request.llama.flashAttention && !widths.experts && !widths.windows &&
                       widths.feedForward > 0 && (old || widths.recurrent) &&
                       isSixteenBit(*request.kv);
    if (!holds) return plain;
    const double fits = maskedFloats / widths.feedForward;
    if (fits >= 0.85 && fits < 2) {
        const double besideCast = old && !widths.recurrent && fits < 1.2 ? 0.5 * maskedFloats : 0;
        return std::max(plain, maskedFloats + 3 * hidden + besideCast);
    }
    if (fits >= 3 && fits < 6) return 3 * widths.feedForward + 3 * hidden;
    return plain;
}

}  // namespace

double feedForwardFloats(const ModelSpec& model) {
    const ModelWidths widths = widthsOf(model);
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        const bool leads = widths.experts && group.feedForward.kind == FeedForwardKind::Dense;
        if (leads) continue;  // leading dense blocks are never the widest
        widest = std::max(widest, feedForwardFloats(group.feedForward, model.hiddenSize));
    }
    return widest + 2 * widths.hidden + holeFloats(widths);
}

bool lacksCudaAttention(const MemoryRequest& request) {
    const WeightFormat& key = *request.kv;
    const WeightFormat* value = request.llama.valueFormat;
    if (!request.llama.flashAttention) return false;
    if (value && value->id != key.id) return true;
    return !(isSixteenBit(key) || isType(key, "q8_0") || isType(key, "q4_0")) &&
           key.id.starts_with("kv-llamacpp-");
}

GraphPeaks graphPeaks(const MemoryRequest& request) {
    const LlamaSettings& llama = request.llama;
    const ModelWidths widths = widthsOf(*request.model);
    const bool old = llama.build < kHalfMaskBuild;
    GraphPeaks peaks;
    peaks.tokens = batchTokens(request);
    const double unit = kFloat * peaks.tokens;
    const double cells = maskedCells(request);
    const double stored = llama.flashAttention ? kHalf : kFloat;
    const double arriving = old ? kFloat : stored;
    peaks.mask = stored * peaks.tokens * cells;
    peaks.inputMask = arriving * peaks.tokens * cells;
    const bool onDevice = usesCudaKernels(request.devices) && !llama.cpuOnly;
    if (onDevice && lacksCudaAttention(request)) peaks.mask = 0;
    peaks.residual = unit * widths.hidden;

    const double forward = unit * feedForwardFloats(*request.model);
    peaks.block = std::max(forward, recurrentPeak(request, unit));
    const bool scratch = expandedCache(request) > 0 || !llama.flashAttention;
    if (scratch || widths.recurrent) {
        peaks.block = std::max(peaks.block, attentionPeak(request, widths, unit));
    }
    const bool outputs = hasOutputMatrix(*request.model);
    const double asked = llama.outputRows.value_or(std::max(1, request.cache.slotCount));
    peaks.outputRows = outputs ? std::min(asked > 0 ? asked : peaks.tokens, peaks.tokens) : 0;
    const double below = peaks.outputRows < peaks.tokens
                             ? widths.hidden
                             : belowLogits(request, widths, peaks.inputMask / unit);
    peaks.logits = kFloat * peaks.outputRows * (request.model->vocabulary + below);
    return peaks;
}

/// Builds with F32 masks hold the mask as it came, its F16 cast, and the queries at once.
static double castPeak(const MemoryRequest& request, const GraphPeaks& peaks) {
    if (request.llama.build >= kHalfMaskBuild || !request.llama.flashAttention) return 0;
    const ModelWidths widths = widthsOf(*request.model);
    return peaks.inputMask + peaks.mask +
           kFloat * peaks.tokens * (2 * widths.hidden + (widths.fused ? 0 : 2) * widths.query);
}

Bytes llamaCompute(const MemoryRequest& request, int index) {
    const GraphPeaks peaks = graphPeaks(request);
    const int count = request.devices.count;
    if (count == 1) {
        return bytes(std::max({peaks.mask + peaks.block, castPeak(request, peaks), peaks.logits}));
    }
    const bool last = index == count - 1;
    const double inside = last ? std::max(peaks.block, peaks.logits) : peaks.block;
    const double residuals = peaks.residual * (index > 0 ? 2 : 1);
    const bool casts = index == 0 && peaks.inputMask > peaks.mask;
    const double masks =
        casts ? kPipelineCopies * peaks.inputMask + peaks.mask : kPipelineCopies * peaks.mask;
    return bytes(inside + masks + kPipelineCopies * residuals);
}

namespace {

/// A step that copies matrices up one at a time (docs/llama_cpp.md "Weights"): the largest of them
/// beside what the experts or the dense block hold at that point.
double copyingPeak(const MemoryRequest& request, const WeightBytes& weights,
                   const GraphPeaks& peaks, const ModelWidths& widths, double hostCache) {
    const double unit = kFloat * peaks.tokens;
    const double hidden = widths.hidden;
    double floats = 0;
    for (const LayerGroup& group : request.model->layers) {
        const FeedForward& f = group.feedForward;
        const double used = f.expertsUsed;
        floats = std::max(floats, f.kind == FeedForwardKind::MixtureOfExperts
                                      ? used * hidden + 2 * used * f.expertSize + 2 * hidden
                                      : 2.0 * f.size + 3 * hidden);
    }
    if (widths.experts && firstOffloadedBlock(request) > 0) floats += widths.query;
    const double largest = weights.largestMatrix.value;
    double peak = largest + peaks.inputMask + unit * floats + hostCache;
    if (!widths.experts || !widths.recurrent) return peak;
    // Shared experts of hybrid models: newer builds copy the next layer's matrix before the step
    // before it lets go of its own.
    const bool twice = request.llama.expertsOnHost && request.llama.build >= kExpandedCacheBuild;
    return twice ? std::max(peak, 2 * largest + peaks.inputMask + 5 * peaks.residual)
                 : peak + 2 * peaks.residual;
}

/// Logits of a step whose output matrix, or masks of the layers before, are copied up as well.
double partialLogits(const MemoryRequest& request, const WeightBytes& weights,
                     const GraphPeaks& peaks, const ModelWidths& widths) {
    if (peaks.outputRows < peaks.tokens) return peaks.logits;
    const bool outputStays = firstOffloadedBlock(request) > request.model->fileBlocks();
    if (outputStays) {
        return weights.outputMatrix.value + kFloat * peaks.outputRows * request.model->vocabulary +
               peaks.block;
    }
    double logits = peaks.logits;
    if (request.llama.build < kHalfMaskBuild) logits += peaks.inputMask + 2 * peaks.residual;
    if (widths.experts && widths.recurrent) logits += weights.gateMatrix.value + 2 * peaks.residual;
    return logits;
}

}  // namespace

Bytes llamaPartialCompute(const MemoryRequest& request, const WeightBytes& weights) {
    const GraphPeaks peaks = graphPeaks(request);
    const ModelWidths widths = widthsOf(*request.model);
    const bool blocksStay = firstOffloadedBlock(request) > 0;
    double cache = 0;
    for (const LayerGroup& group : request.model->layers) {
        const BlockCache one = blockCache(request, group);
        if (blocksStay) cache = std::max(cache, (one.full + one.window).value);
    }
    double resident = peaks.mask + peaks.block;
    const double gate = weights.gateMatrix.value;
    const double unit = kFloat * peaks.tokens;
    // Gate and up matrices find room in the holes of a small batch; of a large one they do not.
    if (!widths.experts && blocksStay && gate < unit * widths.feedForward) {
        resident += std::max(cache, 2 * gate);
    }
    return bytes(
        std::max({copyingPeak(request, weights, peaks, widths, cache), resident,
                  castPeak(request, peaks), partialLogits(request, weights, peaks, widths)}));
}

Bytes llamaCpuCompute(const MemoryRequest& request) {
    const GraphPeaks peaks = graphPeaks(request);
    // The looked-up embeddings are on the same back end and stay beside the first layer.
    const double beside = isSixteenBit(*request.kv) ? peaks.residual : 0;
    return bytes(std::max({peaks.mask + peaks.block + beside, peaks.logits + peaks.residual,
                           castPeak(request, peaks)}));
}

Bytes llamaHostCompute(const MemoryRequest& request) {
    const GraphPeaks peaks = graphPeaks(request);
    const bool pipelines = request.devices.count > 1 && offloadsEverything(request);
    const double copies = pipelines ? kPipelineCopies : 1;
    return bytes(copies * peaks.inputMask + 2 * peaks.residual);
}

Bytes llamaOutputBuffer(const MemoryRequest& request) {
    const GraphPeaks peaks = graphPeaks(request);
    const double rows = std::max<double>(peaks.outputRows, std::max(1, request.cache.slotCount));
    const bool outputs = hasOutputMatrix(*request.model);
    return bytes(outputs ? kFloat * rows * request.model->vocabulary : 0);
}

}  // namespace headroom::memory
