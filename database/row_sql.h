// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>
#include <QVariant>
#include <optional>

#include "core/catalog/row.h"
#include "database/catalog_store.h"
#include "database/connection.h"

namespace headroom {

/// A name of the schema in a statement.
QString quotedName(const std::string& identifier);

/// Describes the catalog tables of an open file: columns, keys and references as the schema
/// declares them, words from `table_words.h`.
std::vector<TableInfo> describeTables(const Connection& connection);

/// The row's text as the column stores it; unknown and empty give NULL. Throws FileError naming
/// row, column and value when the text is not a number, a whole number or a flag. Text comes as
/// bytes: its place in a statement is `valueMark`.
QVariant toSql(const TableInfo& table, const ColumnInfo& column, const Row& row);
/// The bytes of a text as SQLite keeps it; what is no UTF-8 is replaced as Qt would.
QByteArray textToSql(std::string_view text);
/// The stored value as text in the C locale: the shortest that reads back as the same number.
std::string fromSql(const QVariant& value);

/// The placeholder of a column's value. SQLite keeps UTF-8 and Qt hands texts over in UTF-16: as
/// bytes they pass unchanged, which is a quarter of the time of a large import.
QString valueMark(const ColumnInfo& column);
/// The column in a SELECT, so that its value comes as `fromSql` reads it fastest.
QString selectedColumn(const ColumnInfo& column);
/// "INSERT INTO machines (id, ...) VALUES (?, ...)", columns in order.
QString insertStatement(const TableInfo& table);
/// Binds all columns in order. Throws like `toSql`.
void bindRow(QSqlQuery& query, const TableInfo& table, const Row& row);

/// All rows in the order they were added.
std::vector<Row> readRows(const Connection& connection, const TableInfo& table);
/// The row with the key of `key`, whose other cells do not count; nothing when there is none.
std::optional<Row> readRow(const Connection& connection, const TableInfo& table, const Row& key);
/// " WHERE id = ?" and the values that find the row by its key.
QString whereKey(const TableInfo& table);
QVariantList keyValues(const TableInfo& table, const Row& row);

/// "Machine “Mac Studio”" in a sentence.
QString rowTitle(const TableInfo& table, const Row& row);

}  // namespace headroom
