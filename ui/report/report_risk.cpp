// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/units/format.h"
#include "ui/charts/chart_content.h"
#include "ui/charts/saving_chart.h"
#include "ui/charts/tornado_chart.h"
#include "ui/pages/risk_page_tables.h"
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
    canvas.table(
        reportTable(oddsTable(context.risk, context.evaluation, context.scenario.finance.currency),
                    {2.6, 1.1, 1, 1, 1, 1.1, 1.1, 1.1}));
    if (!context.risk.pair) return;
    const auto name = [&](std::size_t index) {
        return plainText(context.evaluation.options[index].option.name);
    };
    const Scenario& scenario = context.scenario;
    const TornadoChartData bars =
        tornadoChartData(context.risk, context.evaluation, scenario, kBars);
    const ChartContent tornado = tornadoChart(bars);
    const double barsHeight = kBarHeight * static_cast<double>(bars.rows.size()) + kAxes;
    canvas.subheading(
        tr("One input at a time: what %1 saves against %2, %3")
            .arg(name(context.risk.pair->first), name(context.risk.pair->second), currency),
        barsHeight);
    canvas.chart(tornado, barsHeight);
    canvas.skip(8);
    canvas.paragraph(tr("As typed it saves %1; each bar moves one input from P10 (pale) to P90.")
                         .arg(amount(-context.risk.tornadoBase, context)));
    canvas.table(reportTable(tornado.table, {1.6, 1, 1, 1, 1, 1, 0.7, 3}));
    canvas.subheading(tr("How likely is which saving?"), kChartHeight);
    canvas.chart(savingChart(savingChartData(context.risk, context.evaluation, scenario)),
                 kChartHeight);
    canvas.subheading(tr("What it is worth to know more"), kTableAhead);
    canvas.paragraph(worthSentence(context.risk, context.scenario.finance.currency));
    canvas.table(
        reportTable(worthTable(context.risk, context.scenario.finance.currency), {1.6, 1.2, 1, 3}));
}

}  // namespace headroom
