// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

std::span<const Choice> choicesOf(CompanionRole) {
    static constexpr std::array<Choice, 5> choices{{{"other", "Other model"},
                                                    {"draft", "Draft model"},
                                                    {"embedding", "Embedding model"},
                                                    {"reranker", "Reranker"},
                                                    {"vision", "Vision model"}}};
    return choices;
}

std::span<const Choice> choicesOf(VectorType) {
    static constexpr std::array<Choice, 4> choices{{{"f32", "F32, 4 bytes"},
                                                    {"f16", "F16, 2 bytes"},
                                                    {"int8", "Int8, 1 byte"},
                                                    {"binary", "Binary, 1 bit"}}};
    return choices;
}

std::span<const Choice> choicesOf(IndexPlace) {
    static constexpr std::array<Choice, 2> choices{
        {{"host", "Host memory"}, {"device", "Device memory"}}};
    return choices;
}

}  // namespace headroom
