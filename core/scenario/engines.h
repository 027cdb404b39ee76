// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// What documents and the catalog call the engine: "llama.cpp", "vllm", "mlx"; "automatic".
std::string_view engineId(EngineChoice engine);

/// Whether the support table lets `engine` load the weights on some device; Automatic stands for
/// any engine (docs/support.md 1).
bool engineReads(EngineChoice engine, const WeightFormat& format, const Catalog& catalog);

/// The engines that load the weights somewhere, for messages: "vLLM or MLX"; empty when none does.
std::string enginesReading(const WeightFormat& format, const Catalog& catalog);

/// The engine that a cache format belongs to, by its id ("kv-vllm-fp8"); Automatic when the prefix
/// is none of the engines'.
EngineChoice engineOfCacheFormat(std::string_view formatId);

/// The engine whose memory layout, cache formats and speed stand for `engine`: llama.cpp for
/// Ollama, vLLM for SGLang and TensorRT-LLM (docs/vllm.md 7), each other engine for itself.
EngineChoice engineFamily(EngineChoice engine);

}  // namespace headroom
