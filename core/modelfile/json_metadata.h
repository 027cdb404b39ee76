// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/modelfile/metadata.h"

namespace headroom {

/// The names that lead to a value, outermost first; items of a list are named "0", "1" ...
using JsonPath = std::vector<std::string>;

/// Calls `found` for every value of a JSON object in the order of the text: numbers, texts, true
/// and false one by one, a list whose items are all numbers or all texts as one value. null counts
/// as missing. Throws std::invalid_argument naming line and byte: no object, a syntax error, NaN or
/// Infinity, a number too large for a double, a name twice in one object, more than 64 levels, more
/// than `mostValues` values. Takes time and memory in proportion to the text.
void visitJson(std::string_view text, std::size_t mostValues,
               const std::function<void(const JsonPath&, MetadataValue)>& found);

/// The object flattened: {"text_config": {"hidden_size": 1}} gives "text_config.hidden_size".
/// Throws like `visitJson`, and when two paths give the same key.
Metadata metadataFromJson(std::string_view text);

}  // namespace headroom
