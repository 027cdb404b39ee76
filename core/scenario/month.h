// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// A calendar month as months since year 0; nullopt for a text that is not "2026-12".
std::optional<int> monthNumber(std::string_view text);
/// "2026-12"
std::string monthText(int monthNumber);

}  // namespace headroom
