// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/finance.h"

#include <cmath>

namespace headroom::finance {

double monthlyRate(double effectiveAnnualRate) {
    return std::pow(1.0 + effectiveAnnualRate, 1.0 / 12.0) - 1.0;
}

double npv(double ratePerPeriod, std::span<const double> flows) {
    double sum = 0.0;
    double factor = 1.0;
    for (const double flow : flows) {
        sum += flow / factor;
        factor *= 1.0 + ratePerPeriod;
    }
    return sum;
}

double npvExcel(double ratePerPeriod, std::span<const double> flows) {
    return npv(ratePerPeriod, flows) / (1.0 + ratePerPeriod);
}

double payment(double ratePerPeriod, int periods, double principal, double balloon) {
    if (periods <= 0) return 0.0;
    if (ratePerPeriod == 0.0) return (principal - balloon) / periods;
    const double growth = std::pow(1.0 + ratePerPeriod, periods);
    return (principal * growth - balloon) * ratePerPeriod / (growth - 1.0);
}

double capitalRecoveryFactor(double rate, int periods) {
    return payment(rate, periods, 1.0);
}

double residualValue(double price, double residualAfter36, double months) {
    if (months <= 0.0) return price;
    if (residualAfter36 <= 0.0) return 0.0;
    return price * std::pow(residualAfter36, months / 36.0);
}

}  // namespace headroom::finance
