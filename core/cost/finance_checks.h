// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preconditions of the finance functions: std::invalid_argument with the thing, its value and the
// remedy. Each argument is checked once, at the door of the public function.
#pragma once

#include <string_view>

namespace headroom::finance {

/// Throws "WHAT is VALUE, but must be RULE. REMEDY".
[[noreturn]] void refuse(std::string_view what, double value, std::string_view rule,
                         std::string_view remedy);
/// A rate above -100 %, finite.
void requireRate(std::string_view what, double rate);
/// At least one period.
void requirePeriods(std::string_view what, int periods);
/// A share from 0 to 1.
void requireShare(std::string_view what, double share);
/// An amount that is finite and not negative.
void requireAmount(std::string_view what, double amount);
/// A quantity that is finite and above zero, because something is divided by it.
void requirePositive(std::string_view what, double quantity);

}  // namespace headroom::finance
