// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The cash flows that published comparisons come down to; private to core/validation.
#pragma once

#include <optional>

#include "core/cost/cash_flow.h"

namespace headroom::claims {

/// A scenario in US dollars without anything that publications leave out: labour, discounting,
/// inflation, upkeep, resale, traffic.
Scenario plainScenario(int months);

/// Capital on the first day and a level cost a month.
CashFlow levelCost(double capital, double perMonth, int months);
/// On-demand rent at a price an hour; hours may exceed those of an average month, as sources count
/// 720, 730 or 744.
CashFlow rentedCost(double perHour, double hoursPerMonth, int months);
/// Tokens of a hosted API at prices per million, input tokens as a share of all.
CashFlow hostedCost(double input, double output, double tokensPerMonth, double inputShare,
                    int months);

/// Month from which `candidate` has cost less; 0 when it does from the first day; nullopt = never.
std::optional<double> breakEvenMonth(const CashFlow& candidate, const CashFlow& reference);

/// A cost that does not depend on use, over the units used.
double spread(double fixed, double units);

}  // namespace headroom::claims
