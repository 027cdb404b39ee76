// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/modelfile/config_layers.h"

namespace headroom {

namespace {

// What a configuration may leave out because the loading code knows it: docs/model_files.md 3.2.
// Sorted by name.
constexpr std::array<ConfigDefaults, 63> kDefaults{{
    {"bert", 2, true, true},
    {"cohere", 3, true, false, 0, false, false, true},
    {"cohere2", 3, true, false, 4, false, false, true},
    {"deepseek_v2"},
    {"deepseek_v3"},
    {"deepseek_v32"},
    {"ernie4_5", 3, true},
    {"ernie4_5_moe", 3, true},
    {"exaone4"},
    {"falcon_h1", 3, false, false, 0, true},
    {"gemma", 3, true},
    {"gemma2", 3, true, false, 2},
    {"gemma3", 3, true, false, 6},
    {"gemma3_text", 3, true, false, 6},
    {"gemma3n", 3, true},
    {"gemma3n_text", 3, true},
    {"gemma4", 3, true},
    {"gemma4_text", 3, true},
    {"glm4"},
    {"glm4_moe"},
    {"gpt2", 2, true, true},
    {"gpt_neox", 2, false, true},
    {"gpt_oss", 3, false, true},
    {"granite"},
    {"granitemoe"},
    {"granitemoehybrid"},
    {"internlm2"},
    {"jamba"},
    {"kimi_k2"},
    {"kimi_linear"},
    {"lfm2", 3, true},
    {"lfm2_moe", 3, true},
    {"llama"},
    {"llama4"},
    {"llama4_text"},
    {"mamba", 3, true},
    {"mamba2"},
    {"minimax_m2"},
    {"mistral"},
    {"mistral3"},
    {"mixtral"},
    {"nemotron", 2},
    {"nemotron_h", 2},
    {"olmo2"},
    {"olmo3"},
    {"olmoe"},
    {"phi", 2, false, true, 0, false, false, true},
    {"phi3", 3, false, false, 0, false, true},
    {"phimoe"},
    {"qwen2", 3, false, true},
    {"qwen2_5_vl", 3, false, true},
    {"qwen2_moe", 3, false, true},
    {"qwen2_vl", 3, false, true},
    {"qwen3"},
    {"qwen3_moe"},
    {"qwen3_next"},
    {"qwen3_vl"},
    {"qwen3_vl_moe"},
    {"roberta", 2, true, true},
    {"seed_oss", 3, false, true},
    {"smollm3", 3, true},
    {"starcoder2", 2, true, true},
    {"xlm-roberta", 2, true, true},
}};

}  // namespace

const ConfigDefaults* configDefaults(std::string_view modelType) {
    const auto found = std::lower_bound(
        kDefaults.begin(), kDefaults.end(), modelType,
        [](const ConfigDefaults& entry, std::string_view type) { return entry.modelType < type; });
    return found != kDefaults.end() && found->modelType == modelType ? &*found : nullptr;
}

}  // namespace headroom
