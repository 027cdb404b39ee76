// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"

namespace headroom::memory {

/// Fills the devices of `ledger`, its host memory and `takenEach` of an engine that divides every
/// tensor over all devices and reserves its cache at the start: vLLM, SGLang, TensorRT-LLM
/// (docs/vllm.md 1, 7).
void placeByTensor(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger);

}  // namespace headroom::memory
