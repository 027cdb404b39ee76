// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration_output.h"

#include <QJsonArray>
#include <QLocale>
#include <array>

#include "app/cli/figures.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Parameter {
    const char* label;
    const char* key;
    double SpeedClass::*member;
};
constexpr std::array kParameters{
    Parameter{"weights, share of bandwidth", "weight_efficiency", &SpeedClass::weightEfficiency},
    Parameter{"experts, share of bandwidth", "expert_efficiency", &SpeedClass::expertEfficiency},
    Parameter{"cache, share of bandwidth", "cache_efficiency", &SpeedClass::cacheEfficiency},
    Parameter{"per layer, µs", "layer_us", &SpeedClass::layerMicroseconds},
    Parameter{"per step, µs", "step_us", &SpeedClass::stepMicroseconds},
    Parameter{"prefill, share of rate", "prefill_efficiency", &SpeedClass::prefillEfficiency},
    Parameter{"prefill of experts, share of rate", "expert_prefill_efficiency",
              &SpeedClass::expertPrefillEfficiency},
    Parameter{"attention, share of rate", "attention_efficiency", &SpeedClass::attentionEfficiency},
    Parameter{"batches, share of rate", "batch_efficiency", &SpeedClass::batchEfficiency},
    Parameter{"per request, µs", "request_us", &SpeedClass::requestMicroseconds},
    Parameter{"spread", "spread", &SpeedClass::spread}};

double errorOf(double predicted, double measured) {
    return predicted / measured - 1;
}

QString percent(double share) {
    return (share >= 0 ? u"+"_s : QString()) + toQString(formatPercent(share, 1));
}

QString number(double value) {
    return toQString(formatSignificant(value));
}

QString testOf(const CalibrationReport& report, const CalibrationFigure& figure) {
    return toQString(benchTestName(report.output.rows[figure.row]));
}

QString titleOf(const Calibration& calibration) {
    const SpeedClass& row = calibration.measured;
    QString text = u"%1, %2"_s.arg(toQString(calibration.acceleratorName), toQString(row.engine));
    if (!row.backend.empty()) text += u" (%1)"_s.arg(toQString(row.backend));
    return text;
}

QString factorText(const QString& what, const std::optional<double>& factor) {
    return factor ? u"%1 times × %2"_s.arg(what, number(*factor))
                  : u"%1 as in the class, not measured"_s.arg(what);
}

void printFigures(const CalibrationReport& report, const Calibration& calibration) {
    TextTable table({{u"Test"_s, false, 70},
                     {u"Model"_s},
                     {u"Unit"_s},
                     {u"Measured"_s, true},
                     {u"Before"_s, true},
                     {u"Error"_s, true},
                     {u"After"_s, true},
                     {u"Error"_s, true},
                     {u"Used"_s, false, 90}});
    const bool refused = !calibration.refusal.empty();
    for (const CalibrationFigure& figure : calibration.figures) {
        const BenchRow& row = report.output.rows[figure.row];
        table.add({testOf(report, figure), toQString(figure.modelId + " " + figure.weightsId),
                   toQString(benchMetricUnit(row.metric)), number(figure.measured),
                   number(figure.before), percent(errorOf(figure.before, figure.measured)),
                   refused ? u"–"_s : number(figure.after),
                   refused ? u"–"_s : percent(errorOf(figure.after, figure.measured)),
                   figure.used ? u"yes"_s : u"no: "_s + toQString(figure.reason)});
    }
    table.print();
}

void printParameters(const Calibration& calibration) {
    TextTable table({{u"Parameter"_s},
                     {toQString(calibration.before.id), true},
                     {toQString(calibration.measured.id), true}});
    for (const Parameter& parameter : kParameters) {
        table.add({QString::fromUtf8(parameter.label), number(calibration.before.*parameter.member),
                   number(calibration.measured.*parameter.member)});
    }
    table.print();
}

void printText(const CalibrationReport& report) {
    for (const Calibration& calibration : report.plan.calibrations) {
        write(titleOf(calibration));
        if (calibration.refusal.empty()) {
            write(factorText(u"Decode"_s, calibration.decodeFactor) + u"; "_s +
                  factorText(u"prefill"_s, calibration.prefillFactor) + u"."_s);
        }
        write();
        printFigures(report, calibration);
        write();
        if (calibration.refusal.empty()) {
            printParameters(calibration);
            write();
        }
    }
}

QJsonValue numberOrNull(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject figureJson(const CalibrationReport& report, const CalibrationFigure& figure) {
    const BenchRow& row = report.output.rows[figure.row];
    return {{u"line"_s, static_cast<qint64>(row.line)},
            {u"test"_s, testOf(report, figure)},
            {u"metric"_s, toQString(benchMetricName(row.metric))},
            {u"unit"_s, toQString(benchMetricUnit(row.metric))},
            {u"model"_s, toQString(figure.modelId)},
            {u"weights"_s, toQString(figure.weightsId)},
            {u"kv_format"_s, toQString(figure.cacheId)},
            {u"device_count"_s, figure.devices},
            {u"measured"_s, figure.measured},
            {u"predicted_before"_s, figure.before},
            {u"error_before"_s, errorOf(figure.before, figure.measured)},
            {u"predicted_after"_s, figure.after},
            {u"error_after"_s, errorOf(figure.after, figure.measured)},
            {u"used"_s, figure.used},
            {u"reason"_s, toQString(figure.reason)}};
}

QJsonObject calibrationJson(const CalibrationReport& report, const Calibration& calibration) {
    const SpeedClass& row = calibration.measured;
    QJsonArray figures;
    for (const CalibrationFigure& figure : calibration.figures) {
        figures << figureJson(report, figure);
    }
    QJsonObject before;
    QJsonObject after;
    for (const Parameter& parameter : kParameters) {
        const QString key = QString::fromLatin1(parameter.key);
        before[key] = calibration.before.*parameter.member;
        after[key] = row.*parameter.member;
    }
    QJsonArray warnings;
    for (const std::string& warning : calibration.warnings) warnings << toQString(warning);
    return {
        {u"accelerator"_s, toQString(calibration.acceleratorId)},
        {u"engine"_s, toQString(row.engine)},
        {u"backend"_s, toQString(row.backend)},
        {u"id"_s, toQString(row.id)},
        {u"class"_s, toQString(calibration.before.id)},
        {u"decode_factor"_s, numberOrNull(calibration.decodeFactor)},
        {u"prefill_factor"_s, numberOrNull(calibration.prefillFactor)},
        {u"rows_used"_s, row.rows},
        {u"source"_s, toQString(row.provenance.source)},
        {u"notes"_s, toQString(row.provenance.notes)},
        {u"parameters_before"_s, before},
        {u"parameters_after"_s, after},
        {u"figures"_s, figures},
        {u"warnings"_s, warnings},
        {u"refusal"_s, calibration.refusal.empty() ? QJsonValue(QJsonValue::Null)
                                                   : QJsonValue(toQString(calibration.refusal))}};
}

void printJson(const CalibrationReport& report) {
    QJsonArray calibrations;
    for (const Calibration& calibration : report.plan.calibrations) {
        calibrations << calibrationJson(report, calibration);
    }
    QJsonArray questions;
    for (const BenchQuestion& question : report.plan.questions) {
        QJsonArray candidates;
        for (const std::string& id : question.candidates) candidates << toQString(id);
        questions << QJsonObject{{u"question"_s, toQString(questionText(question))},
                                 {u"text"_s, toQString(question.text)},
                                 {u"candidates"_s, candidates}};
    }
    QJsonArray unusable;
    for (const BenchGap& gap : report.plan.unusable) {
        unusable << QJsonObject{{u"line"_s, static_cast<qint64>(gap.line)},
                                {u"text"_s, toQString(gap.text)},
                                {u"reason"_s, toQString(gap.reason)}};
    }
    writeJson({{u"calibrations"_s, calibrations},
               {u"questions"_s, questions},
               {u"unusable"_s, unusable},
               {u"stored"_s, report.stored}});
}

void printCsv(const CalibrationReport& report) {
    QString csv =
        csvLine({u"id"_s, u"line"_s, u"test"_s, u"model"_s, u"weights"_s, u"unit"_s, u"measured"_s,
                 u"predicted_before"_s, u"predicted_after"_s, u"used"_s, u"reason"_s});
    const auto exact = [](double value) {
        return QString::number(value, 'g', QLocale::FloatingPointShortest);
    };
    for (const Calibration& calibration : report.plan.calibrations) {
        for (const CalibrationFigure& figure : calibration.figures) {
            const BenchRow& row = report.output.rows[figure.row];
            csv += csvLine({toQString(calibration.measured.id), QString::number(row.line),
                            testOf(report, figure), toQString(figure.modelId),
                            toQString(figure.weightsId), toQString(benchMetricUnit(row.metric)),
                            exact(figure.measured), exact(figure.before), exact(figure.after),
                            figure.used ? u"1"_s : u"0"_s, toQString(figure.reason)});
        }
    }
    writeRaw(csv.toUtf8());
}

}  // namespace

void printCalibration(const CalibrationReport& report, Format format) {
    if (format == Format::Text) printText(report);
    if (format == Format::Json) printJson(report);
    if (format == Format::Csv) printCsv(report);
    for (const Calibration& calibration : report.plan.calibrations) {
        const QString device = toQString(calibration.acceleratorId);
        for (const std::string& warning : calibration.warnings) {
            writeError(u"warning: %1: %2"_s.arg(device, toQString(warning)));
        }
        if (!calibration.refusal.empty()) {
            writeError(u"%1 is not calibrated. %2"_s.arg(device, toQString(calibration.refusal)));
        }
    }
    if (format == Format::Json) return;
    for (const BenchGap& gap : report.plan.unusable) {
        writeError(u"Line %1 (%2) is not used: %3"_s.arg(
            QString::number(gap.line), toQString(gap.text).simplified(), toQString(gap.reason)));
    }
}

}  // namespace headroom::cli
