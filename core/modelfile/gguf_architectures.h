// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace headroom {

/// What an architecture name of a GGUF file implies and its metadata does not say.
struct GgufArchitecture {
    std::string_view name;
    /// Sliding windows: one layer of every `windowPeriod` sees everything; 0 = said by metadata.
    int windowPeriod{};
    bool fullFirst{};       ///< the layer that sees everything begins the period, else ends it
    double window{};        ///< tokens, where the engine fixes it; 0 = said by metadata
    bool qkvBias{};         ///< query, key and value projections add a bias
    bool fusedQkv{};        ///< one matrix for queries, keys and values
    bool parallelBlocks{};  ///< attention and feed-forward read the same input
    int feedForwardMatrices{3};
    bool denseBesideExperts{};  ///< expert layers keep their dense block as well
    int sharedExperts{};        ///< where the metadata gives no number
    bool encoder{};             ///< no cache: every token sees every other
};

/// nullptr for an architecture that is not in the table.
const GgufArchitecture* ggufArchitecture(std::string_view name);

}  // namespace headroom
