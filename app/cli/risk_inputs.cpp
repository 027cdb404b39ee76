// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/risk_inputs.h"

#include <cmath>

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

std::optional<Loaded> loadScenario(const Arguments& arguments) {
    Loaded loaded{readScenario(arguments, arguments.position(0)), {}};
    loaded.evaluation = evaluate(loaded.input.scenario, *loaded.input.catalog);
    printFindings(loaded.evaluation.findings);
    if (hasErrors(loaded.evaluation.findings)) return std::nullopt;
    return loaded;
}

std::size_t optionIndex(const QString& id, const Evaluation& evaluation) {
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

std::pair<std::size_t, std::size_t> optionPair(const Arguments& arguments,
                                               const Evaluation& evaluation) {
    const QStringList named = arguments.values(u"option"_s);
    if (!named.isEmpty()) {
        if (named.size() != 2) throw UsageError(u"--option: name two options to tell apart."_s);
        return {optionIndex(named[0], evaluation), optionIndex(named[1], evaluation)};
    }
    const auto pair = decisionPair(evaluation.options);
    if (!pair) {
        throw UsageError(
            u"Fewer than two options meet the requirements; name two with --option."_s);
    }
    return *pair;
}

OptionSpec namedOptions(const QString& help) {
    return {u"option"_s, help, u"id"_s};
}

std::vector<Arguments::Position> scenarioPosition() {
    return {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}};
}

QString amountText(double value, Currency currency) {
    return toQString(formatMoney(money(value, currency)));
}

QString nameText(const OptionResult& result) {
    return result.option.units > 1
               ? u"%1 x %2"_s.arg(result.option.units).arg(toQString(result.option.name))
               : toQString(result.option.name);
}

QJsonValue finiteJson(double value) {
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

QJsonObject percentilesJson(const Range<double>& range) {
    return {{u"p10"_s, finiteJson(range.low)},
            {u"p50"_s, finiteJson(range.likely)},
            {u"p90"_s, finiteJson(range.high)}};
}

QString fieldValueText(const Field& field, double value) {
    const double shown = field.kind == FieldKind::Percent ? value * 100.0 : value;
    const QString text = toQString(formatSignificant(shown));
    const QString unit = toQString(field.unit);
    return unit.isEmpty() ? text : text + u' ' + unit;
}

QJsonArray tornadoJson(const std::vector<TornadoBar>& bars) {
    QJsonArray array;
    for (const TornadoBar& bar : bars) {
        array << QJsonObject{{u"field"_s, toQString(bar.input.field->id)},
                             {u"low"_s, bar.input.range.low},
                             {u"likely"_s, bar.input.range.likely},
                             {u"high"_s, bar.input.range.high},
                             {u"difference_at_low"_s, finiteJson(bar.atLow)},
                             {u"difference_at_high"_s, finiteJson(bar.atHigh)},
                             {u"flips"_s, bar.flips},
                             {u"reason"_s, toQString(bar.input.reason)}};
    }
    return array;
}

}  // namespace headroom::cli
