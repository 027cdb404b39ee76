// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/weights.h"
#include "core/speed/speed.h"

namespace headroom {

/// Different experts that `tokens` (>= 1) tokens pick in one layer. Each picks k of E, some experts
/// far more often than others: where their shares of the tokens are exponentially distributed,
/// x / (1 + x) of all are expected to be among x E picks; x = tokens k / (E - k) makes it k for one
/// token (docs/speed.md 1).
double expertsPicked(const FeedForward& block, double tokens);

/// Bytes of routed experts that one step over `batch` sequences reads.
Bytes expertBytesRead(const ModelSpec& model, const WeightBytes& weights, double batch);

/// Bytes of cache and recurrent state that one decoded token of one sequence reads at `depth`
/// tokens: sliding windows read at most their window, latent attention one row per token.
/// Over `devices` that split tensors, all of them together: each holds whole heads, and the row of
/// latent attention whole (docs/vllm.md 2).
Bytes cacheBytesRead(const ModelSpec& model, const WeightFormat& kv, Tokens depth, int devices = 1);

/// Bytes that llama.cpp's vector kernels read of it: a round for every eight query heads that share
/// a key head, and the latent row as keys and as values (docs/speed.md 3).
double vectorKernelReads(const ModelSpec& model, const WeightFormat& kv, Tokens depth);

/// Multiply-adds count two: 2 x active parameters without the input table (a look-up).
double operationsPerToken(const ModelSpec& model);

/// Operations of attention over a prompt of `prompt` tokens that starts at `depth`: scores and
/// weighted values cost 2 each per query, key and head element, half of the square being masked
/// (causal; FlashAttention, Dao et al. 2022, appendix).
/// `absorbed`: latent attention multiplies the compressed rows themselves, as llama.cpp does.
double attentionOperations(const ModelSpec& model, Tokens prompt, Tokens depth,
                           bool absorbed = false);

/// Two all-reduces per layer under tensor parallelism (Megatron-LM, Shoeybi et al. 2019), or one
/// hop per further device under a layer split; 16-bit activations.
Seconds linkTime(const SpeedRequest& request, double tokensPerStep, bool splitsTensors);

}  // namespace headroom
