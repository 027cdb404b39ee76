// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/place_page_tables.h"

#include <QCoreApplication>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PlacePage", text);
}

QString number(double value, int decimals = 0) {
    return QString::fromStdString(formatNumber(value, decimals));
}

/// What a column has room for: the thresholds above the table say the rest.
QString shortened(const ScorecardCell& cell) {
    constexpr qsizetype kMost = 13;
    const bool words =
        cell.criterion == Criterion::Software || cell.criterion == Criterion::Expandability;
    if (words || cell.mark == Mark::NotVerified) return {};
    QString value = plainText(cell.value);
    for (const QString& end : {u" a device"_s, u", "_s, u"; "_s, u" ("_s}) {
        const qsizetype at = value.indexOf(end);
        if (at > 0) value.truncate(at);
    }
    return u' ' + (value.size() <= kMost ? value : value.left(kMost - 1).trimmed() + u'…');
}

QString markText(Mark mark) {
    switch (mark) {
        case Mark::Pass:
            return u"✓"_s;
        case Mark::Fail:
            return u"✗"_s;
        case Mark::NotVerified:
            break;
    }
    return u"?"_s;
}

}  // namespace

TextTable energyTable(const Evaluation& evaluation, const std::vector<std::string>& optionIds,
                      const Catalog& catalog) {
    TextTable table;
    table.columns = {{tr("Option"), {}, false},
                     {tr("Average"), u"W"_s, true},
                     {tr("Heat"), u"BTU/h"_s, true},
                     {tr("Noise"), u"dBA"_s, true},
                     {tr("Used"), {}, true},
                     {tr("Energy"), u"kWh a month"_s, true},
                     {tr("CO2e"), u"kg a month"_s, true},
                     {tr("Electricity"), {}, true}};
    QStringList ids;
    for (const std::string& id : optionIds) {
        const OptionResult* const result = evaluation.find(id);
        if (result == nullptr || !result->power) continue;
        const PowerEstimate& power = *result->power;
        const Machine* const machine = catalog.machine(result->option.catalogId);
        const bool noise = machine != nullptr && machine->noiseDba.has_value();
        QString electricity = unknownText();
        if (result->cash) {
            electricity =
                QString::fromStdString(formatMoney(result->cash->of(CostComponent::Electricity) +
                                                   result->cash->of(CostComponent::Cooling)));
        }
        ids.append(QString::fromStdString(id));
        table.rows.push_back(
            {plainText(result->option.name), number(power.average.value),
             number(power.heatBtuPerHour), noise ? number(*machine->noiseDba) : unknownText(),
             QString::fromStdString(formatPercent(power.busyShare)), number(power.perMonth.value),
             power.carbonKilogramsPerMonth ? number(*power.carbonKilogramsPerMonth) : unknownText(),
             electricity});
    }
    table.why = [ids](int row, int column) -> std::optional<WhyTarget> {
        // In the order of the columns; noise is a figure of the catalog.
        static const QStringList lines{QString(),           u"Average"_s,    u"Heat"_s,
                                       QString(),           u"Busy share"_s, u"Energy a month"_s,
                                       u"Carbon a month"_s, u"Electricity"_s};
        const QString line = lines.value(column);
        if (line.isEmpty()) return std::nullopt;
        const bool money = column + 1 == lines.size();
        return WhyTarget{money ? WorkingPart::Cost : WorkingPart::Power, line, ids.value(row),
                         line};
    };
    return table;
}

namespace {

TextTable scorecardOf(const std::vector<ScorecardRow>& rows, bool values) {
    TextTable table;
    table.columns = {{tr("Machine"), {}, false}, {tr("Passes"), {}, true}};
    for (const Criterion criterion : kScorecardCriteria) {
        table.columns.push_back({QString::fromUtf8(criterionLabel(criterion)), {}, false});
    }
    for (const ScorecardRow& row : rows) {
        QStringList cells{plainText(row.name),
                          tr("%1 of %2").arg(row.passes).arg(kScorecardCriteria.size())};
        for (const ScorecardCell& cell : row.cells) {
            cells << (values ? markText(cell.mark) + shortened(cell) : markText(cell.mark));
        }
        table.rows.push_back(cells);
    }
    return table;
}

}  // namespace

TextTable scorecardTable(const std::vector<ScorecardRow>& rows) {
    return scorecardOf(rows, true);
}

TextTable scorecardMarks(const std::vector<ScorecardRow>& rows) {
    return scorecardOf(rows, false);
}

QString scorecardText(const std::vector<ScorecardRow>& rows) {
    if (rows.empty()) return {};
    QStringList thresholds;
    for (const ScorecardCell& cell : rows.front().cells) {
        thresholds << u"%1: %2"_s.arg(QString::fromUtf8(criterionLabel(cell.criterion)),
                                      plainText(cell.threshold));
    }
    return tr("Every machine of the catalog as a workstation on a desk, whatever is asked of it. "
              "✓ passes, ✗ fails, ? is not verified. %1. The thresholds are inputs of the group "
              "Power and place.")
        .arg(thresholds.join(u"; "_s));
}

}  // namespace headroom
