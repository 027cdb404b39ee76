// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/tensor_type.h"

#include <array>
#include <cstdint>

#include "core/catalog/ggml_type.h"

namespace headroom::memory {
namespace {

struct Traits {
    TensorType type;
    std::string_view name;
    TensorBlock block;
};

constexpr Traits traits(TensorType type, std::string_view name) {
    const GgmlType* const stored = ggmlTypeNamed(name);
    return {type, name, {double(stored->blockElements), double(stored->blockBytes)}};
}

constexpr std::array<Traits, 29> kTraits{{
    traits(TensorType::F32, "F32"),         traits(TensorType::F16, "F16"),
    traits(TensorType::BF16, "BF16"),       traits(TensorType::Q8_0, "Q8_0"),
    traits(TensorType::Q8_K, "Q8_K"),       traits(TensorType::Q6_K, "Q6_K"),
    traits(TensorType::Q5_K, "Q5_K"),       traits(TensorType::Q5_1, "Q5_1"),
    traits(TensorType::Q5_0, "Q5_0"),       traits(TensorType::Q4_K, "Q4_K"),
    traits(TensorType::Q4_1, "Q4_1"),       traits(TensorType::Q4_0, "Q4_0"),
    traits(TensorType::Q3_K, "Q3_K"),       traits(TensorType::Q2_K, "Q2_K"),
    traits(TensorType::IQ4_NL, "IQ4_NL"),   traits(TensorType::IQ4_XS, "IQ4_XS"),
    traits(TensorType::IQ3_S, "IQ3_S"),     traits(TensorType::IQ3_XXS, "IQ3_XXS"),
    traits(TensorType::IQ2_S, "IQ2_S"),     traits(TensorType::IQ2_XS, "IQ2_XS"),
    traits(TensorType::IQ2_XXS, "IQ2_XXS"), traits(TensorType::IQ1_M, "IQ1_M"),
    traits(TensorType::IQ1_S, "IQ1_S"),     traits(TensorType::TQ1_0, "TQ1_0"),
    traits(TensorType::TQ2_0, "TQ2_0"),     traits(TensorType::Q1_0, "Q1_0"),
    traits(TensorType::Q2_0, "Q2_0"),       traits(TensorType::MXFP4, "MXFP4"),
    traits(TensorType::NVFP4, "NVFP4"),
}};

/// By the number of the type: every tensor of every ledger asks.
constexpr auto kBlocks = [] {
    std::array<TensorBlock, static_cast<std::size_t>(TensorType::NVFP4) + 1> blocks{};
    for (const Traits& known : kTraits) blocks[static_cast<std::size_t>(known.type)] = known.block;
    return blocks;
}();

/// Columns and blocks are whole numbers below 2^32.
bool divides(double block, double columns) {
    return static_cast<std::uint32_t>(columns) % static_cast<std::uint32_t>(block) == 0;
}

TensorType substitute(TensorType wanted) {
    switch (wanted) {
        case TensorType::IQ1_S:
        case TensorType::IQ1_M:
        case TensorType::IQ2_XXS:
        case TensorType::IQ2_XS:
        case TensorType::IQ2_S:
        case TensorType::IQ3_XXS:
        case TensorType::IQ3_S:
        case TensorType::IQ4_XS:
            return TensorType::IQ4_NL;
        case TensorType::Q2_0:
        case TensorType::Q2_K:
        case TensorType::Q3_K:
        case TensorType::TQ1_0:
        case TensorType::TQ2_0:
            return TensorType::Q4_0;
        case TensorType::Q4_K:
            return TensorType::Q5_0;
        case TensorType::Q5_K:
            return TensorType::Q5_1;
        case TensorType::Q6_K:
            return TensorType::Q8_0;
        default:
            return TensorType::F16;
    }
}

}  // namespace

TensorBlock blockOf(TensorType type) {
    return kBlocks[static_cast<std::size_t>(type)];
}

TensorType tensorTypeNamed(std::string_view name) {
    for (const Traits& known : kTraits) {
        if (known.name == name) return known.type;
    }
    return TensorType::Unknown;
}

TensorType storableType(TensorType wanted, double columns) {
    if (divides(blockOf(wanted).elements, columns)) return wanted;
    const TensorType other = substitute(wanted);
    return divides(blockOf(other).elements, columns) ? other : TensorType::F16;
}

double tensorBytes(TensorType type, double columns, double rows) {
    const TensorBlock block = blockOf(type);
    const auto elements = static_cast<std::uint32_t>(block.elements);
    const auto blocks = (static_cast<std::uint32_t>(columns) + elements - 1) / elements;
    return rows * static_cast<double>(blocks) * block.bytes;
}

}  // namespace headroom::memory
