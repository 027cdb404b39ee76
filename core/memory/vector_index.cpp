// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vector_index.h"

#include <cmath>

namespace headroom {
namespace {

constexpr double kLink = 4;   ///< internal ids, and the number of links of a list
constexpr double kLabel = 8;  ///< the caller's ids
/// Pointer to the upper lists and level, lock of a list, mark of a search, entry of the look-up
/// from labels (a node of 32 bytes and its bucket).
constexpr double kGraphKeeping = kLabel + 8 + 4 + 40 + 2 + 40;

double vectorBytes(const VectorIndex& index) {
    const double dimensions = index.dimensions;
    switch (index.type) {
        case VectorType::F32:
            return 4 * dimensions;
        case VectorType::F16:
            return 2 * dimensions;
        case VectorType::Int8:
            return dimensions;
        case VectorType::Binary:
            return std::ceil(dimensions / 8);
    }
    return 4 * dimensions;
}

}  // namespace

IndexEntry indexEntry(const VectorIndex& index) {
    IndexEntry entry;
    entry.vector = vectorBytes(index);
    entry.keeping = kLabel;
    if (index.links < 2) return entry;
    const double links = index.links;
    // Levels are drawn so that one entry in M reaches the next: 1 / (M - 1) upper levels each.
    entry.links = kLink * (2 * links + 1) + kLink * (links + 1) / (links - 1);
    entry.keeping = kGraphKeeping;
    return entry;
}

Bytes indexBytes(const VectorIndex& index) {
    return index.vectors > 0 ? bytes(index.vectors * indexEntry(index).bytes()) : Bytes{0};
}

}  // namespace headroom
