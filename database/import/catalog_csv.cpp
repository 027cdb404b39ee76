// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QStringList>
#include <algorithm>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/spreadsheet_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

QString listed(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 8;
    QStringList shown;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) shown << shortened(names[i]);
    if (names.size() > kMost) shown << u"…"_s;
    return shown.join(u", "_s);
}

bool hasColumn(const TableInfo& table, const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const ColumnInfo& column) { return column.name == name; });
}

std::vector<std::string> unknownColumns(const TableInfo& table,
                                        const std::vector<std::string>& columns) {
    std::vector<std::string> unknown;
    for (const std::string& column : columns) {
        if (!hasColumn(table, column)) unknown.push_back(column);
    }
    return unknown;
}

std::vector<std::string> missingKeys(const TableInfo& table,
                                     const std::vector<std::string>& columns) {
    std::vector<std::string> missing;
    for (const std::string& key : table.keyColumns) {
        if (std::find(columns.begin(), columns.end(), key) == columns.end()) missing.push_back(key);
    }
    return missing;
}

bool fits(const TableInfo& table, const std::vector<std::string>& columns) {
    return unknownColumns(table, columns).empty() && missingKeys(table, columns).empty();
}

const TableInfo& namedTable(const ImportContext& context, const QString& name,
                            const std::vector<std::string>& columns, const QString& fileName) {
    const TableInfo* const table = tableOf(context, name.toStdString());
    if (!table) {
        QStringList known;
        for (const TableInfo& other : context.tables) known << QString::fromStdString(other.name);
        throw FileError(Database::tr("The catalog has no table “%1”. It has %2.")
                            .arg(shortened(name), known.join(u", "_s)));
    }
    const std::vector<std::string> unknown = unknownColumns(*table, columns);
    const std::vector<std::string> missing = missingKeys(*table, columns);
    if (unknown.empty() && missing.empty()) return *table;
    const QString problem = unknown.empty()
                                ? Database::tr("it lacks the key %1").arg(listed(missing))
                                : Database::tr("the table does not have %1").arg(listed(unknown));
    throw FileError(Database::tr("The columns of “%1” are not those of %2: %3. Rename or remove "
                                 "them, or name another table.")
                        .arg(shortened(fileName), name, problem));
}

/// The table that alone has all the columns.
const TableInfo& recognisedTable(const ImportContext& context,
                                 const std::vector<std::string>& columns, const QString& fileName) {
    std::vector<const TableInfo*> fitting;
    for (const TableInfo& table : context.tables) {
        if (fits(table, columns)) fitting.push_back(&table);
    }
    if (fitting.size() == 1) return *fitting.front();
    if (fitting.size() > 1) {
        QStringList names;
        for (const TableInfo* table : fitting) names << QString::fromStdString(table->name);
        throw FileError(Database::tr("The columns of “%1” (%2) fit several tables: %3. Name the "
                                     "table, or add a column that only it has.")
                            .arg(shortened(fileName), listed(columns), names.join(u", "_s)));
    }
    // The table with the fewest strange columns tells best what is wrong.
    const TableInfo* nearest = nullptr;
    for (const TableInfo& table : context.tables) {
        const std::size_t strange = unknownColumns(table, columns).size();
        if (strange == columns.size()) continue;
        if (!nearest || strange < unknownColumns(*nearest, columns).size()) nearest = &table;
    }
    if (!nearest) {
        throw FileError(
            Database::tr("“%1” is no table that can be imported: no table of the catalog has its "
                         "columns (%2), and SkyPilot's or gpuhunt's lists have others.")
                .arg(shortened(fileName), listed(columns)));
    }
    return namedTable(context, QString::fromStdString(nearest->name), columns, fileName);
}

}  // namespace

ImportSource readCatalogCsv(const QByteArray& bytes, const QString& fileName,
                            const ImportContext& context) {
    requireText(bytes, fileName, kLargestTable);
    const std::vector<std::string> columns = csvColumns(bytes, fileName);
    const TableInfo& table = context.table.isEmpty()
                                 ? recognisedTable(context, columns, fileName)
                                 : namedTable(context, context.table, columns, fileName);
    ImportSource source;
    source.kind = Database::tr("CSV table of %1").arg(table.title);
    source.file = QFileInfo(fileName).fileName();
    const Row provenance = priceProvenance(
        context, table.name, sourceText(context, source.file, Database::tr("own table")));
    forEachRecord(bytes, fileName, [&](const CsvRecord& record) {
        ProposedRow proposed;
        proposed.table = table.name;
        proposed.origin = record.origin();
        proposed.withPrice = provenance;
        for (const std::string& column : columns) {
            const std::string& cell = record.text(column);
            // Who changed a row is not for the file to say.
            if (cell.empty() || column == "changed_by") continue;
            const bool disarmed = cell.front() == '\'';
            proposed.row.set(
                column,
                disarmed ? withFormulaRestored(QString::fromStdString(cell)).toStdString() : cell);
        }
        if (!record.complete()) proposed.refusal = record.incompleteText();
        source.rows.push_back(std::move(proposed));
    });
    return source;
}

}  // namespace headroom
