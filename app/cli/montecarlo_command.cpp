// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/risk_inputs.h"
#include "app/cli/suggestion.h"
#include "core/decision/break_even_study.h"
#include "core/decision/risk_verdict.h"
#include "core/decision/two_way_map.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

void printStudy(const RiskStudy& study, const Loaded& loaded) {
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    const Currency currency = loaded.input.scenario.finance.currency;
    const Verdict verdict = withRisk(loaded.evaluation.verdict, all, study, loaded.input.scenario,
                                     *loaded.input.catalog);
    write(u"%1: %2"_s.arg(clarityId(verdict.clarity).toUpper(), toQString(verdict.sentence)));
    for (const std::string& sentence : verdict.risk) write(u"  "_s + toQString(sentence));
    write();
    write(u"%1 draws, seed %2, %3 uncertain inputs%4"_s.arg(study.draws)
              .arg(study.seed)
              .arg(study.inputs.size())
              .arg(study.correlationRepaired ? u"; their correlations were made consistent"_s
                                             : QString()));
    write();
    TextTable table({{u"Option"_s, false, 44},
                     {u"Cheapest"_s, true},
                     {u"P10"_s, true},
                     {u"P50"_s, true},
                     {u"P90"_s, true},
                     {u"Regret"_s, true},
                     {u"Set by others"_s, true},
                     {u"In a +38 % year"_s, true}});
    for (const OptionRisk& risk : study.options) {
        table.add({nameText(all[risk.option]), toQString(formatPercent(risk.cheapest, 1)),
                   amountText(risk.cost.low, currency), amountText(risk.cost.likely, currency),
                   amountText(risk.cost.high, currency), amountText(risk.expectedRegret, currency),
                   toQString(formatPercent(risk.dependentShare)),
                   amountText(risk.atDearYear, currency)});
    }
    table.print();
    write();
    TextTable worth(
        {{u"Input"_s}, {u"Worth knowing, at most"_s, true}, {u"Rank coefficient"_s, true}});
    for (const InputWorth& each : study.worth) {
        worth.add({toQString(study.inputs[each.input].field->label),
                   amountText(each.worth, currency),
                   each.input < study.importance.size()
                       ? QString::number(study.importance[each.input], 'f', 2)
                       : QString()});
    }
    worth.print();
    write(u"Everything known beforehand would save %1 on average; R² of the ranks %2"_s.arg(
        amountText(study.perfectInformation, currency), QString::number(study.rSquared, 'f', 2)));
}

QJsonObject studyJson(const RiskStudy& study, const Loaded& loaded) {
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    const Verdict verdict = withRisk(loaded.evaluation.verdict, all, study, loaded.input.scenario,
                                     *loaded.input.catalog);
    QJsonArray options;
    for (const OptionRisk& risk : study.options) {
        QJsonArray cumulative;
        for (const Range<double>& month : risk.cumulative) cumulative << percentilesJson(month);
        options << QJsonObject{{u"id"_s, toQString(all[risk.option].option.id)},
                               {u"cheapest_probability"_s, risk.cheapest},
                               {u"present_value"_s, percentilesJson(risk.cost)},
                               {u"mean_present_value"_s, risk.meanCost},
                               {u"expected_regret"_s, risk.expectedRegret},
                               {u"dependent_share"_s, risk.dependentShare},
                               {u"present_value_dear_year"_s, risk.atDearYear},
                               {u"cumulative_cost_by_month"_s, cumulative}};
    }
    QJsonArray inputs;
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        const InputRange& input = study.inputs[i];
        const auto worth = std::find_if(study.worth.begin(), study.worth.end(),
                                        [&](const InputWorth& each) { return each.input == i; });
        inputs << QJsonObject{
            {u"field"_s, toQString(input.field->id)},
            {u"range"_s, percentilesJson(input.range)},
            {u"reason"_s, toQString(input.reason)},
            {u"rank_coefficient"_s,
             i < study.importance.size() ? QJsonValue(study.importance[i]) : QJsonValue()},
            {u"worth_knowing"_s,
             worth == study.worth.end() ? QJsonValue() : QJsonValue(worth->worth)}};
    }
    QJsonObject json{{u"draws"_s, study.draws},
                     {u"seed"_s, study.seed},
                     {u"currency"_s, toQString(loaded.input.scenario.finance.currency.code())},
                     {u"clarity"_s, clarityId(verdict.clarity)},
                     {u"options"_s, options},
                     {u"inputs"_s, inputs},
                     {u"r_squared"_s, study.rSquared},
                     {u"perfect_information"_s, study.perfectInformation},
                     {u"tornado"_s, tornadoJson(study.tornado)}};
    if (study.waiting) json[u"waiting_mean_present_value"_s] = *study.waiting;
    if (study.pair) {
        json[u"pair"_s] =
            QJsonObject{{u"first"_s, toQString(all[study.pair->first].option.id)},
                        {u"second"_s, toQString(all[study.pair->second].option.id)},
                        {u"first_cheaper_probability"_s, study.pair->firstCheaper},
                        {u"difference"_s, percentilesJson(study.pair->difference)},
                        {u"break_even_month"_s, percentilesJson(study.pair->breakEvenMonth)}};
    }
    return json;
}

}  // namespace

ExitCode runMonteCarlo(const QStringList& words) {
    Arguments arguments(
        u"montecarlo"_s,
        u"Draws the uncertain inputs of a scenario together, thousands of times, and shows how "
        "likely each option is the cheapest and what it is worth to know more."_s,
        scenarioPosition(),
        {formatOption(),
         {u"draws"_s, u"How many cases; the scenario's number unless given."_s, u"number"_s},
         {u"seed"_s, u"Start of the random numbers; the scenario's unless given."_s, u"number"_s},
         setOption(),
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const auto loaded = loadScenario(arguments);
    if (!loaded) return ExitCode::ScenarioErrors;
    RiskRequest request;
    request.draws = arguments.has(u"draws"_s) ? arguments.count(u"draws"_s, 100)
                                              : loaded->input.scenario.uncertainty.draws;
    if (request.draws > static_cast<int>(kMaxDraws)) {
        throw UsageError(u"--draws: at most %1 are drawn."_s.arg(kMaxDraws));
    }
    request.seed = arguments.has(u"seed"_s) ? arguments.count(u"seed"_s, 0)
                                            : loaded->input.scenario.uncertainty.seed;
    const RiskStudy study = studyRisk(loaded->evaluation.options, loaded->input.scenario,
                                      *loaded->input.catalog, request);
    if (study.options.empty()) {
        throw UsageError(u"No option meets the requirements; there is nothing to compare."_s);
    }
    if (format == Format::Json) {
        writeJson(studyJson(study, *loaded));
    } else if (format == Format::Csv) {
        QString csv = csvLine({u"option"_s, u"cheapest_probability"_s, u"p10"_s, u"p50"_s, u"p90"_s,
                               u"mean"_s, u"expected_regret"_s});
        for (const OptionRisk& risk : study.options) {
            csv += csvLine(
                {toQString(loaded->evaluation.options[risk.option].option.id),
                 QString::number(risk.cheapest, 'f', 4), QString::number(risk.cost.low, 'f', 2),
                 QString::number(risk.cost.likely, 'f', 2), QString::number(risk.cost.high, 'f', 2),
                 QString::number(risk.meanCost, 'f', 2),
                 QString::number(risk.expectedRegret, 'f', 2)});
        }
        writeRaw(csv.toUtf8());
    } else {
        printStudy(study, *loaded);
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
