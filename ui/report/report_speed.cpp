// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Speed: how fast for each, how long until the first token.
#include <QCoreApplication>
#include <algorithm>

#include "core/units/format.h"
#include "ui/pages/speed_page_charts.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kChartHeight = 215;
constexpr double kLeastChartHeight = 150;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

const OptionResult* firstWithSpeed(const Evaluation& evaluation) {
    const auto found = std::find_if(evaluation.options.begin(), evaluation.options.end(),
                                    [](const OptionResult& result) { return result.speed; });
    return found == evaluation.options.end() ? nullptr : &*found;
}

/// The best of the compared options whose machine is known: a provider's curves are not.
const OptionResult* firstWithMachine(const ReportContext& context) {
    for (const std::size_t index : context.options) {
        const OptionResult& result = context.evaluation.options[index];
        if (result.speed && result.ledger) return &result;
    }
    return nullptr;
}

ReportTable optionSpeedTable(const ReportContext& context) {
    ReportTable table;
    table.columns = {{tr("Option"), 2.2, false},     {tr("One alone, tok/s"), 1, true},
                     {tr("Each, tok/s"), 1, true},   {tr("All, tok/s"), 1, true},
                     {tr("Prompt, tok/s"), 1, true}, {tr("First token, busy"), 1, true}};
    const auto rate = [](const Range<TokensPerSecond>& range) {
        return text(formatSignificant(range.likely.value));
    };
    for (const std::size_t index : context.options) {
        const OptionResult& result = context.evaluation.options[index];
        const QString name = plainText(result.option.name);
        if (!result.speed) {
            const QString none = unknownText();
            table.rows.push_back({name, none, none, none, none, none});
            continue;
        }
        const SpeedEstimate& speed = *result.speed;
        table.rows.push_back({name, rate(speed.decodeSingle), rate(speed.decodePerUser),
                              rate(speed.decodeTotal), rate(speed.prefill),
                              text(formatDuration(speed.firstTokenBusy.likely))});
    }
    return table;
}

}  // namespace

QString speedFinding(const ReportContext& context) {
    const OptionResult* result = firstWithSpeed(context.evaluation);
    if (result == nullptr) return tr("No speed is known");
    const QString name = plainText(result->option.name);
    const QString rate = text(formatRate(result->speed->decodePerUser.likely));
    const int users = context.scenario.workload.concurrentUsers;
    return users == 1
               ? tr("%1 gives its one user %2").arg(name, rate)
               : tr("%1 gives each of %2 users %3").arg(name, text(formatNumber(users)), rate);
}

std::vector<QString> speedSentences(const ReportContext& context) {
    const OptionResult* result = firstWithSpeed(context.evaluation);
    if (result == nullptr) return {};
    const SpeedEstimate& speed = *result->speed;
    return {tr("In eight of ten cases each gets %1 to %2; all together get %3.")
                .arg(text(formatRate(speed.decodePerUser.low)),
                     text(formatRate(speed.decodePerUser.high)),
                     text(formatRate(speed.decodeTotal.likely))),
            tr("The first token takes %1 when the server is idle and %2 when everybody is busy.")
                .arg(text(formatDuration(speed.firstToken.likely)),
                     text(formatDuration(speed.firstTokenBusy.likely))),
            speed.bound.empty() ? tr("What limits it is not known.")
                                : tr("What limits it is %1.").arg(plainText(speed.bound))};
}

void addSpeed(ReportPart& part, const ReportContext& context) {
    part.heading = speedFinding(context);
    const std::vector<QString> sentences = speedSentences(context);
    if (sentences.empty()) {
        part.paragraph(tr("No option of the catalog has a speed that could be estimated."));
        return;
    }
    const OptionResult* machine = firstWithMachine(context);
    const auto curves = machine ? speedCurves(*machine, context.scenario, context.catalog)
                                : std::optional<SpeedCurves>();
    if (curves) {
        part.muted(tr("%1, over the users at a time").arg(plainText(machine->option.name)));
        for (const CurveChartData& data : {perUserChart(*curves, context.scenario),
                                           firstTokenChart(*curves, context.scenario)}) {
            part.subheading(data.title);
            part.chart(curveChart(data), kChartHeight, kLeastChartHeight);
        }
    }
    for (const QString& sentence : sentences) part.paragraph(sentence);
    part.table(optionSpeedTable(context));
}

}  // namespace headroom
