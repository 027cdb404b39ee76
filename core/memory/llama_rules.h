// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/cache_rules.h"
#include "core/memory/ledger.h"

/// What llama.cpp allocates, rule by rule (docs/llama_cpp.md). Internal to the room.
namespace headroom::memory {

/// llama.cpp pads contexts and windows to this many cells (docs/memory.md 1.2).
inline constexpr double kLlamaPadding = 256;

/// The context as llama.cpp allocates it (docs/memory.md 1.2): padded to 256, `streams` copies of
/// `cells` cells.
struct LlamaContext {
    double total{};
    double cells{};  ///< per stream, layers that see everything
    double streams{1};
};
LlamaContext llamaContext(const CacheRequest& cache);
/// Cells per stream of a sliding-window layer (docs/memory.md 1.3).
double windowCells(const MemoryRequest& request, int window);
/// Cells per stream of a layer with this attention; 0 for a layer that stores nothing.
double cellsOf(const MemoryRequest& request, const Attention& attention);

/// Bytes that one block caches over all streams, and its recurrent state over all slots.
struct BlockCache {
    Bytes full;
    Bytes window;
    Bytes state;
    Bytes sum() const { return full + window + state; }
};
BlockCache blockCache(const MemoryRequest& request, const LayerGroup& group);
/// Of the whole model, prediction blocks included where the build allocates them.
BlockCache modelCache(const MemoryRequest& request);

/// The largest needs inside one evaluation of the graph, bytes. ggml reuses memory, so a device
/// needs the largest of them at a time, not their sum (docs/llama_cpp.md "Compute buffers").
struct GraphPeaks {
    double mask{};        ///< attention masks of both reaches, one copy, as stored on the device
    double inputMask{};   ///< the same as it arrives from the host
    double residual{};    ///< one hidden row per token in F32
    double block{};       ///< the widest point inside a block, mask apart
    double logits{};      ///< output rows and what lies below them
    double outputRows{};  ///< rows of logits that are kept
    double tokens{};      ///< of one batch
};
GraphPeaks graphPeaks(const MemoryRequest& request);

/// F32 values per token alive at the widest point of a feed-forward block with flash attention.
double feedForwardFloats(const ModelSpec& model);

/// Scratch memory of device `index` of a full offload.
Bytes llamaCompute(const MemoryRequest& request, int index);
/// The same where some layers or all experts stay in host memory: their matrices are copied up one
/// at a time.
Bytes llamaPartialCompute(const MemoryRequest& request, const WeightBytes& weights);
/// Everything on the CPU back end.
Bytes llamaCpuCompute(const MemoryRequest& request);
/// The pinned counterpart in host memory.
Bytes llamaHostCompute(const MemoryRequest& request);
/// Rows of logits kept in host memory for the sampler (docs/memory.md 1.5).
Bytes llamaOutputBuffer(const MemoryRequest& request);

/// llama.cpp's default CUDA build runs attention on the CPU for these cache types: it has kernels
/// for f16, bf16, q8_0 and q4_0 with K = V (docs/llama_cpp.md "Context").
bool lacksCudaAttention(const MemoryRequest& request);

/// Blocks [0, first) stay in host memory, the rest is dealt to the devices (docs/llama_cpp.md
/// "Weights": the output counts as one more layer).
int firstOffloadedBlock(const MemoryRequest& request);
bool offloadsEverything(const MemoryRequest& request);

/// Fills devices and host part of `ledger`.
void placeLlama(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger);

}  // namespace headroom::memory
