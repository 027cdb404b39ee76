// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace headroom {

/// One row of a catalog table, column name -> text. A missing key is NULL: unknown, never zero.
/// Both the seed CSV files and the SQLite tables have these columns, so one reader serves both.
class Row {
public:
    Row() = default;
    explicit Row(std::map<std::string, std::string, std::less<>> values)
        : m_values(std::move(values)) {}

    void set(std::string column, std::string value) {
        m_values.insert_or_assign(std::move(column), std::move(value));
    }
    bool has(std::string_view column) const { return m_values.find(column) != m_values.end(); }
    std::string text(std::string_view column) const;  ///< empty when unknown
    /// `text` without a copy; ends with the row or its next change.
    std::string_view view(std::string_view column) const;
    std::optional<double> number(
        std::string_view column) const;  ///< C locale; nullopt when unknown or not a number
    int integer(std::string_view column, int fallback = 0) const;
    std::optional<bool> flag(std::string_view column) const;  ///< "0" / "1"
    const std::map<std::string, std::string, std::less<>>& values() const { return m_values; }

private:
    std::map<std::string, std::string, std::less<>> m_values;
};

/// RFC 4180 with a header line: quoted fields, doubled quotes, CRLF or LF, UTF-8 BOM skipped. Empty
/// fields become missing. Throws std::invalid_argument naming the line for an unclosed quote or a
/// line with more fields than the header.
std::vector<Row> parseCsv(std::string_view text);
/// The columns of the header line, in order.
std::vector<std::string> csvHeader(std::string_view text);

/// Row -> value. Columns are those of the seed files. Throws std::invalid_argument naming id,
/// column and value when a required column is missing or a number is out of range.
ModelSpec modelFromRow(const Row& row);
WeightFormat weightFormatFromRow(const Row& row);
Accelerator acceleratorFromRow(const Row& row);
Machine machineFromRow(const Row& row);
CloudOffer cloudOfferFromRow(const Row& row);
CloudExtra cloudExtraFromRow(const Row& row);
ApiOffer apiOfferFromRow(const Row& row);
ApiStatement apiStatementFromRow(const Row& row);
Tariff tariffFromRow(const Row& row);
ExchangeRate exchangeRateFromRow(const Row& row);
ResalePoint resalePointFromRow(const Row& row);
SpeedClass speedClassFromRow(const Row& row);
EngineSupport engineSupportFromRow(const Row& row);

/// The row that `modelFromRow` reads the same model from. Layers that the counting columns cannot
/// describe (heads that differ from layer to layer) go into `layer_groups` as text.
Row rowFromModel(const ModelSpec& model);

/// The row that `speedClassFromRow` reads the same class from.
Row rowFromSpeedClass(const SpeedClass& speedClass);

/// All rows by table name: the raw form of a catalog, as documents and the database carry it.
using CatalogRows = std::map<std::string, std::vector<Row>, std::less<>>;

/// Adds the row to the vector that belongs to `table` ("models", "machines", "cloud_prices" ...).
/// Throws std::invalid_argument for an unknown table or a bad row.
void addRow(Catalog& catalog, std::string_view table, const Row& row);

/// Builds a catalog from rows; throws like `addRow`.
Catalog buildCatalog(const CatalogRows& rows);

/// The tables in the order that respects references: weight_formats, models, accelerators, machines
/// ...
const std::vector<std::string>& catalogTables();

}  // namespace headroom
