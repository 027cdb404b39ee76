// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rates that solve an equation: internal rate of return, its modified form, and the rate of a loan
// (docs/finance.md 4.2).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/cost/finance.h"

namespace headroom::finance {

/// Every rate per period above -100 % at which `npv` is zero, in rising order. Empty when there is
/// none: all flows of one sign, all zero, fewer than two, or signs that change without a root.
///
/// Flows with V changes of sign have at most V roots (Descartes), and the search is exhaustive: a
/// function with V changes is monotone, up to a positive factor, between the roots of one with
/// V - 1 changes, so each interval holds one root or none. The size of the flows does not matter,
/// only their ratios. Limits: k roots closer together than some 1e-13^(1/k), 1e-6 for two, count as
/// one, because at double precision the value between them is zero; so does a value that touches
/// zero without crossing. Rates above 1e300 or so close to -1 that they round to it are left out.
/// The time grows with V squared times the number of flows. Throws std::invalid_argument when a
/// flow is not finite.
std::vector<double> internalRates(std::span<const double> flows);
/// The root nearest zero (numpy-financial's `irr`); of two equally near, the positive one.
std::optional<double> internalRate(std::span<const double> flows);

/// Modified internal rate of return, Excel's MIRR: outflows discounted to time 0 at `financeRate`,
/// inflows compounded to the last period at `reinvestmentRate`, and the rate that joins the two.
/// nullopt without at least one flow of each sign.
std::optional<double> modifiedInternalRate(std::span<const double> flows, double financeRate,
                                           double reinvestmentRate);

/// Rate per period at which `periods` payments and the balloon repay the principal; the root
/// nearest zero where there are two. Signs as in `Loan`. nullopt when no rate does. Excel's RATE,
/// without its guess.
std::optional<double> rate(int periods, double payment, double principal, double balloon = 0,
                           PaymentTiming timing = PaymentTiming::End);

}  // namespace headroom::finance
