// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/cache_rules.h"
#include "core/memory/ledger.h"

namespace headroom::memory {

/// Tokens of a cache block (docs/memory.md 3).
inline constexpr double kVllmBlockTokens = 16;

/// Tokens that vLLM batches into one step by default: 8192 on devices of 70 GiB and more, else 2048
/// (docs/vllm.md 3).
double vllmBatchedTokens(const DeviceSet& devices);

/// Bytes that one token takes in one layer on one rank of a tensor-parallel vLLM: KV heads are
/// dealt out and at least one stays per rank, latent rows are copied (docs/memory.md 3).
double vllmTokenBytes(const Attention& attention, const WeightFormat& kv, int ranks);
/// On one device.
KvBytes vllmKvBytes(const MemoryRequest& request);
Bytes vllmStateBytes(const MemoryRequest& request);

/// Rows that vLLM's sampler is warmed up with: the number of slots, at least 64, when the server is
/// started with --max-num-seqs set to what it must serve.
double vllmSequences(int slotCount);
/// vLLM's own default for --max-num-seqs: 1024 on devices of 70 GiB and more, else 256
/// (docs/vllm.md 3).
double vllmDefaultSequences(const DeviceSet& devices);
/// Peak of torch memory during vLLM's profile run: the larger of sampler and forward pass
/// (docs/vllm.md 3).
Bytes vllmActivation(const ModelSpec& model, double sequences, double batchedTokens, int ranks);

/// Memory outside torch's accounts: CUDA context, NCCL, CUDA graphs (docs/vllm.md 4 and 5).
Bytes vllmOverhead(const DeviceSet& devices);
/// What lies outside gpu_memory_utilization.
Bytes vllmReserve(const DeviceSet& devices);

}  // namespace headroom::memory
