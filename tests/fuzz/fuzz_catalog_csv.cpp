// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a FileError with a sentence, or a plan whose chosen rows the supplied catalog
// takes in one step; the table that is then exported imports again and exports the same. The first
// byte names the table, as --table does; the byte 'x' leaves it to the columns.
#include <cstdint>
#include <cstdlib>

#include "database/import/import_plan.h"
#include "database/import/readers.h"
#include "database/spreadsheet_text.h"
#include "tests/fuzz/application.h"

namespace {

using namespace headroom;

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// A table as `headroom-cli catalog export` writes it.
QByteArray exported(const TableInfo& table, const std::vector<Row>& rows) {
    QStringList headings;
    for (const ColumnInfo& column : table.columns) headings << text(column.name);
    QString csv = csvLine(headings);
    for (const Row& row : rows) {
        QStringList cells;
        for (const ColumnInfo& column : table.columns) cells << text(row.view(column.name));
        csv += csvLine(cells);
    }
    return csv.toUtf8();
}

/// A catalog whose rows are read again only where they changed.
struct Imported {
    CatalogStore store{QStringLiteral(":memory:")};
    const CatalogRows supplied = store.rows();
    CatalogRows rows = supplied;

    ImportPlan plan(const QByteArray& csv, const QString& table) const {
        const ImportContext context{rows, store.tables(), QDate(2026, 11, 26), {}, table, {}};
        return planImport(readCatalogCsv(csv, QStringLiteral("table.csv"), context), rows,
                          store.tables());
    }
    /// What was applied, to be undone.
    std::vector<RowChange> take(ImportPlan plan) {
        chooseAsking(plan);
        std::vector<RowChange> changes = changesOf(std::move(plan));
        store.apply(changes);
        for (const RowChange& change : changes) rows[change.table].clear();
        for (const RowChange& change : changes) {
            std::vector<Row>& changed = rows[change.table];
            if (changed.empty()) changed = store.rows(change.table);
        }
        return changes;
    }
    void undo(const std::vector<RowChange>& changes) {
        store.apply(reversed(changes));
        for (const RowChange& change : changes) rows[change.table] = supplied.at(change.table);
    }
};

void check(const ImportPlan& plan) {
    for (const PlannedChange& change : plan.changes) {
        const bool refused = change.kind == PlannedKind::Refused;
        if (refused && (change.reason.isEmpty() || change.chosen)) abort();
        if (change.kind == PlannedKind::Changed && change.differences.empty()) abort();
    }
}

/// The rows of one table, which is all that a file of ours holds.
void mustExportTheSame(Imported& catalog, const std::string& name) {
    const TableInfo& table = catalog.store.table(name);
    const QByteArray first = exported(table, catalog.rows.at(name));
    ImportPlan again = catalog.plan(first, text(name));
    if (again.count(PlannedKind::Added) > 0 || again.count(PlannedKind::Refused) > 0) abort();
    const std::vector<RowChange> changes = catalog.take(std::move(again));
    if (exported(table, catalog.rows.at(name)) != first) abort();
    catalog.undo(changes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    headroom::fuzz::needApplication();
    static Imported catalog;
    if (size == 0) return 0;
    const std::vector<TableInfo>& tables = catalog.store.tables();
    const QString named = data[0] == 'x'
                              ? QString()
                              : text(tables[(data[0] - std::size_t{'0'}) % tables.size()].name);
    const QByteArray csv(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size - 1));
    try {
        ImportPlan plan = catalog.plan(csv, named);
        check(plan);
        const std::vector<RowChange> changes = catalog.take(std::move(plan));
        if (changes.empty()) return 0;
        mustExportTheSame(catalog, changes.front().table);
        catalog.undo(changes);
    } catch (const FileError& error) {
        if (error.text().isEmpty()) abort();
    }
    return 0;
}
