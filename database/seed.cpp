// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/seed.h"

#include <QFile>

#include "database/row_sql.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

Row withoutJunk(const TableInfo& table, const Row& row) {
    std::map<std::string, std::string, std::less<>> values = row.values();
    for (const ColumnInfo& column : table.columns) {
        const bool numeric = column.kind == ColumnKind::Number ||
                             column.kind == ColumnKind::Integer || column.kind == ColumnKind::Flag;
        if (!numeric || !row.has(column.name) || row.number(column.name)) continue;
        std::string& notes = values["notes"];
        if (!notes.empty()) notes += "; ";
        notes += column.name + ": \"" + row.text(column.name) + "\" in the source";
        values.erase(column.name);
    }
    return Row(std::move(values));
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

}  // namespace headroom
