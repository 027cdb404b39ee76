// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// compare, sensitivity and montecarlo: what a decision hangs on.
#include <algorithm>
#include <cmath>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/decision/break_even_study.h"
#include "core/decision/risk_study.h"
#include "core/decision/risk_verdict.h"
#include "core/units/format.h"
#include "ui/catalog/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostCompared = 6;

struct Loaded {
    ScenarioInput input;
    Evaluation evaluation;
};

/// The scenario, evaluated; nullopt, with the findings printed, when it has errors.
std::optional<Loaded> load(const Arguments& arguments) {
    Loaded loaded{readScenario(arguments, arguments.position(0)), {}};
    loaded.evaluation = evaluate(loaded.input.scenario, *loaded.input.catalog);
    printFindings(loaded.evaluation.findings);
    if (hasErrors(loaded.evaluation.findings)) return std::nullopt;
    return loaded;
}

std::size_t indexOf(const QString& id, const Evaluation& evaluation) {
    QStringList ids;
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        const QString known = toQString(evaluation.options[i].option.id);
        if (known == id) {
            if (!evaluation.options[i].facts) {
                throw UsageError(u"--option: the price of “%1” is not known."_s.arg(id));
            }
            return i;
        }
        ids << known;
    }
    throw UsageError(u"--option: the scenario has no “%1”."_s.arg(id) + didYouMean(id, ids));
}

/// The options that are named, else those that the decision is between.
std::vector<std::size_t> chosen(const Arguments& arguments, const Evaluation& evaluation,
                                std::size_t most) {
    std::vector<std::size_t> options;
    for (const QString& id : arguments.values(u"option"_s)) {
        options.push_back(indexOf(id, evaluation));
    }
    if (options.empty()) options = riskOptions(evaluation.options, most);
    if (options.size() > most) {
        throw UsageError(u"--option: at most %1 can be named."_s.arg(most));
    }
    return options;
}

QString amount(double value, Currency currency) {
    return toQString(formatMoney(money(value, currency)));
}

QString name(const OptionResult& result) {
    return result.option.units > 1
               ? u"%1 x %2"_s.arg(result.option.units).arg(toQString(result.option.name))
               : toQString(result.option.name);
}

QJsonValue jsonNumber(double value) {
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

QJsonObject rangeJson(const Range<double>& range) {
    return {{u"p10"_s, jsonNumber(range.low)},
            {u"p50"_s, jsonNumber(range.likely)},
            {u"p90"_s, jsonNumber(range.high)}};
}

QString fieldValue(const Field& field, double value) {
    QString text = toQString(fieldText(field, FieldValue(value)));
    const QString unit = toQString(field.unit);
    return unit.isEmpty() ? text : text + u' ' + unit;
}

// --- compare ---------------------------------------------------------------------------------

QString monthsText(const BreakEven& even) {
    switch (even.kind) {
        case BreakEven::Kind::AtMonth:
            return toQString(formatMonths(even.month));
        case BreakEven::Kind::Never:
            return u"never within the horizon"_s;
        case BreakEven::Kind::Always:
            return u"from the first day"_s;
    }
    return {};
}

QString tieText(const TiedInput& tied) {
    if (!tied.value)
        return u"at no value from %1 to %2"_s.arg(fieldValue(*tied.field, tied.lowest),
                                                  fieldValue(*tied.field, tied.highest));
    return u"%1 (now %2)"_s.arg(
        toQString(formatSignificant(*tied.value)) + u' ' + toQString(tied.field->unit),
        fieldValue(*tied.field, tied.likely));
}

struct ComparedPair {
    std::size_t candidate{};
    std::size_t reference{};
    BreakEvenStudy study;
};

/// Each owned option against each that is not.
std::vector<ComparedPair> comparedPairs(const std::vector<std::size_t>& options,
                                        const Loaded& loaded) {
    std::vector<ComparedPair> pairs;
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    for (const std::size_t own : options) {
        if (!ownsMachines(all[own].option.kind)) continue;
        for (const std::size_t other : options) {
            if (ownsMachines(all[other].option.kind)) continue;
            pairs.push_back({own, other,
                             breakEvenStudy(all[own], all[other], loaded.input.scenario,
                                            *loaded.input.catalog)});
        }
    }
    return pairs;
}

void printComparison(const std::vector<std::size_t>& options, const Loaded& loaded) {
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    std::vector<TextTable::Column> columns{{u""_s, false, 34}};
    for (const std::size_t index : options) columns.push_back({name(all[index]), true, 30});
    if (options.size() == 2) columns.push_back({u"difference"_s, true});
    TextTable table(columns);
    const auto row = [&](const QString& label, auto value, bool isMoney) {
        QStringList cells{label};
        for (const std::size_t index : options) {
            const double figure = value(all[index]);
            cells << (isMoney ? amount(figure, all[index].total.currency)
                              : toQString(formatSignificant(figure)));
        }
        if (options.size() == 2) {
            const double difference = value(all[options[1]]) - value(all[options[0]]);
            cells << (isMoney ? amount(difference, all[options[0]].total.currency)
                              : toQString(formatSignificant(difference)));
        }
        table.add(cells);
    };
    row(
        u"Present value"_s, [](const OptionResult& r) { return r.presentValue.amount(); }, true);
    row(
        u"Total, undiscounted"_s, [](const OptionResult& r) { return r.total.amount(); }, true);
    row(
        u"On the first day"_s,
        [](const OptionResult& r) { return r.upfront ? r.upfront->amount() : 0.0; }, true);
    row(
        u"Per million tokens, levelised"_s,
        [](const OptionResult& r) { return r.costPerMillionTokens; }, false);
    row(
        u"  free of inflation"_s, [](const OptionResult& r) { return r.realCostPerMillionTokens; },
        false);
    row(
        u"  nothing discounted"_s,
        [](const OptionResult& r) { return r.plainCostPerMillionTokens; }, false);
    for (const CostComponent component : allComponents()) {
        const bool any = std::any_of(options.begin(), options.end(), [&](std::size_t index) {
            return all[index].cash->of(component).minor != 0;
        });
        if (!any) continue;
        row(
            toQString(costComponentLabel(component)),
            [&](const OptionResult& r) { return r.cash->of(component).amount(); }, true);
    }
    table.print();
    write();
    for (const ComparedPair& pair : comparedPairs(options, loaded)) {
        write(u"%1 against %2"_s.arg(name(all[pair.candidate]), name(all[pair.reference])));
        write(u"  even after: %1; discounted: %2"_s.arg(monthsText(pair.study.months),
                                                        monthsText(pair.study.discountedMonths)));
        write(u"  same cost at volume: %1"_s.arg(tieText(pair.study.volume)));
        if (pair.study.utilisation) {
            write(u"    %1 million tokens a month, machines used %2"_s.arg(
                toQString(formatSignificant(*pair.study.tokensPerMonth / 1e6)),
                toQString(formatPercent(*pair.study.utilisation, 1))));
        }
        if (pair.study.priceFactor) {
            QString text = u"  same cost at prices: %1"_s.arg(tieText(*pair.study.priceFactor));
            if (pair.study.hourlyPrice) {
                text += u", %1 an hour"_s.arg(toQString(formatUnitPrice(*pair.study.hourlyPrice)));
            }
            write(text);
        }
    }
}

QJsonObject tiedJson(const TiedInput& tied) {
    return {{u"field"_s, toQString(tied.field->id)},
            {u"now"_s, jsonNumber(tied.likely)},
            {u"value"_s, tied.value ? QJsonValue(*tied.value) : QJsonValue(QJsonValue::Null)},
            {u"searched_from"_s, jsonNumber(tied.lowest)},
            {u"searched_to"_s, jsonNumber(tied.highest)}};
}

QJsonValue monthsJson(const BreakEven& even) {
    return even.kind == BreakEven::Kind::Never ? QJsonValue(QJsonValue::Null)
                                               : QJsonValue(even.month);
}

QJsonObject comparisonJson(const std::vector<std::size_t>& options, const Loaded& loaded) {
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    QJsonArray compared;
    for (const std::size_t index : options) {
        const OptionResult& r = all[index];
        QJsonObject lines;
        for (const CostComponent component : allComponents()) {
            const Money sum = r.cash->of(component);
            if (sum.minor != 0) lines[toQString(costComponentLabel(component))] = sum.amount();
        }
        compared << QJsonObject{
            {u"id"_s, toQString(r.option.id)},
            {u"present_value"_s, r.presentValue.amount()},
            {u"total"_s, r.total.amount()},
            {u"levelised_per_million_tokens"_s, jsonNumber(r.costPerMillionTokens)},
            {u"levelised_real_per_million_tokens"_s, jsonNumber(r.realCostPerMillionTokens)},
            {u"plain_per_million_tokens"_s, jsonNumber(r.plainCostPerMillionTokens)},
            {u"lines"_s, lines}};
    }
    QJsonArray pairs;
    for (const ComparedPair& pair : comparedPairs(options, loaded)) {
        QJsonObject json{{u"candidate"_s, toQString(all[pair.candidate].option.id)},
                         {u"reference"_s, toQString(all[pair.reference].option.id)},
                         {u"months"_s, monthsJson(pair.study.months)},
                         {u"discounted_months"_s, monthsJson(pair.study.discountedMonths)},
                         {u"volume"_s, tiedJson(pair.study.volume)}};
        if (pair.study.utilisation) json[u"utilisation_share"_s] = *pair.study.utilisation;
        if (pair.study.priceFactor) json[u"prices"_s] = tiedJson(*pair.study.priceFactor);
        pairs << json;
    }
    return {{u"currency"_s, toQString(loaded.input.scenario.finance.currency.code())},
            {u"options"_s, compared},
            {u"break_even"_s, pairs}};
}

// --- sensitivity -----------------------------------------------------------------------------

void printTornado(const std::vector<TornadoBar>& bars, double base, const OptionResult& first,
                  const OptionResult& second) {
    const Currency currency = first.total.currency;
    write(u"Present value of %1 less that of %2: %3"_s.arg(name(first), name(second),
                                                           amount(base, currency)));
    write();
    TextTable table({{u"Input"_s},
                     {u"Low"_s, true},
                     {u"Now"_s, true},
                     {u"High"_s, true},
                     {u"At low"_s, true},
                     {u"At high"_s, true},
                     {u"Flips"_s},
                     {u"Why"_s, false, 80}});
    for (const TornadoBar& bar : bars) {
        const Field& field = *bar.input.field;
        table.add({toQString(field.label), fieldValue(field, bar.input.range.low),
                   fieldValue(field, bar.input.range.likely),
                   fieldValue(field, bar.input.range.high), amount(bar.atLow, currency),
                   amount(bar.atHigh, currency), bar.flips ? u"yes"_s : QString(),
                   toQString(bar.input.reason)});
    }
    table.print();
}

QJsonArray tornadoJson(const std::vector<TornadoBar>& bars) {
    QJsonArray array;
    for (const TornadoBar& bar : bars) {
        array << QJsonObject{{u"field"_s, toQString(bar.input.field->id)},
                             {u"low"_s, bar.input.range.low},
                             {u"likely"_s, bar.input.range.likely},
                             {u"high"_s, bar.input.range.high},
                             {u"difference_at_low"_s, jsonNumber(bar.atLow)},
                             {u"difference_at_high"_s, jsonNumber(bar.atHigh)},
                             {u"flips"_s, bar.flips},
                             {u"reason"_s, toQString(bar.input.reason)}};
    }
    return array;
}

std::pair<std::size_t, std::size_t> pairOf(const Arguments& arguments,
                                           const Evaluation& evaluation) {
    const QStringList named = arguments.values(u"option"_s);
    if (!named.isEmpty()) {
        if (named.size() != 2) throw UsageError(u"--option: name two options to tell apart."_s);
        return {indexOf(named[0], evaluation), indexOf(named[1], evaluation)};
    }
    const auto pair = decisionPair(evaluation.options);
    if (!pair) {
        throw UsageError(
            u"Fewer than two options meet the requirements; name two with --option."_s);
    }
    return *pair;
}

// --- montecarlo ------------------------------------------------------------------------------

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
        table.add({name(all[risk.option]), toQString(formatPercent(risk.cheapest, 1)),
                   amount(risk.cost.low, currency), amount(risk.cost.likely, currency),
                   amount(risk.cost.high, currency), amount(risk.expectedRegret, currency),
                   toQString(formatPercent(risk.dependentShare)),
                   amount(risk.atDearYear, currency)});
    }
    table.print();
    write();
    TextTable worth(
        {{u"Input"_s}, {u"Worth knowing, at most"_s, true}, {u"Rank coefficient"_s, true}});
    for (const InputWorth& each : study.worth) {
        worth.add({toQString(study.inputs[each.input].field->label), amount(each.worth, currency),
                   each.input < study.importance.size()
                       ? QString::number(study.importance[each.input], 'f', 2)
                       : QString()});
    }
    worth.print();
    write(u"Everything known beforehand would save %1 on average; R² of the ranks %2"_s.arg(
        amount(study.perfectInformation, currency), QString::number(study.rSquared, 'f', 2)));
}

QJsonObject studyJson(const RiskStudy& study, const Loaded& loaded) {
    const std::vector<OptionResult>& all = loaded.evaluation.options;
    const Verdict verdict = withRisk(loaded.evaluation.verdict, all, study, loaded.input.scenario,
                                     *loaded.input.catalog);
    QJsonArray options;
    for (const OptionRisk& risk : study.options) {
        QJsonArray cumulative;
        for (const Range<double>& month : risk.cumulative) cumulative << rangeJson(month);
        options << QJsonObject{{u"id"_s, toQString(all[risk.option].option.id)},
                               {u"cheapest_probability"_s, risk.cheapest},
                               {u"present_value"_s, rangeJson(risk.cost)},
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
            {u"range"_s, rangeJson(input.range)},
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
                        {u"difference"_s, rangeJson(study.pair->difference)},
                        {u"break_even_month"_s, rangeJson(study.pair->breakEvenMonth)}};
    }
    return json;
}

OptionSpec namedOptions(const QString& help) {
    return {u"option"_s, help, u"id"_s};
}

std::vector<Arguments::Position> scenarioPosition() {
    return {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}};
}

}  // namespace

ExitCode runCompare(const QStringList& words) {
    Arguments arguments(
        u"compare"_s,
        u"Sets two to six options of a scenario side by side, line by line, and finds the months, "
        "volume, use and prices at which they cost the same."_s,
        scenarioPosition(),
        {formatOption(),
         namedOptions(u"Option id as evaluate prints it; several times for several. The best of "
                      "each way unless given."_s),
         setOption(), livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const auto loaded = load(arguments);
    if (!loaded) return ExitCode::ScenarioErrors;
    const std::vector<std::size_t> options = chosen(arguments, loaded->evaluation, kMostCompared);
    if (options.size() < 2) {
        throw UsageError(
            u"Fewer than two options meet the requirements; name two with --option."_s);
    }
    if (format == Format::Json) {
        writeJson(comparisonJson(options, *loaded));
    } else if (format == Format::Csv) {
        QStringList head{u"line"_s};
        for (const std::size_t index : options) {
            head << toQString(loaded->evaluation.options[index].option.id);
        }
        QString csv = csvLine(head);
        for (const CostComponent component : allComponents()) {
            QStringList cells{toQString(costComponentLabel(component))};
            for (const std::size_t index : options) {
                cells << QString::number(
                    loaded->evaluation.options[index].cash->of(component).amount(), 'f', 2);
            }
            csv += csvLine(cells);
        }
        writeRaw(csv.toUtf8());
    } else {
        printComparison(options, *loaded);
    }
    return ExitCode::Ok;
}

ExitCode runSensitivity(const QStringList& words) {
    Arguments arguments(
        u"sensitivity"_s,
        u"Moves each uncertain input of a scenario to its ends, one at a time, and shows what that "
        "does to the difference between the two options that the decision is between."_s,
        scenarioPosition(),
        {formatOption(), namedOptions(u"Two option ids to tell apart instead."_s), setOption(),
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const auto loaded = load(arguments);
    if (!loaded) return ExitCode::ScenarioErrors;
    const auto [first, second] = pairOf(arguments, loaded->evaluation);
    const std::vector<OptionResult>& all = loaded->evaluation.options;
    const std::vector<TornadoBar> bars =
        tornadoOf(all, first, second, uncertainInputs(loaded->input.scenario),
                  loaded->input.scenario, *loaded->input.catalog);
    const double base = (all[first].presentValue - all[second].presentValue).amount();
    if (format == Format::Json) {
        writeJson({{u"first"_s, toQString(all[first].option.id)},
                   {u"second"_s, toQString(all[second].option.id)},
                   {u"currency"_s, toQString(loaded->input.scenario.finance.currency.code())},
                   {u"difference"_s, base},
                   {u"inputs"_s, tornadoJson(bars)}});
    } else if (format == Format::Csv) {
        QString csv = csvLine({u"field"_s, u"low"_s, u"likely"_s, u"high"_s, u"difference_at_low"_s,
                               u"difference_at_high"_s, u"flips"_s});
        for (const TornadoBar& bar : bars) {
            csv += csvLine(
                {toQString(bar.input.field->id), QString::number(bar.input.range.low, 'g', 12),
                 QString::number(bar.input.range.likely, 'g', 12),
                 QString::number(bar.input.range.high, 'g', 12), QString::number(bar.atLow, 'f', 2),
                 QString::number(bar.atHigh, 'f', 2), bar.flips ? u"1"_s : u"0"_s});
        }
        writeRaw(csv.toUtf8());
    } else {
        printTornado(bars, base, all[first], all[second]);
    }
    return ExitCode::Ok;
}

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
    const auto loaded = load(arguments);
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
