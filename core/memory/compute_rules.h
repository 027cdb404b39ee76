// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"

namespace headroom::memory {

/// Values per token alive at the widest point of one block in engines that keep 16-bit
/// intermediates: the larger of dense and expert feed-forward.
double forwardFloats(const ModelSpec& model);

/// Intermediate values of mlx-lm's 2048-token prefill steps, and the larger copy of one layer's
/// cache while it grows (docs/memory.md 4).
Bytes mlxCompute(const MemoryRequest& request);

/// Memory of the process outside its own accounts: CUDA context and libraries, Metal heaps, NCCL,
/// CUDA graphs (docs/llama_cpp.md "CUDA overhead", docs/vllm.md 4 and 5).
Bytes engineOverhead(EngineChoice engine, const DeviceSet& devices);
/// Kept free on purpose: llama.cpp's --fit-target, vLLM's share outside gpu_memory_utilization.
Bytes engineReserve(EngineChoice engine, const DeviceSet& devices);

}  // namespace headroom::memory
