// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <algorithm>
#include <cmath>

#include "app/cli/check_tables.h"
#include "app/cli/figures.h"
#include "core/units/format.h"
#include "core/validation/speed_fit.h"
#include "database/errors.h"
#include "database/measured_tables.h"
#include "database/save_file.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Predictions by classes fitted to the rest of the table, in the order of its figures.
struct HeldOut {
    std::vector<double> device;  ///< fitted without the figure's device
    std::vector<double> model;   ///< fitted without the figure's model
};

std::optional<HeldOut> heldOut(const Arguments& arguments, const SpeedCheck& check,
                               const Catalog& catalog) {
    if (!arguments.has(u"held-out"_s)) return std::nullopt;
    QFile file(u":/validation/speed_fit_start.csv"_s);
    if (!file.open(QIODevice::ReadOnly)) throw FileError(file.errorString());
    const std::vector<SpeedClass> starts =
        documentedClasses(catalog.speedClasses, parseCsv(file.readAll().toStdString()));
    const std::vector<SpeedObservation>& figures = check.observations.figures;
    return HeldOut{heldOutPredictions(figures, starts, &SpeedObservation::device),
                   heldOutPredictions(figures, starts, &SpeedObservation::model)};
}

SpeedCheck checkTable(const QString& path, SpeedTable wanted, const Catalog& catalog) {
    const std::optional<MeasuredSpeeds> measured = readMeasuredSpeeds(path);
    const QString name = QDir::toNativeSeparators(path);
    if (!measured) {
        throw UsageError(
            u"%1 is no table of measured speeds. It needs the columns metric, value, context_depth "
            "and parallelism (speed), or series_id, concurrency, tensor_parallel and ttft_ms_mean "
            "(serving)."_s.arg(name));
    }
    if (measured->table != wanted) {
        const bool speed = measured->table == SpeedTable::Speed;
        throw UsageError(speed ? u"%1 holds benchmarks of speed: use “check speed”."_s.arg(name)
                               : u"%1 holds servers under load: use “check serving”."_s.arg(name));
    }
    return checkSpeed(measured->table, measured->rows, catalog);
}

QString percent(double share) {
    return toQString(formatPercent(share, 1));
}

std::vector<Unpredicted> unpredictedRows(const SpeedCheck& check) {
    std::vector<Unpredicted> rows;
    for (const SpeedGap& gap : check.observations.unpredicted) rows.push_back(gap.gap);
    return rows;
}

void printGroups(const QString& title, const std::vector<ErrorGroup>& groups,
                 std::string_view by = {}) {
    TextTable table({{title, false, 72},
                     {u"Figures"_s, true},
                     {u"Median"_s, true},
                     {u"P90"_s, true},
                     {u"Bias"_s, true},
                     {u"Factor"_s, true},
                     {u"Not predicted"_s, true}});
    bool any = false;
    for (const ErrorGroup& group : groups) {
        if (!by.empty() && group.by != by) continue;
        any = true;
        const bool measured = group.count > 0;
        const auto cell = [&](const QString& text) { return measured ? text : u"–"_s; };
        table.add({toQString(group.name), QString::number(group.count),
                   cell(percent(group.medianAbsoluteError)), cell(percent(group.p90AbsoluteError)),
                   cell(percent(group.bias)), cell(QString::number(group.medianFactor, 'f', 2)),
                   QString::number(group.unpredicted)});
    }
    if (!any) return;
    table.print();
    write();
}

void printText(const SpeedCheck& check, const std::optional<HeldOut>& held) {
    printGroups(u"What is promised"_s, check.promised);
    if (held) {
        printGroups(u"Each device by the others"_s,
                    promisedGroups(check.observations, held->device));
        printGroups(u"Each model by the others"_s, promisedGroups(check.observations, held->model));
    }
    printGroups(u"By metric"_s, check.groups, "metric");
    printGroups(u"By engine"_s, check.groups, "engine");
    printGroups(u"By division"_s, check.groups, "parallelism");
    printGroups(u"By class"_s, check.groups, "class");
    printGroups(u"0.55 x bandwidth / bytes, same rows"_s, check.oneConstant);
    printGroups(u"Submitted by users, not in the above"_s, check.submitted);
    for (const std::string& sentence : check.broken) write(u"Not kept: "_s + toQString(sentence));
    if (check.broken.empty() && !check.predicted.empty()) write(u"All bounds are kept."_s);
}

QJsonObject asJson(const ErrorGroup& group) {
    const auto figure = [&](double value) {
        return group.count > 0 && std::isfinite(value) ? QJsonValue(value)
                                                       : QJsonValue(QJsonValue::Null);
    };
    return {{u"count"_s, static_cast<qint64>(group.count)},
            {u"median_absolute_error"_s, figure(group.medianAbsoluteError)},
            {u"p90_absolute_error"_s, figure(group.p90AbsoluteError)},
            {u"bias"_s, figure(group.bias)},
            {u"median_factor"_s, figure(group.medianFactor)},
            {u"unpredicted"_s, static_cast<qint64>(group.unpredicted)}};
}

QJsonObject byName(const std::vector<ErrorGroup>& groups) {
    QJsonObject json;
    for (const ErrorGroup& group : groups) json[toQString(group.name)] = asJson(group);
    return json;
}

void printJson(const SpeedCheck& check, const std::optional<HeldOut>& held) {
    QJsonObject groups;
    for (const ErrorGroup& group : check.groups) {
        QJsonObject members = groups[toQString(group.by)].toObject();
        members[toQString(group.name)] = asJson(group);
        groups[toQString(group.by)] = members;
    }
    QJsonArray broken;
    for (const std::string& sentence : check.broken) broken << toQString(sentence);
    QJsonObject json{
        {u"groups"_s, groups},
        {u"promised"_s, byName(check.promised)},
        {u"one_constant"_s, byName(check.oneConstant)},
        {u"submitted"_s, byName(check.submitted)},
        {u"bounds_hold"_s, check.broken.empty()},
        {u"broken_bounds"_s, broken},
        {u"figures"_s, static_cast<qint64>(check.predicted.size())},
        {u"unpredicted_rows"_s, static_cast<qint64>(check.observations.unpredicted.size())}};
    if (held) {
        json[u"device_held_out"_s] = byName(promisedGroups(check.observations, held->device));
        json[u"model_held_out"_s] = byName(promisedGroups(check.observations, held->model));
    }
    writeJson(json);
}

void printCsv(const SpeedCheck& check, const std::optional<HeldOut>& held) {
    QString csv =
        csvLine({u"by"_s, u"group"_s, u"count"_s, u"median_absolute_error"_s,
                 u"p90_absolute_error"_s, u"bias"_s, u"median_factor"_s, u"unpredicted"_s});
    const auto add = [&](const QString& by, const ErrorGroup& group) {
        const auto figure = [&](double value) {
            return group.count > 0 ? QString::number(value, 'g', 8) : QString();
        };
        csv += csvLine({by, toQString(group.name), QString::number(group.count),
                        figure(group.medianAbsoluteError), figure(group.p90AbsoluteError),
                        figure(group.bias), figure(group.medianFactor),
                        QString::number(group.unpredicted)});
    };
    for (const ErrorGroup& group : check.promised) add(u"promised"_s, group);
    for (const ErrorGroup& group : check.groups) add(toQString(group.by), group);
    for (const ErrorGroup& group : check.oneConstant) add(u"one_constant"_s, group);
    for (const ErrorGroup& group : check.submitted) add(u"submitted"_s, group);
    if (held) {
        for (const ErrorGroup& group : promisedGroups(check.observations, held->device)) {
            add(u"device_held_out"_s, group);
        }
        for (const ErrorGroup& group : promisedGroups(check.observations, held->model)) {
            add(u"model_held_out"_s, group);
        }
    }
    writeRaw(csv.toUtf8());
}

/// All rows in the order of the table; those without a prediction carry the reason.
void writeReport(const SpeedCheck& check, const std::optional<HeldOut>& held, const QString& path) {
    struct Line {
        std::size_t row;
        QString text;
    };
    std::vector<Line> lines;
    const auto number = [](double value) { return QString::number(value, 'g', 8); };
    for (std::size_t i = 0; i < check.predicted.size(); ++i) {
        const SpeedObservation& figure = check.observations.figures[i];
        lines.push_back(
            {figure.row,
             csvLine({QString::number(figure.row), toQString(figure.label),
                      toQString(figure.metric), toQString(figure.classId), toQString(figure.engine),
                      toQString(figure.parallelism), toQString(figure.series),
                      number(check.predicted[i]), number(figure.measured),
                      number(check.predicted[i] / figure.measured - 1),
                      figure.oneConstant > 0 ? number(figure.oneConstant) : QString(),
                      held ? number(held->device[i]) : QString(),
                      held ? number(held->model[i]) : QString(),
                      figure.userSubmitted ? u"submitted by a user"_s : QString()})});
    }
    for (const SpeedGap& gap : check.observations.unpredicted) {
        lines.push_back(
            {gap.gap.row,
             csvLine({QString::number(gap.gap.row), toQString(gap.gap.label), toQString(gap.metric),
                      toQString(gap.classId), toQString(gap.engine), toQString(gap.parallelism),
                      toQString(gap.series), QString(), QString(), QString(), QString(), QString(),
                      QString(), toQString(gap.gap.reason)})});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.row < b.row; });
    QString csv =
        csvLine({u"row"_s, u"case"_s, u"metric"_s, u"class"_s, u"engine"_s, u"parallelism"_s,
                 u"series"_s, u"predicted"_s, u"measured"_s, u"relative_error"_s, u"one_constant"_s,
                 u"device_held_out"_s, u"model_held_out"_s, u"note"_s});
    for (const Line& line : lines) csv += line.text;
    saveFile(path, csv.toUtf8());
    writeError(u"Wrote %1"_s.arg(QDir::toNativeSeparators(path)));
}

}  // namespace

ExitCode checkSpeedTable(const Arguments& arguments, SpeedTable table, Format format,
                         const Catalog& catalog) {
    const SpeedCheck check = checkTable(arguments.position(1), table, catalog);
    printUnpredicted(unpredictedRows(check));
    const std::optional<HeldOut> held = heldOut(arguments, check, catalog);
    if (arguments.has(u"report"_s)) writeReport(check, held, arguments.value(u"report"_s));
    if (format == Format::Text) printText(check, held);
    if (format == Format::Csv) printCsv(check, held);
    if (format == Format::Json) printJson(check, held);
    const bool kept = check.broken.empty() && !check.predicted.empty();
    return kept ? ExitCode::Ok : ExitCode::ScenarioErrors;
}

}  // namespace headroom::cli
