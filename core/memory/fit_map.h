// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/memory/solvers.h"

namespace headroom {

/// What fits over context length and conversations at once, everything else as asked.
struct FitMap {
    std::vector<Tokens> contexts;  ///< of one conversation, ascending
    std::vector<int> slotCounts;   ///< conversations at once, ascending
    /// Of the tightest device, negative = short by; a row for each slot count.
    std::vector<Bytes> headroom;
    /// The exact edge: the longest context that fits with each slot count (a multiple of 256), 0
    /// where not even 256 tokens do. Where an engine changes its ways with the context, what fits
    /// beyond the edge shows in `headroom` alone.
    std::vector<Tokens> longest;

    Bytes at(std::size_t column, std::size_t row) const {
        return headroom[row * contexts.size() + column];
    }
};
/// The same ledger as everywhere, once for each pair; both lists ascending and not empty.
FitMap fitMap(const MemoryProblem& problem, std::vector<Tokens> contexts,
              std::vector<int> slotCounts, const Catalog& catalog);

/// Powers of two from 1 to the first that reaches both `slotCount` and `least`, and `slotCount`
/// itself.
std::vector<int> slotSteps(int slotCount, int least);

}  // namespace headroom
