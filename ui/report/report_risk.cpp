// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <cmath>

#include "core/decision/break_even_study.h"
#include "core/units/format.h"
#include "ui/charts/chart_content.h"
#include "ui/charts/saving_chart.h"
#include "ui/charts/tornado_chart.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kBars = 10;
/// Room below a heading for the paragraph and the first rows that follow.
constexpr double kTableAhead = 180;
constexpr double kBarHeight = 26;
constexpr double kAxes = 70;
constexpr double kChartHeight = 230;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString amount(double value, const ReportContext& context) {
    return plainText(formatMoney(money(value, context.scenario.finance.currency)));
}

/// Without the currency, for columns below a heading that names it.
QString bare(double value, const ReportContext& context) {
    return plainText(formatAmount(money(value, context.scenario.finance.currency)));
}

QString valueOf(const Field& field, double value) {
    const QString text = field.kind == FieldKind::Percent ? plainText(formatPercent(value, 1))
                                                          : plainText(formatSignificant(value));
    const bool percent = field.kind == FieldKind::Percent;
    return percent || field.unit.empty() ? text : text + u' ' + plainText(std::string(field.unit));
}

/// How the options fare over all draws.
ReportTable oddsTable(const ReportContext& context) {
    ReportTable table;
    table.columns = {{tr("Option"), 2.6, false},
                     {tr("Cheapest"), 1.1, true},
                     {tr("P10"), 1, true},
                     {tr("P50"), 1, true},
                     {tr("P90"), 1, true},
                     {tr("Expected regret"), 1.1, true},
                     {tr("Price set by others"), 1.1, true},
                     {tr("In a +38 % year"), 1.1, true}};
    for (const OptionRisk& risk : context.risk.options) {
        table.rows.push_back({plainText(context.evaluation.options[risk.option].option.name),
                              plainText(formatPercent(risk.cheapest, 1)),
                              bare(risk.cost.low, context), bare(risk.cost.likely, context),
                              bare(risk.cost.high, context), bare(risk.expectedRegret, context),
                              plainText(formatPercent(risk.dependentShare)),
                              bare(risk.atDearYear, context)});
    }
    return table;
}

/// What one input at a time does to the difference of the two options.
ReportTable tornadoTable(const ReportContext& context) {
    ReportTable table;
    table.columns = {{tr("Input"), 1.6, false},     {tr("P10"), 1, true},
                     {tr("Now"), 1, true},          {tr("P90"), 1, true},
                     {tr("Saved at P10"), 1, true}, {tr("Saved at P90"), 1, true},
                     {tr("Turns it"), 0.7, true},   {tr("Why this range"), 3, false}};
    for (const TornadoBar& bar : context.risk.tornado) {
        if (table.rows.size() == kBars) break;
        const Field& field = *bar.input.field;
        if (bar.flips) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(
            {plainText(std::string(field.label)), valueOf(field, bar.input.range.low),
             valueOf(field, bar.input.range.likely), valueOf(field, bar.input.range.high),
             bare(-bar.atLow, context), bare(-bar.atHigh, context),
             bar.flips ? tr("yes") : QString(), plainText(bar.input.reason)});
    }
    return table;
}

ReportTable worthTable(const ReportContext& context) {
    ReportTable table;
    table.columns = {{tr("Input"), 1.6, false},
                     {tr("Worth knowing, at most"), 1.2, true},
                     {tr("Rank coefficient"), 1, true},
                     {tr("How to learn it"), 3, false}};
    for (const InputWorth& worth : context.risk.worth) {
        const Field& field = *context.risk.inputs[worth.input].field;
        const bool known = worth.input < context.risk.importance.size();
        table.rows.push_back(
            {plainText(std::string(field.label)), amount(worth.worth, context),
             known ? QString::number(context.risk.importance[worth.input], 'f', 2) : QString(),
             plainText(std::string(waysToLearn(field)))});
    }
    return table;
}

}  // namespace

void addRisk(ReportCanvas& canvas, const ReportContext& context) {
    canvas.heading(tr("How sure this is"));
    if (context.risk.options.empty()) {
        canvas.paragraph(
            tr("No option meets the requirements, so there is nothing to be sure of."));
        return;
    }
    canvas.paragraph(
        tr("%1 cases were drawn (seed %2), %3 inputs moving together in each; every option is "
           "priced with the same draws.")
            .arg(plainText(formatNumber(context.risk.draws)), QString::number(context.risk.seed),
                 QString::number(context.risk.inputs.size())));
    const QString currency = plainText(context.scenario.finance.currency.code());
    for (const std::string& sentence : context.verdict.risk) canvas.bullet(plainText(sentence));
    canvas.subheading(tr("Present value over all draws, %1").arg(currency));
    canvas.table(oddsTable(context));
    if (!context.risk.pair) return;
    const auto name = [&](std::size_t index) {
        return plainText(context.evaluation.options[index].option.name);
    };
    canvas.subheading(
        tr("One input at a time: what %1 saves against %2, %3")
            .arg(name(context.risk.pair->first), name(context.risk.pair->second), currency),
        kTableAhead);
    const Scenario& scenario = context.scenario;
    const TornadoChartData bars =
        tornadoChartData(context.risk, context.evaluation, scenario, kBars);
    canvas.chart(tornadoChart(bars), kBarHeight * static_cast<double>(bars.rows.size()) + kAxes);
    canvas.skip(8);
    canvas.paragraph(tr("As typed it saves %1; each bar moves one input from P10 (pale) to P90.")
                         .arg(amount(-context.risk.tornadoBase, context)));
    canvas.table(tornadoTable(context));
    canvas.subheading(tr("How likely is which saving?"), kChartHeight);
    canvas.chart(savingChart(savingChartData(context.risk, context.evaluation, scenario)),
                 kChartHeight);
    canvas.subheading(tr("What it is worth to know more"));
    canvas.paragraph(tr("Knowing everything beforehand would save %1 on average. The ranks of the "
                        "inputs explain "
                        "%2 of those of the difference.")
                         .arg(amount(context.risk.perfectInformation, context),
                              plainText(formatPercent(context.risk.rSquared))));
    canvas.table(worthTable(context));
}

}  // namespace headroom
