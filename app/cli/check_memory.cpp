// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonArray>
#include <QLocale>
#include <cmath>

#include "app/cli/check_tables.h"
#include "app/cli/figures.h"
#include "core/units/format.h"
#include "database/measured_tables.h"
#include "database/save_file.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What one table of measurements gave.
struct Check : MemoryCheck {
    QStringList gaps;  ///< what the models' descriptions leave open
};

/// The table says by its columns what it holds.
Check checkTable(const QString& truth, const QString& modelsPath, const Catalog& catalog) {
    const std::optional<MeasuredRows> measured = readMeasuredRows(truth);
    if (!measured) {
        throw UsageError(
            u"%1 is no table of memory measurements. It needs the columns n_ctx_requested, "
            "weights_mib, kv_mib and compute_mib (llama.cpp), gpu_memory_utilization, "
            "max_num_batched_tokens and kv_cache_tokens (vLLM), or engine, mem_fraction_static and "
            "peak_or_size_gb (other engines)."_s.arg(QDir::toNativeSeparators(truth)));
    }
    DescribedModels described;
    if (measured->table == MeasuredTable::LlamaCpp) {
        if (modelsPath.isEmpty()) {
            throw UsageError(u"Name the models of the table with --models FILE."_s);
        }
        described = readDescribedModels(modelsPath);
    }
    return {checkMemory(measured->table, measured->rows, described.models, catalog),
            described.gaps};
}

QString percent(double share) {
    return std::isfinite(share) ? QString::number(share * 100, 'f', 3) + u" %"_s : u"∞"_s;
}

QJsonValue finite(double value) {
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

void printText(const Check& check) {
    TextTable table({{u"Quantity"_s},
                     {u"Rows"_s, true},
                     {u"Median"_s, true},
                     {u"P95"_s, true},
                     {u"Worst"_s, true},
                     {u"Lowest"_s, true},
                     {u"> 1 % below"_s, true}});
    for (const ErrorSummary& summary : check.summaries) {
        table.add({toQString(summary.quantity), QString::number(summary.count),
                   percent(summary.median), percent(summary.p95), percent(summary.worst),
                   percent(summary.worstUnder), percent(summary.underShare)});
    }
    table.print();
    for (const std::string& sentence : check.broken) write(u"Not kept: "_s + toQString(sentence));
    if (check.broken.empty() && !check.summaries.empty()) write(u"All bounds are kept."_s);
}

void printCsv(const Check& check) {
    QString csv =
        csvLine({u"quantity"_s, u"count"_s, u"median_absolute_error"_s, u"p95_absolute_error"_s,
                 u"worst_absolute_error"_s, u"lowest_error"_s, u"under_estimates"_s});
    for (const ErrorSummary& summary : check.summaries) {
        csv += csvLine(
            {toQString(summary.quantity), QString::number(summary.count),
             QString::number(summary.median, 'g', 8), QString::number(summary.p95, 'g', 8),
             QString::number(summary.worst, 'g', 8), QString::number(summary.worstUnder, 'g', 8),
             QString::number(summary.underShare, 'g', 8)});
    }
    writeRaw(csv.toUtf8());
}

void printJson(const Check& check) {
    QJsonObject quantities;
    for (const ErrorSummary& summary : check.summaries) {
        quantities[toQString(summary.quantity)] =
            QJsonObject{{u"count"_s, static_cast<qint64>(summary.count)},
                        {u"median_absolute_error"_s, finite(summary.median)},
                        {u"p95_absolute_error"_s, finite(summary.p95)},
                        {u"worst_absolute_error"_s, finite(summary.worst)},
                        {u"lowest_error"_s, finite(summary.worstUnder)},
                        {u"under_estimates"_s, finite(summary.underShare)}};
    }
    QJsonArray broken;
    for (const std::string& sentence : check.broken) broken << toQString(sentence);
    writeJson({{u"quantities"_s, quantities},
               {u"bounds_hold"_s, check.broken.empty()},
               {u"broken_bounds"_s, broken},
               {u"unpredicted_rows"_s, static_cast<qint64>(check.comparisons.unpredicted.size())}});
}

void writeReport(const Check& check, const QString& path) {
    QString csv = csvLine({u"row"_s, u"case"_s, u"quantity"_s, u"predicted"_s, u"measured"_s,
                           u"relative_error"_s, u"note"_s});
    for (const Comparison& figure : check.comparisons.figures) {
        const double error = figure.relativeError();
        csv += csvLine(
            {QString::number(figure.row), toQString(figure.label), toQString(figure.quantity),
             QString::number(figure.predicted, 'f', 3), QString::number(figure.measured, 'f', 3),
             std::isfinite(error) ? QString::number(error, 'g', 6) : QString(), QString()});
    }
    for (const Unpredicted& row : check.comparisons.unpredicted) {
        csv += csvLine({QString::number(row.row), toQString(row.label), QString(), QString(),
                        QString(), QString(), toQString(row.reason)});
    }
    saveFile(path, csv.toUtf8());
    writeError(u"Wrote %1"_s.arg(QDir::toNativeSeparators(path)));
}

}  // namespace

ExitCode checkMemoryTable(const Arguments& arguments, Format format, const Catalog& catalog) {
    const Check check = checkTable(arguments.position(1), arguments.value(u"models"_s), catalog);
    for (const QString& gap : check.gaps) writeError(gap);
    printUnpredicted(check.comparisons.unpredicted);
    if (arguments.has(u"report"_s)) writeReport(check, arguments.value(u"report"_s));
    if (format == Format::Text) printText(check);
    if (format == Format::Csv) printCsv(check);
    if (format == Format::Json) printJson(check);
    const bool kept = check.broken.empty() && !check.comparisons.figures.empty();
    return kept ? ExitCode::Ok : ExitCode::ScenarioErrors;
}

}  // namespace headroom::cli
