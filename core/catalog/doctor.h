// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/price_age.h"
#include "core/catalog/row.h"

namespace headroom {

/// Error: the row cannot be used or refers to nothing. Warning: a figure is very likely wrong, or
/// its source or date is missing. Advice: the row is right as far as can be seen, and old.
enum class CatalogSeverity { Advice, Warning, Error };

/// "error", "warning", "advice".
std::string_view severityWord(CatalogSeverity severity);

/// What is wrong with one row of the catalog, and what would mend it.
struct CatalogFinding {
    CatalogSeverity severity{CatalogSeverity::Advice};
    std::string table;
    std::string key;      ///< see `catalogKey`
    std::string column;   ///< empty = the whole row
    std::string message;  ///< a sentence with the value and what it was compared with
    std::string remedy;   ///< a sentence

    friend bool operator==(const CatalogFinding&, const CatalogFinding&) = default;
};

/// The columns that tell the rows of `table` apart: "id", or several.
const std::vector<std::string>& catalogKeyColumns(std::string_view table);
/// Their values joined by "/": "dgx-spark", "AWS/egress_gb". Hostile text like every cell.
std::string catalogKey(std::string_view table, const Row& row);

/// Reads every row of a catalog as a careful person would: rows that `addRow` refuses, references
/// to nothing, figures far from those of their peers or from what is physically possible, rows
/// listed twice, and prices that are old, undated or from no source. Thresholds and their reasons:
/// docs/catalog.md 3. Never throws on bad rows; a table that the catalog does not have is an error.
/// The worst findings come first, within a severity in the order of `catalogTables()` and rows.
/// O(n log n).
std::vector<CatalogFinding> examineCatalog(const CatalogRows& rows, CalendarDay today);

}  // namespace headroom
