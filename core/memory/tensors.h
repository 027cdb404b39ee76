// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/catalog/model_spec.h"

namespace headroom::memory {

/// What a tensor is for: quantisers choose its storage type by this.
enum class TensorRole {
    Embedding,
    LayerEmbedding,  ///< per-layer input tables of the Gemma E-models
    Output,
    Query,
    Key,
    Value,
    FusedQkv,
    AttentionOutput,
    LatentDown,  ///< MLA compressions, replicated under tensor parallelism
    Projection,  ///< any other matrix that is quantised
    Gate,
    Up,
    Down,
    Small,  ///< norms, routers, biases, convolutions: never quantised
};

enum class TensorPart { Attention, FeedForward, Experts, Recurrence, Small };

/// `rows` rows of `columns` elements; the experts or heads of one stacked tensor count as rows.
struct Tensor {
    TensorRole role{};
    TensorPart part{};
    double columns{};
    double rows{};

    double elements() const { return columns * rows; }
};

/// Full-attention layers of models with gated delta net layers carry an output gate as wide as the
/// queries, stored in the query projection (Qwen3-Next, Qwen3.5: HF configuration
/// `attn_output_gate`).
inline bool hasOutputGate(const ModelSpec& model) {
    return std::any_of(model.layers.begin(), model.layers.end(), [](const LayerGroup& group) {
        return group.recurrence.kind == RecurrentKind::GatedDeltaNet;
    });
}

/// Some layers store a cache and others reuse it: the Gemma 3n and 4 E-models, which also have an
/// input table per layer (docs/memory.md 1.1). Encoders store none at all.
inline bool sharesCaches(const ModelSpec& model) {
    const auto has = [&](bool stores) {
        return std::any_of(model.layers.begin(), model.layers.end(), [&](const LayerGroup& group) {
            return group.attention.kind != AttentionKind::None &&
                   group.attention.storesCache == stores;
        });
    };
    return has(true) && has(false);
}

/// Every layer attends and none stores a cache (docs/memory.md 1.3).
inline bool isEncoder(const ModelSpec& model) {
    return !model.layers.empty() &&
           std::all_of(model.layers.begin(), model.layers.end(), [](const LayerGroup& group) {
               return group.attention.kind != AttentionKind::None && !group.attention.storesCache;
           });
}

/// Models that generate end in a matrix over the vocabulary. Embedding models do not use it;
/// encoders, rerankers among them, have a head of a few rows instead (docs/memory.md 1.1).
inline bool hasOutputMatrix(const ModelSpec& model) {
    return model.modality != Modality::Embedding && !isEncoder(model);
}

/// Width of one entry of a per-layer input table (docs/memory.md 1.1: 262144 x 256 x layers).
inline constexpr double kLayerEmbeddingWidth = 256;

template <class Visitor>
void visitLatentAttention(const ModelSpec& model, const Attention& a, Visitor&& visit) {
    const double hidden = model.hiddenSize;
    const double queryHead = a.nopeHeadSize + a.ropeHeadSize;
    const auto add = [&](TensorRole role, double columns, double rows) {
        visit(Tensor{role, TensorPart::Attention, columns, rows});
    };
    if (a.queryLoraRank > 0) {
        add(TensorRole::LatentDown, hidden, a.queryLoraRank);
        add(TensorRole::Projection, a.queryLoraRank, a.heads * queryHead);
    } else {
        add(TensorRole::Query, hidden, a.heads * queryHead);
    }
    add(TensorRole::LatentDown, hidden, a.kvLoraRank + a.ropeHeadSize);
    add(TensorRole::Projection, a.nopeHeadSize, double(a.kvLoraRank) * a.heads);
    add(TensorRole::Projection, a.kvLoraRank, double(a.valueHeadSize) * a.heads);
    add(TensorRole::AttentionOutput, double(a.heads) * a.valueHeadSize, hidden);
    if (a.indexHeadSize > 0) {
        add(TensorRole::Projection, a.queryLoraRank > 0 ? a.queryLoraRank : hidden,
            double(a.indexHeads) * a.indexHeadSize);
        add(TensorRole::Projection, hidden, a.indexHeadSize + a.indexHeads);
    }
    visit(Tensor{TensorRole::Small, TensorPart::Small, 1, hidden + a.kvLoraRank + a.queryLoraRank});
}

template <class Visitor>
void visitAttention(const ModelSpec& model, const Attention& a, Visitor&& visit) {
    if (a.kind == AttentionKind::None) return;
    if (a.kind == AttentionKind::Latent && a.kvLoraRank > 0) {
        visitLatentAttention(model, a, visit);
        return;
    }
    const double hidden = model.hiddenSize;
    const double queryWidth = double(a.heads) * a.keyHeadSize;
    const double keyWidth = double(a.kvHeads) * a.keyHeadSize;
    const double valueWidth = double(a.kvHeads) * a.valueHeadSize;
    const double gate = hasOutputGate(model) ? 2 : 1;
    const auto add = [&](TensorRole role, double columns, double rows) {
        visit(Tensor{role, TensorPart::Attention, columns, rows});
    };
    if (model.fusedQkv) {
        add(TensorRole::FusedQkv, hidden, queryWidth * gate + keyWidth + valueWidth);
    } else {
        add(TensorRole::Query, hidden, queryWidth * gate);
        add(TensorRole::Key, hidden, keyWidth);
        if (!a.valueIsKey) add(TensorRole::Value, hidden, valueWidth);
    }
    add(TensorRole::AttentionOutput, double(a.heads) * a.valueHeadSize, hidden);
    const double bias = model.qkvBias ? queryWidth + keyWidth + valueWidth : 0;
    visit(Tensor{TensorRole::Small, TensorPart::Small, 1, hidden + bias});
}

template <class Visitor>
void visitRecurrence(const ModelSpec& model, const Recurrence& r, Visitor&& visit) {
    const double hidden = model.hiddenSize;
    const double inner = r.innerSize;
    const double channels = inner + 2.0 * r.groups * r.stateSize;
    const auto add = [&](TensorRole role, double columns, double rows) {
        visit(Tensor{role, TensorPart::Recurrence, columns, rows});
    };
    const auto small = [&](double elements) {
        visit(Tensor{TensorRole::Small, TensorPart::Small, 1, elements});
    };
    switch (r.kind) {
        case RecurrentKind::None:
            return;
        case RecurrentKind::GatedDeltaNet:
            add(TensorRole::FusedQkv, hidden, channels);
            add(TensorRole::Projection, hidden, inner);
            add(TensorRole::Projection, hidden, 2.0 * r.heads);
            add(TensorRole::Projection, inner, hidden);
            small(r.convolution * channels + 2.0 * r.heads + r.stateSize + hidden);
            return;
        case RecurrentKind::Mamba2:
            add(TensorRole::Projection, hidden, inner + channels + r.heads);
            add(TensorRole::Projection, inner, hidden);
            small((r.convolution + 1.0) * channels + 3.0 * r.heads + inner + hidden);
            return;
        case RecurrentKind::Mamba1:
            add(TensorRole::Projection, hidden, 2 * inner);
            add(TensorRole::Projection, inner, r.timeStepRank + 2.0 * r.stateSize);
            add(TensorRole::Projection, r.timeStepRank, inner);
            add(TensorRole::Projection, inner, hidden);
            small((r.convolution + 3.0) * inner + inner * r.stateSize + hidden);
            return;
        case RecurrentKind::KimiDelta: {
            const double width = double(r.heads) * r.headSize;
            add(TensorRole::Query, hidden, width);
            add(TensorRole::Key, hidden, width);
            add(TensorRole::Value, hidden, width);
            add(TensorRole::Projection, hidden, 2.0 * r.headSize + r.heads);
            add(TensorRole::Projection, r.headSize, 2 * width);
            add(TensorRole::AttentionOutput, width, hidden);
            small(3.0 * r.convolution * width + width + r.heads + r.headSize + hidden);
            return;
        }
        case RecurrentKind::Lightning: {
            const double width = double(r.heads) * r.headSize;
            add(TensorRole::FusedQkv, hidden, 3 * width);
            add(TensorRole::Projection, hidden, width);
            add(TensorRole::AttentionOutput, width, hidden);
            small(width + hidden);
            return;
        }
        case RecurrentKind::ShortConvolution:
            add(TensorRole::Projection, hidden, 3 * hidden);
            add(TensorRole::Projection, hidden, hidden);
            small(r.convolution * hidden + hidden);
            return;
        case RecurrentKind::Rwkv:
            add(TensorRole::Projection, hidden, 5 * hidden);
            small(hidden);
            return;
    }
}

template <class Visitor>
void visitFeedForward(const ModelSpec& model, const FeedForward& f, Visitor&& visit) {
    const double hidden = model.hiddenSize;
    const auto block = [&](TensorPart part, double input, double width, double copies) {
        if (f.matrices == 3) visit(Tensor{TensorRole::Gate, part, input, width * copies});
        visit(Tensor{TensorRole::Up, part, input, width * copies});
        visit(Tensor{TensorRole::Down, part, width, input * copies});
    };
    if (f.kind == FeedForwardKind::None) return;
    if (f.size > 0) block(TensorPart::FeedForward, hidden, f.size, 1);
    if (f.kind == FeedForwardKind::MixtureOfExperts) {
        const double input = f.latentSize > 0 ? f.latentSize : hidden;
        block(TensorPart::Experts, input, f.expertSize, f.experts);
        if (f.sharedSize > 0) block(TensorPart::FeedForward, hidden, f.sharedSize, 1);
        if (f.latentSize > 0) {
            visit(Tensor{TensorRole::Projection, TensorPart::FeedForward, hidden, input});
            visit(Tensor{TensorRole::Projection, TensorPart::FeedForward, input, hidden});
        }
        visit(Tensor{TensorRole::Small, TensorPart::Small, hidden, double(f.experts)});
    }
    visit(Tensor{TensorRole::Small, TensorPart::Small, 1, hidden});
}

/// The projections that feed a per-layer input table into the block (Gemma E-models).
template <class Visitor>
void visitLayerEmbedding(const ModelSpec& model, Visitor&& visit) {
    if (!sharesCaches(model)) return;
    const double hidden = model.hiddenSize;
    const TensorPart part = TensorPart::FeedForward;
    visit(Tensor{TensorRole::Projection, part, hidden, kLayerEmbeddingWidth});
    visit(Tensor{TensorRole::Projection, part, kLayerEmbeddingWidth, hidden});
    visit(Tensor{TensorRole::Small, TensorPart::Small, hidden, kLayerEmbeddingWidth});
}

/// Calls `visit` for every tensor of one layer of `group`.
template <class Visitor>
void visitTensors(const ModelSpec& model, const LayerGroup& group, Visitor&& visit) {
    visitAttention(model, group.attention, visit);
    visitRecurrence(model, group.recurrence, visit);
    visitFeedForward(model, group.feedForward, visit);
    visitLayerEmbedding(model, visit);
}

/// The layer that a multi-token-prediction block repeats: attention over the whole context, with
/// experts where the model has them.
inline LayerGroup predictionBlock(const ModelSpec& model) {
    const auto reach = [](const LayerGroup& group) {
        switch (group.attention.kind) {
            case AttentionKind::Full:
            case AttentionKind::Latent:
                return 2;
            case AttentionKind::SlidingWindow:
                return 1;
            case AttentionKind::None:
                break;
        }
        return 0;
    };
    LayerGroup result;
    for (const LayerGroup& group : model.layers) {
        if (reach(group) > reach(result)) result.attention = group.attention;
        if (group.feedForward.kind > result.feedForward.kind) {
            result.feedForward = group.feedForward;
        }
    }
    result.count = model.mtpLayers;
    return result;
}

}  // namespace headroom::memory
