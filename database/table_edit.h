// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/catalog/catalog_tables.h"
#include "database/catalog_store.h"
#include "database/connection.h"

namespace headroom {

/// What `changes`, which the file has taken, make of `rows`, read before them: only the rows that
/// they name are read again. Nothing when all rows are to be read, as there are many changes or the
/// file has more or fewer rows than that.
std::optional<TableEdit> tableEdit(const Connection& connection, const TableInfo& table,
                                   const std::vector<Row>& rows,
                                   const std::vector<RowChange>& changes);

}  // namespace headroom
