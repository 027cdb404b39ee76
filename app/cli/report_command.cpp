// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>

#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "core/evaluate.h"
#include "ui/report/report.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QPageSize::PageSizeId pageSize(const QString& name) {
    if (name == u"a4"_s) return QPageSize::A4;
    if (name == u"letter"_s) return QPageSize::Letter;
    throw UsageError(u"--page: “%1” is not one of a4, letter."_s.arg(name) +
                     didYouMean(name, {u"a4"_s, u"letter"_s}));
}

}  // namespace

ExitCode runReport(const QStringList& words) {
    Arguments arguments(
        u"report"_s,
        u"Writes the comparison report of a scenario as a PDF. No display is needed."_s,
        {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}},
        {{u"pdf"_s, u"Where the report goes; an existing file is replaced."_s, u"file"_s},
         {u"page"_s, u"a4 or letter."_s, u"size"_s, u"a4"_s},
         setOption(),
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    if (arguments.value(u"pdf"_s).isEmpty()) throw UsageError(u"--pdf file is missing."_s);
    const QPageSize::PageSizeId size = pageSize(arguments.value(u"page"_s).toLower());
    const ScenarioInput input = readScenario(arguments, arguments.position(0));
    const Evaluation evaluation = evaluate(input.scenario, *input.catalog);
    printFindings(evaluation.findings);
    if (hasErrors(evaluation.findings)) return ExitCode::ScenarioErrors;
    const ReportSettings settings{input.catalogDate, QDate::currentDate().toString(Qt::ISODate),
                                  size};
    writeReport(arguments.value(u"pdf"_s), input.scenario, evaluation, *input.catalog, settings);
    write(u"Wrote %1"_s.arg(arguments.value(u"pdf"_s)));
    return ExitCode::Ok;
}

}  // namespace headroom::cli
