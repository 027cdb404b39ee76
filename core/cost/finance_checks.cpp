// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/finance_checks.h"

#include <cmath>
#include <stdexcept>
#include <string>

#include "core/units/format.h"

namespace headroom::finance {

void refuse(std::string_view what, double value, std::string_view rule, std::string_view remedy) {
    throw std::invalid_argument(std::string(what) + " is " + formatSignificant(value) +
                                ", but must be " + std::string(rule) + ". " + std::string(remedy));
}

void requireRate(std::string_view what, double rate) {
    if (std::isfinite(rate) && rate > -1.0) return;
    refuse(what, rate, "above -1 (-100 %)", "Enter rates as shares: 0.08 for 8 %.");
}

void requirePeriods(std::string_view what, int periods) {
    if (periods >= 1) return;
    refuse(what, periods, "at least 1", "Enter a whole number from 1 up.");
}

void requireShare(std::string_view what, double share) {
    if (share >= 0.0 && share <= 1.0) return;
    refuse(what, share, "from 0 to 1", "Enter shares as fractions: 0.21 for 21 %.");
}

void requireAmount(std::string_view what, double amount) {
    if (std::isfinite(amount) && amount >= 0.0) return;
    refuse(what, amount, "zero or more", "Enter the amount as a positive number.");
}

void requirePositive(std::string_view what, double quantity) {
    if (std::isfinite(quantity) && quantity > 0.0) return;
    refuse(what, quantity, "above zero", "Enter the quantity, or leave the figure out.");
}

}  // namespace headroom::finance
