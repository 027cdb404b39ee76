// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/memory/adapters.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kFloat = 4;
/// Label and loss of one token.
constexpr double kLabelBytes = 12;

/// Elements per token that the parts of a layer hand on.
struct LayerWidths {
    double query{};
    double cache{};
    double heads{};
    double gated{};  ///< feed-forward width that one token passes through
    double plain{};  ///< the same in blocks without a gate
};

LayerWidths widthsOf(const LayerGroup& group) {
    const Attention& a = group.attention;
    LayerWidths widths;
    widths.heads = a.heads;
    if (a.kind == AttentionKind::Latent) {
        widths.query = double(a.heads) * (a.nopeHeadSize + a.ropeHeadSize);
        widths.cache = double(a.kvLoraRank) + a.ropeHeadSize;
    } else {
        widths.query = double(a.heads) * a.keyHeadSize;
        widths.cache = double(a.kvHeads) * a.keyHeadSize;
    }
    widths.query += group.recurrence.innerSize;
    const FeedForward& f = group.feedForward;
    const double width = f.size + f.sharedSize + double(f.expertsUsed) * f.expertSize;
    (f.matrices == 3 ? widths.gated : widths.plain) = width;
    return widths;
}

/// What adapters add to a layer whose own weights are frozen.
double adapterBytesPerToken(const ModelSpec& model, const LayerGroup& group,
                            const FineTuning& job) {
    double bytes = 0;
    bool attentionInput = false;
    bool feedForwardInput = false;
    visitAdapted(model, group, job.targets, [&](const AdaptedMatrix& matrix) {
        if (job.adapterType == AdapterType::F32) {
            bytes += kFloat * (matrix.columns + job.rank) * matrix.used;
            return;
        }
        bytes += kHalf * job.rank * matrix.used;
        if (matrix.keepsInput) bytes += kHalf * matrix.columns * matrix.used;
        attentionInput = attentionInput || matrix.attentionInput;
        feedForwardInput = feedForwardInput || matrix.feedForwardInput;
    });
    return bytes + kHalf * model.hiddenSize * (int{attentionInput} + int{feedForwardInput});
}

/// Copies of keys and values for every query head.
double repeatedBytesPerToken(const LayerGroup& group) {
    const Attention& a = group.attention;
    if (a.kind == AttentionKind::None || a.kind == AttentionKind::Latent) return 0;
    return kHalf * double(std::max(0, a.heads - a.kvHeads)) * (a.keyHeadSize + a.valueHeadSize);
}

double tokensOf(const FineTuning& job) {
    return job.sequence.value * job.microBatch;
}

}  // namespace

double savedBytesPerToken(const ModelSpec& model, const LayerGroup& group, const FineTuning& job) {
    const double hidden = model.hiddenSize;
    const LayerWidths w = widthsOf(group);
    // F32 inputs of two norms with their scales; gate, its activation and the other half; rotated
    // queries, keys, values and the result of attention with one F32 sum per head.
    double bytes =
        8 * hidden + 8 + 6 * w.gated + 2 * w.plain + 4 * w.query + 4 * w.cache + 4 * w.heads;
    if (job.attention == TrainingAttention::RepeatedKv) bytes += repeatedBytesPerToken(group);
    if (job.method != FineTuneMethod::Full) return bytes + adapterBytesPerToken(model, group, job);
    // Normalised values, for the norms and for the matrices that read them; the product of the
    // gate.
    return bytes + 8 * hidden + 2 * w.gated + 2 * w.plain;
}

double rotaryBytes(const ModelSpec& model, const FineTuning& job) {
    int widest = 0;
    for (const LayerGroup& group : model.layers) {
        const Attention& a = group.attention;
        if (a.kind == AttentionKind::None) continue;
        widest = std::max(widest, a.kind == AttentionKind::Latent ? a.ropeHeadSize : a.keyHeadSize);
    }
    return 2 * kHalf * widest * job.sequence.value;
}

double checkpointBytesPerToken(const ModelSpec& model) {
    return kHalf * model.hiddenSize;
}

double activationBytes(const ModelSpec& model, const FineTuning& job) {
    double widest = 0;
    double all = 0;
    for (const LayerGroup& group : model.layers) {
        const double saved = savedBytesPerToken(model, group, job);
        widest = std::max(widest, saved);
        all += group.count * saved;
    }
    const double perToken =
        job.checkpointing ? model.layerCount * checkpointBytesPerToken(model) + widest : all;
    return tokensOf(job) * perToken + rotaryBytes(model, job);
}

double headBytesPerToken(const ModelSpec& model, const FineTuning& job) {
    const double hidden = model.hiddenSize;
    const double bytes = kFloat * model.vocabulary + kFloat * hidden + kLabelBytes;
    if (job.method == FineTuneMethod::Full) return bytes + kFloat * hidden;
    if (job.targets != AdapterTargets::Embeddings) return bytes;
    return bytes + (job.adapterType == AdapterType::F32 ? kFloat : kHalf) * (hidden + job.rank);
}

double lossBytes(const ModelSpec& model, const FineTuning& job) {
    const double tokens = tokensOf(job);
    const double vocabulary = model.vocabulary;
    const double head = headBytesPerToken(model, job);
    if (!job.fusedLoss) return tokens * (head + (kFloat + kHalf) * vocabulary);
    const double hidden = std::max(1, model.hiddenSize);
    const double chunks = std::max(1.0, std::ceil(vocabulary / hidden));
    const auto rows = static_cast<std::uint64_t>(std::max(1.0, std::ceil(tokens / chunks)));
    const double chunk = std::min(tokens, static_cast<double>(std::bit_ceil(rows)));
    return tokens * (head - kFloat * vocabulary + kHalf * hidden) + chunk * kHalf * vocabulary;
}

}  // namespace headroom::memory
