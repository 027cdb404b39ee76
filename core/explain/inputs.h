// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace headroom {

enum class InputKind {
    Field,       ///< an input of the scenario
    Option,      ///< another way to run it, from which this one is made
    CatalogRow,  ///< what exists: a model, a machine, a price
};

/// Between the columns of a catalog row's key, where several make it.
inline constexpr char kKeySeparator = '\x1f';

/// Something that a line of working was computed from, and where to look at it or change it. Labels
/// and values may come from files and catalogs: escape them before showing.
struct InputReference {
    InputKind kind{};
    std::string id;     ///< of the field, the option or the row
    std::string table;  ///< of a catalog row; else empty
    std::string label;  ///< "Context length", "RTX 4090"
    std::string value;  ///< as it stands: "8,192 tokens", "catalog, 2025-11-02"
    friend bool operator==(const InputReference&, const InputReference&) = default;
};
using InputReferences = std::vector<InputReference>;

/// "Context length 8,192 tokens", "RTX 4090 (catalog, 2025-11-02)".
std::string referenceText(const InputReference& input);

/// The first `most` of them in one line, "Context length 8,192 tokens · RTX 4090 (catalog) and 3
/// more"; empty for none.
std::string referencesText(const InputReferences& inputs, std::size_t most);

}  // namespace headroom
