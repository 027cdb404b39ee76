// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// Writes numbers, whole numbers and flags as the catalog does ("117.0" becomes "117", "true" "1"),
/// so that equal cells are equal texts. Returns why the row cannot be imported, a sentence: a cell
/// that is too long or holds a NUL, a key with a control character; empty when there is no reason.
/// What makes no sense is left as it is, for `storageProblem` to refuse.
QString canonicalise(const TableInfo& table, Row& row);

/// Why the catalog could not store or read the row, a sentence with the remedy: a text in a numeric
/// column, a rule of the schema, a figure out of range; empty when it can. References are not
/// looked up.
QString storageProblem(const TableInfo& table, const Row& row);

}  // namespace headroom
