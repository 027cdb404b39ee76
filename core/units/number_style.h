// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace headroom {

/// How a number is written for people: "1,234.5" or "1.234,5", "$5" or "5 $". Digits stay 0 to 9.
struct NumberStyle {
    std::string decimalMark{"."};
    std::string groupMark{","};  ///< between thousands; may be empty or several bytes
    /// Whole parts of up to so many digits are not grouped: 4 where 1234 is written plainly.
    int ungroupedDigits{3};
    bool currencyLast{};  ///< "5 $", "5 EUR"

    bool operator==(const NumberStyle&) const = default;
};

/// What `format.h` writes. The one thing that core shares: it changes how results read, never what
/// they are, as `std::locale::global` would. The default is the form of the C locale, which the
/// command line and everything that programs read keep.
const NumberStyle& numberStyle();
/// For a program that talks to people in their own form, when it starts. Safe while other threads
/// format; texts that are made already keep their form.
void setNumberStyle(const NumberStyle& style);

/// A number as the C locale writes it, "1,234.5", in the style.
std::string inNumberStyle(const std::string& plain);
/// A text of `format.h` with the marks of the style taken back to those of the C locale, for files:
/// "1.234,5" is "1,234.5".
std::string inPlainStyle(const std::string& number, const NumberStyle& style = numberStyle());

}  // namespace headroom
