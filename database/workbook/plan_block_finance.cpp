// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Loans, depreciation and income tax of a plan as `spread` computes them (docs/cost.md a.8).
#include <algorithm>

#include "core/cost/finance.h"
#include "core/cost/tax_terms.h"
#include "core/scenario/number_text.h"
#include "database/words.h"
#include "database/workbook/plan_block.h"
#include "database/workbook/text.h"

namespace headroom::workbook {

int PlanBlock::writeLoan(int row, int start) {
    const int interest = row + 1;
    const int principal = row + 2;
    const int from = m_dated.start + start;
    const double rate = m_plan.loan.ratePerPeriod;
    const int months = std::max(1, m_plan.loan.periods);
    const double borrowed = m_basis[static_cast<std::size_t>(start)] * m_plan.loan.share;
    const double instalment = finance::payment(rate, months, borrowed);
    const std::string monthly = input("finance.loan_rate_per_year") + "/12";
    const std::string term = "MAX(1," + input("finance.loan_months") + ')';
    const std::string lent = cellAddress(row, kTotal);
    m_sheet.text({row, kLabel},
                 Database::tr("Owed before the payment, lent in month %1").arg(from));
    m_sheet.text({interest, kLabel}, Database::tr("    Interest"));
    m_sheet.text({principal, kLabel}, Database::tr("    Repaid"));
    m_sheet.formula({row, kTotal}, '-' + at(flowRow(lineCount()), column(start)), borrowed,
                    Look::Money);
    m_sheet.formula({row, kAmount}, "-PMT(" + monthly + ',' + term + ',' + lent + ')', instalment,
                    Look::Money);
    double owed = borrowed;
    const auto cell = [&](int r, int period, const std::string& formula, double value) {
        m_sheet.formula({r, column(period)}, formula, value, Look::Money);
    };
    const bool boughtAtTheEnd = start == m_plan.periods;
    cell(row, start, boughtAtTheEnd ? lent : "0", boughtAtTheEnd ? borrowed : 0.0);
    cell(interest, start, "0", 0.0);
    cell(principal, start, at(row, column(start)), boughtAtTheEnd ? borrowed : 0.0);
    for (int n = start + 1; n <= m_plan.periods; ++n) {
        const int age = n - start;
        const std::string before =
            age == 1 ? lent : at(row, column(n - 1)) + '-' + at(principal, column(n - 1));
        const double due = owed * rate;
        const double repaid = age > months                           ? 0.0
                              : age == months || n == m_plan.periods ? owed
                                                                     : instalment - due;
        cell(row, n, before, owed);
        cell(interest, n, at(row, column(n)) + '*' + monthly, due);
        const std::string aged = monthCell(n) + '-' + std::to_string(from);
        const std::string level = cellAddress(row, kAmount) + '-' + at(interest, column(n));
        cell(principal, n,
             n == m_plan.periods
                 ? at(row, column(n))
                 : "IF(" + aged + ">=" + term + ',' + at(row, column(n)) + ',' + level + ')',
             repaid);
        owed -= repaid;
    }
    m_loanRows.push_back(row);
    m_loanStarts.push_back(start);
    return row + 3;
}

int PlanBlock::years() const {
    return std::max(1, (m_plan.periods - 1 + m_plan.periodsPerYear) / m_plan.periodsPerYear);
}

int PlanBlock::lastPeriodOf(int year) const {
    return std::min((year + 1) * m_plan.periodsPerYear, m_plan.periods);
}

int PlanBlock::writeTax(int row) {
    m_sheet.text({row, kLabel}, Database::tr("Income tax, by tax year"), Look::Header);
    m_sheet.text({row, kTotal}, Database::tr("Purchase"), Look::ColumnHeader);
    m_sheet.text({row, kAmount}, Database::tr("Expensed"), Look::ColumnHeader);
    for (int year = 0; year < years(); ++year) {
        m_sheet.number({row, kFirstMonth + year}, year + 1, Look::ColumnHeader);
    }
    row = writeShares(row + 1);
    const int firstDeduction = row;
    m_deductions.assign(static_cast<std::size_t>(years()), 0.0);
    m_sheet.text({row, kLabel}, Database::tr("Running costs less income"));
    for (int year = 0; year < years(); ++year) {
        const int from = year == 0 ? 0 : year * m_plan.periodsPerYear + 1;
        double sum = 0.0;
        for (int n = from; n <= lastPeriodOf(year); ++n) {
            sum += m_deducted[static_cast<std::size_t>(n)];
        }
        m_deductions[static_cast<std::size_t>(year)] = sum;
        m_sheet.formula({row, kFirstMonth + year},
                        sumOfRow(m_deductedRow, column(from), column(lastPeriodOf(year))), sum,
                        Look::Money);
    }
    const int firstPurchase = ++row;
    m_expensed = 0.0;
    for (int period = 0; period <= m_plan.periods; ++period) {
        if (m_basis[static_cast<std::size_t>(period)] == 0.0) continue;
        row = writeDepreciation(row, period, firstPurchase);
    }
    if (m_plan.tax.bookValue != 0.0) row = writeBookValue(row);
    writeTaxYears(row, firstDeduction);
    return row + 5;
}

int PlanBlock::writeShares(int row) {
    IncomeTax plain = m_dated.scenario.incomeTax;
    plain.bonusShare = 0.0;
    const DepreciationSchedule schedule = taxTerms(plain).depreciation;
    const std::string bonus = input("finance.bonus_depreciation_share");
    m_sheet.text({row, kLabel}, Database::tr("Schedule before a bonus"));
    m_sheet.text({row + 1, kLabel}, Database::tr("Share deducted, by year of use"));
    m_shareRow = row + 1;
    for (int age = 0; age < years(); ++age) {
        const auto i = static_cast<std::size_t>(age);
        const bool within = i < DepreciationSchedule::kYears;
        const int column = kFirstMonth + age;
        m_sheet.number({row, column}, within ? schedule.shares[i] : 0.0, Look::Percent,
                       Weight::Input);
        m_sheet.formula({m_shareRow, column},
                        (age == 0 ? bonus + "+" : "") + "(1-" + bonus + ")*" + at(row, column),
                        within ? m_plan.tax.depreciation.shares[i] : 0.0, Look::Percent);
    }
    return row + 2;
}

int PlanBlock::writeDepreciation(int row, int purchase, int firstOfThem) {
    const double bought = m_basis[static_cast<std::size_t>(purchase)];
    const int last = years() - 1;
    const int first = std::min(purchase / m_plan.periodsPerYear, last);
    const double left = std::max(0.0, m_plan.tax.depreciation.expensed) - m_expensed;
    const double expensed = first == 0 ? std::min(left, bought) : 0.0;
    m_expensed += expensed;
    m_sheet.text({row, kLabel},
                 Database::tr("Depreciation, bought in month %1").arg(m_dated.start + purchase));
    m_sheet.formula({row, kTotal}, at(m_basisRow, column(purchase)), bought, Look::Money);
    std::string before;
    if (row > firstOfThem) {
        before = "-SUM(" + at(firstOfThem, kAmount) + ':' + at(row - 1, kAmount) + ')';
    }
    m_sheet.formula({row, kAmount},
                    first == 0 ? "MIN(MAX(0," + input("finance.expensed_amount") + ')' + before +
                                     ',' + at(row, kTotal) + ')'
                               : "0",
                    expensed, Look::Money);
    double rest = bought;
    for (int year = first; year <= last; ++year) {
        const auto age = static_cast<std::size_t>(year - first);
        const double share =
            age < DepreciationSchedule::kYears ? m_plan.tax.depreciation.shares[age] : 0.0;
        double deducted = (bought - expensed) * share + (year == first ? expensed : 0.0);
        std::string formula = (year == first ? at(row, kAmount) + '+' : std::string()) + '(' +
                              cellAddress(row, kTotal) + '-' + cellAddress(row, kAmount) + ")*" +
                              at(m_shareRow, kFirstMonth + year - first);
        // What the horizon leaves is deducted when the machine is sold or given away.
        if (year == last) {
            deducted = rest;
            formula = cellAddress(row, kTotal);
            if (year > first)
                formula += '-' + sumOfRow(row, kFirstMonth + first, kFirstMonth + year - 1);
        }
        m_sheet.formula({row, kFirstMonth + year}, formula, deducted, Look::Money);
        m_deductions[static_cast<std::size_t>(year)] += deducted;
        rest -= deducted;
    }
    return row + 1;
}

int PlanBlock::writeBookValue(int row) {
    const double each = m_dated.scenario.existing.bookValue;
    const double value = m_plan.tax.bookValue;
    const int bookYears = std::max(1, m_plan.tax.bookYears);
    m_sheet.text({row, kLabel}, Database::tr("Book value, deducted over the years left to it"));
    m_sheet.formula({row, kTotal}, input("existing.book_value") + '*' + shortestText(value / each),
                    value, Look::Money);
    for (int year = 0; year < years(); ++year) {
        const int parts = year >= bookYears ? 0 : year + 1 == years() ? bookYears - year : 1;
        const std::string share =
            std::to_string(parts) + '/' + std::to_string(bookYears) + (year == 0 ? "-1" : "");
        const double deducted = value * (double(parts) / bookYears - (year == 0 ? 1.0 : 0.0));
        m_sheet.formula({row, kFirstMonth + year}, cellAddress(row, kTotal) + "*(" + share + ')',
                        deducted, Look::Money);
        m_deductions[static_cast<std::size_t>(year)] += deducted;
    }
    return row + 1;
}

void PlanBlock::writeTaxYears(int row, int firstDeduction) {
    const int carriedRow = row + 1;
    const int savedRow = row + 2;
    m_sheet.text({row, kLabel}, Database::tr("To deduct, with what was carried forward"));
    m_sheet.text({carriedRow, kLabel}, Database::tr("Carried forward"));
    m_sheet.text({savedRow, kLabel}, Database::tr("Tax saved"));
    m_sheet.text({savedRow + 1, kLabel}, Database::tr("Combined rate"));
    const std::string state = input("finance.state_tax_rate");
    m_sheet.formula({savedRow + 1, kAmount},
                    state + '+' + input("finance.income_tax_rate") + "*(1-" + state + ')',
                    m_plan.tax.rate, Look::Percent);
    for (int period = 0; period <= m_plan.periods; ++period) {
        m_sheet.number({taxRow(), column(period)}, 0.0, Look::Money);
    }
    double carried = 0.0;
    for (int year = 0; year < years(); ++year) {
        const int column = kFirstMonth + year;
        const bool early = year + 1 < m_plan.tax.firstYearWithIncome;
        const std::string income =
            "IF(" + std::to_string(year + 1) + '<' + input("finance.first_year_with_income") + ',';
        std::string sum = "SUM(" + at(firstDeduction, column) + ':' + at(row - 1, column) + ')';
        if (year > 0) sum += '+' + at(carriedRow, column - 1);
        carried += m_deductions[static_cast<std::size_t>(year)];
        const double saved = early ? 0.0 : m_plan.tax.rate * carried;
        m_sheet.formula({row, column}, sum, carried, Look::Money);
        m_sheet.formula({carriedRow, column}, income + at(row, column) + ",0)",
                        early ? carried : 0.0, Look::Money);
        m_sheet.formula(
            {savedRow, column},
            income + "0," + cellAddress(savedRow + 1, kAmount) + '*' + at(row, column) + ')', saved,
            Look::Money);
        m_sheet.formula({taxRow(), this->column(lastPeriodOf(year))}, '-' + at(savedRow, column),
                        -saved, Look::Money);
        if (!early) carried = 0.0;
    }
}

}  // namespace headroom::workbook
