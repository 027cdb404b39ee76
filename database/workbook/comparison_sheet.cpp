// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/cost/cash_flow.h"
#include "core/explain/explain.h"
#include "database/words.h"
#include "database/workbook/other_sheets.h"
#include "database/workbook/plan_block.h"

namespace headroom::workbook {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kHeadRow = 1;
/// In the working of the break-even, per option.
constexpr int kRowsEach = 3;
enum Column {
    kName,
    kKind,
    kPasses,
    kSum,
    kPresent,
    kFirstDay,
    kNominal,
    kReal,
    kPlain,
    kDifference,
    kCheaperFrom,
    kDearerFrom,
    kColumns
};

QString alwaysText() {
    return Database::tr("from the start");
}

QString neverText() {
    return Database::tr("never");
}

std::string inFormula(QString text) {
    return '"' + text.replace(u'"', u"\"\""_s).toStdString() + '"';
}

/// Month from which the candidate of `breakEven` stays ahead. `row` has the differences; `behind`
/// has n + 1 in the months n in which it is not ahead, else 0.
std::string breakEvenFormula(int row, int behind, int first, int last) {
    const std::string range = at(row, first) + ':' + at(row, last);
    const std::string position = "MAX(" + at(behind, first) + ':' + at(behind, last) + ')';
    const std::string before = "INDEX(" + range + ",1," + position + ')';
    const std::string after = "INDEX(" + range + ",1," + position + "+1)";
    const std::string month = position + "-1+" + before + "/(" + before + '-' + after + ')';
    const std::string always = inFormula(alwaysText());
    return "IF(" + position + "=0," + always + ",IF(" + position + '=' +
           std::to_string(last - first + 1) + ',' + inFormula(neverText()) + ",IF(" + month +
           "=0," + always + ',' + month + ")))";
}

std::vector<double> toCents(std::vector<double> values) {
    for (double& value : values) value = std::round(value * 100.0) / 100.0;
    return values;
}

class Comparison {
public:
    Comparison(Sheet& sheet, std::span<const OptionFigures> options, const Scenario& scenario)
        : m_sheet(sheet), m_options(options), m_horizon(scenario.finance.horizonMonths) {
        const auto priced = std::find_if(options.begin(), options.end(), [](const auto& option) {
            return option.sheet != nullptr;
        });
        if (priced != options.end()) m_first = &*priced;
    }

    void write() {
        writeHead();
        int row = kHeadRow + 1;
        m_workingRow = row + static_cast<int>(m_options.size()) + 3;
        for (const OptionFigures& option : m_options) writeOption(row++, option);
        m_sheet.text({row + 1, kName},
                     Database::tr("Cost to date less that of the first option, without the resale; "
                                  "the break-even months are read off here."),
                     Look::Note);
        if (m_first == nullptr) return;
        m_sheet.text({m_workingRow, kName}, Database::tr("Month"), Look::Header);
        for (int month = 0; month <= m_horizon; ++month) {
            m_sheet.number({m_workingRow, kColumns + month}, month, Look::ColumnHeader);
        }
    }

private:
    void writeHead() {
        m_sheet.width(kName, kName, 64);
        m_sheet.width(kKind, kPasses, 12);
        m_sheet.width(kSum, kDifference, 15);
        m_sheet.width(kCheaperFrom, kDearerFrom, 15);
        m_sheet.width(kColumns, kColumns + m_horizon, 12);
        m_sheet.text({0, kName}, Database::tr("Comparison"), Look::Title);
        const QStringList heads{
            Database::tr("Option"),
            Database::tr("Kind"),
            Database::tr("Passes every rule"),
            Database::tr("Total"),
            Database::tr("Present value"),
            Database::tr("First day"),
            Database::tr("Per M tokens, levelised"),
            Database::tr("Per M tokens, without inflation"),
            Database::tr("Per M tokens, not discounted"),
            Database::tr("Present value, more than the first"),
            Database::tr("Cheaper than the first from month"),
            Database::tr("Dearer than the first from month"),
        };
        for (int i = 0; i < heads.size(); ++i) {
            m_sheet.text({kHeadRow, i}, heads[i], i < kSum ? Look::Header : Look::ColumnHeader);
        }
        m_sheet.lines(kHeadRow, 3);
        m_sheet.printArea({0, kName},
                          {kHeadRow + static_cast<int>(m_options.size()), kColumns - 1});
        m_sheet.freeze({kHeadRow + 1, kName + 1});
    }

    void writeOption(int row, const OptionFigures& option) {
        m_sheet.text({row, kName}, QString::fromStdString(option.result->option.name));
        m_sheet.text({row, kKind}, optionKindLabel(option.result->option.kind));
        m_sheet.text({row, kPasses},
                     option.result->feasible ? Database::tr("yes") : Database::tr("no"));
        if (option.sheet == nullptr) {
            m_sheet.text({row, kSum}, Database::tr("price unknown"));
            return;
        }
        const auto figure = [&](int column, At cell, double value, Look look) {
            m_sheet.formula({row, column}, option.sheet->reference(cell), value, look);
        };
        figure(kSum, option.total, option.totalNow, Look::Money);
        figure(kPresent, option.presentValue, option.presentValueNow, Look::Money);
        figure(kFirstDay, option.firstDay, option.firstDayNow, Look::Money);
        figure(kNominal, option.nominal, option.nominalNow, Look::Price);
        figure(kReal, option.real, option.realNow, Look::Price);
        figure(kPlain, option.plain, option.plainNow, Look::Price);
        if (&option == m_first) {
            m_firstRow = row;
        } else {
            writeBreakEven(row, option);
        }
    }

    void writeBreakEven(int row, const OptionFigures& option) {
        const OptionFigures& first = *m_first;
        m_sheet.formula({row, kDifference}, at(row, kPresent) + '-' + at(m_firstRow, kPresent),
                        option.presentValueNow - first.presentValueNow, Look::Money);
        const int working = m_workingRow + 1 + kRowsEach * m_workings++;
        m_sheet.text({working, kName}, QString::fromStdString(option.result->option.name));
        m_sheet.text({working + 1, kName}, Database::tr("    Not yet cheaper: month + 1"));
        m_sheet.text({working + 2, kName}, Database::tr("    Not yet dearer: month + 1"));
        const std::vector<double> candidate = toCents(option.withoutResaleNow);
        const std::vector<double> reference = toCents(first.withoutResaleNow);
        for (int month = 0; month <= m_horizon; ++month) {
            writeMonth(working, month, option,
                       candidate[static_cast<std::size_t>(month)] -
                           reference[static_cast<std::size_t>(month)]);
        }
        const auto month = [&](int column, int behind, const BreakEven& found) {
            const std::string formula =
                breakEvenFormula(working, behind, kColumns, kColumns + m_horizon);
            if (found.kind == BreakEven::Kind::AtMonth) {
                m_sheet.formula({row, column}, formula, found.month, Look::Month);
            } else {
                const bool always = found.kind == BreakEven::Kind::Always;
                const QString shown = always ? alwaysText() : neverText();
                m_sheet.formulaText({row, column}, formula, shown.toStdString());
            }
        };
        month(kCheaperFrom, working + 1, breakEven(std::span<const double>(candidate), reference));
        month(kDearerFrom, working + 2, breakEven(std::span<const double>(reference), candidate));
    }

    void writeMonth(int row, int month, const OptionFigures& option, double difference) {
        const int column = kColumns + month;
        const auto toDate = [&](const OptionFigures& each) {
            return "ROUND(" + each.sheet->reference({each.withoutResaleRow, kFirstMonth + month}) +
                   ",2)";
        };
        m_sheet.formula({row, column}, toDate(option) + '-' + toDate(*m_first), difference,
                        Look::Money);
        const auto behind = [&](int at, const char* compared, bool is) {
            m_sheet.formula({at, column},
                            "IF(" + workbook::at(row, column) + compared + "0," +
                                std::to_string(month + 1) + ",0)",
                            is ? month + 1 : 0, Look::Integer);
        };
        behind(row + 1, ">=", difference >= 0.0);
        behind(row + 2, "<=", difference <= 0.0);
    }

    Sheet& m_sheet;
    std::span<const OptionFigures> m_options;
    int m_horizon;
    const OptionFigures* m_first{};
    int m_firstRow{};
    int m_workingRow{};
    int m_workings{};
};

}  // namespace

void writeComparison(Sheet& sheet, std::span<const OptionFigures> options,
                     const Scenario& scenario) {
    Comparison(sheet, options, scenario).write();
}

void writeSources(Sheet& sheet, std::span<const OptionResult* const> options,
                  const Catalog& catalog) {
    sheet.width(0, 0, 64);
    sheet.width(1, 1, 40);
    sheet.width(2, 3, 18);
    sheet.width(4, 4, 80);
    sheet.text({0, 0}, Database::tr("Where the prices come from"), Look::Title);
    const QStringList heads{Database::tr("Option"), Database::tr("Price"), Database::tr("Date"),
                            Database::tr("Confidence"), Database::tr("Source")};
    for (int i = 0; i < heads.size(); ++i) sheet.text({kHeadRow, i}, heads[i], Look::Header);
    sheet.freeze({kHeadRow + 1, 1});
    int row = kHeadRow + 1;
    for (const OptionResult* option : options) {
        const ExplanationLine line = priceSource(*option, catalog);
        const std::string* const cells[] = {&line.label, &line.result, &line.numbers, &line.formula,
                                            &line.source};
        for (int i = 0; i < 5; ++i) sheet.text({row, i}, std::string_view(*cells[i]));
        ++row;
    }
}

}  // namespace headroom::workbook
