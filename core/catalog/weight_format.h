// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/catalog/provenance.h"
#include "core/units/quantity.h"

namespace headroom {

/// A way to store weights (or, family "kv-cache", the KV cache).
struct WeightFormat {
    std::string id;
    std::string
        family;  ///< gguf, gguf-float, awq, gptq, fp8, bnb, exl2, exl3, mlx, float, kv-cache ...
    std::optional<double> bitsPerWeight;  ///< of the base tensor type
    std::optional<double> blockElements;
    std::optional<double> blockBytes;
    std::string baseTensorType;                  ///< ggml name, GGUF only
    std::optional<double> fileBitsPerWeight8b;   ///< whole file, Llama 3.1 8B
    std::optional<double> fileBitsPerWeight70b;  ///< whole file, Llama 3.1 70B
    std::string outputTensorType;
    std::string embeddingTensorType;
    std::string mixRule;
    std::optional<double> perplexityDelta8b;
    std::optional<double> klDivergence8b;
    std::optional<double> mmlu8b;
    std::optional<double> mmlu70b;
    Provenance provenance;

    friend bool operator==(const WeightFormat&, const WeightFormat&) = default;
};

/// The name people use: "Q4_K_M" for "gguf-q4_k_m", "q8_0" for "kv-llamacpp-q8_0", "4bit-g64 (MLX)"
/// for "mlx-4bit-g64"; other ids are names already.
std::string weightFormatName(const WeightFormat& format);

}  // namespace headroom
