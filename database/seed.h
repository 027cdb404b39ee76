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

}  // namespace headroom
