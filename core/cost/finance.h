// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace headroom::finance {

/// Monthly rate equivalent to a nominal effective annual rate: (1+r)^(1/12) - 1.
double monthlyRate(double effectiveAnnualRate);
/// Net present value, first flow at time 0 and not discounted (textbook; numpy-financial `npv`).
double npv(double ratePerPeriod, std::span<const double> flows);
/// Excel's NPV: the first flow is already discounted by one period.
double npvExcel(double ratePerPeriod, std::span<const double> flows);
/// Level payment of a loan; a zero rate divides evenly. Positive principal gives a positive
/// payment.
double payment(double ratePerPeriod, int periods, double principal, double balloon = 0);
/// r / (1 - (1+r)^-n); 1/n at rate 0.
double capitalRecoveryFactor(double rate, int periods);
/// Value left after `months` when `residualAfter36` of the price is left after 36: price *
/// r^(months/36).
double residualValue(double price, double residualAfter36, double months);

}  // namespace headroom::finance
