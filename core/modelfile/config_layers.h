// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/model_spec.h"
#include "core/modelfile/config_keys.h"

namespace headroom {

/// What transformers takes when a configuration of this `model_type` does not say (defaults of its
/// configuration class and fixed choices of its code, docs/model_files.md 3.2).
struct ConfigDefaults {
    std::string_view modelType;
    int matrices{3};        ///< of a feed-forward block: 3 gated, 2 plain
    bool tied{};            ///< tie_word_embeddings
    bool qkvBias{};         ///< biases of the query, key and value projections
    int windowPeriod{};     ///< every so many layers sees everything; 0 = no such rule
    bool parallelMixers{};  ///< attention and recurrence in every layer
    bool fusedQkv{};        ///< queries, keys and values are one matrix
    bool parallelBlocks{};  ///< attention and feed-forward read the same input
};
/// nullptr for a type that this version does not know.
const ConfigDefaults* configDefaults(std::string_view modelType);

/// The layers one by one, in order: what mixes tokens in each.
std::vector<LayerGroup> configMixers(const ConfigKeys& keys, const ConfigDefaults& defaults,
                                     int layers, int hiddenSize, std::vector<std::string>& gaps);
/// Fills in the feed-forward block of each layer.
void addConfigBlocks(const ConfigKeys& keys, const ConfigDefaults& defaults,
                     std::vector<LayerGroup>& layers, std::vector<std::string>& gaps);

/// F32 state of one layer and sequence (docs/memory.md 1.4).
Bytes recurrentStateBytes(const Recurrence& recurrence, int hiddenSize);

}  // namespace headroom
