// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "core/decision/risk_verdict.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kTextRows = 20;

const QString kUnknown = u"unknown"_s;
const QString kNone = u"-"_s;

QString moneyText(const std::optional<Money>& amount) {
    return amount ? toQString(formatMoney(*amount)) : kUnknown;
}

QString optionName(const Option& option) {
    return option.units > 1 ? u"%1 x %2"_s.arg(option.units).arg(toQString(option.name))
                            : toQString(option.name);
}

void printVerdict(const Scenario& scenario, const Evaluation& evaluation) {
    const Verdict& verdict = evaluation.verdict;
    write(toQString(scenario.title));
    if (!scenario.question.empty()) write(toQString(scenario.question));
    write();
    write(u"%1: %2"_s.arg(clarityId(verdict.clarity).toUpper(), toQString(verdict.sentence)));
    for (const std::string& fact : verdict.facts) write(u"  "_s + toQString(fact));
    for (const std::string& warning : verdict.warnings) write(u"  ! "_s + toQString(warning));
    for (const std::string& sentence : verdict.risk) write(u"  ~ "_s + toQString(sentence));
    for (const std::string& change : verdict.relaxations) write(u"  > "_s + toQString(change));
    write();
}

QStringList textRow(const OptionResult& result) {
    const bool priced = result.cash.has_value();
    return {optionName(result.option),
            toQString(optionKindLabel(result.option.kind)),
            result.feasible ? u"yes"_s : u"no"_s,
            priced ? toQString(formatMoney(result.presentValue)) : kUnknown,
            moneyText(result.upfront),
            priced && std::isfinite(result.costPerMillionTokens)
                ? toQString(formatUnitPrice({result.costPerMillionTokens, result.total.currency}))
                : kUnknown,
            result.ledger ? toQString(formatGib(result.ledger->headroom())) : kNone,
            result.speed ? toQString(formatRate(result.speed->decodePerUser.likely)) : kNone,
            result.power ? toQString(formatWatts(result.power->average)) : kNone};
}

void printOptions(const Scenario& scenario, const Evaluation& evaluation, std::size_t limit) {
    const std::size_t shown = std::min(limit, evaluation.options.size());
    write(u"%1 of %2 options meet the requirements; the first %3, present value over %4 months:"_s
              .arg(evaluation.feasibleCount)
              .arg(evaluation.options.size())
              .arg(shown)
              .arg(scenario.finance.horizonMonths));
    write();
    TextTable table({{u"Option"_s, false, 44},
                     {u"Way"_s},
                     {u"Feasible"_s},
                     {u"Present value"_s, true},
                     {u"Up front"_s, true},
                     {u"Per M tokens"_s, true},
                     {u"Memory free"_s, true},
                     {u"Per user"_s, true},
                     {u"Average"_s, true}});
    for (std::size_t i = 0; i < shown; ++i) table.add(textRow(evaluation.options[i]));
    table.print();
}

void printReasons(const Evaluation& evaluation, std::size_t limit) {
    const std::size_t shown = std::min(limit, evaluation.options.size());
    bool first = true;
    for (std::size_t i = 0; i < shown; ++i) {
        const OptionResult& result = evaluation.options[i];
        for (const Exclusion& exclusion : result.exclusions) {
            if (std::exchange(first, false)) {
                write();
                write(u"Why options are out, and what would let them in:"_s);
            }
            QStringList sentences{toQString(exclusion.reason)};
            for (const std::string& more : {exclusion.remedy, exclusion.consequence}) {
                if (!more.empty()) sentences << toQString(more);
            }
            write(u"  %1: %2"_s.arg(optionName(result.option), sentences.join(u' ')));
        }
    }
}

void printCautions(const Evaluation& evaluation, std::size_t limit) {
    const std::size_t shown = std::min(limit, evaluation.options.size());
    bool first = true;
    for (std::size_t i = 0; i < shown; ++i) {
        const OptionResult& result = evaluation.options[i];
        for (const Caution& caution : result.cautions) {
            if (std::exchange(first, false)) {
                write();
                write(u"Slow fallbacks, and what nobody documents:"_s);
            }
            write(u"  %1 (%2): %3"_s.arg(optionName(result.option),
                                         toQString(supportLabel(caution.verdict)),
                                         toQString(caution.sentence)));
        }
    }
}

QString exact(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest)
                                : QString();
}

QStringList csvRow(const OptionResult& result) {
    QStringList reasons;
    for (const Exclusion& exclusion : result.exclusions) reasons << toQString(exclusion.reason);
    const bool priced = result.cash.has_value();
    const Option& option = result.option;
    return {toQString(option.id),
            toQString(option.name),
            toQString(optionKindLabel(option.kind)),
            baseKind(option.kind) == OptionKind::Rented ? tierId(option.tier) : QString(),
            QString::number(option.units),
            option.kind == OptionKind::Api ? QString() : engineId(option.engine),
            result.feasible ? u"1"_s : u"0"_s,
            reasons.join(u' '),
            toQString(result.total.currency.code()),
            priced ? exact(result.presentValue.amount()) : QString(),
            priced ? exact(result.total.amount()) : QString(),
            result.upfront ? exact(result.upfront->amount()) : QString(),
            priced ? exact(result.costPerMillionTokens) : QString(),
            result.ledger ? exact(result.ledger->headroom().value) : QString(),
            result.speed ? exact(result.speed->decodePerUser.likely.value) : QString(),
            result.speed ? exact(result.speed->firstToken.likely.value) : QString(),
            result.power ? exact(result.power->average.value) : QString(),
            exact(result.utilisation),
            toQString(result.price.date),
            toQString(result.price.source),
            option.kind == OptionKind::Api ? QString() : toQString(kernelsText(result.cautions))};
}

void printCsv(const Scenario& scenario, const Evaluation& evaluation, std::size_t limit) {
    const Currency currency = scenario.finance.currency;
    QString text = csvLine({u"id"_s,
                            u"name"_s,
                            u"kind"_s,
                            u"tier"_s,
                            u"units"_s,
                            u"engine"_s,
                            u"feasible"_s,
                            u"reasons"_s,
                            u"currency"_s,
                            moneyKey(u"present_value"_s, currency),
                            moneyKey(u"total"_s, currency),
                            moneyKey(u"upfront"_s, currency),
                            moneyKey(u"cost_per_million_tokens"_s, currency),
                            u"memory_free_bytes"_s,
                            u"decode_per_user_tokens_per_second"_s,
                            u"first_token_seconds"_s,
                            u"average_watts"_s,
                            u"utilisation_share"_s,
                            u"price_date"_s,
                            u"price_source"_s,
                            u"kernels"_s});
    for (std::size_t i = 0; i < evaluation.options.size() && i < limit; ++i) {
        text += csvLine(csvRow(evaluation.options[i]));
    }
    writeRaw(text.toUtf8());
}

std::size_t rowLimit(const Arguments& arguments) {
    if (arguments.has(u"limit"_s)) return static_cast<std::size_t>(arguments.count(u"limit"_s, 1));
    return arguments.format() == Format::Text ? kTextRows : std::numeric_limits<std::size_t>::max();
}

}  // namespace

ExitCode runEvaluate(const QStringList& words) {
    Arguments arguments(
        u"evaluate"_s,
        u"Answers a scenario: what to buy, rent or call, with cost, speed, memory and reasons. "
        "The figures are those of the window, to the last digit."_s,
        {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}},
        {formatOption(),
         setOption(),
         {u"limit"_s, u"Options to print: 20 as text, all as json and csv, unless given."_s,
          u"number"_s},
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const std::size_t limit = rowLimit(arguments);
    const ScenarioInput input = readScenario(arguments, arguments.position(0));
    Evaluation evaluation = evaluate(input.scenario, *input.catalog);
    printFindings(evaluation.findings);
    const bool broken = hasErrors(evaluation.findings);
    if (!broken) {
        // As the window has it.
        evaluation.verdict = verdictByOdds(std::move(evaluation.verdict), evaluation.options,
                                           input.scenario, *input.catalog);
    }
    if (format == Format::Json) {
        writeJson(evaluationJson(input.scenario, evaluation, *input.catalog, limit));
    } else if (!broken && format == Format::Csv) {
        printCsv(input.scenario, evaluation, limit);
    } else if (!broken) {
        printVerdict(input.scenario, evaluation);
        printOptions(input.scenario, evaluation, limit);
        printCautions(evaluation, limit);
        printReasons(evaluation, limit);
    }
    return broken ? ExitCode::ScenarioErrors : ExitCode::Ok;
}

}  // namespace headroom::cli
