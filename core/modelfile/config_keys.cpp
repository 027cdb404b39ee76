// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/config_keys.h"

#include <cmath>
#include <stdexcept>

#include "core/units/format.h"

namespace headroom {

namespace {

constexpr std::string_view kSections[] = {"", "text_config.", "llm_config.", "language_config.",
                                          "thinker_config.text_config."};

std::string shortNumber(double value) {
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

int whole(std::string_view name, double value, int most) {
    if (!(value >= 0) || value > most || value != std::floor(value)) {
        throw std::invalid_argument("The key " + quotedText(name) + " is " + shortNumber(value) +
                                    "; a whole number from 0 to " + std::to_string(most) +
                                    " is expected. Correct the file.");
    }
    return static_cast<int>(value);
}

}  // namespace

ConfigKeys::ConfigKeys(const Metadata& metadata) : m_metadata(metadata) {
    for (const std::string_view section : kSections) {
        for (const std::string_view key : {"num_hidden_layers", "n_layer", "hidden_size"}) {
            if (!metadata.has(std::string(section) + std::string(key))) continue;
            m_section = section;
            return;
        }
    }
}

const MetadataValue* ConfigKeys::find(std::string_view name) const {
    if (const auto* const found = m_metadata.find(m_section + std::string(name))) return found;
    return m_metadata.find(name);
}

std::optional<int> ConfigKeys::count(std::initializer_list<std::string_view> names,
                                     int most) const {
    for (const std::string_view name : names) {
        const MetadataValue* const value = find(name);
        if (!value) continue;
        if (const auto* const number = std::get_if<double>(value))
            return whole(name, *number, most);
    }
    return std::nullopt;
}

int ConfigKeys::required(std::initializer_list<std::string_view> names, int most) const {
    const std::optional<int> value = count(names, most);
    if (!value || *value == 0) {
        throw std::invalid_argument(
            "The key " + quotedText(*names.begin()) + (value ? " is 0" : " is missing") +
            "; a whole number from 1 on is expected. Choose the configuration of a language "
            "model.");
    }
    return *value;
}

std::optional<double> ConfigKeys::number(std::string_view name) const {
    const MetadataValue* const value = find(name);
    if (!value) return std::nullopt;
    const auto* const number = std::get_if<double>(value);
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<bool> ConfigKeys::flag(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        const MetadataValue* const value = find(name);
        if (!value) continue;
        if (const auto* const flag = std::get_if<bool>(value)) return *flag;
    }
    return std::nullopt;
}

std::string ConfigKeys::text(std::string_view name) const {
    const MetadataValue* const value = find(name);
    if (!value) return {};
    const auto* const text = std::get_if<std::string>(value);
    return text ? *text : std::string();
}

std::vector<std::string> ConfigKeys::texts(std::string_view name) const {
    const MetadataValue* const value = find(name);
    if (!value) return {};
    const auto* const texts = std::get_if<std::vector<std::string>>(value);
    return texts ? *texts : std::vector<std::string>();
}

std::vector<int> ConfigKeys::counts(std::string_view name, int most) const {
    std::vector<int> result;
    const MetadataValue* const value = find(name);
    if (!value) return result;
    if (const auto* const numbers = std::get_if<std::vector<double>>(value)) {
        for (const double number : *numbers) result.push_back(whole(name, number, most));
    }
    return result;
}

bool ConfigKeys::isList(std::string_view name) const {
    const MetadataValue* const value = find(name);
    return value && (std::holds_alternative<std::vector<double>>(*value) ||
                     std::holds_alternative<std::vector<std::string>>(*value));
}

bool ConfigKeys::hasSection(std::string_view name) const {
    const std::string begin = std::string(name) + '.';
    const auto found = m_metadata.values().lower_bound(begin);
    return found != m_metadata.values().end() && found->first.starts_with(begin);
}

}  // namespace headroom
