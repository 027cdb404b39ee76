// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Published values of finance functions and depreciation tables. Excel and numpy-financial print
// what is paid as negative; ours are positive, so the replays turn the sign.
#include "core/cost/depreciation.h"
#include "core/cost/finance.h"
#include "core/cost/internal_rate.h"
#include "tests/core/cost/published_replays.h"

namespace headroom::tests {

namespace {

Figures textbookNpv(const PublishedCase& example) {
    return {{"npv", finance::npv(example.input("rate"), example.inputs.at("cf"))}};
}

Figures excelNpv(const PublishedCase& example) {
    return {{"npv", finance::npvExcel(example.input("rate"), example.inputs.at("cf"))}};
}

Figures rateOfReturn(const PublishedCase& example) {
    return {{"irr", finance::internalRate(example.inputs.at("cf")).value()}};
}

finance::Loan loanOf(const PublishedCase& example) {
    return {.ratePerPeriod = example.input("rate"),
            .periods = static_cast<int>(example.input("n")),
            .principal = example.input("pv")};
}

Figures levelPayment(const PublishedCase& example) {
    return {{"pmt", -finance::payment(loanOf(example))}};
}

Figures levelPaymentAndWithoutInterest(const PublishedCase& example) {
    finance::Loan free = loanOf(example);
    free.ratePerPeriod = 0;
    return {{"pmt", -finance::payment(loanOf(example))}, {"pmt_zero", -finance::payment(free)}};
}

Figures savings(const PublishedCase& example) {
    return {{"fv", finance::futureValue(example.input("rate"), static_cast<int>(example.input("n")),
                                        -example.input("pmt"), -example.input("pv"))}};
}

Figures cumulativeParts(const PublishedCase& example) {
    const int from = static_cast<int>(example.input("from"));
    const int to = static_cast<int>(example.input("to"));
    return {{"interest", -finance::cumulativeInterest(loanOf(example), from, to)},
            {"principal", -finance::cumulativePrincipal(loanOf(example), from, to)}};
}

Figures effective(const PublishedCase& example) {
    return {{"eff", finance::effectiveRate(example.input("nominal"),
                                           static_cast<int>(example.input("n")))}};
}

/// `name`_1 and so on; the copies read of table A-4 show only the first five years.
Figures numbered(const PublishedCase& example, const std::string& name,
                 const std::vector<double>& values) {
    Figures figures;
    for (std::size_t i = 0; i < values.size() && i < example.outputs.size(); ++i) {
        figures[name + "_" + std::to_string(i + 1)] = values[i];
    }
    return figures;
}

Figures macrsTable(const PublishedCase& example) {
    using finance::DepreciationConvention;
    constexpr DepreciationConvention kByQuarter[] = {
        DepreciationConvention::HalfYear, DepreciationConvention::MidQuarter1,
        DepreciationConvention::MidQuarter2, DepreciationConvention::MidQuarter3,
        DepreciationConvention::MidQuarter4};
    const auto quarter = static_cast<std::size_t>(example.input("quarter"));
    return numbered(example, "percent",
                    finance::macrsPercentages(static_cast<int>(example.input("recovery_period")),
                                              kByQuarter[quarter]));
}

Figures macrsDeductions(const PublishedCase& example) {
    return numbered(example, "deductions", finance::deductions(example.input("basis"), {}));
}

Figures bonusShield(const PublishedCase& example) {
    const std::vector<double> yearly =
        finance::deductions(example.input("basis"), {.bonusShare = 1});
    return {{"shield", yearly.front() * finance::combinedTaxRate(example.input("tax"), 0)}};
}

}  // namespace

std::map<std::string, Replay> financeReplays() {
    return {{"npf-npv", textbookNpv},
            {"excel-npv-a", excelNpv},
            {"claris-npv", excelNpv},
            {"npf-irr-1", rateOfReturn},
            {"npf-irr-2", rateOfReturn},
            {"npf-irr-4", rateOfReturn},
            {"npf-pmt", levelPayment},
            {"excel-pmt", levelPaymentAndWithoutInterest},
            {"npf-fv", savings},
            {"excel-cumulative-interest", cumulativeParts},
            {"excel-effect", effective},
            {"macrs-a1-5y-hy", macrsTable},
            {"macrs-a1-7y-hy", macrsTable},
            {"macrs-a2-5y-q1", macrsTable},
            {"macrs-a4-5y-q3", macrsTable},
            {"macrs-250k", macrsDeductions},
            {"obbba-bonus-shield", bonusShield}};
}

}  // namespace headroom::tests
