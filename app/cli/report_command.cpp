// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>

#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "core/evaluate.h"
#include "database/save_file.h"
#include "ui/report/report.h"
#include "ui/report/report_document.h"
#include "ui/theme/number_locale.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QPageSize::PageSizeId pageSize(const QString& name) {
    if (name == u"a4"_s) return QPageSize::A4;
    if (name == u"letter"_s) return QPageSize::Letter;
    throw UsageError(u"--page-size: “%1” is not one of a4, letter."_s.arg(name) +
                     didYouMean(name, {u"a4"_s, u"letter"_s}));
}

std::vector<ReportSection> sections(const QString& list) {
    std::vector<ReportSection> chosen;
    for (const QString& word : list.split(u',')) {
        const QString key = word.trimmed().toLower();
        const auto section = reportSectionFromKey(key);
        if (!section) {
            throw UsageError(u"--sections: “%1” is not one of %2."_s.arg(
                                 key, reportSectionKeys().join(u", "_s)) +
                             didYouMean(key, reportSectionKeys()));
        }
        chosen.push_back(*section);
    }
    return chosen;
}

/// The form of the numbers in the report. What the program prints beside it keeps its own.
void applyLocale(const QString& name) {
    const QLocale locale(name);
    if (locale == QLocale::c() && name != u"C"_s) {
        throw UsageError(
            u"--locale: “%1” is no locale. Give a language and a country, such as de_DE."_s.arg(
                name));
    }
    setNumberStyle(numberStyleOf(locale));
}

ReportSettings settingsOf(const Arguments& arguments) {
    ReportSettings settings;
    settings.createdOn = QDate::currentDate().toString(Qt::ISODate);
    settings.pageSize = pageSize(arguments.value(u"page-size"_s).toLower());
    if (arguments.has(u"sections"_s)) settings.sections = sections(arguments.value(u"sections"_s));
    settings.author = arguments.value(u"author"_s);
    settings.company = arguments.value(u"company"_s);
    settings.archival = arguments.has(u"pdfa"_s);
    if (settings.archival && arguments.value(u"pdf"_s).isEmpty()) {
        throw UsageError(u"--pdfa needs --pdf file."_s);
    }
    if (arguments.has(u"logo"_s)) settings.logo = loadReportLogo(arguments.value(u"logo"_s));
    return settings;
}

std::vector<OptionSpec> reportOptions() {
    return {
        {u"pdf"_s, u"Where the PDF goes; an existing file is replaced."_s, u"file"_s},
        {u"html"_s, u"Where the same report as one HTML file goes."_s, u"file"_s},
        {u"page-size"_s, u"a4 or letter."_s, u"size"_s, u"a4"_s},
        {u"sections"_s,
         u"What follows the first page, with commas between: %1. All unless given."_s.arg(
             reportSectionKeys().join(u", "_s)),
         u"list"_s},
        {u"company"_s, u"Company on the pages instead of the scenario's."_s, u"name"_s},
        {u"author"_s, u"Author instead of the scenario's."_s, u"name"_s},
        {u"logo"_s, u"PNG or SVG for the first page, at most 2 MB."_s, u"file"_s},
        {u"locale"_s, u"Form of the numbers, such as de_DE or fr_FR; 1,234.5 unless given."_s,
         u"name"_s},
        {u"pdfa"_s, u"Writes the PDF as PDF/A-1b, for archives."_s, {}},
        setOption(),
        livePricesOption(),
    };
}

}  // namespace

ExitCode runReport(const QStringList& words) {
    Arguments arguments(
        u"report"_s,
        u"Writes the comparison report of a scenario as a PDF or HTML. No display is needed."_s,
        {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}},
        reportOptions());
    if (!arguments.parse(words)) return ExitCode::Ok;
    const QString pdf = arguments.value(u"pdf"_s);
    const QString html = arguments.value(u"html"_s);
    if (pdf.isEmpty() && html.isEmpty()) {
        throw UsageError(u"--pdf file or --html file is missing."_s);
    }
    if (arguments.has(u"locale"_s)) applyLocale(arguments.value(u"locale"_s));
    ReportSettings settings = settingsOf(arguments);
    const ScenarioInput input = readScenario(arguments, arguments.position(0));
    const Evaluation evaluation = evaluate(input.scenario, *input.catalog);
    printFindings(evaluation.findings);
    if (hasErrors(evaluation.findings)) return ExitCode::ScenarioErrors;
    settings.catalogDate = input.catalogDate;
    const ReportDocument document =
        makeReport(input.scenario, evaluation, *input.catalog, settings);
    if (!pdf.isEmpty()) {
        saveFile(pdf, pdfReport(document));
        write(u"Wrote %1"_s.arg(pdf));
    }
    if (!html.isEmpty()) {
        saveFile(html, htmlReport(document));
        write(u"Wrote %1"_s.arg(html));
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
