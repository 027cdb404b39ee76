// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook/plan_block.h"

#include <algorithm>

#include "core/cost/option_plan.h"
#include "core/scenario/fields.h"
#include "core/scenario/number_text.h"
#include "database/words.h"
#include "database/workbook/text.h"

namespace headroom::workbook {

namespace {

bool mentions(const std::string& formula, std::string_view fieldId) {
    return formula.find('{' + std::string(fieldId) + '}') != std::string::npos;
}

bool mentions(const LineDetail& detail, std::string_view fieldId) {
    const auto inFormula = [&](const std::string& text) { return mentions(text, fieldId); };
    return inFormula(detail.drift) ||
           std::any_of(detail.series.begin(), detail.series.end(), inFormula) ||
           std::any_of(detail.factors.begin(), detail.factors.end(),
                       [&](const LineFactor& factor) { return inFormula(factor.formula); });
}

}  // namespace

std::string at(int row, int column) {
    return columnText(column) + std::to_string(row + 1);
}

std::string sumOfRow(int row, int first, int last) {
    return "SUM(" + at(row, first) + ':' + at(row, last) + ')';
}

PlanBlock::PlanBlock(Book& book, Sheet& sheet, const DatedPlan& dated)
    : m_book(book), m_sheet(sheet), m_dated(dated), m_plan(dated.plan) {
    spread(m_plan, m_flows);
    m_amountRows.resize(m_plan.lines.size());
    m_seriesRows.resize(m_plan.series.size());
}

std::string PlanBlock::monthCell(int period) const {
    return columnText(column(period)) + '$' + std::to_string(kMonthRow + 1);
}

std::string PlanBlock::input(const char* fieldId) {
    return m_book.resolved('{' + std::string(fieldId) + '}', m_moved);
}

double PlanBlock::flow(int row, int period) const {
    return m_flows.row(static_cast<std::size_t>(row))[static_cast<std::size_t>(period)];
}

int PlanBlock::writeWorkings(int row) {
    row = writeMoved(row);
    row = writeFactors(row);
    row = writeSeries(row);
    if (!isTaxed() && !isBorrowed()) return row;
    row = writeBases(row);
    if (isBorrowed()) row = writeLoans(row);
    if (isTaxed()) row = writeTax(row);
    return row;
}

int PlanBlock::writeMoved(int row) {
    if (m_dated.start == 0) return row;
    bool any = false;
    for (const MovedInput& moved : inputsAfter(m_dated.start)) {
        const bool used =
            std::any_of(m_plan.details.begin(), m_plan.details.end(),
                        [&](const LineDetail& d) { return mentions(d, moved.fieldId); });
        const Field* field = findField(moved.fieldId);
        if (!used || field == nullptr) continue;
        if (!any) {
            m_sheet.text({row++, kLabel},
                         Database::tr("Inputs as they stand in month %1").arg(m_dated.start),
                         Look::Header);
        }
        any = true;
        const FieldValue value = field->get(m_dated.scenario);
        const double* number = std::get_if<double>(&value);
        m_sheet.text({row, kLabel}, field->label);
        m_sheet.formula({row, kAmount}, m_book.resolved(moved.formula, {}),
                        number == nullptr ? 0.0 : *number, Look::Number);
        m_moved[std::string(moved.fieldId)] = cellAddress(row++, kAmount);
    }
    return any ? row + 1 : row;
}

int PlanBlock::writeFactors(int row) {
    m_sheet.text({row, kLabel}, Database::tr("How each amount is made"), Look::Header);
    m_sheet.blank({row, kTotal}, Look::Header, Weight::Plain);
    m_sheet.text({row++, kAmount}, Database::tr("Value"), Look::ColumnHeader);
    for (std::size_t i = 0; i < m_plan.lines.size(); ++i) {
        const int top = row++;
        m_amountRows[i] = top;
        std::string product;
        for (const LineFactor& factor : m_plan.details[i].factors) {
            product += (product.empty() ? "" : "*") + at(row, kAmount);
            row = writeFactor(row, factor);
        }
        m_sheet.text({top, kLabel}, costComponentLabel(m_plan.lines[i].component), Look::Text,
                     Weight::Bold);
        m_sheet.blank({top, kTotal}, Look::Text, Weight::Bold);
        m_sheet.formula({top, kAmount}, product, m_plan.lines[i].amount, Look::Number,
                        Weight::Bold);
    }
    return row + 1;
}

int PlanBlock::writeFactor(int row, const LineFactor& factor) {
    m_sheet.text({row, kLabel}, "    " + factor.label);
    if (factor.formula.empty()) {
        m_sheet.number({row, kAmount}, factor.value, Look::Number, Weight::Input);
    } else {
        m_sheet.formula({row, kAmount}, m_book.resolved(factor.formula, m_moved), factor.value,
                        Look::Number);
    }
    return row + 1;
}

int PlanBlock::writeSeries(int row) {
    if (m_plan.series.empty()) return row;
    m_sheet.text({row++, kLabel}, Database::tr("What changes from month to month"), Look::Header);
    for (std::size_t i = 0; i < m_plan.series.size(); ++i) {
        m_seriesRows[i] = row;
        writeSeriesRow(row++, i);
    }
    return row + 1;
}

void PlanBlock::writeSeriesRow(int row, std::size_t index) {
    std::string label;
    const std::vector<std::string>* formulas = nullptr;
    for (std::size_t i = 0; i < m_plan.lines.size(); ++i) {
        if (m_plan.lines[i].series != static_cast<int>(index)) continue;
        label += (label.empty() ? "" : ", ") +
                 std::string(costComponentLabel(m_plan.lines[i].component));
        if (!m_plan.details[i].series.empty()) formulas = &m_plan.details[i].series;
    }
    m_sheet.text({row, kLabel}, Database::tr("Times, for: %1").arg(QString::fromStdString(label)));
    for (int period = 0; period <= m_plan.periods; ++period) {
        const auto n = static_cast<std::size_t>(period);
        const double value = m_plan.series[index][n];
        if (formulas != nullptr && !(*formulas)[n].empty()) {
            m_sheet.formula({row, column(period)}, m_book.resolved((*formulas)[n], m_moved), value,
                            Look::Number);
        } else {
            m_sheet.number({row, column(period)}, value, Look::Number, Weight::Input);
        }
    }
}

void PlanBlock::writeFlows() {
    for (int i = 0; i < lineCount(); ++i) writeFlow(i);
    for (int i = 0; i < flowCount(); ++i) {
        double total = 0.0;
        for (const double value : m_flows.row(static_cast<std::size_t>(i))) total += value;
        m_sheet.text({flowRow(i), kLabel},
                     costComponentLabel(m_flows.component(static_cast<std::size_t>(i))));
        m_sheet.formula({flowRow(i), kTotal}, sumOfRow(flowRow(i), column(0), lastColumn()), total,
                        Look::Money);
    }
}

void PlanBlock::writeFlow(int index) {
    const auto i = static_cast<std::size_t>(index);
    const PlanLine& line = m_plan.lines[i];
    const int row = flowRow(index);
    const std::string number = std::to_string(row + 1);
    m_sheet.formula({row, kAmount}, at(m_amountRows[i], kAmount), line.amount, Look::Number);
    if (m_plan.details[i].drift.empty()) {
        m_sheet.number({row, kDrift}, line.driftPerYear, Look::Percent);
    } else {
        m_sheet.formula({row, kDrift}, m_book.resolved(m_plan.details[i].drift, m_moved),
                        line.driftPerYear, Look::Percent);
    }
    m_sheet.number({row, kFirst}, m_dated.start + std::max(0, line.first), Look::Integer);
    m_sheet.number({row, kLast}, m_dated.start + std::min(line.last, m_plan.periods),
                   Look::Integer);
    m_sheet.number({row, kTerm}, std::max(1, line.term), Look::Integer);
    for (int period = 0; period <= m_plan.periods; ++period) {
        const std::string month = monthCell(period);
        std::string amount = "$C" + number + "*(1+$D" + number + ")^(INT((" + month + "-$E" +
                             number + ")/$G" + number + ")*$G" + number + "/12)";
        if (line.series >= 0) {
            amount += '*' + at(m_seriesRows[static_cast<std::size_t>(line.series)], column(period));
        }
        m_sheet.formula({row, column(period)},
                        "IF(AND(" + month + ">=$E" + number + ',' + month + "<=$F" + number + ")," +
                            amount + ",0)",
                        flow(index, period), Look::Money);
    }
}

void PlanBlock::writeSum(int row, int period, const std::vector<int>& rows, double value) {
    std::string formula;
    for (const int each : rows) {
        formula += (formula.empty() ? "" : "+") + at(each, column(period));
    }
    m_sheet.formula({row, column(period)}, formula.empty() ? "0" : formula, value, Look::Money);
}

template <class Counts>
int PlanBlock::writeSumRow(int row, const char* label, Counts counts, std::vector<double>& sums) {
    m_sheet.text({row, kLabel}, Database::tr(label));
    std::vector<int> rows;
    sums.assign(static_cast<std::size_t>(m_plan.periods) + 1, 0.0);
    for (int i = 0; i < flowCount(); ++i) {
        if (!counts(i)) continue;
        rows.push_back(flowRow(i));
        for (std::size_t n = 0; n < sums.size(); ++n) sums[n] += flow(i, static_cast<int>(n));
    }
    for (std::size_t n = 0; n < sums.size(); ++n) {
        writeSum(row, static_cast<int>(n), rows, sums[n]);
    }
    return row + 1;
}

int PlanBlock::writeBases(int row) {
    const auto treatment = [&](int i) { return m_plan.lines[static_cast<std::size_t>(i)].tax; };
    m_sheet.text({row++, kLabel}, Database::tr("What a loan and the tax are taken on"),
                 Look::Header);
    m_basisRow = row;
    row = writeSumRow(
        row, QT_TRANSLATE_NOOP("Database", "Purchases"),
        [&](int i) { return i < lineCount() && treatment(i) == TaxTreatment::Capital; }, m_basis);
    if (!isTaxed()) return row + 1;
    m_deductedRow = row;
    row = writeSumRow(
        row, QT_TRANSLATE_NOOP("Database", "Running costs less income"),
        [&](int i) {
            if (i >= lineCount()) return flowRow(i) == interestRow() && isBorrowed();
            return treatment(i) == TaxTreatment::Deducted || treatment(i) == TaxTreatment::Disposal;
        },
        m_deducted);
    return row + 1;
}

int PlanBlock::writeLoans(int row) {
    m_sheet.text({row, kLabel}, Database::tr("Loan"), Look::Header);
    m_sheet.text({row, kTotal}, Database::tr("Borrowed"), Look::ColumnHeader);
    m_sheet.text({row++, kAmount}, Database::tr("Instalment"), Look::ColumnHeader);
    for (int start = 0; start <= m_plan.periods; ++start) {
        if (m_basis[static_cast<std::size_t>(start)] > 0.0) row = writeLoan(row, start);
    }
    const int proceeds = flowRow(lineCount());
    for (int period = 0; period <= m_plan.periods; ++period) {
        const bool buys =
            std::find(m_loanStarts.begin(), m_loanStarts.end(), period) != m_loanStarts.end();
        m_sheet.formula(
            {proceeds, column(period)},
            buys ? "-" + input("finance.loan_share") + '*' + at(m_basisRow, column(period)) : "0",
            flow(lineCount(), period), Look::Money);
        for (const int part : {1, 2}) {
            std::vector<int> rows;
            for (std::size_t i = 0; i < m_loanRows.size(); ++i) {
                if (m_loanStarts[i] <= period) rows.push_back(m_loanRows[i] + part);
            }
            writeSum(proceeds + part, period, rows, flow(lineCount() + part, period));
        }
    }
    return row + 1;
}

}  // namespace headroom::workbook
