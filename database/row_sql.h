// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>
#include <QVariant>

#include "core/catalog/row.h"
#include "database/catalog_store.h"
#include "database/connection.h"

namespace headroom {

/// Describes the catalog tables of an open file: columns, keys and references as the schema
/// declares them, words from `table_words.h`.
std::vector<TableInfo> describeTables(const Connection& connection);

/// The row's text as the column stores it; unknown and empty give NULL. Throws FileError naming
/// row, column and value when the text is not a number, a whole number or a flag.
QVariant toSql(const TableInfo& table, const ColumnInfo& column, const Row& row);
/// The stored value as text in the C locale: the shortest that reads back as the same number.
std::string fromSql(const QVariant& value);

/// "INSERT INTO machines (id, ...) VALUES (?, ...)", columns in order.
QString insertStatement(const TableInfo& table);
/// Binds all columns in order. Throws like `toSql`.
void bindRow(QSqlQuery& query, const TableInfo& table, const Row& row);

/// All rows in the order they were added.
std::vector<Row> readRows(const Connection& connection, const TableInfo& table);
/// " WHERE id = ?" and the values that find the row by its key.
QString whereKey(const TableInfo& table);
QVariantList keyValues(const TableInfo& table, const Row& row);

/// "Machine “Mac Studio”" in a sentence.
QString rowTitle(const TableInfo& table, const Row& row);

}  // namespace headroom
