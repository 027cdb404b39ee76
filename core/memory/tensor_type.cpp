// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/tensor_type.h"

#include <array>
#include <cmath>

namespace headroom::memory {
namespace {

struct Traits {
    TensorType type;
    std::string_view name;
    TensorBlock block;
};

constexpr std::array<Traits, 29> kTraits{{
    {TensorType::F32, "F32", {1, 4}},
    {TensorType::F16, "F16", {1, 2}},
    {TensorType::BF16, "BF16", {1, 2}},
    {TensorType::Q8_0, "Q8_0", {32, 34}},
    {TensorType::Q8_K, "Q8_K", {256, 292}},
    {TensorType::Q6_K, "Q6_K", {256, 210}},
    {TensorType::Q5_K, "Q5_K", {256, 176}},
    {TensorType::Q5_1, "Q5_1", {32, 24}},
    {TensorType::Q5_0, "Q5_0", {32, 22}},
    {TensorType::Q4_K, "Q4_K", {256, 144}},
    {TensorType::Q4_1, "Q4_1", {32, 20}},
    {TensorType::Q4_0, "Q4_0", {32, 18}},
    {TensorType::Q3_K, "Q3_K", {256, 110}},
    {TensorType::Q2_K, "Q2_K", {256, 84}},
    {TensorType::IQ4_NL, "IQ4_NL", {32, 18}},
    {TensorType::IQ4_XS, "IQ4_XS", {256, 136}},
    {TensorType::IQ3_S, "IQ3_S", {256, 110}},
    {TensorType::IQ3_XXS, "IQ3_XXS", {256, 98}},
    {TensorType::IQ2_S, "IQ2_S", {256, 82}},
    {TensorType::IQ2_XS, "IQ2_XS", {256, 74}},
    {TensorType::IQ2_XXS, "IQ2_XXS", {256, 66}},
    {TensorType::IQ1_M, "IQ1_M", {256, 56}},
    {TensorType::IQ1_S, "IQ1_S", {256, 50}},
    {TensorType::TQ1_0, "TQ1_0", {256, 54}},
    {TensorType::TQ2_0, "TQ2_0", {256, 66}},
    {TensorType::Q1_0, "Q1_0", {128, 18}},
    {TensorType::Q2_0, "Q2_0", {64, 18}},
    {TensorType::MXFP4, "MXFP4", {32, 17}},
    {TensorType::NVFP4, "NVFP4", {64, 36}},
}};

bool divides(double block, double columns) {
    return std::fmod(columns, block) == 0;
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
    for (const Traits& traits : kTraits) {
        if (traits.type == type) return traits.block;
    }
    return {};
}

TensorType tensorTypeNamed(std::string_view name) {
    for (const Traits& traits : kTraits) {
        if (traits.name == name) return traits.type;
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
    return rows * std::ceil(columns / block.elements) * block.bytes;
}

}  // namespace headroom::memory
