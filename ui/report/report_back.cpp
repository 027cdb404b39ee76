// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rest: what it assumes, where prices come from, how to check it, payments by month.
#include <QCoreApplication>
#include <utility>

#include "core/explain/explain.h"
#include "core/explain/explain_risk.h"
#include "core/explain/measure_commands.h"
#include "core/units/format.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString tableOf(OptionKind kind) {
    switch (baseKind(kind)) {
        case OptionKind::Rented:
            return u"cloud_prices"_s;
        case OptionKind::Api:
            return u"api_prices"_s;
        default:
            return u"machines"_s;
    }
}

/// Inputs that a line of working names; the program shows all of them.
constexpr std::size_t kNamedInputs = 4;

void addLines(ReportPart& part, const QString& title, const std::vector<ExplanationLine>& lines) {
    if (lines.empty()) return;
    ReportTable table;
    table.columns = {{tr("What"), 1.5, false},
                     {tr("How"), 3.9, false},
                     {tr("Result"), 1.4, true},
                     {tr("Source"), 2.7, false}};
    for (const ExplanationLine& line : lines) {
        QStringList how;
        if (!line.formula.empty()) how.append(plainText(line.formula));
        if (!line.numbers.empty()) how.append(u"= "_s + plainText(line.numbers));
        // An input's own line says its value already.
        const bool itself = line.inputs.size() == 1 && line.inputs[0].label == line.label;
        if (!line.inputs.empty() && !itself) {
            how.append(tr("from: %1").arg(plainText(referencesText(line.inputs, kNamedInputs))));
        }
        QString result = plainText(line.result);
        // Notes have a sentence and no formula: the wide column holds it whole.
        if (line.formula.empty() && line.numbers.empty()) {
            how.prepend(std::exchange(result, QString()));
        }
        table.rows.push_back(
            {plainText(line.label), how.join(u'\n'), result, plainText(line.source)});
    }
    part.subheading(title);
    part.table(std::move(table));
}

/// A command in lines that fit the page and that a shell reads as one: a page breaks at hyphens.
QStringList shellLines(const QString& command) {
    constexpr qsizetype kLongest = 88;
    QStringList lines{QString()};
    for (const QString& word : command.split(u' ')) {
        if (!lines.last().isEmpty() && lines.last().size() + 1 + word.size() > kLongest) {
            lines.last() += u" \\"_s;
            lines.append(u"   "_s);
        }
        lines.last() += lines.last().isEmpty() ? word : u' ' + word;
    }
    return lines;
}

/// What measures the best option on the real thing.
void addMeasurements(ReportPart& part, const ReportContext& context) {
    for (const std::size_t index : context.options) {
        const OptionResult& result = context.evaluation.options[index];
        const std::vector<MeasureCommand> commands =
            measureCommands(result, context.scenario, context.catalog);
        if (commands.empty()) continue;
        part.subheading(tr("How to measure it"));
        part.muted(tr("On %1 these commands measure what was predicted; put the file or the "
                      "repository of the model in.")
                       .arg(plainText(result.option.name)));
        for (const MeasureCommand& command : commands) {
            part.paragraph(plainText(command.purpose + ":"));
            part.code(shellLines(plainText(command.command)).join(u'\n'));
        }
        return;
    }
}

void addSources(ReportPart& part, const ReportContext& context) {
    const std::vector<ExplanationLine> lines =
        priceSources(context.evaluation, context.options, context.catalog);
    if (lines.empty()) return;
    ReportTable table;
    table.columns = {{tr("Option"), 2, false},
                     {tr("Price"), 2, false},
                     {tr("Date and confidence"), 1.6, false},
                     {tr("Source"), 3.2, false}};
    for (const ExplanationLine& line : lines) {
        table.rows.push_back({plainText(line.label), plainText(line.result),
                              plainText(line.numbers + ", " + line.formula),
                              plainText(line.source)});
    }
    part.subheading(tr("Where the prices come from"));
    part.table(std::move(table));
}

}  // namespace

void addAssumptions(ReportPart& part, const ReportContext& context) {
    part.heading = tr("What the figures assume");
    for (const std::string& sentence :
         assumptions(context.scenario, context.evaluation, context.catalog)) {
        part.bullet(plainText(sentence));
    }
    part.subheading(tr("Not included"));
    for (const std::string& sentence : notIncluded(context.scenario)) {
        part.bullet(plainText(sentence));
    }
    addSources(part, context);
}

std::vector<QString> verificationCommands(const ReportContext& context) {
    std::vector<QString> commands{
        u"headroom-cli evaluate scenario.headroom --format json"_s,
        u"headroom-cli report scenario.headroom --pdf report.pdf"_s,
    };
    for (const std::size_t index : context.options) {
        const Option& option = context.evaluation.options[index].option;
        commands.push_back(u"headroom-cli catalog show %1 %2"_s.arg(
            tableOf(option.kind), plainText(shellWord(option.catalogId))));
    }
    return commands;
}

void addVerification(ReportPart& part, const ReportContext& context) {
    part.heading = tr("How to check this");
    part.paragraph(
        tr("Save the scenario as scenario.headroom. These commands print the same "
           "figures from the same functions, and each catalog row with its source:"));
    const std::vector<QString> commands = verificationCommands(context);
    part.code(QStringList(commands.begin(), commands.end()).join(u'\n'));
    addMeasurements(part, context);
}

void addWorking(ReportPart& part, const ReportContext& context) {
    part.heading = tr("How the numbers were made");
    if (context.evaluation.options.empty()) return;
    const OptionResult& result = context.evaluation.options.front();
    part.paragraph(tr("For %1; every other option is computed the same way.")
                       .arg(plainText(result.option.name)));
    addLines(part, tr("Memory"), explainMemory(result, context.scenario, context.catalog));
    addLines(part, tr("Speed"), explainSpeed(result, context.scenario, context.catalog));
    addLines(part, tr("Power"), explainPower(result, context.scenario, context.catalog));
    addLines(part, tr("Cost"), explainCost(result, context.scenario, context.catalog));
    addLines(part, tr("Risk"),
             explainRisk(context.risk, context.evaluation.options, 0, context.scenario,
                         context.catalog));
}

ReportTable cashFlowTable(const ReportContext& context) {
    ReportTable table;
    std::vector<const CashFlow*> flows;
    table.columns.push_back({tr("Month"), 0.7, false});
    int horizon = 0;
    for (const std::size_t index : context.options) {
        const OptionResult& result = context.evaluation.options[index];
        if (!result.cash) continue;
        flows.push_back(&*result.cash);
        horizon = std::max(horizon, result.cash->horizonMonths);
        table.columns.push_back({plainText(result.option.name), 1, true});
    }
    if (flows.empty()) return {};
    for (int month = 0; month <= horizon; ++month) {
        QStringList row{QString::number(month)};
        for (const CashFlow* cash : flows) {
            row.append(QString::fromStdString(formatNumber(cash->month(month).amount(), 2)));
        }
        table.rows.push_back(row);
    }
    QStringList total{tr("Total")};
    for (const CashFlow* cash : flows) {
        total.append(QString::fromStdString(formatNumber(cash->total().amount(), 2)));
    }
    table.emphasised.push_back(static_cast<int>(table.rows.size()));
    table.rows.push_back(total);
    return table;
}

void addCashFlows(ReportPart& part, const ReportContext& context) {
    part.heading = tr("Appendix: payments by month");
    const ReportTable table = cashFlowTable(context);
    if (table.rows.empty()) {
        part.muted(tr("No option has a known price."));
        return;
    }
    part.paragraph(tr("In %1, undiscounted. Month 0 is the purchase; a negative amount at the end "
                      "is the resale.")
                       .arg(QString::fromStdString(context.scenario.finance.currency.code())));
    part.table(table);
}

}  // namespace headroom
