// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace headroom {

/// How ggml stores one kind of tensor: its number in GGUF files, its name, and the elements and
/// bytes of one block (docs/model_files.md 1.2).
struct GgmlType {
    std::uint32_t id{};
    std::string_view name;
    int blockElements{1};
    int blockBytes{};
};

/// Numbers that are missing belong to types that were taken out of the format (4, 5, 31 to 33, 36
/// to 38).
inline constexpr std::array<GgmlType, 35> kGgmlTypes{{
    {0, "F32", 1, 4},         {1, "F16", 1, 2},         {2, "Q4_0", 32, 18},
    {3, "Q4_1", 32, 20},      {6, "Q5_0", 32, 22},      {7, "Q5_1", 32, 24},
    {8, "Q8_0", 32, 34},      {9, "Q8_1", 32, 36},      {10, "Q2_K", 256, 84},
    {11, "Q3_K", 256, 110},   {12, "Q4_K", 256, 144},   {13, "Q5_K", 256, 176},
    {14, "Q6_K", 256, 210},   {15, "Q8_K", 256, 292},   {16, "IQ2_XXS", 256, 66},
    {17, "IQ2_XS", 256, 74},  {18, "IQ3_XXS", 256, 98}, {19, "IQ1_S", 256, 50},
    {20, "IQ4_NL", 32, 18},   {21, "IQ3_S", 256, 110},  {22, "IQ2_S", 256, 82},
    {23, "IQ4_XS", 256, 136}, {24, "I8", 1, 1},         {25, "I16", 1, 2},
    {26, "I32", 1, 4},        {27, "I64", 1, 8},        {28, "F64", 1, 8},
    {29, "IQ1_M", 256, 56},   {30, "BF16", 1, 2},       {34, "TQ1_0", 256, 54},
    {35, "TQ2_0", 256, 66},   {39, "MXFP4", 32, 17},    {40, "NVFP4", 64, 36},
    {41, "Q1_0", 128, 18},    {42, "Q2_0", 64, 18},
}};

/// nullptr for a number that this version does not know.
constexpr const GgmlType* ggmlType(std::uint32_t id) {
    for (const GgmlType& type : kGgmlTypes) {
        if (type.id == id) return &type;
    }
    return nullptr;
}

/// nullptr for a name that this version does not know.
constexpr const GgmlType* ggmlTypeNamed(std::string_view name) {
    for (const GgmlType& type : kGgmlTypes) {
        if (type.name == name) return &type;
    }
    return nullptr;
}

}  // namespace headroom
