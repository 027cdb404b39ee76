// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/evaluate.h"
#include "ui/charts/chart_table.h"

namespace headroom {

/// What each option costs over the horizon by component, in whole units of the currency: one column
/// per option, one row per component that any of them has, then total, present value and price per
/// million tokens.
TextTable costComponentTable(const Evaluation& evaluation, const std::vector<std::size_t>& options);
/// One row per month of one option: its components, the month's sum and the sum so far. Empty
/// without a price.
TextTable monthlyTable(const OptionResult& result);

}  // namespace headroom
