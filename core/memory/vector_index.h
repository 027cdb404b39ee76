// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

namespace headroom {

/// What one entry of a vector index takes.
struct IndexEntry {
    double vector{};   ///< bytes of the numbers
    double links{};    ///< of the graph, all levels, on average
    double keeping{};  ///< labels, look-up, locks
    double bytes() const { return vector + links + keeping; }
};
/// By the layout of hnswlib (docs/memory.md 6.3); a flat list keeps vectors and 8-byte labels.
IndexEntry indexEntry(const VectorIndex& index);
/// 0 without vectors; linear in them.
Bytes indexBytes(const VectorIndex& index);

}  // namespace headroom
