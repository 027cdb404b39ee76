// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// One row that a file proposes. All texts come from the file: escape them before showing them as
/// markup.
struct ProposedRow {
    std::string table;
    Row row;          ///< what the file says; a column that it does not name is left as it is
    Row whenNew{};    ///< further cells of a row that the catalog does not have yet
    Row withPrice{};  ///< date and source, written where a price changes and in new rows
    bool asksOverSupplied{};  ///< the catalog's row may be newer where it is as supplied
    QString origin;           ///< where in the file: "line 12", "gpt-4o"
    QString refusal{};        ///< why it cannot be imported, with the remedy; empty = it can
    std::vector<QString> notes{};
};

/// What was read from a file, before it meets the catalog.
struct ImportSource {
    QString kind;  ///< "SkyPilot vms.csv"
    QString file;  ///< name without folder
    std::vector<ProposedRow> rows;
    std::vector<QString> remarks;  ///< about the file as a whole
};

/// What a reader may know beside the bytes. Nothing here is a clock.
struct ImportContext {
    const CatalogRows& rows;
    const std::vector<TableInfo>& tables;
    QDate asOf;          ///< date of prices that the file does not date
    QString provider{};  ///< names the provider of a list that does not, and picks one from others
    QString table{};     ///< names the table where columns fit several
    QString source{};    ///< where the file comes from, such as its URL; empty = its name
};

}  // namespace headroom
