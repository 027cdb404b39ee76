// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/validation/bench_output.h"

namespace headroom {

/// What a name in a benchmark's output may mean, likeliest first.
template <class T>
struct Meanings {
    std::vector<const T*> candidates;
    /// Whether the first candidate is meant beyond doubt: the only one that the text fits, and the
    /// text says nothing that it is not.
    bool settled{};
};

/// The accelerators that a device's printed name may mean ("NVIDIA GeForce RTX 3090", "Apple M4
/// Max"). Settled when exactly one has all words of the text and lacks none but those of a form
/// factor; memory ("80GB") and memory type ("HBM3") in the text tell variants apart.
Meanings<Accelerator> acceleratorsMeant(std::string_view name, const Catalog& catalog);

/// The models that a row may have measured. By the id on Hugging Face or the id whose words are all
/// in the printed name or the file's name; else by the parameter count, first exactly and with the
/// architecture's name, then within 3 %. Models that agree in every layer count as one: their
/// speeds are the same.
Meanings<ModelSpec> modelsMeant(const BenchRow& row, const Catalog& catalog);

/// The weight format: llama.cpp's word for the file type ("Q4_K - Medium"), else the checkpoint's
/// name (row_inputs.h). `model` may be null for llama.cpp.
Meanings<WeightFormat> formatsMeant(const BenchRow& row, const ModelSpec* model,
                                    const Catalog& catalog);

/// The cache format of llama.cpp's type_k and type_v; 16 bits where the row names none. Nothing
/// when the two differ or the catalog has no such format.
Meanings<WeightFormat> cachesMeant(const BenchRow& row, const Catalog& catalog);

}  // namespace headroom
