// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "database/catalog_store.h"
#include "database/import/import_source.h"

namespace headroom {

enum class PlannedKind { Added, Changed, Unchanged, Refused };

/// One cell that an import would change; empty = unknown.
struct ColumnDifference {
    std::string column;
    std::string before;
    std::string after;
};

/// What an import would do with one row. All texts may come from the file.
struct PlannedChange {
    PlannedKind kind{PlannedKind::Unchanged};
    RowChange change;  ///< of a refused row only `after`, as far as the file tells it
    std::vector<ColumnDifference> differences;  ///< of a changed row, in the table's order
    QString origin;                             ///< where in the file
    QString reason;                             ///< why it is refused, or not chosen by itself
    std::vector<QString> notes;
    bool asks{};    ///< a price moves by more than half
    bool edited{};  ///< the person has edited the row
    bool chosen{};  ///< `changesOf` takes it
};

/// The preview of an import.
struct ImportPlan {
    QString kind;
    QString file;
    std::vector<PlannedChange> changes;  ///< in the order of the file
    std::vector<QString> remarks;

    std::size_t count(PlannedKind wanted) const;
};

/// Compares what a file proposes with the catalog (docs/imports.md 1).
///
/// A row of the catalog keeps every column that the file does not give. Where a price changes, date
/// and source change with it. Lines with the same key become one row; where they contradict each
/// other, all of them are refused. Refused is also what the catalog could not store: the reason
/// names the column, the value and the remedy. A price that moves by more than half in either
/// direction asks, and so does a change of a row that the person has edited: such rows start
/// not chosen, with the reason. Takes time in proportion to the rows.
ImportPlan planImport(ImportSource source, const CatalogRows& rows,
                      const std::vector<TableInfo>& tables);

/// Chooses the rows that ask as well. Rows that the person has edited stay as they are.
void chooseAsking(ImportPlan& plan);

/// The chosen changes in an order that respects references, for one call of CatalogStore::apply.
std::vector<RowChange> changesOf(const ImportPlan& plan);
/// The same without a copy of the rows; `plan` is spent.
std::vector<RowChange> changesOf(ImportPlan&& plan);

}  // namespace headroom
