// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_cases.h"

#include <QFileInfo>
#include <algorithm>
#include <deque>

#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/output.h"
#include "core/decision/case_comparison.h"
#include "core/decision/risk_verdict.h"
#include "core/evaluate.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kWidestName = 30;
constexpr int kWidestDifference = 40;

/// A scenario with its answer; it stays where it is, as the comparison points into it.
struct Judged {
    ScenarioInput input;
    Evaluation evaluation;
};

struct Comparison {
    std::deque<Judged> judged;
    std::vector<ComparedCase> cases;
    std::vector<CaseRow> rows;
    InputDifferences inputs;
    bool broken{};  ///< a scenario has errors
};

std::string nameOf(const Scenario& scenario, const QString& path) {
    const QString title = toQString(scenario.title).trimmed();
    const bool untitled = title.isEmpty() || title == toQString(Scenario{}.title);
    return (untitled ? QFileInfo(path).completeBaseName() : title).toStdString();
}

/// The first error, with its remedy.
std::string problemOf(const Evaluation& evaluation) {
    const auto error =
        std::find_if(evaluation.findings.begin(), evaluation.findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::Error; });
    if (error == evaluation.findings.end()) return {};
    return error->remedy.empty() ? error->message : error->message + ' ' + error->remedy;
}

void judge(const Arguments& arguments, const QString& path, Comparison& comparison) {
    Judged& judged = comparison.judged.emplace_back(Judged{readScenario(arguments, path), {}});
    const ScenarioInput& input = judged.input;
    judged.evaluation = evaluate(input.scenario, *input.catalog);
    std::vector<std::string> taken;
    for (const ComparedCase& other : comparison.cases) taken.push_back(other.name);
    ComparedCase& compared = comparison.cases.emplace_back();
    compared.name = distinctName(nameOf(input.scenario, path), taken);
    compared.scenario = &input.scenario;
    compared.catalog = input.catalog.get();
    compared.problem = problemOf(judged.evaluation);
    compared.prices = input.pricesAsSaved ? CasePrices::Saved : CasePrices::Current;
    if (input.pricesAsSaved) compared.pricesOf = input.catalogDate.toStdString();
    if (hasErrors(judged.evaluation.findings)) {
        comparison.broken = true;
        return;
    }
    judged.evaluation.verdict =
        verdictByOdds(std::move(judged.evaluation.verdict), judged.evaluation.options,
                      input.scenario, *input.catalog);
    compared.verdict = &judged.evaluation.verdict;
    compared.options = judged.evaluation.options;
    compared.feasibleCount = judged.evaluation.feasibleCount;
    compared.shown = shownOption(compared.options, compared.feasibleCount,
                                 arguments.value(u"option"_s).toStdString());
}

Comparison compared(const Arguments& arguments) {
    if (arguments.values(u"option"_s).size() > 1) {
        throw UsageError(u"--option: with several scenarios only one can be named."_s);
    }
    Comparison comparison;
    for (int i = 0; i < static_cast<int>(kMostCases); ++i) {
        if (!arguments.position(i).isEmpty()) judge(arguments, arguments.position(i), comparison);
    }
    const std::string wanted = arguments.value(u"option"_s).toStdString();
    const auto& cases = comparison.cases;
    if (!wanted.empty() && std::none_of(cases.begin(), cases.end(), [](const ComparedCase& each) {
            return each.shown != nullptr;
        })) {
        throw UsageError(u"--option: no scenario has “%1”."_s.arg(toQString(wanted)));
    }
    comparison.rows = compareCases(cases, 0);
    comparison.inputs = inputDifferences(cases);
    return comparison;
}

QString orDash(const std::string& text) {
    return text.empty() ? u"-"_s : toQString(text);
}

/// Headings are as narrow as the cells below them.
QString heading(const ComparedCase& compared) {
    const QString name = printable(toQString(compared.name));
    return name.size() <= kWidestName ? name : name.left(kWidestName - 1) + u'…';
}

void printResults(const Comparison& comparison) {
    std::vector<TextTable::Column> columns{{u""_s, false, kWidestDifference}};
    for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
        columns.push_back({heading(comparison.cases[i]), true, kWidestName});
        if (i > 0) columns.push_back({u"difference"_s, false, kWidestDifference});
    }
    TextTable table(columns);
    for (const CaseRow& row : comparison.rows) {
        QStringList cells{toQString(row.heading())};
        for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
            cells << orDash(row.figures[i].text);
            if (i > 0) cells << orDash(row.differences[i].text);
        }
        table.add(cells);
    }
    table.print();
}

void printInputs(const Comparison& comparison) {
    if (!comparison.inputs.differing.empty()) {
        std::vector<TextTable::Column> columns{{u"Inputs that differ"_s, false, kWidestDifference}};
        for (const ComparedCase& compared : comparison.cases) {
            columns.push_back({heading(compared), false, kWidestName});
        }
        TextTable table(columns);
        const QStringList blanks(static_cast<qsizetype>(comparison.cases.size()));
        FieldGroup group = FieldGroup::Document;
        for (const InputDifference& input : comparison.inputs.differing) {
            if (input.field->group != group) {
                group = input.field->group;
                table.add(QStringList{toQString(groupTitle(group))} + blanks);
            }
            QStringList cells{u"  "_s + toQString(input.field->label)};
            for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
                cells << orDash(inputText(*input.field, input.values[i], comparison.cases[i]));
            }
            table.add(cells);
        }
        table.print();
    }
    write(toQString(sameInputsSentence(comparison.inputs)));
    write(toQString(pricesSentence(comparison.cases)));
    for (const ComparedCase& compared : comparison.cases) {
        if (compared.problem.empty()) continue;
        write(u"“%1” cannot be judged: %2"_s.arg(toQString(compared.name),
                                                 toQString(compared.problem)));
    }
}

QString csvOf(const CaseGrid& grid) {
    const auto line = [](const std::vector<std::string>& texts) {
        QStringList cells;
        for (const std::string& text : texts) cells << toQString(text);
        return csvLine(cells);
    };
    QString csv = line(grid.head);
    for (const std::vector<std::string>& row : grid.rows) csv += line(row);
    return csv;
}

QJsonValue numberJson(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue textJson(const std::string& text) {
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(toQString(text));
}

QJsonArray resultsJson(const Comparison& comparison) {
    QJsonArray results;
    for (const CaseRow& row : comparison.rows) {
        QJsonArray figures;
        for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
            QJsonObject figure{{u"text"_s, textJson(row.figures[i].text)},
                               {u"value"_s, numberJson(row.figures[i].value)}};
            if (i > 0) {
                figure[u"difference"_s] = numberJson(row.differences[i].value);
                figure[u"difference_share"_s] = numberJson(row.differences[i].share);
                figure[u"compared"_s] = textJson(row.differences[i].word);
            }
            figures << figure;
        }
        results << QJsonObject{{u"figure"_s, toQString(row.label)},
                               {u"unit"_s, textJson(row.unit)},
                               {u"cases"_s, figures}};
    }
    return results;
}

QJsonObject comparisonJson(const Comparison& comparison) {
    QJsonArray cases;
    for (const ComparedCase& compared : comparison.cases) {
        cases << QJsonObject{
            {u"name"_s, toQString(compared.name)},
            {u"currency"_s, toQString(compared.scenario->finance.currency.code())},
            {u"option"_s,
             textJson(compared.shown == nullptr ? std::string() : compared.shown->option.id)},
            {u"sentence"_s,
             textJson(compared.verdict == nullptr ? std::string() : compared.verdict->sentence)},
            {u"problem"_s, textJson(compared.problem)},
            {u"prices_saved_on"_s, textJson(compared.pricesOf)}};
    }
    QJsonArray inputs;
    for (const InputDifference& input : comparison.inputs.differing) {
        QJsonArray values;
        for (const std::optional<FieldValue>& value : input.values) {
            values << (value ? QJsonValue(toQString(fieldText(*input.field, *value)))
                             : QJsonValue(QJsonValue::Null));
        }
        inputs << QJsonObject{{u"field"_s, toQString(input.field->id)},
                              {u"label"_s, toQString(input.field->label)},
                              {u"values"_s, values}};
    }
    return {{u"cases"_s, cases},
            {u"results"_s, resultsJson(comparison)},
            {u"inputs"_s, inputs},
            {u"same_inputs"_s, static_cast<qint64>(comparison.inputs.same)}};
}

}  // namespace

ExitCode compareScenarios(const Arguments& arguments) {
    const Format format = arguments.format();
    const Comparison comparison = compared(arguments);
    if (format == Format::Json) {
        writeJson(comparisonJson(comparison));
    } else if (format == Format::Csv) {
        writeRaw((csvOf(resultsGrid(comparison.rows, comparison.cases, 0)) + u"\r\n"_s +
                  csvOf(inputsGrid(comparison.inputs, comparison.cases)))
                     .toUtf8());
    } else {
        printResults(comparison);
        write();
        printInputs(comparison);
    }
    return comparison.broken ? ExitCode::ScenarioErrors : ExitCode::Ok;
}

}  // namespace headroom::cli
