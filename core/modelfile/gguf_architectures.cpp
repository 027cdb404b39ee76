// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_architectures.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

/// Names as in gguf-py's constants; window periods, fused and parallel blocks as llama.cpp builds
/// them (docs/memory.md 1.3, docs/llama_cpp.md "Context").
constexpr std::array kArchitectures{
    GgufArchitecture{.name = "llama"},
    GgufArchitecture{.name = "llama4", .windowPeriod = 4, .window = 8192, .sharedExperts = 1},
    GgufArchitecture{.name = "mistral3"},
    GgufArchitecture{.name = "mistral4"},
    GgufArchitecture{.name = "qwen2", .qkvBias = true},
    GgufArchitecture{.name = "qwen2vl", .qkvBias = true},
    GgufArchitecture{.name = "qwen2moe", .qkvBias = true},
    GgufArchitecture{.name = "qwen3"},
    GgufArchitecture{.name = "qwen3vl"},
    GgufArchitecture{.name = "qwen3moe"},
    GgufArchitecture{.name = "qwen3vlmoe"},
    GgufArchitecture{.name = "qwen3next"},
    GgufArchitecture{.name = "qwen35"},
    GgufArchitecture{.name = "qwen35moe"},
    GgufArchitecture{.name = "gemma"},
    GgufArchitecture{.name = "gemma2", .windowPeriod = 2},
    GgufArchitecture{.name = "gemma3", .windowPeriod = 6},
    GgufArchitecture{.name = "gemma3n", .windowPeriod = 5},
    GgufArchitecture{.name = "gemma4", .windowPeriod = 6, .denseBesideExperts = true},
    GgufArchitecture{.name = "gpt-oss", .windowPeriod = 2, .qkvBias = true},
    GgufArchitecture{
        .name = "phi2", .qkvBias = true, .parallelBlocks = true, .feedForwardMatrices = 2},
    GgufArchitecture{.name = "phi3", .fusedQkv = true},
    GgufArchitecture{.name = "phimoe", .qkvBias = true},
    GgufArchitecture{.name = "deepseek"},
    GgufArchitecture{.name = "deepseek2"},
    GgufArchitecture{.name = "deepseek32"},
    GgufArchitecture{.name = "glm-dsa"},
    GgufArchitecture{.name = "command-r", .parallelBlocks = true},
    GgufArchitecture{.name = "cohere2", .windowPeriod = 4, .parallelBlocks = true},
    GgufArchitecture{.name = "chatglm", .qkvBias = true, .fusedQkv = true},
    GgufArchitecture{.name = "glm4"},
    GgufArchitecture{.name = "glm4moe", .qkvBias = true},
    GgufArchitecture{.name = "granite"},
    GgufArchitecture{.name = "granitemoe"},
    GgufArchitecture{.name = "granitehybrid"},
    GgufArchitecture{
        .name = "falcon", .fusedQkv = true, .parallelBlocks = true, .feedForwardMatrices = 2},
    GgufArchitecture{.name = "falcon-h1"},
    GgufArchitecture{.name = "nemotron", .feedForwardMatrices = 2},
    GgufArchitecture{.name = "nemotron_h", .feedForwardMatrices = 2},
    GgufArchitecture{.name = "nemotron_h_moe", .feedForwardMatrices = 2},
    GgufArchitecture{.name = "deci"},
    GgufArchitecture{.name = "mamba"},
    GgufArchitecture{.name = "mamba2"},
    GgufArchitecture{.name = "jamba"},
    GgufArchitecture{.name = "plamo2"},
    GgufArchitecture{.name = "lfm2"},
    GgufArchitecture{.name = "lfm2moe"},
    GgufArchitecture{.name = "kimi-linear"},
    GgufArchitecture{.name = "minimax-m2"},
    GgufArchitecture{.name = "dbrx", .fusedQkv = true},
    GgufArchitecture{.name = "starcoder2", .qkvBias = true, .feedForwardMatrices = 2},
    GgufArchitecture{.name = "stablelm"},
    GgufArchitecture{.name = "internlm2"},
    GgufArchitecture{.name = "baichuan"},
    GgufArchitecture{.name = "olmo"},
    GgufArchitecture{.name = "olmo2", .windowPeriod = 4},
    GgufArchitecture{.name = "olmoe"},
    GgufArchitecture{.name = "exaone"},
    GgufArchitecture{.name = "exaone4", .windowPeriod = 4},
    GgufArchitecture{.name = "smollm3"},
    GgufArchitecture{.name = "smallthinker", .windowPeriod = 4, .fullFirst = true},
    GgufArchitecture{.name = "afmoe", .windowPeriod = 4},
    GgufArchitecture{.name = "ernie4_5"},
    GgufArchitecture{.name = "ernie4_5-moe"},
    GgufArchitecture{.name = "hunyuan-moe"},
    GgufArchitecture{.name = "hunyuan-dense"},
    GgufArchitecture{.name = "seed_oss", .qkvBias = true},
    GgufArchitecture{.name = "dots1"},
    GgufArchitecture{.name = "bailingmoe2"},
    GgufArchitecture{.name = "mimo2"},
    GgufArchitecture{.name = "step35"},
    GgufArchitecture{.name = "rwkv6"},
    GgufArchitecture{.name = "rwkv7"},
    GgufArchitecture{.name = "bert", .qkvBias = true, .feedForwardMatrices = 2, .encoder = true},
    GgufArchitecture{.name = "nomic-bert", .fusedQkv = true, .encoder = true},
    GgufArchitecture{.name = "nomic-bert-moe",
                     .qkvBias = true,
                     .fusedQkv = true,
                     .feedForwardMatrices = 2,
                     .encoder = true},
    GgufArchitecture{.name = "jina-bert-v2", .qkvBias = true, .encoder = true},
    GgufArchitecture{.name = "jina-bert-v3",
                     .qkvBias = true,
                     .fusedQkv = true,
                     .feedForwardMatrices = 2,
                     .encoder = true},
    GgufArchitecture{.name = "modern-bert",
                     .windowPeriod = 3,
                     .fullFirst = true,
                     .fusedQkv = true,
                     .encoder = true},
};

}  // namespace

const GgufArchitecture* ggufArchitecture(std::string_view name) {
    const auto* found =
        std::find_if(kArchitectures.begin(), kArchitectures.end(),
                     [&](const GgufArchitecture& known) { return known.name == name; });
    return found == kArchitectures.end() ? nullptr : found;
}

}  // namespace headroom
