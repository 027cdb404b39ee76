// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/tensors.h"
#include "core/memory/training_rules.h"

namespace headroom::memory {

/// Whether `tensor` is among `targets`; norms, routers and convolutions never are.
inline bool isTarget(const Tensor& tensor, AdapterTargets targets) {
    if (tensor.role == TensorRole::Small || tensor.part == TensorPart::Small) return false;
    const bool mixer =
        tensor.part == TensorPart::Attention || tensor.part == TensorPart::Recurrence;
    switch (targets) {
        case AdapterTargets::QueryValue:
            return mixer && (tensor.role == TensorRole::Query || tensor.role == TensorRole::Value ||
                             tensor.role == TensorRole::FusedQkv);
        case AdapterTargets::Attention:
            return mixer;
        case AdapterTargets::AllLinear:
            return tensor.part != TensorPart::Experts;
        case AdapterTargets::Experts:
        case AdapterTargets::Embeddings:
            return true;
    }
    return true;
}

/// The matrices of MLA as transformers names them: q_proj, or q_a_proj and q_b_proj;
/// kv_a_proj_with_mqa; kv_b_proj, which engines split in two; o_proj.
template <class Visitor>
void visitLatentMatrices(const ModelSpec& model, const Attention& a, AdapterTargets targets,
                         Visitor&& visit) {
    const double hidden = model.hiddenSize;
    const double queries = double(a.heads) * (a.nopeHeadSize + a.ropeHeadSize);
    const bool all = targets != AdapterTargets::QueryValue;
    const auto fromInput = [&](double rows) {
        visit(AdaptedMatrix{.columns = hidden, .rows = rows, .attentionInput = true});
    };
    if (a.queryLoraRank > 0) {
        if (all) fromInput(a.queryLoraRank);
        visit(
            AdaptedMatrix{.columns = double(a.queryLoraRank), .rows = queries, .keepsInput = true});
    } else {
        fromInput(queries);
    }
    if (all) fromInput(double(a.kvLoraRank) + a.ropeHeadSize);
    visit(AdaptedMatrix{.columns = double(a.kvLoraRank),
                        .rows = double(a.heads) * (a.nopeHeadSize + a.valueHeadSize),
                        .keepsInput = true});
    if (all) {
        visit(AdaptedMatrix{.columns = double(a.heads) * a.valueHeadSize, .rows = hidden});
    }
}

/// Calls `visit` for every matrix of one layer of `group` that gets an adapter.
template <class Visitor>
void visitAdapted(const ModelSpec& model, const LayerGroup& group, AdapterTargets targets,
                  Visitor&& visit) {
    const bool latent =
        group.attention.kind == AttentionKind::Latent && group.attention.kvLoraRank > 0;
    if (latent) visitLatentMatrices(model, group.attention, targets, visit);
    visitTensors(model, group, [&](const Tensor& tensor) {
        if (!isTarget(tensor, targets)) return;
        if (latent && tensor.part == TensorPart::Attention) return;
        const bool mixer =
            tensor.part == TensorPart::Attention || tensor.part == TensorPart::Recurrence;
        const bool experts = tensor.part == TensorPart::Experts;
        AdaptedMatrix matrix;
        matrix.copies = experts ? group.feedForward.experts : 1;
        matrix.used = experts ? group.feedForward.expertsUsed : 1;
        matrix.columns = tensor.columns;
        matrix.rows = tensor.rows / matrix.copies;
        const bool reads = tensor.columns == model.hiddenSize;
        matrix.attentionInput = mixer && reads && tensor.role != TensorRole::AttentionOutput;
        // Tokens are copied to each expert that works on them, so experts share nothing.
        matrix.feedForwardInput = !mixer && !experts && reads && tensor.role != TensorRole::Down;
        matrix.keepsInput =
            tensor.role == TensorRole::Down || (experts && tensor.role == TensorRole::Up);
        visit(matrix);
    });
}

}  // namespace headroom::memory
