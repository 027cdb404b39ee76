// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// The id most like `wanted` by edit distance, ignoring case; empty when none differs by less than
/// a third of its letters. For "did you mean" remedies.
std::string nearestId(std::string_view wanted, const std::vector<std::string>& known);

}  // namespace headroom
