// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/cache_rules.h"
#include "core/memory/ledger.h"

namespace headroom::memory {

/// SGLang's default for --mem-fraction-static by the number of devices (docs/vllm.md 7).
double sglangStaticFraction(int devices);
/// Tokens that SGLang prefills together by default.
double sglangPrefillTokens(const DeviceSet& devices);

/// Keys and values that SGLang or TensorRT-LLM keep on one device for `full` tokens: no blocks are
/// shared between kinds of layers. SGLang's sliding-window layers have a pool of their own with
/// room for 0.8 of the tokens, TensorRT-LLM's keep every token unless told otherwise (docs/vllm.md
/// 7).
KvBytes poolKvBytes(const MemoryRequest& request, double full);
/// Recurrent state of one sequence on one device: SGLang keeps it in 32 bits.
Bytes poolStateBytes(const MemoryRequest& request);

/// What SGLang's or TensorRT-LLM's pool for keys, values and state comes to on one device:
/// SGLang keeps `fraction` of the memory that was free before loading less what loading took,
/// TensorRT-LLM `fraction` of the memory that is free after it. `engine` is what lies outside.
Bytes poolBytes(EngineChoice engine, Bytes usable, Bytes context, Bytes weights, double fraction);

/// TensorRT-LLM's default for free_gpu_memory_fraction.
inline constexpr double kTensorRtLlmFraction = 0.9;
/// Memory that the driver and the libraries take before an engine measures what is free.
inline constexpr Bytes kPoolContext = gibibytes(0.43);
/// Of a pool for hybrid models SGLang gives state 0.9 parts and keys and values 1.
inline constexpr double kSglangStateShare = 0.9 / 1.9;

}  // namespace headroom::memory
