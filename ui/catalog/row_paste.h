// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

#include "ui/catalog/catalog_table_model.h"

namespace headroom {

/// What a paste would do: changes for one undo step, or the sentence why nothing is done.
struct PastePlan {
    std::vector<RowChange> changes;
    QString error;
};

/// The rows as a spreadsheet takes them: a header line, then the key columns and `columns` in
/// order.
QString copiedText(const CatalogTableModel& model, const std::vector<int>& rows,
                   std::vector<int> columns);
/// A header line names the columns; rows with a known key are updated, others are added.
bool hasHeader(const CatalogTableModel& model, const QStringList& firstLine);
PastePlan planPasteWithHeader(const CatalogTableModel& model,
                              const std::vector<QStringList>& lines);
/// Without a header the cells go over `rows` and `columns`, from the current cell on.
PastePlan planPasteOverCells(const CatalogTableModel& model, const std::vector<QStringList>& lines,
                             const std::vector<int>& rows, const std::vector<int>& columns);

}  // namespace headroom
