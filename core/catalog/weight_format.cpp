// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/weight_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace headroom {

namespace {

struct Naming {
    std::string_view prefix;
    std::string_view suffix;
};

constexpr std::array<Naming, 4> kNamings{{
    {"kv-llamacpp-", ""},
    {"kv-vllm-", " (vLLM)"},
    {"kv-mlx-", " (MLX)"},
    {"mlx-", " (MLX)"},
}};
constexpr std::string_view kGguf = "gguf-";

}  // namespace

std::string weightFormatName(const WeightFormat& format) {
    if (format.id.starts_with(kGguf)) {
        std::string name = format.id.substr(kGguf.size());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) {
            return static_cast<char>(std::toupper(letter));
        });
        return name;
    }
    for (const auto& [prefix, suffix] : kNamings) {
        if (format.id.starts_with(prefix)) {
            return format.id.substr(prefix.size()).append(suffix);
        }
    }
    return format.id;
}

}  // namespace headroom
