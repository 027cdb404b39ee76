// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// One price of a row as it was: the first day it was seen, its amount and its source.
struct FormerPrice {
    QString column;  ///< title
    QString unit;
    QString date;  ///< as the row had it; empty = unknown
    double amount{};
    QString source;
    QString replacedOn;  ///< day of the change; empty = the price today
    QString replacedBy;  ///< you, import or seed
};

/// The former prices of a row and those of today, by column and from old to new. `history` is what
/// CatalogStore::priceHistory gives.
std::vector<FormerPrice> priceCourse(const TableInfo& table, const Row& row,
                                     const std::vector<Row>& history);

/// What a row's prices were: a small chart over the days and a table with sources.
class HistoryDialog : public QDialog {
    Q_OBJECT
public:
    HistoryDialog(const QString& name, const std::vector<FormerPrice>& course,
                  QWidget* parent = nullptr);
};

}  // namespace headroom
