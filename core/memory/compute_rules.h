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

/// Memory of a llama.cpp or MLX process outside its own accounts: CUDA context and libraries, Metal
/// heaps (docs/llama_cpp.md "CUDA overhead").
Bytes engineOverhead(EngineChoice engine, const DeviceSet& devices);
/// Kept free on purpose: llama.cpp's --fit-target.
Bytes engineReserve(EngineChoice engine);

}  // namespace headroom::memory
