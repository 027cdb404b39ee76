// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace headroom {

/// One value of a model file's description. Arrays of numbers are kept as doubles: every count in
/// these files is far below 2^53.
using MetadataValue =
    std::variant<bool, double, std::string, std::vector<double>, std::vector<std::string>>;

/// The key-value part of a GGUF header, or of a flattened JSON object ("text_config.hidden_size").
/// Lookups return nullopt for a missing key and for a value of another kind.
class Metadata {
public:
    void set(std::string key, MetadataValue value) {
        m_values.insert_or_assign(std::move(key), std::move(value));
    }
    bool has(std::string_view key) const { return m_values.find(key) != m_values.end(); }
    const MetadataValue* find(std::string_view key) const {
        const auto found = m_values.find(key);
        return found == m_values.end() ? nullptr : &found->second;
    }
    std::optional<double> number(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<std::string> text(std::string_view key) const;
    /// A list; a lone number counts as a list of one.
    std::vector<double> numbers(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;

    std::size_t size() const { return m_values.size(); }
    const std::map<std::string, MetadataValue, std::less<>>& values() const { return m_values; }

private:
    std::map<std::string, MetadataValue, std::less<>> m_values;
};

}  // namespace headroom
