// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/modelfile/metadata.h"

namespace headroom {

// Far beyond any model, and small enough that products of two such sizes fit an int.
inline constexpr int kMostConfigLayers = 10'000;
inline constexpr int kMostConfigHeads = 10'000;
inline constexpr int kWidestConfigHead = 100'000;
inline constexpr int kWidestConfigBlock = 1'000'000;
inline constexpr int kLargestConfigCount = 1'000'000'000;

/// Looks keys of a configuration up where its text model is described: at the top, or below
/// "text_config" and the like. Several spellings of a key are tried in order. Private to
/// core/modelfile.
class ConfigKeys {
public:
    explicit ConfigKeys(const Metadata& metadata);

    /// A whole number from 0 to `most`; nullopt when missing. Throws std::invalid_argument naming
    /// key, value and range.
    std::optional<int> count(std::initializer_list<std::string_view> names, int most) const;
    int countOr(std::initializer_list<std::string_view> names, int most, int fallback) const {
        return count(names, most).value_or(fallback);
    }
    /// Throws when the key is missing or below 1.
    int required(std::initializer_list<std::string_view> names, int most) const;
    std::optional<double> number(std::string_view name) const;
    std::optional<bool> flag(std::initializer_list<std::string_view> names) const;
    std::string text(std::string_view name) const;  ///< empty when missing
    std::vector<std::string> texts(std::string_view name) const;
    /// A list of whole numbers from 0 to `most`; empty when missing or no list of numbers.
    std::vector<int> counts(std::string_view name, int most) const;
    /// True when the key holds a list rather than one value.
    bool isList(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// Whether any key begins so at the top of the configuration.
    bool hasSection(std::string_view name) const;

private:
    const MetadataValue* find(std::string_view name) const;
    std::string m_section;  ///< "text_config." or empty
    const Metadata& m_metadata;
};

}  // namespace headroom
