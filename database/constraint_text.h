// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlError>
#include <QString>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// The sentence for a CHECK, UNIQUE, NOT NULL or type constraint that `row` broke: names the row,
/// the column by its title, the value and the remedy. References have their own sentences in the
/// store, which knows the other rows.
QString constraintText(const QSqlError& error, const TableInfo& table, const Row& row);

/// Whether constraints named <column>_<rule> with this rule speak of one cell.
bool isCellRule(std::string_view rule);
/// The first rule of the schema that a cell of `row` breaks, as a sentence; empty when all are
/// kept. References are not looked up.
QString brokenCellRule(const TableInfo& table, const Row& row);

/// A reference without its target, or a deletion that another row forbids.
bool isReferenceError(const QSqlError& error);

}  // namespace headroom
