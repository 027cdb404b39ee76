// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/check_tables.h"
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

void printUnpredicted(const std::vector<Unpredicted>& rows) {
    constexpr std::size_t kShown = 5;
    for (std::size_t index = 0; index < std::min(kShown, rows.size()); ++index) {
        QString reason = toQString(rows[index].reason);
        if (reason.endsWith(u'.')) reason.chop(1);
        writeError(u"Row %1 (%2) is not predicted: %3."_s.arg(
            QString::number(rows[index].row), toQString(rows[index].label), reason));
    }
    if (rows.size() > kShown) {
        writeError(u"… and %1 more rows; --report lists them all."_s.arg(rows.size() - kShown));
    }
}

ExitCode runCheck(const QStringList& words) {
    Arguments arguments(
        u"check"_s,
        u"Predicts every row of a table of measurements and prints how far off the predictions "
        "are. Exit code 1 when a promised bound does not hold."_s,
        {{u"what"_s,
          u"memory: allocations of engines; speed: benchmarks of one or several "
          "streams; serving: servers under load."_s},
         {u"table"_s, u"CSV file with the measurements."_s}},
        {formatOption(),
         {u"models"_s, u"memory: JSON file that describes the models of the table."_s, u"file"_s},
         {u"report"_s, u"Writes every prediction beside its measurement."_s, u"file"_s},
         {u"held-out"_s,
          u"speed, serving: also predicts each device and each model by classes fitted to the "
          "table's others; takes some seconds."_s,
          {}}});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const QString what = arguments.position(0);
    const QStringList known{u"memory"_s, u"speed"_s, u"serving"_s};
    if (!known.contains(what)) {
        throw UsageError(u"There is no “check %1”."_s.arg(what) + didYouMean(what, known));
    }
    const Format format = arguments.format();
    const CatalogPointer catalog = openCatalog(arguments)->load();
    if (what == u"memory") return checkMemoryTable(arguments, format, *catalog);
    const SpeedTable table = what == u"speed" ? SpeedTable::Speed : SpeedTable::Serving;
    return checkSpeedTable(arguments, table, format, *catalog);
}

}  // namespace headroom::cli
