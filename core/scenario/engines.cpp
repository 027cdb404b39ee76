// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/engines.h"

#include <algorithm>
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

struct Reads {
    EngineChoice engine;
    std::string_view family;
};

constexpr std::array kReads{
    Reads{EngineChoice::LlamaCpp, "gguf"},
    Reads{EngineChoice::LlamaCpp, "gguf-float"},
    Reads{EngineChoice::LlamaCpp, "bf16"},
    Reads{EngineChoice::LlamaCpp, "fp16"},
    Reads{EngineChoice::LlamaCpp, "fp32"},
    Reads{EngineChoice::Vllm, "bf16"},
    Reads{EngineChoice::Vllm, "fp16"},
    Reads{EngineChoice::Vllm, "fp32"},
    Reads{EngineChoice::Vllm, "awq"},
    Reads{EngineChoice::Vllm, "gptq"},
    Reads{EngineChoice::Vllm, "compressed-tensors"},
    Reads{EngineChoice::Vllm, "fp8"},
    Reads{EngineChoice::Vllm, "mxfp4"},
    Reads{EngineChoice::Vllm, "nvfp4"},
    Reads{EngineChoice::Vllm, "bnb"},
    Reads{EngineChoice::Mlx, "mlx"},
    Reads{EngineChoice::Mlx, "bf16"},
    Reads{EngineChoice::Mlx, "fp16"},
    Reads{EngineChoice::Ollama, "gguf"},
    Reads{EngineChoice::Ollama, "gguf-float"},
    Reads{EngineChoice::Sglang, "bf16"},
    Reads{EngineChoice::Sglang, "fp16"},
    Reads{EngineChoice::Sglang, "awq"},
    Reads{EngineChoice::Sglang, "gptq"},
    Reads{EngineChoice::Sglang, "compressed-tensors"},
    Reads{EngineChoice::Sglang, "fp8"},
    Reads{EngineChoice::Sglang, "mxfp4"},
    Reads{EngineChoice::Sglang, "nvfp4"},
    Reads{EngineChoice::Sglang, "bnb"},
    Reads{EngineChoice::TensorRtLlm, "bf16"},
    Reads{EngineChoice::TensorRtLlm, "fp16"},
    Reads{EngineChoice::TensorRtLlm, "awq"},
    Reads{EngineChoice::TensorRtLlm, "gptq"},
    Reads{EngineChoice::TensorRtLlm, "fp8"},
    Reads{EngineChoice::TensorRtLlm, "mxfp4"},
    Reads{EngineChoice::TensorRtLlm, "nvfp4"},
};

}  // namespace

bool engineReads(EngineChoice engine, std::string_view family) {
    return std::any_of(kReads.begin(), kReads.end(), [&](const Reads& row) {
        return row.family == family && (engine == EngineChoice::Automatic || row.engine == engine);
    });
}

std::string enginesReading(std::string_view family) {
    std::vector<std::string_view> names;
    for (const Reads& row : kReads) {
        if (row.family != family) continue;
        names.push_back(choicesOf(row.engine)[static_cast<std::size_t>(row.engine)].label);
    }
    std::string text;
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (index > 0) text += index + 1 < names.size() ? ", " : " or ";
        text += names[index];
    }
    return text;
}

EngineChoice engineOfCacheFormat(std::string_view formatId) {
    if (formatId.starts_with("kv-llamacpp-")) return EngineChoice::LlamaCpp;
    if (formatId.starts_with("kv-vllm-")) return EngineChoice::Vllm;
    if (formatId.starts_with("kv-mlx-")) return EngineChoice::Mlx;
    return EngineChoice::Automatic;
}

EngineChoice engineFamily(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Ollama:
            return EngineChoice::LlamaCpp;
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return EngineChoice::Vllm;
        case EngineChoice::Automatic:
        case EngineChoice::LlamaCpp:
        case EngineChoice::Vllm:
        case EngineChoice::Mlx:
            break;
    }
    return engine;
}

}  // namespace headroom
