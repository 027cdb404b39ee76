// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/metadata.h"

namespace headroom {
namespace {

template <class T>
std::optional<T> valueAs(const MetadataValue* value) {
    if (!value) return std::nullopt;
    const T* found = std::get_if<T>(value);
    return found ? std::optional<T>(*found) : std::nullopt;
}

}  // namespace

std::optional<double> Metadata::number(std::string_view key) const {
    return valueAs<double>(find(key));
}

std::optional<bool> Metadata::flag(std::string_view key) const {
    return valueAs<bool>(find(key));
}

std::optional<std::string> Metadata::text(std::string_view key) const {
    return valueAs<std::string>(find(key));
}

std::vector<double> Metadata::numbers(std::string_view key) const {
    if (const auto single = number(key)) return {*single};
    return valueAs<std::vector<double>>(find(key)).value_or(std::vector<double>{});
}

std::vector<std::string> Metadata::texts(std::string_view key) const {
    return valueAs<std::vector<std::string>>(find(key)).value_or(std::vector<std::string>{});
}

}  // namespace headroom
