// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/scenario/scenario.h"

namespace headroom {

/// Whether `engine` reads weights of a format family ("gguf", "awq" ...) on some device; Automatic
/// stands for any of them. Sources: llama.cpp reads GGUF, to which 16- and 32-bit checkpoints
/// convert without loss (docs/quantize); vLLM's "Supported Hardware" table of quantised formats
/// (docs.vllm.ai, features/quantization); MLX reads its own formats and 16-bit checkpoints; Ollama
/// starts llama.cpp; SGLang (docs.sglang.ai, advanced_features/quantization) and TensorRT-LLM
/// (nvidia.github.io/TensorRT-LLM, features/quantization) list their own.
bool engineReads(EngineChoice engine, std::string_view family);

/// The engines that read the family, for messages: "llama.cpp, vLLM or MLX"; empty when none does.
std::string enginesReading(std::string_view family);

/// The engine that a cache format belongs to, by its id ("kv-vllm-fp8"); Automatic when the prefix
/// is none of the engines'.
EngineChoice engineOfCacheFormat(std::string_view formatId);

/// The engine whose memory layout, cache formats and speed stand for `engine`: llama.cpp for
/// Ollama, vLLM for SGLang and TensorRT-LLM (docs/vllm.md 7), each other engine for itself.
EngineChoice engineFamily(EngineChoice engine);

}  // namespace headroom
