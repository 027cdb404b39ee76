// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace headroom::memory {

/// Storage types of GGUF tensors (ggml). `Unknown` stands for a name this version does not know.
enum class TensorType {
    Unknown,
    F32,
    F16,
    BF16,
    Q8_0,
    Q8_K,
    Q6_K,
    Q5_K,
    Q5_1,
    Q5_0,
    Q4_K,
    Q4_1,
    Q4_0,
    Q3_K,
    Q2_K,
    IQ4_NL,
    IQ4_XS,
    IQ3_S,
    IQ3_XXS,
    IQ2_S,
    IQ2_XS,
    IQ2_XXS,
    IQ1_M,
    IQ1_S,
    TQ1_0,
    TQ2_0,
    Q1_0,
    Q2_0,
    MXFP4,
    NVFP4,
};

struct TensorBlock {
    double elements{1};
    double bytes{4};
};

/// Elements and bytes of one block (ggml type traits, the figures of `weight_formats.csv`).
TensorBlock blockOf(TensorType type);
/// The ggml name, "Q4_K"; Unknown when there is no such type.
TensorType tensorTypeNamed(std::string_view name);
/// What a quantiser stores instead when a row of `columns` elements is not a whole number of
/// blocks: Q4_K -> Q5_0, Q6_K -> Q8_0, ..., F16 when even 32 does not divide (docs/memory.md
/// 1.1).
TensorType storableType(TensorType wanted, double columns);
/// Bytes of `rows` rows of `columns` elements; a row is padded to whole blocks.
double tensorBytes(TensorType type, double columns, double rows);

}  // namespace headroom::memory
