// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog's tables by name: their rows made values, whole or edited.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/row.h"

namespace headroom {

/// Adds the row to the vector that belongs to `table` ("models", "machines", "cloud_prices" ...).
/// Throws std::invalid_argument for an unknown table or a bad row.
void addRow(Catalog& catalog, std::string_view table, const Row& row);

/// Builds a catalog from rows; throws like `addRow`.
Catalog buildCatalog(const CatalogRows& rows);
/// Puts these rows in place of a table's; throws like `addRow`, and the table is then half full.
void replaceTable(Catalog& catalog, std::string_view table, const std::vector<Row>& rows);

/// What an edit makes of the rows of one table: so that one row of a long price list can change
/// without the others being read again.
struct TableEdit {
    std::string table;
    /// Places among the rows before, ascending.
    std::vector<std::size_t> removed;
    /// With their places among the rows after, ascending; a row in a removed place replaces it.
    std::vector<std::pair<std::size_t, Row>> inserted;
};

/// The edit done to the rows it was made for.
void editRows(std::vector<Row>& rows, const TableEdit& edit);
/// The same to the catalog that was built of them. Throws like `addRow`; nothing is changed then.
void editTable(Catalog& catalog, const TableEdit& edit);

/// The tables in the order that respects references: weight_formats, models, accelerators, machines
/// ...
const std::vector<std::string>& catalogTables();

}  // namespace headroom
