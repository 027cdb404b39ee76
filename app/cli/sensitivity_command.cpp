// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

constexpr int kMapPoints = 21;

void printTornado(const std::vector<TornadoBar>& bars, double base, const OptionResult& first,
                  const OptionResult& second) {
    const Currency currency = first.total.currency;
    write(u"Present value of %1 less that of %2: %3"_s.arg(nameText(first), nameText(second),
                                                           amountText(base, currency)));
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
        table.add({toQString(field.label), fieldValueText(field, bar.input.range.low),
                   fieldValueText(field, bar.input.range.likely),
                   fieldValueText(field, bar.input.range.high), amountText(bar.atLow, currency),
                   amountText(bar.atHigh, currency), bar.flips ? u"yes"_s : QString(),
                   toQString(bar.input.reason)});
    }
    table.print();
}

/// Two inputs in place of the one at a time.
TwoWayMap mapOf(const Arguments& arguments, const OptionResult& first, const OptionResult& second,
                const Loaded& loaded) {
    const QStringList ids = arguments.value(u"map"_s).split(u',');
    const std::vector<InputRange> inputs = uncertainInputs(loaded.input.scenario);
    QStringList known;
    for (const InputRange& input : inputs) known << toQString(input.field->id);
    std::vector<const InputRange*> chosen;
    for (const QString& id : ids) {
        const qsizetype index = known.indexOf(id.trimmed());
        if (index < 0) {
            throw UsageError(
                u"--map: “%1” is no uncertain input; give it a range with --set "
                "uncertainty.ranges."_s.arg(id) +
                didYouMean(id, known));
        }
        chosen.push_back(&inputs[static_cast<std::size_t>(index)]);
    }
    if (chosen.size() != 2) throw UsageError(u"--map: name two inputs, separated by a comma."_s);
    return twoWayMap(first, second, *chosen[0], *chosen[1], kMapPoints, loaded.input.scenario,
                     *loaded.input.catalog);
}

void printMap(const TwoWayMap& map, Currency currency, Format format) {
    if (format == Format::Csv) {
        QStringList head{toQString(map.y->id) + u" \\ "_s + toQString(map.x->id)};
        for (const double x : map.xs) head << QString::number(x, 'g', 8);
        QString csv = csvLine(head);
        for (std::size_t iy = 0; iy < map.ys.size(); ++iy) {
            QStringList cells{QString::number(map.ys[iy], 'g', 8)};
            for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
                cells << QString::number(map.at(ix, iy), 'f', 2);
            }
            csv += csvLine(cells);
        }
        writeRaw(csv.toUtf8());
        return;
    }
    if (format == Format::Json) {
        QJsonArray xs, ys, rows, contour;
        for (const double x : map.xs) xs << x;
        for (std::size_t iy = 0; iy < map.ys.size(); ++iy) {
            ys << map.ys[iy];
            QJsonArray row;
            for (std::size_t ix = 0; ix < map.xs.size(); ++ix) row << finiteJson(map.at(ix, iy));
            rows << row;
        }
        for (const auto& tie : map.contour) {
            contour << (tie ? QJsonValue(*tie) : QJsonValue(QJsonValue::Null));
        }
        writeJson({{u"x"_s, toQString(map.x->id)},
                   {u"y"_s, toQString(map.y->id)},
                   {u"currency"_s, toQString(currency.code())},
                   {u"x_values"_s, xs},
                   {u"y_values"_s, ys},
                   {u"difference"_s, rows},
                   {u"tie_at_y"_s, contour}});
        return;
    }
    TextTable table(
        {{toQString(map.x->label), true}, {u"same cost at "_s + toQString(map.y->label), true}});
    for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
        table.add(
            {fieldValueText(*map.x, map.xs[ix]),
             map.contour[ix] ? fieldValueText(*map.y, *map.contour[ix]) : u"none of the map"_s});
    }
    table.print();
}

}  // namespace

ExitCode runSensitivity(const QStringList& words) {
    Arguments arguments(
        u"sensitivity"_s,
        u"Moves each uncertain input of a scenario to its ends, one at a time, and shows what that "
        "does to the difference between the two options that the decision is between."_s,
        scenarioPosition(),
        {formatOption(),
         namedOptions(u"Two option ids to tell apart instead."_s),
         {u"map"_s,
          u"Two uncertain inputs, separated by a comma: the difference over both, and where it is "
          "nothing."_s,
          u"inputs"_s},
         setOption(),
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const auto loaded = loadScenario(arguments);
    if (!loaded) return ExitCode::ScenarioErrors;
    const auto [first, second] = optionPair(arguments, loaded->evaluation);
    const std::vector<OptionResult>& all = loaded->evaluation.options;
    if (arguments.has(u"map"_s)) {
        printMap(mapOf(arguments, all[first], all[second], *loaded),
                 loaded->input.scenario.finance.currency, format);
        return ExitCode::Ok;
    }
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

}  // namespace headroom::cli
