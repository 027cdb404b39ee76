// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/model_spec.h"
#include "core/scenario/scenario.h"

namespace headroom::memory {

/// A matrix that gets an adapter: of `copies` equal ones (routed experts), `used` work on a token.
struct AdaptedMatrix {
    double columns{};  ///< input width
    double rows{};     ///< output width
    double copies{1};
    double used{1};
    bool attentionInput{};    ///< reads the normalised input of the mixer, shared among several
    bool feedForwardInput{};  ///< the same for the feed-forward block
    bool keepsInput{};        ///< reads values that nothing else keeps for the backward pass
};

/// Bytes that the forward pass saves for backward, per token, in one layer of `group`: bf16
/// (docs/llama_cpp.md "Fine-tuning"). Measured for attention with gated feed-forward; latent
/// attention, recurrences and routed experts are estimates by the same rules.
double savedBytesPerToken(const ModelSpec& model, const LayerGroup& group, const FineTuning& job);
/// Rotary angles of one micro-batch, which layers and sequences share: cosine and sine in bf16, 4 x
/// head size per position.
double rotaryBytes(const ModelSpec& model, const FineTuning& job);
/// Bytes saved per token and layer with gradient checkpointing: the layer's input, 2 d.
double checkpointBytesPerToken(const ModelSpec& model);
/// Bytes that output layer and loss save per token: 4 V + 8 d + 12; frozen norms save 4 d less.
double headBytesPerToken(const ModelSpec& model, const FineTuning& job);
/// Bytes of the activations of one micro-batch, the output layer apart: every layer's with
/// checkpointing off, otherwise every layer's input and the widest layer's.
double activationBytes(const ModelSpec& model, const FineTuning& job);
/// Bytes at the peak of the loss of one micro-batch: 6 V + the head per token, or one chunk of
/// logits with a fused loss (docs/memory.md 5.4).
double lossBytes(const ModelSpec& model, const FineTuning& job);

/// Trainable parameters of the adapters of `job`, rank x (columns + rows) each (docs/memory.md
/// 5.2).
double adapterParameters(const ModelSpec& model, const FineTuning& job);

/// Bytes per trained parameter, docs/memory.md 5.1.
struct StateBytes {
    double copy{};    ///< weights that compute
    double master{};  ///< F32 weights that are updated
    double gradient{};
    double optimiser{};  ///< 0 for Adafactor, whose states do not grow with the parameters
};
StateBytes stateBytesPerParameter(const FineTuning& job);

/// Sums over tensors that Adafactor keeps: a row and a column of F32 each, over what `job` trains.
double adafactorBytes(const ModelSpec& model, const FineTuning& job);

/// Parameters of one layer of `group`; routed experts count in full.
double layerParameters(const ModelSpec& model, const LayerGroup& group);
double widestMatrix(const ModelSpec& model);

}  // namespace headroom::memory
