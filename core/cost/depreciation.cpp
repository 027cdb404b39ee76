// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/depreciation.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>

#include "core/cost/finance_checks.h"
#include "core/units/format.h"

namespace headroom::finance {

namespace {

/// Eighths of the first year that count: mid-quarter conventions start in the middle of a quarter.
int firstYearEighths(DepreciationConvention convention) {
    switch (convention) {
        case DepreciationConvention::FullYear:
            return 8;
        case DepreciationConvention::HalfYear:
            return 4;
        case DepreciationConvention::MidQuarter1:
            return 7;
        case DepreciationConvention::MidQuarter2:
            return 5;
        case DepreciationConvention::MidQuarter3:
            return 3;
        case DepreciationConvention::MidQuarter4:
            return 1;
    }
    throw std::invalid_argument("Unknown depreciation convention. Use half-year or mid-quarter.");
}

std::int64_t roundedQuotient(std::int64_t numerator, std::int64_t denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
}

/// Two cells of the tables differ from the rule that yields all the others; the last year balances
/// them (docs/finance.md 1).
struct PrintedCell {
    int recoveryYears;
    DepreciationConvention convention;
    std::size_t year;
    std::int64_t units;
};
constexpr std::array<PrintedCell, 2> kPrintedCells{{
    {7, DepreciationConvention::MidQuarter2, 0, 1785},
    {20, DepreciationConvention::MidQuarter1, 1, 7000},
}};

void requireMacrs(int recoveryYears, DepreciationConvention convention) {
    constexpr std::array<int, 6> kClasses{3, 5, 7, 10, 15, 20};
    if (std::find(kClasses.begin(), kClasses.end(), recoveryYears) == kClasses.end()) {
        throw std::invalid_argument("MACRS has no " + std::to_string(recoveryYears) +
                                    "-year recovery period for equipment. Choose 3, 5, 7, 10, 15 "
                                    "or 20 years; computers have 5.");
    }
    if (convention == DepreciationConvention::FullYear) {
        throw std::invalid_argument(
            "MACRS has no full-year convention. Choose half-year or mid-quarter.");
    }
}

/// Declining balance or straight line on amounts, without rounding.
std::vector<double> schedule(double depreciable, double salvage, const DepreciationPlan& plan) {
    const double firstShare = firstYearEighths(plan.convention) / 8.0;
    const int years = plan.recoveryYears + (firstShare < 1.0 ? 1 : 0);
    const bool declining = plan.method == DepreciationMethod::DecliningBalance;
    std::vector<double> result;
    double left = depreciable;  // above the salvage value
    double lifeLeft = plan.recoveryYears;
    for (int year = 0; year < years; ++year) {
        const double share = year == 0 ? firstShare : std::min(1.0, lifeLeft);
        const double straight = left / lifeLeft;
        double yearly = straight;
        if (declining) {
            yearly = plan.decliningFactor / plan.recoveryYears * (left + salvage);
            if (plan.switchToStraightLine) yearly = std::max(yearly, straight);
        }
        const bool takesRest = year + 1 == years && (!declining || plan.switchToStraightLine);
        const double amount = takesRest ? left : std::min(left, yearly * share);
        result.push_back(amount);
        left -= amount;
        lifeLeft -= share;
    }
    return result;
}

void check(double basis, const DepreciationPlan& plan) {
    requireAmount("The basis", basis);
    requirePeriods("The recovery period in years", plan.recoveryYears);
    requireShare("The bonus share", plan.bonusShare);
    requireAmount("The expensed amount", plan.expensed);
    requireAmount("The salvage value", plan.salvage);
    requirePositive("The declining-balance factor", plan.decliningFactor);
    if (plan.salvage > basis) {
        refuse("The salvage value", plan.salvage, "at most the basis, " + formatSignificant(basis),
               "Lower it; above the basis nothing is left to write off.");
    }
    if (plan.method == DepreciationMethod::Macrs && plan.salvage > 0.0) {
        refuse("The salvage value under MACRS", plan.salvage, "0",
               "Set it to 0, or use straight line.");
    }
}

}  // namespace

std::vector<double> macrsPercentages(int recoveryYears, DepreciationConvention convention) {
    requireMacrs(recoveryYears, convention);
    // Whole units of the last printed digit: the tables round halves up, which binary fractions of
    // a percent cannot tell.
    const std::int64_t unitsPerPercent = recoveryYears == 20 ? 1000 : 100;
    const std::int64_t halfFactors = recoveryYears >= 15 ? 3 : 4;  // 150 % or 200 %, in halves
    const std::int64_t period = recoveryYears;
    const std::int64_t firstEighths = firstYearEighths(convention);
    std::vector<std::int64_t> units;
    std::int64_t left = 100 * unitsPerPercent;
    std::int64_t lifeEighths = 8 * period;
    for (int year = 0; year < recoveryYears; ++year) {
        const std::int64_t share = year == 0 ? firstEighths : 8;
        const std::int64_t declining = roundedQuotient(left * halfFactors * share, 16 * period);
        const std::int64_t straight = roundedQuotient(left * share, lifeEighths);
        units.push_back(std::max(declining, straight));
        left -= units.back();
        lifeEighths -= share;
    }
    for (const PrintedCell& cell : kPrintedCells) {
        if (cell.recoveryYears != recoveryYears || cell.convention != convention) continue;
        left += units[cell.year] - cell.units;
        units[cell.year] = cell.units;
    }
    units.push_back(left);
    std::vector<double> percentages;
    for (const std::int64_t unit : units) {
        percentages.push_back(static_cast<double>(unit) / static_cast<double>(unitsPerPercent));
    }
    return percentages;
}

std::vector<double> deductions(double basis, const DepreciationPlan& plan) {
    check(basis, plan);
    double left = basis - plan.salvage;
    const double expensed = std::min(plan.expensed, left);
    left -= expensed;
    const double bonus = plan.bonusShare * left;
    left -= bonus;
    std::vector<double> result;
    if (plan.method == DepreciationMethod::Macrs) {
        for (const double percent : macrsPercentages(plan.recoveryYears, plan.convention)) {
            result.push_back(left * percent / 100.0);
        }
    } else {
        result = schedule(left, plan.salvage, plan);
    }
    result.front() += expensed + bonus;
    return result;
}

double bookValue(double basis, const DepreciationPlan& plan, int taxYears) {
    const std::vector<double> yearly = deductions(basis, plan);
    const auto taken = std::clamp<std::ptrdiff_t>(taxYears, 0, std::ssize(yearly));
    return basis - std::accumulate(yearly.begin(), yearly.begin() + taken, 0.0);
}

bool midQuarterApplies(const std::array<double, 4>& basisByQuarter) {
    double total = 0.0;
    for (const double basis : basisByQuarter) {
        requireAmount("The basis of a quarter", basis);
        total += basis;
    }
    return 5.0 * basisByQuarter[3] > 2.0 * total;  // exact for whole amounts, unlike 0.4
}

DepreciationConvention taxConvention(const std::array<double, 4>& basisByQuarter, int quarter) {
    constexpr std::array<DepreciationConvention, 4> kQuarters{
        DepreciationConvention::MidQuarter1, DepreciationConvention::MidQuarter2,
        DepreciationConvention::MidQuarter3, DepreciationConvention::MidQuarter4};
    if (quarter < 1 || quarter > 4) {
        throw std::invalid_argument("Quarter " + std::to_string(quarter) +
                                    " does not exist. Use 1 to 4.");
    }
    if (!midQuarterApplies(basisByQuarter)) return DepreciationConvention::HalfYear;
    return kQuarters[static_cast<std::size_t>(quarter - 1)];
}

Expensing expensing(double elected, double costPlacedInService, double businessIncome,
                    const ExpensingLimits& limits) {
    requireAmount("The amount to expense", elected);
    requireAmount("The cost placed in service", costPlacedInService);
    const double phaseOut = std::max(0.0, costPlacedInService - limits.phaseOutFrom);
    const double dollarLimit = std::max(0.0, limits.limit - phaseOut);
    const double within = std::min({elected, costPlacedInService, dollarLimit});
    const double allowed = std::min(within, std::max(0.0, businessIncome));
    return {allowed, within - allowed};
}

}  // namespace headroom::finance
