// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One question a page: the finding as the title, the chart, a small table, three sentences.
#include <QCoreApplication>
#include <algorithm>

#include "core/units/format.h"
#include "ui/charts/cost_chart.h"
#include "ui/charts/memory_chart.h"
#include "ui/pages/cost_page_tables.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostBars = 8;
constexpr double kBarHeight = 34;
constexpr double kCostChartHeight = 330;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString gib(double value) {
    return text(formatNumber(value, 1));
}

const OptionResult* best(const Evaluation& evaluation) {
    return evaluation.options.empty() ? nullptr : &evaluation.options.front();
}

std::string bestId(const Evaluation& evaluation) {
    const OptionResult* result = best(evaluation);
    return result != nullptr ? result->option.id : std::string();
}

MemoryChartData memoryDataOf(const ReportContext& context) {
    const std::string id = bestId(context.evaluation);
    MemoryChartData data = memoryChartData(
        context.evaluation, memoryChartOptions(context.evaluation, kMostBars, id), id);
    data.subtitle = memorySetting(context.scenario, context.catalog);
    return data;
}

CostChartData costDataOf(const ReportContext& context) {
    const std::string id = bestId(context.evaluation);
    CostChartData data =
        costChartData(context.evaluation, costChartOptions(context.evaluation, 5, id), id);
    addBands(data, context.risk, context.evaluation);
    return data;
}

const OptionResult* firstWithLedger(const Evaluation& evaluation) {
    const auto found = std::find_if(evaluation.options.begin(), evaluation.options.end(),
                                    [](const OptionResult& result) { return result.ledger; });
    return found == evaluation.options.end() ? nullptr : &*found;
}

ReportTable smallMemoryTable(const MemoryChartData& data) {
    ReportTable table;
    table.columns = {{tr("GiB"), 3, false}, {tr("Weights"), 1, true}, {tr("KV cache"), 1, true},
                     {tr("Rest"), 1, true}, {tr("Used"), 1, true},    {tr("Usable"), 1, true},
                     {tr("Free"), 1, true}};
    for (const MemoryBar& bar : data.bars) {
        const double weights = bar.parts[static_cast<std::size_t>(MemoryPart::Weights)];
        const double kv = bar.parts[static_cast<std::size_t>(MemoryPart::Kv)];
        if (bar.focused) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back({bar.name, gib(weights), gib(kv), gib(bar.used() - weights - kv),
                              gib(bar.used()), gib(bar.capacity), gib(bar.free())});
    }
    return table;
}

}  // namespace

ReportTable reportTable(const TextTable& source, const std::vector<double>& weights) {
    ReportTable table;
    for (const TableColumn& column : source.columns) {
        const std::size_t place = table.columns.size();
        const double weight = place < weights.size() ? weights[place] : 1.0;
        table.columns.push_back({column.heading(), weight, column.numeric});
    }
    table.rows = source.rows;
    table.emphasised = source.emphasised;
    return table;
}

QString memoryFinding(const ReportContext& context) {
    const OptionResult* result = firstWithLedger(context.evaluation);
    if (result == nullptr) return tr("The memory is the provider's");
    const QString name = plainText(result->option.name);
    if (!result->ledger->fits()) {
        return tr("Nothing holds it: %1 is short by %2")
            .arg(name, text(formatGib(-result->ledger->headroom())));
    }
    return tr("%1 holds it with %2 to spare")
        .arg(name, text(formatGib(result->ledger->total().free())));
}

std::vector<QString> memorySentences(const ReportContext& context) {
    const OptionResult* result = firstWithLedger(context.evaluation);
    if (result == nullptr) return {};
    const DeviceLedger total = result->ledger->total();
    std::vector<QString> sentences;
    sentences.push_back(tr("On %1 the weights take %2 and the KV cache %3; %4 of %5 are used.")
                            .arg(plainText(result->option.name), text(formatGib(total.weights)),
                                 text(formatGib(total.cache())), text(formatGib(total.used())),
                                 text(formatGib(total.usable))));
    sentences.push_back(tr("The largest part on the tightest device is %1.")
                            .arg(plainText(result->ledger->bindingTerm())));
    const auto fitting = std::count_if(
        context.evaluation.options.begin(), context.evaluation.options.end(),
        [](const OptionResult& option) { return option.ledger && option.ledger->fits(); });
    const auto all =
        std::count_if(context.evaluation.options.begin(), context.evaluation.options.end(),
                      [](const OptionResult& option) { return option.ledger; });
    sentences.push_back(tr("%1 of the %2 machines and rented GPUs judged have the memory; other "
                           "rules may still exclude them.")
                            .arg(QString::number(fitting), QString::number(all)));
    return sentences;
}

QString costFinding(const ReportContext& context) {
    const Evaluation& evaluation = context.evaluation;
    const OptionResult* result = best(evaluation);
    if (result == nullptr || !result->cash) return tr("No price is known");
    const QString name = plainText(result->option.name);
    const QString amount = text(formatMoney(result->presentValue));
    const int months = context.scenario.finance.horizonMonths;
    return result->feasible ? tr("%1 costs least: %2 over %3 months, present value")
                                  .arg(name, amount, QString::number(months))
                            : tr("Nothing passes every rule; %1 would cost %2 over %3 months")
                                  .arg(name, amount, QString::number(months));
}

std::vector<QString> costSentences(const ReportContext& context) {
    std::vector<QString> sentences = costDataOf(context).sentences;
    if (sentences.empty()) {
        sentences.push_back(
            tr("There is no break-even to show: fewer than two ways pass every hard rule."));
    }
    sentences.push_back(
        tr("The lines are sums of payments, undiscounted and without resale; the "
           "dotted drop at the end is the expected resale."));
    sentences.push_back(
        tr("Options are ranked by present value at %1 a year.")
            .arg(text(formatPercent(context.scenario.finance.discountRatePerYear, 1))));
    return sentences;
}

void addMemory(ReportPart& part, const ReportContext& context) {
    const MemoryChartData data = memoryDataOf(context);
    part.heading = memoryFinding(context);
    if (data.bars.empty()) {
        part.paragraph(tr("No machine or rented GPU of the catalog can be judged here."));
        return;
    }
    part.muted(data.subtitle);
    const double height = kBarHeight * static_cast<double>(data.bars.size()) + 46;
    part.chart(memoryChart(data), height, height);
    for (const QString& sentence : memorySentences(context)) part.paragraph(sentence);
    part.table(smallMemoryTable(data));
}

void addCost(ReportPart& part, const ReportContext& context) {
    const CostChartData data = costDataOf(context);
    part.heading = costFinding(context);
    if (data.series.empty()) {
        part.paragraph(tr("No option has a known price, so there is nothing to draw."));
        return;
    }
    part.muted(data.subtitle);
    part.chart(costChart(data), kCostChartHeight, kCostChartHeight * 0.7);
    for (const QString& sentence : costSentences(context)) part.paragraph(sentence);
    part.table(reportTable(
        costComponentTable(context.evaluation,
                           costChartOptions(context.evaluation, 5, bestId(context.evaluation))),
        {1.5}));
}

}  // namespace headroom
