// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/catalog_doctor.h"

#include <QDate>
#include <QJsonArray>
#include <algorithm>
#include <array>

#include "app/cli/figures.h"
#include "app/cli/suggestion.h"
#include "core/catalog/doctor.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array kSeverities{CatalogSeverity::Error, CatalogSeverity::Warning,
                                 CatalogSeverity::Advice};

QString wordOf(CatalogSeverity severity) {
    const std::string_view word = severityWord(severity);
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

CatalogSeverity leastSeverity(const QString& word) {
    QStringList words;
    for (const CatalogSeverity severity : kSeverities) {
        if (word == wordOf(severity)) return severity;
        words << wordOf(severity);
    }
    throw UsageError(u"--severity “%1” is not one of %2."_s.arg(word, words.join(u", "_s)) +
                     didYouMean(word, words));
}

qint64 countOf(const std::vector<CatalogFinding>& findings, CatalogSeverity severity) {
    return std::count_if(findings.begin(), findings.end(), [&](const CatalogFinding& finding) {
        return finding.severity == severity;
    });
}

/// "no errors", "1 warning", "12 advice".
QString countText(qint64 count, CatalogSeverity severity) {
    const bool plural = count != 1 && severity != CatalogSeverity::Advice;
    const QString word = wordOf(severity) + (plural ? u"s"_s : QString());
    return (count == 0 ? u"no"_s : QString::number(count)) + u' ' + word;
}

QStringList cellsOf(const CatalogFinding& finding) {
    return {wordOf(finding.severity),  toQString(finding.table),   toQString(finding.key),
            toQString(finding.column), toQString(finding.message), toQString(finding.remedy)};
}

void printText(const std::vector<CatalogFinding>& all, CatalogSeverity least) {
    qint64 hidden = 0;
    for (const CatalogFinding& finding : all) {
        if (finding.severity < least) {
            ++hidden;
            continue;
        }
        const QStringList cells = cellsOf(finding);
        const QString column = finding.column.empty() ? QString() : u' ' + cells[3];
        write(
            u"%1: %2 %3%4: %5 %6"_s.arg(cells[0], cells[1], cells[2], column, cells[4], cells[5]));
    }
    QStringList counts;
    for (const CatalogSeverity severity : kSeverities) {
        counts << countText(countOf(all, severity), severity);
    }
    const QString rest =
        hidden == 0 ? QString() : u" Not shown: %1; ask with --severity advice."_s.arg(hidden);
    write(counts.join(u", "_s) + u'.' + rest);
}

void printCsv(const std::vector<CatalogFinding>& all, CatalogSeverity least) {
    QString csv =
        csvLine({u"severity"_s, u"table"_s, u"row"_s, u"column"_s, u"message"_s, u"remedy"_s});
    for (const CatalogFinding& finding : all) {
        if (finding.severity >= least) csv += csvLine(cellsOf(finding));
    }
    writeRaw(csv.toUtf8());
}

void printJson(const std::vector<CatalogFinding>& all, CatalogSeverity least, const QDate& today) {
    QJsonArray findings;
    for (const CatalogFinding& finding : all) {
        if (finding.severity < least) continue;
        const QStringList cells = cellsOf(finding);
        findings << QJsonObject{{u"severity"_s, cells[0]}, {u"table"_s, cells[1]},
                                {u"row"_s, cells[2]},      {u"column"_s, cells[3]},
                                {u"message"_s, cells[4]},  {u"remedy"_s, cells[5]}};
    }
    QJsonObject counts;
    for (const CatalogSeverity severity : kSeverities) {
        counts[wordOf(severity)] = countOf(all, severity);
    }
    writeJson({{u"date"_s, today.toString(Qt::ISODate)},
               {u"counts"_s, counts},
               {u"findings"_s, findings}});
}

}  // namespace

OptionSpec severityOption() {
    return {u"severity"_s,
            u"Least severity that doctor prints: error, warning or advice; warning unless given."_s,
            u"word"_s, u"warning"_s};
}

ExitCode examineStore(const CatalogStore& store, const Arguments& arguments) {
    const CatalogSeverity least = leastSeverity(arguments.value(u"severity"_s));
    const QDate today = QDate::currentDate();
    const std::vector<CatalogFinding> all = examineCatalog(store.rows(), calendarDay(today));
    switch (arguments.format()) {
        case Format::Text:
            printText(all, least);
            break;
        case Format::Csv:
            printCsv(all, least);
            break;
        case Format::Json:
            printJson(all, least, today);
            break;
    }
    return countOf(all, CatalogSeverity::Error) > 0 ? ExitCode::ScenarioErrors : ExitCode::Ok;
}

}  // namespace headroom::cli
