// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/cache_rules.h"
#include "core/memory/ledger.h"
#include "core/memory/vllm_profile.h"

namespace headroom::memory {

/// Tokens of a cache block (docs/memory.md 3).
inline constexpr double kVllmBlockTokens = 16;

/// Bytes that one token takes in one layer on one rank of a tensor-parallel engine with a paged
/// cache: KV heads are dealt out and at least one stays per rank, latent rows are copied
/// (docs/memory.md 3). `latentMultiple`: latent rows are padded to a multiple of so many elements.
double pagedTokenBytes(const Attention& attention, const WeightFormat& kv, int ranks,
                       double latentMultiple = 1);
/// Bytes of recurrent state of one sequence in one layer on one rank: convolution in 16 bits with
/// `drafted` more columns, the rest in 16 bits or, where the configuration asks for it, in 32
/// (docs/vllm.md 6).
double pagedStateBytes(const Recurrence& recurrence, int ranks, double drafted);

/// On one device.
KvBytes vllmKvBytes(const MemoryRequest& request);
Bytes vllmStateBytes(const MemoryRequest& request);
/// KV cache and state of one request of the longest length, `cache.contextPerSequence`, on one
/// device: vLLM prints the pool divided by it as maximum concurrency (docs/vllm.md 6).
Bytes vllmSequenceBytes(const MemoryRequest& request);
/// What the pool divided by the "GPU KV cache size" of the log gives, bytes on one device: up to
/// v0.20 a token of all groups of layers, padding included; later a token of the longest request
/// (docs/vllm.md 6).
double vllmLoggedTokenBytes(const MemoryRequest& request);

/// Weights on one device: an equal share and what every device holds, with the padding of the
/// engine's kernels (docs/vllm.md 2).
Bytes vllmWeights(const MemoryRequest& request, const WeightBytes& weights);
/// Peak of torch memory during the profile run (docs/vllm.md 3).
Bytes vllmActivation(const MemoryRequest& request);
/// Memory outside torch's accounts: CUDA context, NCCL (docs/vllm.md 4).
Bytes vllmNonTorch(const MemoryRequest& request);
/// Pool of captured CUDA graphs, 0 with enforce_eager (docs/vllm.md 5).
Bytes vllmGraphs(const MemoryRequest& request);

/// What vLLM takes of one device and what is left of it for the cache (docs/vllm.md 1).
struct VllmBudget {
    Bytes taken;  ///< reported memory x utilisation
    Bytes weights;
    Bytes activation;
    Bytes nonTorch;
    Bytes graphs;
    bool graphsInside{};  ///< the graphs come out of `taken`, else they lie beside it
    Bytes cache() const {
        return taken - weights - activation - nonTorch - (graphsInside ? graphs : Bytes{0});
    }
};
VllmBudget vllmBudget(const MemoryRequest& request, const WeightBytes& weights);

}  // namespace headroom::memory
