// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/cash_flow_csv.h"

#include <QStringList>
#include <vector>

#include "core/scenario/month.h"
#include "database/save_file.h"
#include "database/spreadsheet_text.h"
#include "database/words.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CsvColumn {
    QString title;
    std::vector<Money> months;
};

CsvColumn totalOf(const CashFlow& cash, const QString& option) {
    CsvColumn column{Database::tr("%1: Total").arg(option), {}};
    for (int month = 0; month <= cash.horizonMonths; ++month) {
        column.months.push_back(cash.month(month));
    }
    return column;
}

/// Titles are told apart, as programs that read tables want them.
void addColumn(std::vector<CsvColumn>& columns, QStringList& titles, CsvColumn column) {
    const QString plain = column.title;
    for (int number = 2; titles.contains(column.title); ++number) {
        column.title = u"%1 (%2)"_s.arg(plain, QString::number(number));
    }
    titles << column.title;
    columns.push_back(std::move(column));
}

QString amountText(const Money& amount) {
    return QString::number(amount.amount(), 'f', amount.currency.minorDigits());
}

Money sum(const std::vector<Money>& months, Currency currency) {
    Money total{0, currency};
    for (const Money& month : months) total += month;
    return total;
}

}  // namespace

QByteArray cashFlowCsv(std::span<const OptionResult* const> options, const Scenario& scenario) {
    std::vector<CsvColumn> columns;
    QStringList titles;
    for (const OptionResult* option : options) {
        if (!option->cash) continue;
        const QString name = QString::fromStdString(option->option.name);
        for (const CashLine& line : option->cash->lines) {
            const QString component =
                QString::fromStdString(std::string(costComponentLabel(line.component)));
            addColumn(columns, titles, {u"%1: %2"_s.arg(name, component), line.months});
        }
        addColumn(columns, titles, totalOf(*option->cash, name));
    }
    const std::optional<int> start = monthNumber(scenario.finance.start);
    const Currency currency = scenario.finance.currency;
    QStringList head{Database::tr("Month")};
    if (start) head << Database::tr("Date");
    for (const CsvColumn& column : columns) {
        head << column.title + u", "_s + QString::fromStdString(currency.code());
    }
    QString text = csvLine(head);
    for (int month = 0; month <= scenario.finance.horizonMonths; ++month) {
        QStringList cells{QString::number(month)};
        if (start) {
            cells << (month == 0 ? QString()
                                 : QString::fromStdString(monthText(*start + month - 1)));
        }
        for (const CsvColumn& column : columns) {
            const auto n = static_cast<std::size_t>(month);
            cells << (n < column.months.size() ? amountText(column.months[n]) : QString());
        }
        text += csvLine(cells);
    }
    QStringList last{Database::tr("Total")};
    if (start) last << QString();
    for (const CsvColumn& column : columns) last << amountText(sum(column.months, currency));
    return (text + csvLine(last)).toUtf8();
}

void writeCashFlowCsv(const QString& path, std::span<const OptionResult* const> options,
                      const Scenario& scenario) {
    saveFile(path, cashFlowCsv(options, scenario));
}

}  // namespace headroom
