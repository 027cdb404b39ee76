// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/tax_terms.h"

#include <algorithm>
#include <array>

#include "core/cost/depreciation.h"
#include "core/cost/finance.h"

namespace headroom {
namespace {

finance::DepreciationPlan planOf(const IncomeTax& tax) {
    finance::DepreciationPlan plan;
    plan.bonusShare = tax.bonusShare;
    if (tax.method == DepreciationMethod::StraightLine) {
        plan.method = finance::DepreciationMethod::StraightLine;
        plan.convention = finance::DepreciationConvention::FullYear;
        plan.recoveryYears = std::max(1, tax.years);
        return plan;
    }
    constexpr std::array kClasses{3, 5, 7, 10, 15, 20};
    const auto longer = std::lower_bound(kClasses.begin(), kClasses.end(), tax.years);
    plan.recoveryYears = longer == kClasses.end() ? kClasses.back() : *longer;
    using Convention = finance::DepreciationConvention;
    switch (tax.method) {
        case DepreciationMethod::StraightLine:
        case DepreciationMethod::MacrsHalfYear:
            plan.convention = Convention::HalfYear;
            break;
        case DepreciationMethod::MacrsQuarter1:
            plan.convention = Convention::MidQuarter1;
            break;
        case DepreciationMethod::MacrsQuarter2:
            plan.convention = Convention::MidQuarter2;
            break;
        case DepreciationMethod::MacrsQuarter3:
            plan.convention = Convention::MidQuarter3;
            break;
        case DepreciationMethod::MacrsQuarter4:
            plan.convention = Convention::MidQuarter4;
            break;
    }
    return plan;
}

}  // namespace

TaxTerms taxTerms(const IncomeTax& tax) {
    TaxTerms terms;
    terms.rate = finance::combinedTaxRate(tax.federalRate, tax.stateRate);
    if (terms.rate == 0.0) return terms;
    terms.firstYearWithIncome = tax.firstYearWithIncome;
    const std::vector<double> shares = finance::deductions(1.0, planOf(tax));
    std::copy_n(shares.begin(), std::min(shares.size(), terms.depreciation.shares.size()),
                terms.depreciation.shares.begin());
    terms.depreciation.expensed = tax.expensed;
    return terms;
}

}  // namespace headroom
