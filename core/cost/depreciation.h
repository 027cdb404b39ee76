// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Depreciation by tax year (docs/finance.md 1). The first entry of a schedule is the tax year in
// which the asset is placed in service; a tax saving is a deduction times the combined tax rate in
// a year with income to deduct it from. Amounts are plain numbers in one currency.
#pragma once

#include <array>
#include <vector>

namespace headroom::finance {

enum class DepreciationMethod {
    StraightLine,
    DecliningBalance,  ///< by `decliningFactor`; Excel's DDB and VDB with a full first year
    Macrs,             ///< IRS Pub. 946 tables A-1 to A-5: 3, 5, 7, 10, 15 or 20 years
};

/// How much of the first year counts. Half-year and mid-quarter schedules run one tax year longer
/// than the recovery period, because the last year takes what the first did not.
enum class DepreciationConvention {
    FullYear,  ///< book depreciation; not for MACRS
    HalfYear,
    MidQuarter1,  ///< placed in service in the first quarter of the tax year: 87.5 % of the year
    MidQuarter2,
    MidQuarter3,
    MidQuarter4,
};

/// How an asset is written off. Defaults: computers and servers under MACRS (class 00.12, 5 years).
struct DepreciationPlan {
    DepreciationMethod method{DepreciationMethod::Macrs};
    int recoveryYears{5};
    DepreciationConvention convention{DepreciationConvention::HalfYear};
    /// Share from 0 to 1 of what expensing leaves that is deducted at once in the first year.
    double bonusShare{0};
    /// Amount deducted at once before everything else, from `expensing`; more than there is to
    /// write off counts as all of it.
    double expensed{0};
    /// Value that is never deducted, at most the basis. MACRS takes it as zero by law and refuses
    /// another (26 U.S.C. 168(b)(4)).
    double salvage{0};
    double decliningFactor{2.0};  ///< declining balance only: 2 = 200 %, 1.5 = 150 %
    /// Declining balance only: change to straight line over the remaining life once that deducts
    /// more. Without it a part of the basis above the salvage value may be left at the end.
    bool switchToStraightLine{true};
};

/// Deductions by tax year: expensing first, then bonus, then the method on the rest, the first two
/// in the first year. They sum to basis - salvage (but see `switchToStraightLine`). Throws
/// std::invalid_argument for a plan that does not exist, naming the member and the remedy.
std::vector<double> deductions(double basis, const DepreciationPlan& plan);
/// Basis less the deductions of the first `taxYears` years, 0 = the purchase; constant after the
/// last year.
double bookValue(double basis, const DepreciationPlan& plan, int taxYears);

/// The percentages of IRS Pub. 946, tables A-1 (half-year) and A-2 to A-5 (mid-quarter), by tax
/// year; they sum to 100. 3, 5, 7 and 10 years decline by 200 %, 15 and 20 by 150 %.
std::vector<double> macrsPercentages(int recoveryYears, DepreciationConvention convention);

/// Whether the mid-quarter convention applies to the year: more than 40 % of the basis of personal
/// property is placed in service in the last quarter (26 U.S.C. 168(d)(3)). Bases are taken after
/// expensing and before bonus depreciation, quarters 1 to 4 of the tax year.
bool midQuarterApplies(const std::array<double, 4>& basisByQuarter);
/// The convention that the test above gives to an asset placed in service in `quarter`, 1 to 4.
DepreciationConvention taxConvention(const std::array<double, 4>& basisByQuarter, int quarter);

/// Limits of expensing in one tax year (26 U.S.C. 179(b)).
struct ExpensingLimits {
    double limit{};
    double phaseOutFrom{};  ///< cost placed in service above which the limit falls 1 for 1
};
/// Tax years beginning in 2025 and in 2026, USD (docs/finance.md 1).
inline constexpr ExpensingLimits kSection179Of2025{2'500'000, 4'000'000};
inline constexpr ExpensingLimits kSection179Of2026{2'560'000, 4'090'000};

struct Expensing {
    double allowed{};         ///< deductible this year
    double carriedForward{};  ///< held back by the income limit alone; may be deducted later
};
/// What may be expensed of `elected`: at most the cost placed in service, the limit less the
/// phase-out, and the taxable business income (a loss counts as zero). What the cost or the limit
/// cuts is not carried forward; it stays in the basis and depreciates.
Expensing expensing(double elected, double costPlacedInService, double businessIncome,
                    const ExpensingLimits& limits);

}  // namespace headroom::finance
