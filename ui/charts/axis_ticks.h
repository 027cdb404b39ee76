// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/units/money.h"

namespace headroom {

/// Round tick positions from 0 upward: multiples of 1, 2, 4 or 5 times a power of ten, about
/// `wanted` of them, the last one at or above `maximum`. Not a number, zero and negative maxima
/// count as 1.
std::vector<double> roundTicks(double maximum, int wanted);
/// Round positions from below `low` to above `high`, about `wanted` steps apart; an empty or
/// impossible range counts as 0 to 1.
std::vector<double> spanTicks(double low, double high, int wanted);
/// Multiples of 1, 2, 3, 6, 12, 24 ... months from 0 to the horizon, at most about `wanted`.
std::vector<double> monthTicks(int horizonMonths, int wanted);
/// "$0", "$500", "$20k", "$1.5M"; other currencies as "EUR 20k".
QString moneyTick(double amount, Currency currency);

/// Moves labels apart: the centres closest to `wanted` such that neighbours are at least `height`
/// apart and all lie within low..high. Keeps the order of `wanted`; when they cannot all fit they
/// are spread evenly.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double height, double low,
                                 double high);

}  // namespace headroom
