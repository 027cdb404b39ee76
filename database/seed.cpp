// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/seed.h"

#include <QFile>
#include <algorithm>

#include "database/row_sql.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

Row withoutJunk(const TableInfo& table, const Row& row) {
    Row clean = row;
    for (const ColumnInfo& column : table.columns) {
        const bool numeric = column.kind == ColumnKind::Number ||
                             column.kind == ColumnKind::Integer || column.kind == ColumnKind::Flag;
        if (!numeric || !row.has(column.name) || row.number(column.name)) continue;
        std::string notes = clean.text("notes");
        if (!notes.empty()) notes += "; ";
        notes += column.name + ": \"" + row.text(column.name) + "\" in the source";
        clean.set("notes", std::move(notes));
        clean.remove(column.name);
    }
    return clean;
}

bool hasColumn(const TableInfo& table, const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const ColumnInfo& column) { return column.name == name; });
}

void fillNewColumns(const Connection& connection, const TableInfo& before, const TableInfo& now) {
    for (const ColumnInfo& column : now.columns) {
        if (hasColumn(before, column.name)) continue;
        for (const Row& row : seedRows(now)) {
            if (!row.has(column.name)) continue;
            QVariantList values{toSql(now, column, row)};
            values.append(keyValues(now, row));
            connection.execute(
                u"UPDATE \"%1\" SET \"%2\" = %3%4"_s.arg(QString::fromStdString(now.name),
                                                         QString::fromStdString(column.name),
                                                         valueMark(column), whereKey(now)),
                values);
        }
    }
}

}  // namespace

std::vector<Row> seedRows(const TableInfo& table) {
    QFile file(u":/database/seed/%1.csv"_s.arg(QString::fromStdString(table.name)));
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(Database::tr("This copy of Headroom lacks its supplied catalog. Install "
                                     "Headroom again."),
                        file.fileName() + u": "_s + file.errorString());
    }
    std::vector<Row> rows;
    for (const Row& row : parseCsv(file.readAll().toStdString())) {
        rows.push_back(withoutJunk(table, row));
    }
    return rows;
}

void importSeed(const Connection& connection, const std::vector<TableInfo>& tables) {
    for (const TableInfo& table : tables) {
        // A schema from before the table: a later one brings it (importAdditions).
        if (table.columns.empty()) continue;
        QSqlQuery insert(connection.database());
        if (!insert.prepare(insertStatement(table))) {
            throwFileError(connection.path(), insert.lastError());
        }
        for (Row row : seedRows(table)) {
            row.set("changed_by", "seed");
            bindRow(insert, table, row);
            if (!insert.exec()) throwFileError(connection.path(), insert.lastError());
        }
    }
}

void importAdditions(const Connection& connection, const std::vector<TableInfo>& before,
                     const std::vector<TableInfo>& now) {
    std::vector<TableInfo> fresh;
    for (const TableInfo& table : now) {
        const auto old = std::find_if(before.begin(), before.end(), [&](const TableInfo& other) {
            return other.name == table.name && !other.columns.empty();
        });
        if (old == before.end()) {
            fresh.push_back(table);
        } else {
            fillNewColumns(connection, *old, table);
        }
    }
    importSeed(connection, fresh);
}

}  // namespace headroom
