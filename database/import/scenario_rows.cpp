// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that a scenario document carries: docs/imports.md 6.2.
#include <QFileInfo>
#include <algorithm>

#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/scenario_document.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// The cells that the table has a column for; a newer document may have more.
Row knownCells(const TableInfo& table, const Row& row, int& dropped) {
    Row known;
    for (const auto& [column, text] : row.values()) {
        if (column == "changed_by") continue;
        // clang 14 lets no lambda capture a structured binding.
        const bool has =
            std::any_of(table.columns.begin(), table.columns.end(),
                        [&name = column](const ColumnInfo& info) { return info.name == name; });
        if (has) {
            known.set(column, text);
        } else {
            ++dropped;
        }
    }
    return known;
}

}  // namespace

ImportSource readScenarioRows(const QByteArray& bytes, const QString& fileName,
                              const ImportContext& context) {
    requireText(bytes, fileName, kLargestTable);
    const ScenarioDocument document = scenarioFromJson(bytes);
    const QString file = QFileInfo(fileName).fileName();
    if (!document.snapshot) {
        throw FileError(Database::tr("“%1” carries no rows of a catalog: it follows the catalog of "
                                     "whoever opens it. Open it as a scenario.")
                            .arg(shortened(file)));
    }
    ImportSource source;
    source.kind = Database::tr("rows of a scenario, saved on %1").arg(shortened(document.savedOn));
    source.file = file;
    int dropped = 0;
    for (const auto& [name, rows] : *document.snapshot) {
        const TableInfo* const table = tableOf(context, name);
        if (table == nullptr) {
            source.remarks.push_back(
                Database::tr("The table “%1” of the document is not in this catalog and was left "
                             "out.")
                    .arg(shortened(name)));
            continue;
        }
        for (const Row& row : rows) {
            ProposedRow proposed;
            proposed.table = table->name;
            proposed.row = knownCells(*table, row, dropped);
            proposed.asksOverSupplied = true;
            proposed.origin = table->title + u": "_s + shortened(rowName(table->name, row));
            source.rows.push_back(std::move(proposed));
        }
    }
    if (dropped > 0) {
        source.remarks.push_back(Database::tr("%1 cells are in columns that this catalog does not "
                                              "have and were left out. A newer Headroom has them.")
                                     .arg(dropped));
    }
    return source;
}

}  // namespace headroom
