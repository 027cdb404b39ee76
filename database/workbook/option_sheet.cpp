// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook/option_sheet.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/cost/finance.h"
#include "core/scenario/month.h"
#include "database/words.h"
#include "database/workbook/plan_block.h"
#include "database/workbook/text.h"

namespace headroom::workbook {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSummaryRow = 3;
constexpr int kSummaryRows = 6;

class OptionSheet {
public:
    OptionSheet(Book& book, const OptionResult& result, const Scenario& scenario)
        : m_book(book),
          m_result(result),
          m_scenario(scenario),
          m_horizon(scenario.finance.horizonMonths),
          m_sheet(book.add(QString::fromStdString(result.option.name))),
          m_plans(detailedPlans(*result.facts, scenario)) {
        for (const DatedPlan& plan : m_plans) {
            m_blocks.push_back(std::make_unique<PlanBlock>(book, m_sheet, plan));
        }
    }

    OptionFigures write() {
        writeHead();
        int row = writeNotes(kSummaryRow + kSummaryRows + 1);
        m_firstFlow = row + 1;
        for (const auto& block : m_blocks) {
            ++row;
            block->place(row);
            row += block->flowCount();
        }
        m_lastFlow = row - 1;
        row = writeSums(row);
        row = writeDiscounting(row);
        for (const auto& block : m_blocks) row = block->writeWorkings(row + 1);
        for (const auto& block : m_blocks) {
            writeHeading(*block);
            block->writeFlows();
        }
        writeSummary();
        return m_figures;
    }

private:
    int lastColumn() const { return kFirstMonth + m_horizon; }
    std::string monthCell(int month) const {
        return columnText(kFirstMonth + month) + '$' + std::to_string(kMonthRow + 1);
    }
    std::size_t months() const { return static_cast<std::size_t>(m_horizon) + 1; }
    std::string input(const char* fieldId) {
        return m_book.resolved('{' + std::string(fieldId) + '}', {});
    }

    void writeHead() {
        m_sheet.width(kLabel, kLabel, 50);
        m_sheet.width(kTotal, kAmount, 15);
        m_sheet.width(kDrift, kTerm, 9);
        m_sheet.width(kFirstMonth, lastColumn(), 12);
        m_sheet.text({0, kLabel}, QString::fromStdString(m_result.option.name), Look::Title);
        const QStringList heads{
            Database::tr("Costs by month, in %1")
                .arg(QString::fromStdString(m_scenario.finance.currency.code())),
            Database::tr("Total"),
            Database::tr("Amount today"),
            Database::tr("Change a year"),
            Database::tr("First month"),
            Database::tr("Last month"),
            Database::tr("Price fixed, months"),
        };
        for (int i = 0; i < heads.size(); ++i) {
            m_sheet.text({kMonthRow, i}, heads[i], i == kLabel ? Look::Header : Look::ColumnHeader);
        }
        m_sheet.lines(kMonthRow, 3);
        const std::optional<int> start = monthNumber(m_scenario.finance.start);
        for (int month = 0; month <= m_horizon; ++month) {
            m_sheet.number({kMonthRow, kFirstMonth + month}, month, Look::ColumnHeader);
            if (start && month > 0) {
                m_sheet.text({kMonthRow + 1, kFirstMonth + month}, monthText(*start + month - 1),
                             Look::Note);
            }
        }
        m_sheet.freeze({kMonthRow + 1, kLabel + 1});
    }

    int writeNotes(int row) {
        const QStringList notes{
            Database::tr("Month 0 is the day of purchase, month n the end of month n. Costs are "
                         "positive, what is received is negative. Not rounded to cents."),
            Database::tr("Blue numbers may be changed here; inputs are changed on the sheet "
                         "Inputs, where a column says which of them move these costs."),
            Database::tr("Machines, energy, hours of fine-tuning and tokens are numbers: memory, "
                         "speed and load stand behind them, which only the program works out."),
        };
        for (const QString& note : notes) m_sheet.text({row++, kLabel}, note, Look::Note);
        return row;
    }

    /// Before the flows of each block.
    void writeHeading(const PlanBlock& block) {
        const int row = block.flowRow(0) - 1;
        const QString heading = m_blocks.size() == 1 ? Database::tr("Costs")
                                : block.start() == 0
                                    ? Database::tr("Rented, to month %1").arg(block.periods())
                                    : Database::tr("Bought, from month %1").arg(block.start());
        m_sheet.text({row, kLabel}, heading, Look::Header);
    }

    /// A row of sums by month with its own total, if it has one.
    void writeRow(int row, const QString& label, const std::vector<double>& values,
                  const std::vector<std::string>& formulas, Look look, bool totalled) {
        const Weight weight = totalled ? Weight::Bold : Weight::Plain;
        m_sheet.text({row, kLabel}, label, Look::Text, weight);
        if (totalled) {
            m_sheet.formula({row, kTotal}, sumOfRow(row, kFirstMonth, lastColumn()),
                            std::accumulate(values.begin(), values.end(), 0.0), look, weight);
        }
        for (std::size_t n = 0; n < values.size(); ++n) {
            m_sheet.formula({row, kFirstMonth + static_cast<int>(n)}, formulas[n], values[n], look,
                            weight);
        }
    }

    void addFlows() {
        m_totals.assign(months(), 0.0);
        m_resale.assign(months(), 0.0);
        for (const auto& block : m_blocks) {
            for (int i = 0; i < block->flowCount(); ++i) {
                const auto index = static_cast<std::size_t>(i);
                const bool isResale = block->flows().component(index) == CostComponent::Resale;
                if (isResale) m_resaleRows.push_back(block->flowRow(i));
                const auto start = static_cast<std::size_t>(block->start());
                const std::span<const double> flows = block->flows().row(index);
                for (std::size_t n = 0; n < flows.size(); ++n) {
                    m_totals[start + n] += flows[n];
                    if (isResale) m_resale[start + n] += flows[n];
                }
            }
        }
    }

    int writeSums(int row) {
        addFlows();
        m_totalRow = row;
        const int cumulative = row + 1;
        m_figures.withoutResaleRow = row + 2;
        std::vector<std::string> sums, running, bare;
        std::vector<double> runningNow, bareNow;
        for (std::size_t n = 0; n < months(); ++n) {
            const int column = kFirstMonth + static_cast<int>(n);
            sums.push_back("SUM(" + at(m_firstFlow, column) + ':' + at(m_lastFlow, column) + ')');
            const std::string total = at(m_totalRow, column);
            std::string kept = total;
            for (const int resale : m_resaleRows) kept += '-' + at(resale, column);
            const std::string before = n == 0 ? std::string() : at(cumulative, column - 1) + '+';
            const std::string bareBefore =
                n == 0 ? std::string() : at(m_figures.withoutResaleRow, column - 1) + '+';
            running.push_back(before + total);
            bare.push_back(bareBefore + kept);
            runningNow.push_back((n == 0 ? 0.0 : runningNow.back()) + m_totals[n]);
            bareNow.push_back((n == 0 ? 0.0 : bareNow.back()) + m_totals[n] - m_resale[n]);
        }
        writeRow(row, Database::tr("Total by month"), m_totals, sums, Look::Money, true);
        writeRow(cumulative, Database::tr("Cumulative"), runningNow, running, Look::Money, false);
        writeRow(m_figures.withoutResaleRow,
                 Database::tr("Cumulative, before the resale is in hand"), bareNow, bare,
                 Look::Money, false);
        m_figures.withoutResaleNow = std::move(bareNow);
        return row + 3;
    }

    int writeDiscounting(int row) {
        const double discount = m_scenario.finance.discountRatePerYear;
        const double inflation = m_scenario.finance.inflationPerYear;
        m_factorRow = row;
        m_presentRow = row + 1;
        m_tokenRow = row + 2;
        m_realRow = row + 3;
        const std::string rate = "(1+" + input("finance.discount_rate_per_year") + ')';
        const std::string prices = "(1+" + input("finance.inflation_per_year") + ')';
        std::vector<std::string> factors, presents, reals;
        std::vector<double> presentNow;
        for (std::size_t n = 0; n < months(); ++n) {
            const int month = static_cast<int>(n);
            const double years = month / 12.0;
            const std::string power = ")^(" + monthCell(month) + "/12)";
            factors.push_back("(1/" + rate + power);
            reals.push_back('(' + prices + '/' + rate + power);
            presents.push_back(at(m_totalRow, kFirstMonth + month) + '*' +
                               at(m_factorRow, kFirstMonth + month));
            m_factors.push_back(std::pow(1.0 + discount, -years));
            m_reals.push_back(std::pow((1.0 + inflation) / (1.0 + discount), years));
            presentNow.push_back(m_totals[n] * m_factors[n]);
        }
        writeRow(m_factorRow, Database::tr("Discount factor"), m_factors, factors, Look::Number,
                 false);
        writeRow(m_presentRow, Database::tr("Present value"), presentNow, presents, Look::Money,
                 true);
        m_present = std::accumulate(presentNow.begin(), presentNow.end(), 0.0);
        writeTokens();
        writeRow(m_realRow, Database::tr("Discount factor without inflation"), m_reals, reals,
                 Look::Number, false);
        return row + 4;
    }

    /// Prompts and answers; they begin with the first month.
    void writeTokens() {
        const Workload& workload = m_scenario.workload;
        const double monthly =
            requestsPerMonth(workload) * (workload.prompt.value + workload.answer.value) / 1e6;
        m_sheet.text({m_tokenRow, kLabel}, Database::tr("Million tokens"));
        m_tokens.assign(months(), 0.0);
        for (int month = 0; month <= m_horizon; ++month) {
            const double tokens = month == 0 ? 0.0 : monthly * growthFactor(workload, month);
            m_tokens[static_cast<std::size_t>(month)] = tokens;
            m_sheet.number({m_tokenRow, kFirstMonth + month}, tokens, Look::Number, Weight::Input);
        }
        m_sheet.formula({m_tokenRow, kTotal}, sumOfRow(m_tokenRow, kFirstMonth, lastColumn()),
                        std::accumulate(m_tokens.begin(), m_tokens.end(), 0.0), Look::Number);
    }

    /// One levelised cost: `cost` over the million tokens, discounted by the factors of a row.
    double writeLevelised(At at, const QString& label, const std::string& cost, double costNow,
                          int factorRow, const std::vector<double>& factors) {
        const auto range = [&](int row) {
            return workbook::at(row, kFirstMonth) + ':' + workbook::at(row, lastColumn());
        };
        double tokens = 0.0;
        for (std::size_t n = 0; n < m_tokens.size(); ++n) {
            tokens += m_tokens[n] * (factors.empty() ? 1.0 : factors[n]);
        }
        const std::string volume =
            factors.empty() ? workbook::at(m_tokenRow, kTotal)
                            : "SUMPRODUCT(" + range(m_tokenRow) + ',' + range(factorRow) + ')';
        const double value = tokens > 0.0 ? costNow / tokens : 0.0;
        m_sheet.text({at.row, kLabel}, label);
        m_sheet.formula(
            at, "IF(" + workbook::at(m_tokenRow, kTotal) + "=0,0," + cost + '/' + volume + ')',
            value, Look::Money, Weight::Bold);
        return value;
    }

    void writeSummary() {
        OptionFigures& f = m_figures;
        f.result = &m_result;
        f.sheet = &m_sheet;
        f.total = {kSummaryRow, kTotal};
        f.presentValue = {kSummaryRow + 1, kTotal};
        f.firstDay = {kSummaryRow + 2, kTotal};
        f.nominal = {kSummaryRow + 3, kTotal};
        f.real = {kSummaryRow + 4, kTotal};
        f.plain = {kSummaryRow + 5, kTotal};
        f.totalNow = std::accumulate(m_totals.begin(), m_totals.end(), 0.0);
        f.presentValueNow = m_present;
        f.firstDayNow = m_totals.front();
        const auto figure = [&](At cell, const QString& label, const std::string& formula,
                                double value) {
            m_sheet.text({cell.row, kLabel}, label);
            m_sheet.formula(cell, formula, value, Look::Money, Weight::Bold);
        };
        const std::string total = at(m_totalRow, kTotal);
        const std::string present = at(m_presentRow, kTotal);
        figure(f.total, Database::tr("Total over %1 months").arg(m_horizon), total, f.totalNow);
        figure(f.presentValue, Database::tr("Present value"), present, m_present);
        figure(f.firstDay, Database::tr("Due on the first day"), at(m_totalRow, kFirstMonth),
               f.firstDayNow);
        f.nominalNow = writeLevelised(f.nominal, Database::tr("Per million tokens, levelised"),
                                      present, m_present, m_factorRow, m_factors);
        f.realNow =
            writeLevelised(f.real, Database::tr("Per million tokens, levelised, without inflation"),
                           present, m_present, m_realRow, m_reals);
        f.plainNow = writeLevelised(f.plain, Database::tr("Per million tokens, nothing discounted"),
                                    total, f.totalNow, 0, {});
    }

    Book& m_book;
    const OptionResult& m_result;
    const Scenario& m_scenario;
    int m_horizon;
    Sheet& m_sheet;
    std::vector<DatedPlan> m_plans;
    std::vector<std::unique_ptr<PlanBlock>> m_blocks;
    OptionFigures m_figures;
    int m_firstFlow{}, m_lastFlow{};
    int m_totalRow{}, m_factorRow{}, m_presentRow{}, m_tokenRow{}, m_realRow{};
    std::vector<int> m_resaleRows;
    std::vector<double> m_totals, m_resale, m_factors, m_reals, m_tokens;
    double m_present{};
};

}  // namespace

OptionFigures writeOptionSheet(Book& book, const OptionResult& result, const Scenario& scenario) {
    return OptionSheet(book, result, scenario).write();
}

}  // namespace headroom::workbook
