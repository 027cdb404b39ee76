// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>

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
constexpr double kBarHeight = 26;
constexpr double kLeastBarHeight = 18;
constexpr double kAxes = 70;
constexpr double kChartHeight = 250;
constexpr double kLeastChartHeight = 150;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString amount(double value, const ReportContext& context) {
    return plainText(formatMoney(money(value, context.scenario.finance.currency)));
}

QString nameOf(std::size_t index, const ReportContext& context) {
    return plainText(context.evaluation.options[index].option.name);
}

}  // namespace

QString riskFinding(const ReportContext& context) {
    if (context.risk.options.empty()) return tr("No option passes, so nothing is to be drawn");
    if (!context.risk.pair) return tr("Only one option is left to choose");
    const RiskPair& pair = *context.risk.pair;
    return tr("%1 costs less than %2 in %3 of the cases drawn")
        .arg(nameOf(pair.first, context), nameOf(pair.second, context),
             plainText(formatPercent(pair.firstCheaper, 0)));
}

QString sensitivityFinding(const ReportContext& context) {
    if (context.risk.tornado.empty()) return tr("No single input could be moved");
    QStringList turning;
    for (const TornadoBar& bar : context.risk.tornado) {
        if (bar.flips) turning.append(plainText(std::string(bar.input.field->label)).toLower());
    }
    if (turning.isEmpty()) return tr("No single input turns the decision within its range");
    constexpr qsizetype kNamed = 3;
    QString named = turning.mid(0, kNamed).join(u", "_s);
    named[0] = named[0].toUpper();
    return turning.size() > kNamed ? tr("%1 and %2 more could each turn the decision")
                                         .arg(named)
                                         .arg(turning.size() - kNamed)
                                   : tr("%1 could turn the decision").arg(named);
}

void addRisk(ReportPart& part, const ReportContext& context) {
    part.heading = riskFinding(context);
    if (context.risk.options.empty()) {
        part.paragraph(tr("No option meets the requirements, so there is nothing to be sure of."));
        return;
    }
    part.paragraph(
        tr("%1 cases were drawn (seed %2), %3 inputs moving together in each; every option is "
           "priced with the same draws.")
            .arg(plainText(formatNumber(context.risk.draws)), QString::number(context.risk.seed),
                 QString::number(context.risk.inputs.size())));
    const std::vector<ReportSection>& sections = context.settings.sections;
    // The summary has these sentences where there is one.
    if (std::find(sections.begin(), sections.end(), ReportSection::Summary) == sections.end()) {
        for (const std::string& sentence : context.verdict.risk) part.bullet(plainText(sentence));
    }
    const Currency currency = context.scenario.finance.currency;
    if (context.risk.pair) {
        part.subheading(tr("How likely is which saving?"));
        part.chart(savingChart(savingChartData(context.risk, context.evaluation, context.scenario)),
                   kChartHeight, kLeastChartHeight);
    }
    part.subheading(tr("Present value over all draws, %1").arg(plainText(currency.code())));
    part.table(reportTable(oddsTable(context.risk, context.evaluation, currency),
                           {2.6, 1.1, 1, 1, 1, 1.1, 1.1, 1.1}));
}

void addSensitivity(ReportPart& part, const ReportContext& context) {
    part.heading = sensitivityFinding(context);
    if (!context.risk.pair) {
        part.paragraph(tr("There are not two options to choose between."));
        return;
    }
    const Currency currency = context.scenario.finance.currency;
    const TornadoChartData bars =
        tornadoChartData(context.risk, context.evaluation, context.scenario, kBars);
    const ChartContent tornado = tornadoChart(bars);
    part.muted(
        tr("One input at a time: what %1 saves against %2, in %3. As typed it saves %4; each "
           "bar moves one input from P10 (pale) to P90.")
            .arg(nameOf(context.risk.pair->first, context),
                 nameOf(context.risk.pair->second, context), plainText(currency.code()),
                 amount(-context.risk.tornadoBase, context)));
    const auto rows = static_cast<double>(bars.rows.size());
    part.chart(tornado, kBarHeight * rows + kAxes, kLeastBarHeight * rows + kAxes);
    part.table(reportTable(tornado.table, {1.6, 1, 1, 1, 1, 1, 0.7, 3}));
    part.subheading(tr("What it is worth to know more"));
    part.paragraph(worthSentence(context.risk, currency));
    part.table(reportTable(worthTable(context.risk, currency), {1.6, 1.2, 1, 3}));
}

}  // namespace headroom
