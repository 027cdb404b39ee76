// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/compare_cases.h"
#include "app/cli/output.h"
#include "app/cli/risk_inputs.h"
#include "app/cli/suggestion.h"
#include "core/decision/break_even_study.h"
#include "core/decision/case_comparison.h"
#include "core/decision/risk_verdict.h"
#include "core/decision/two_way_map.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostCompared = 6;

/// The scenario, and up to five more.
std::vector<Arguments::Position> comparedPositions() {
    std::vector<Arguments::Position> positions = scenarioPosition();
    for (std::size_t i = 2; i <= kMostCases; ++i) {
        positions.push_back({u"scenario-%1"_s.arg(i),
                             i == 2 ? u"More scenario files: then the scenarios are set side by "
                                      "side, with what they differ in, instead of the options."_s
                                    : u"Likewise."_s,
                             true});
    }
    return positions;
}

/// The options that are named, else those that the decision is between.
std::vector<std::size_t> chosen(const Arguments& arguments, const Evaluation& evaluation,
                                std::size_t most) {
    std::vector<std::size_t> options;
    for (const QString& id : arguments.values(u"option"_s)) {
        options.push_back(optionIndex(id, evaluation));
    }
    if (options.empty()) options = riskOptions(evaluation.options, most);
    if (options.size() > most) {
        throw UsageError(u"--option: at most %1 can be named."_s.arg(most));
    }
    return options;
}

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
        return u"at no value from %1 to %2"_s.arg(fieldValueText(*tied.field, tied.lowest),
                                                  fieldValueText(*tied.field, tied.highest));
    return u"%1 (now %2)"_s.arg(
        toQString(formatSignificant(*tied.value)) + u' ' + toQString(tied.field->unit),
        fieldValueText(*tied.field, tied.likely));
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
    for (const std::size_t index : options) columns.push_back({nameText(all[index]), true, 30});
    if (options.size() == 2) columns.push_back({u"difference"_s, true});
    TextTable table(columns);
    const auto row = [&](const QString& label, auto value, bool isMoney) {
        QStringList cells{label};
        for (const std::size_t index : options) {
            const double figure = value(all[index]);
            cells << (isMoney ? amountText(figure, all[index].total.currency)
                              : toQString(formatSignificant(figure)));
        }
        if (options.size() == 2) {
            const double difference = value(all[options[1]]) - value(all[options[0]]);
            cells << (isMoney ? amountText(difference, all[options[0]].total.currency)
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
    if (std::any_of(options.begin(), options.end(),
                    [&](std::size_t index) { return all[index].score.has_value(); })) {
        row(
            u"Score by your weights"_s, [](const OptionResult& r) { return r.score.value_or(0.0); },
            false);
    }
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
        write(u"%1 against %2"_s.arg(nameText(all[pair.candidate]), nameText(all[pair.reference])));
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
            {u"now"_s, finiteJson(tied.likely)},
            {u"value"_s, tied.value ? QJsonValue(*tied.value) : QJsonValue(QJsonValue::Null)},
            {u"searched_from"_s, finiteJson(tied.lowest)},
            {u"searched_to"_s, finiteJson(tied.highest)}};
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
            {u"levelised_per_million_tokens"_s, finiteJson(r.costPerMillionTokens)},
            {u"levelised_real_per_million_tokens"_s, finiteJson(r.realCostPerMillionTokens)},
            {u"plain_per_million_tokens"_s, finiteJson(r.plainCostPerMillionTokens)},
            {u"score"_s, r.score ? QJsonValue(*r.score) : QJsonValue(QJsonValue::Null)},
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

}  // namespace

ExitCode runCompare(const QStringList& words) {
    Arguments arguments(
        u"compare"_s,
        u"Sets two to six options of a scenario side by side, line by line, and finds the months, "
        "volume, use and prices at which they cost the same. With two to six scenarios it sets "
        "their answers side by side, with differences to the first, and the inputs that differ."_s,
        comparedPositions(),
        {formatOption(),
         namedOptions(u"Option id as evaluate prints it; several times for several. The best of "
                      "each way unless given. With several scenarios one may be named, to be shown "
                      "of each."_s),
         setOption(), livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    if (!arguments.position(1).isEmpty()) return compareScenarios(arguments);
    const auto loaded = loadScenario(arguments);
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

}  // namespace headroom::cli
