// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/risk_inputs.h"
#include "database/cash_flow_csv.h"
#include "database/workbook.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostExported = 12;

/// The options that are named, else those that a study of the decision follows.
std::vector<const OptionResult*> exportedOptions(const Arguments& arguments,
                                                 const Evaluation& evaluation) {
    std::vector<std::size_t> indices;
    for (const QString& id : arguments.values(u"option"_s)) {
        indices.push_back(optionIndex(id, evaluation));
    }
    if (indices.empty()) indices = riskOptions(evaluation.options, kMostExported);
    if (indices.size() > kMostExported) {
        throw UsageError(u"--option: at most %1 can be named."_s.arg(kMostExported));
    }
    std::vector<const OptionResult*> options;
    for (const std::size_t index : indices) options.push_back(&evaluation.options[index]);
    return options;
}

void writeBundle(const Arguments& arguments, const QString& target) {
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    ScenarioDocument document = headroom::loadScenario(arguments.position(0));
    if (arguments.has(u"live-prices"_s)) document.snapshot.reset();
    setFields(arguments, document.scenario);
    if (!document.snapshot) document.savedOn = QDate::currentDate().toString(Qt::ISODate);
    document.snapshot = rowsToSave(document.scenario, store->rows(), document.snapshot);
    saveScenario(target, document);
}

}  // namespace

ExitCode runExport(const QStringList& words) {
    Arguments arguments(
        u"export"_s,
        u"Writes the cash flows of a scenario's options as a workbook with live formulas or as "
        u"CSV, "
        "or the scenario with every catalog row it rests on, which opens elsewhere with the same "
        "figures."_s,
        scenarioPosition(),
        {{u"xlsx"_s, u"Where the workbook goes; an existing file is replaced."_s, u"file"_s},
         {u"csv"_s, u"Where the table of months goes."_s, u"file"_s},
         {u"bundle"_s, u"Where the scenario with its rows goes; an existing file is replaced."_s,
          u"file"_s},
         namedOptions(u"Option id as evaluate prints it; several times for several. Those that the "
                      "decision is between unless given."_s),
         setOption(),
         livePricesOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const QString workbook = arguments.value(u"xlsx"_s);
    const QString table = arguments.value(u"csv"_s);
    const QString bundle = arguments.value(u"bundle"_s);
    if (workbook.isEmpty() && table.isEmpty() && bundle.isEmpty()) {
        throw UsageError(u"--xlsx file, --csv file or --bundle file is missing."_s);
    }
    if (!bundle.isEmpty()) {
        writeBundle(arguments, bundle);
        write(u"Wrote %1"_s.arg(bundle));
        if (workbook.isEmpty() && table.isEmpty()) return ExitCode::Ok;
    }
    const auto loaded = loadScenario(arguments);
    if (!loaded) return ExitCode::ScenarioErrors;
    const Scenario& scenario = loaded->input.scenario;
    const std::vector<const OptionResult*> options = exportedOptions(arguments, loaded->evaluation);
    if (options.empty()) {
        throw UsageError(u"No option meets the requirements; name one with --option."_s);
    }
    if (!workbook.isEmpty()) {
        writeWorkbook(workbook,
                      {scenario, *loaded->input.catalog, options, QDateTime::currentDateTimeUtc()});
        write(u"Wrote %1"_s.arg(workbook));
    }
    if (!table.isEmpty()) {
        writeCashFlowCsv(table, options, scenario);
        write(u"Wrote %1"_s.arg(table));
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
