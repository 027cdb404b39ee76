// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/cost_plan.h"

#include <algorithm>
#include <cmath>

#include "core/cost/finance.h"

namespace headroom {
namespace {

std::size_t index(int period) {
    return static_cast<std::size_t>(period);
}

/// Adds the flows of one line to `row`, which holds zeros.
void spreadLine(const PlanLine& line, const CostPlan& plan, std::span<double> row) {
    const int last = std::min(line.last, plan.periods);
    const int term = std::max(1, line.term);
    const bool drifts = line.driftPerYear != 0.0;
    const double step =
        drifts ? std::pow(1.0 + line.driftPerYear, double(term) / plan.periodsPerYear) : 1.0;
    double amount = line.amount;
    int untilNext = term;
    for (int n = std::max(0, line.first); n <= last; ++n) {
        row[index(n)] = amount;
        if (drifts && --untilNext == 0) {
            amount *= step;
            untilNext = term;
        }
    }
    if (line.series < 0) return;
    const std::vector<double>& series = plan.series[index(line.series)];
    for (int n = std::max(0, line.first); n <= last; ++n) row[index(n)] *= series[index(n)];
}

struct LoanRows {
    std::span<double> proceeds;
    std::span<double> interest;
    std::span<double> principal;
};

/// One loan, taken at period `start`.
void spreadLoan(double borrowed, int start, const CostPlan& plan, const LoanRows& rows) {
    const LoanTerms& loan = plan.loan;
    const int count = std::max(1, loan.periods);
    const double instalment = finance::payment(loan.ratePerPeriod, count, borrowed);
    rows.proceeds[index(start)] -= borrowed;
    double owed = borrowed;
    for (int n = start + 1; n <= plan.periods && n <= start + count; ++n) {
        const double interest = owed * loan.ratePerPeriod;
        const bool ends = n == start + count || n == plan.periods;
        const double principal = ends ? owed : instalment - interest;
        rows.interest[index(n)] += interest;
        rows.principal[index(n)] += principal;
        owed -= principal;
    }
    // Bought and sold on the same day.
    if (start == plan.periods) rows.principal[index(start)] += owed;
}

/// Depreciation by year of what is bought at each period; what the horizon leaves is deducted in
/// the last year, when the machine is sold or given away.
void addDepreciation(std::span<const double> basis, const CostPlan& plan,
                     std::span<double> deductions) {
    const DepreciationSchedule& schedule = plan.tax.depreciation;
    const std::size_t years = deductions.size();
    double expensable = std::max(0.0, schedule.expensed);
    for (int period = 0; period <= plan.periods; ++period) {
        const double bought = basis[index(period)];
        if (bought == 0.0) continue;
        const std::size_t first = std::min(index(period / plan.periodsPerYear), years - 1);
        const double expensed = first == 0 ? std::min(expensable, bought) : 0.0;
        expensable -= expensed;
        deductions[first] += expensed;
        const double rest = bought - expensed;
        double left = rest;
        for (std::size_t year = first; year < years; ++year) {
            const std::size_t age = year - first;
            const double share = age < DepreciationSchedule::kYears ? schedule.shares[age] : 0.0;
            const double deducted = std::min(left, rest * share);
            deductions[year] += deducted;
            left -= deducted;
        }
        deductions[years - 1] += left;
    }
}

/// Keeping a machine instead of selling it: its book value is not deducted now but over the years
/// that are left to it. (What the sale would bring is a deducted line of its own.)
void addBookValue(const TaxTerms& tax, std::span<double> deductions) {
    const auto years = static_cast<std::size_t>(std::max(1, tax.bookYears));
    deductions[0] -= tax.bookValue;
    double left = tax.bookValue;
    for (std::size_t year = 0; year < std::min(years, deductions.size()); ++year) {
        const bool last = year + 1 == deductions.size();
        const double deducted = last ? left : tax.bookValue / static_cast<double>(years);
        deductions[year] += deducted;
        left -= deducted;
    }
}

void spreadTax(const CostPlan& plan, std::span<const double> deductions, std::span<double> row) {
    double carried = 0.0;
    for (std::size_t year = 0; year < deductions.size(); ++year) {
        carried += deductions[year];
        if (static_cast<int>(year) + 1 < plan.tax.firstYearWithIncome) continue;
        const int end = std::min(static_cast<int>(year + 1) * plan.periodsPerYear, plan.periods);
        row[index(end)] -= plan.tax.rate * carried;
        carried = 0.0;
    }
}

}  // namespace

void CostPlan::clear() {
    lines.clear();
    workings.clear();
    details.clear();
    series.clear();
    loan = {};
    tax = {};
}

std::span<const double> PlanFlows::row(std::size_t row) const {
    return std::span(m_values).subspan(row * m_columns, m_columns);
}

std::span<double> PlanFlows::addRow(CostComponent component) {
    const std::size_t start = m_components.size() * m_columns;
    m_components.push_back(component);
    if (m_values.size() < start + m_columns) m_values.resize(start + m_columns);
    const std::span<double> row = std::span(m_values).subspan(start, m_columns);
    std::fill(row.begin(), row.end(), 0.0);
    return row;
}

void spread(const CostPlan& plan, PlanFlows& flows) {
    flows.m_columns = index(std::max(0, plan.periods)) + 1;
    flows.m_components.clear();
    // Rows are spans into the values: nothing may move them while the loan holds three.
    flows.m_values.resize(
        std::max(flows.m_values.size(), (plan.lines.size() + 4) * flows.m_columns));
    const bool taxed = plan.tax.rate != 0.0;
    const bool borrowed = plan.loan.share > 0.0;
    const auto years =
        (flows.m_columns - 2 + index(plan.periodsPerYear)) / index(plan.periodsPerYear);
    flows.m_deductions.assign(taxed ? std::max<std::size_t>(1, years) : 0, 0.0);
    flows.m_basis.assign(taxed || borrowed ? flows.m_columns : 0, 0.0);

    const auto deduct = [&](std::span<const double> row) {
        for (std::size_t n = 0; n < row.size(); ++n) {
            const std::size_t year = n == 0 ? 0 : (n - 1) / index(plan.periodsPerYear);
            flows.m_deductions[std::min(year, flows.m_deductions.size() - 1)] += row[n];
        }
    };
    for (const PlanLine& line : plan.lines) {
        const std::span<double> row = flows.addRow(line.component);
        spreadLine(line, plan, row);
        if (line.tax == TaxTreatment::Capital && !flows.m_basis.empty()) {
            for (std::size_t n = 0; n < row.size(); ++n) flows.m_basis[n] += row[n];
        } else if (taxed &&
                   (line.tax == TaxTreatment::Deducted || line.tax == TaxTreatment::Disposal)) {
            deduct(row);
        }
    }
    if (borrowed) {
        const LoanRows rows{flows.addRow(CostComponent::LoanProceeds),
                            flows.addRow(CostComponent::LoanInterest),
                            flows.addRow(CostComponent::LoanPrincipal)};
        for (int n = 0; n <= plan.periods; ++n) {
            const double bought = flows.m_basis[index(n)];
            if (bought > 0.0) spreadLoan(bought * plan.loan.share, n, plan, rows);
        }
        if (taxed) deduct(rows.interest);
    }
    if (taxed) {
        addDepreciation(flows.m_basis, plan, flows.m_deductions);
        addBookValue(plan.tax, flows.m_deductions);
        spreadTax(plan, flows.m_deductions, flows.addRow(CostComponent::IncomeTax));
    }
    flows.m_totals.assign(flows.m_columns, 0.0);
    for (std::size_t row = 0; row < flows.rows(); ++row) {
        const std::span<const double> values = flows.row(row);
        for (std::size_t n = 0; n < values.size(); ++n) flows.m_totals[n] += values[n];
    }
}

double presentValueOf(std::span<const double> flows, double ratePerYear, int periodsPerYear) {
    return finance::npv(std::pow(1.0 + ratePerYear, 1.0 / periodsPerYear) - 1.0, flows);
}

}  // namespace headroom
