// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/catalog_store.h"

namespace headroom {

/// What the schema cannot say about a table: its name on screen, its key, the columns to show
/// first.
struct TableWords {
    const char* name;
    const char* title;     ///< Title Case, untranslated
    const char* singular;  ///< sentence case, untranslated
    std::vector<std::string> keyColumns;
    std::vector<std::string> shownColumns;
    std::string dateColumn;    ///< date of the row's prices; empty = the row has none
    std::string sourceColumn;  ///< source of the row's prices
};

/// nullptr for a table that is not part of the catalog.
const TableWords* tableWords(std::string_view table);

/// What the schema cannot say about a column. `kind` is the schema's unless stated.
struct ColumnWords {
    std::string_view name;
    const char* title;  ///< sentence case, untranslated
    const char* unit;   ///< empty for pure numbers and texts
    std::optional<ColumnKind> kind{};
};

/// nullptr for an unknown column.
const ColumnWords* columnWords(std::string_view column);

/// Title in the person's language; the bare name for an unknown column.
QString columnTitle(std::string_view column);

/// The values of the key columns joined by " / ": how messages and the price history name a row.
std::string rowKey(std::string_view table, const Row& row);
/// The name a person knows the row by: its name, model or instance; the key otherwise.
QString rowName(std::string_view table, const Row& row);

}  // namespace headroom
