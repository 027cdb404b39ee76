// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// The shortest decimal text that reads back as the same double, without an exponent between 1e-5
/// and 1e15; "nan" and "inf" for what is not a number.
std::string shortestText(double value);
/// The same for a share shown in percent: 0.22 gives "22", exactly reversible by `percentValue`.
std::string percentText(double share);

/// Reads a whole text as a finite number in the C locale, with or without grouping commas
/// ("131,072"), with an optional suffix k or M (times `kilo`, times its square). nullopt
/// otherwise.
std::optional<double> numberValue(std::string_view text, double kilo);
/// "22" or "22 %" gives 0.22.
std::optional<double> percentValue(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace headroom
