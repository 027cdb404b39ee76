// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/row.h"
#include "database/catalog_store.h"
#include "database/connection.h"

namespace headroom {

/// The rows that travel inside the program, as the database stores them: text in a numeric column
/// ("(clear)") is unknown, and the row's notes say what stood there.
std::vector<Row> seedRows(const TableInfo& table);

/// Fills empty tables with the seed. Runs inside the caller's transaction.
void importSeed(const Connection& connection, const std::vector<TableInfo>& tables);

/// Gives a catalog of an older version what the newer schema added: the rows of tables that are
/// none of `before`, and the cells of new columns in rows that the seed knows by their key. What
/// people entered is left as it is. Runs inside the caller's transaction.
void importAdditions(const Connection& connection, const std::vector<TableInfo>& before,
                     const std::vector<TableInfo>& now);

}  // namespace headroom
