// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/decision/option_costs.h"
#include "database/workbook/book.h"

namespace headroom::workbook {

/// Columns of an option's sheet; month n stands in kFirstMonth + n.
inline constexpr int kLabel = 0;
inline constexpr int kTotal = 1;
inline constexpr int kAmount = 2;
inline constexpr int kDrift = 3;
inline constexpr int kFirst = 4;
inline constexpr int kLast = 5;
inline constexpr int kTerm = 6;
inline constexpr int kFirstMonth = 7;
/// Row of the months' numbers.
inline constexpr int kMonthRow = 1;

/// "H12", without dollars: both may move when a row is copied.
std::string at(int row, int column);
/// "SUM(H12:T12)"
std::string sumOfRow(int row, int first, int last);

/// One plan on the sheet of its option: rows with a flow for every month, and below them what the
/// flows are made of: factors, series, loan and income tax.
class PlanBlock {
public:
    PlanBlock(Book& book, Sheet& sheet, const DatedPlan& dated);

    const PlanFlows& flows() const { return m_flows; }
    int start() const { return m_dated.start; }
    int periods() const { return m_plan.periods; }
    /// Rows that `writeFlows` fills from `row` on, in the order of `spread`.
    int flowCount() const { return static_cast<int>(m_flows.rows()); }
    void place(int row) { m_flowRow = row; }
    int flowRow(int index) const { return m_flowRow + index; }
    /// Writes what the flows stand on, from `row` on; gives the row behind it. `place` comes first.
    int writeWorkings(int row);
    void writeFlows();

private:
    int column(int period) const { return kFirstMonth + m_dated.start + period; }
    int lastColumn() const { return column(m_plan.periods); }
    std::string monthCell(int period) const;
    std::string input(const char* fieldId);
    double flow(int row, int period) const;
    bool isTaxed() const { return m_plan.tax.rate != 0.0; }
    bool isBorrowed() const { return m_plan.loan.share > 0.0; }
    int lineCount() const { return static_cast<int>(m_plan.lines.size()); }
    int interestRow() const { return flowRow(lineCount() + 1); }
    int taxRow() const { return flowRow(flowCount() - 1); }

    int writeMoved(int row);
    int writeFactors(int row);
    int writeFactor(int row, const LineFactor& factor);
    int writeSeries(int row);
    void writeSeriesRow(int row, std::size_t index);
    /// Sum of the lines that `counts`, by month.
    template <class Counts>
    int writeSumRow(int row, const char* label, Counts counts, std::vector<double>& sums);
    int writeBases(int row);
    int writeLoans(int row);
    int writeLoan(int row, int start);
    int writeTax(int row);
    int writeShares(int row);
    int writeDepreciation(int row, int purchase, int firstOfThem);
    int writeBookValue(int row);
    void writeTaxYears(int row, int firstDeduction);
    void writeFlow(int index);
    void writeSum(int row, int period, const std::vector<int>& rows, double value);
    int years() const;
    int lastPeriodOf(int year) const;

    Book& m_book;
    Sheet& m_sheet;
    const DatedPlan& m_dated;
    const CostPlan& m_plan;
    PlanFlows m_flows;
    int m_flowRow{};
    std::map<std::string, std::string> m_moved;  ///< field -> cell that stands in for it
    std::vector<int> m_amountRows;               ///< by line
    std::vector<int> m_seriesRows;               ///< by series
    std::vector<double> m_basis;                 ///< capital bought, by period
    std::vector<double> m_deducted;              ///< running costs and income, by period
    int m_basisRow{};
    int m_deductedRow{};
    std::vector<int> m_loanRows;  ///< of "owed"; interest and principal are below it
    std::vector<int> m_loanStarts;
    int m_shareRow{};
    double m_expensed{};               ///< at once, of the purchases so far
    std::vector<double> m_deductions;  ///< by tax year
};

}  // namespace headroom::workbook
