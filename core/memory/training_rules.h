// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/model_spec.h"
#include "core/memory/ledger.h"

namespace headroom::memory {

enum class AdapterPrecision { None, Bf16, F32 };

/// Bytes that the forward pass saves for backward, per token, in one layer of `group`: bf16 with
/// flash attention, gated feed-forward (docs/llama_cpp.md "Fine-tuning"). `rank` counts only with
/// adapters.
double savedBytesPerToken(const ModelSpec& model, const LayerGroup& group,
                          AdapterPrecision adapters, int rank);
/// The same with gradient checkpointing: the layer's input and its random state.
double checkpointBytesPerToken(const ModelSpec& model);
/// Bytes that the output layer and the loss save per token: 4 V + 8 d.
double headBytesPerToken(const ModelSpec& model);
/// Parameters of rank-`rank` adapters on every linear layer except routed experts
/// (docs/memory.md 5).
double adapterParameters(const ModelSpec& model, int rank);

}  // namespace headroom::memory
