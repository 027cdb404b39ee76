// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QLocale>
#include <QString>
#include <optional>
#include <string>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// The columns that say when and where the prices of a table were found; nullptr = the table has
/// none.
struct PriceProvenance {
    const ColumnInfo* date{};
    const ColumnInfo* source{};
};
PriceProvenance priceProvenance(const TableInfo& table);
/// What the date column says once `prices` (column titles) of `row` were checked today: the ISO
/// date; where the table describes a period in words, the titles with the date before the former
/// words.
QString priceDateText(const TableInfo& table, const Row& row, const QStringList& prices,
                      const QDate& today);
/// A number whose unit is money: editing it makes the price date today.
bool isPrice(const TableInfo& table, const ColumnInfo& column);
/// Source, date, confidence, notes, changed by: where the row's figures come from.
bool isProvenance(const ColumnInfo& column);
const ColumnInfo* findColumn(const TableInfo& table, std::string_view name);
/// "Price (USD)"; the title alone when the column has no unit.
QString columnHeading(const ColumnInfo& column);

/// What the table shows, in the locale; "unknown" for a missing value, "none" for a reference to
/// nothing, "" for missing notes. On one line, without characters that steer a reader.
QString displayText(const ColumnInfo& column, const Row& row, const QLocale& locale);
/// What an editor starts with: full precision, the locale's decimal point, no grouping.
QString editText(const ColumnInfo& column, const Row& row, const QLocale& locale);
/// The number as short as exact; grouping only when asked.
QString numberText(double value, const QLocale& locale, bool grouped);

/// Typed text as the catalog stores it: C locale, ISO date, "0"/"1". No value and no error =
/// unknown.
struct ParsedText {
    std::optional<std::string> value;
    QString error;  ///< a sentence that names column, text and remedy; empty = accepted
    bool ok() const { return error.isEmpty(); }
};
/// Accepts the locale's decimal point and the C one, "unknown" and "" for unknown, a date as
/// 2026-08-21, 2026-08 or 2026.
ParsedText parseText(const ColumnInfo& column, const QString& text, const QLocale& locale);

/// A price in this table that was checked longer ago than this is marked stale; 0 = never.
int staleAfterDays(const TableInfo& table);
/// The row has a price, and its date is unknown or older than that (`isStalePrice`).
bool isStale(const TableInfo& table, const Row& row, const QDate& today);

}  // namespace headroom
