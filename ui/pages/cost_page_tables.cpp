// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/cost_page_tables.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CostPage", text);
}

QString amountText(const Money& amount) {
    return QString::fromStdString(formatAmount(amount));
}

QString label(CostComponent component) {
    return plainText(std::string(costComponentLabel(component)));
}

bool isZero(const CashLine& line) {
    return std::all_of(line.months.begin(), line.months.end(),
                       [](const Money& amount) { return amount.minor == 0; });
}

std::set<CostComponent> componentsOf(const CashFlow& cash) {
    std::set<CostComponent> components;
    for (const CashLine& line : cash.lines) {
        if (!isZero(line)) components.insert(line.component);
    }
    return components;
}

Money sumOfMonth(const CashFlow& cash, CostComponent component, std::size_t month) {
    Money sum{0, cash.currency};
    for (const CashLine& line : cash.lines) {
        if (line.component == component && month < line.months.size()) sum += line.months[month];
    }
    return sum;
}

}  // namespace

TextTable costComponentTable(const Evaluation& evaluation,
                             const std::vector<std::size_t>& options) {
    TextTable table;
    table.columns.push_back({tr("Component"), {}, false});
    std::set<CostComponent> components;
    std::vector<const OptionResult*> shown;
    for (const std::size_t index : options) {
        if (index >= evaluation.options.size() || !evaluation.options[index].cash) continue;
        const OptionResult& result = evaluation.options[index];
        shown.push_back(&result);
        components.merge(componentsOf(*result.cash));
        table.columns.push_back({plainText(result.option.name),
                                 QString::fromStdString(result.cash->currency.code()), true});
    }
    if (shown.empty()) return {};
    QStringList lines;
    const auto addRow = [&](const QString& title, auto value, bool bold) {
        QStringList row{title};
        for (const OptionResult* result : shown) row.append(value(*result));
        if (bold) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(row);
    };
    for (const CostComponent component : components) {
        lines.append(label(component));
        addRow(
            label(component),
            [&](const OptionResult& result) {
                return componentsOf(*result.cash).contains(component)
                           ? amountText(result.cash->of(component))
                           : QString();
            },
            false);
    }
    addRow(
        tr("Total, undiscounted"),
        [](const OptionResult& result) { return amountText(result.total); }, true);
    addRow(
        tr("Present value"),
        [](const OptionResult& result) { return amountText(result.presentValue); }, true);
    addRow(
        tr("Per million tokens (LCOT)"),
        [](const OptionResult& result) {
            return QString::fromStdString(formatSignificant(result.costPerMillionTokens));
        },
        false);
    lines.append({u"Total"_s, u"Present value"_s, u"Levelised cost"_s});
    QStringList ids;
    for (const OptionResult* result : shown) ids.append(QString::fromStdString(result->option.id));
    table.why = [lines, ids](int row, int column) -> std::optional<WhyTarget> {
        if (column == 0) return std::nullopt;
        return WhyTarget{WorkingPart::Cost, lines.value(row), ids.value(column - 1),
                         lines.value(row)};
    };
    return table;
}

TextTable monthlyTable(const OptionResult& result) {
    TextTable table;
    if (!result.cash) return table;
    const CashFlow& cash = *result.cash;
    const QString unit = QString::fromStdString(cash.currency.code());
    const std::set<CostComponent> components = componentsOf(cash);
    table.columns.push_back({tr("Month"), {}, true});
    QStringList lines{QString()};
    for (const CostComponent component : components) {
        table.columns.push_back({label(component), unit, true});
        lines.append(label(component));
    }
    lines.append({u"Total"_s, u"Total"_s});
    table.why = [lines](int, int column) -> std::optional<WhyTarget> {
        if (column == 0) return std::nullopt;
        return WhyTarget{WorkingPart::Cost, lines.value(column), {}, lines.value(column)};
    };
    table.columns.push_back({tr("This month"), unit, true});
    table.columns.push_back({tr("So far"), unit, true});
    const std::vector<double> cumulative = cash.cumulative();
    for (std::size_t month = 0; month < cumulative.size(); ++month) {
        QStringList row{QString::number(month)};
        for (const CostComponent component : components) {
            row.append(amountText(sumOfMonth(cash, component, month)));
        }
        row.append(amountText(cash.month(static_cast<int>(month))));
        row.append(amountText(money(cumulative[month], cash.currency)));
        table.rows.push_back(row);
    }
    return table;
}

}  // namespace headroom
