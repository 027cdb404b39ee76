// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace headroom {

/// One row of a catalog table, column name -> text. A missing cell is NULL: unknown, never zero.
/// Both the seed CSV files and the SQLite tables have these columns, so one reader serves both.
///
/// All cells are one piece of memory, which copies share until one of them changes: a price list of
/// 100,000 rows is read, compared and kept for an undo step without a text of its own per cell.
class Row {
public:
    struct Cell {
        std::string_view column;
        std::string_view text;
    };
    class Cells;

    Row() = default;
    /// In any order; of two cells of one column the later counts.
    explicit Row(std::initializer_list<Cell> cells);

    void set(std::string_view column, std::string_view text);
    void remove(std::string_view column);
    bool has(std::string_view column) const { return find(column).has_value(); }
    /// Nothing when unknown; ends with the row or its next change.
    std::optional<std::string_view> find(std::string_view column) const;
    std::string text(std::string_view column) const;  ///< empty when unknown
    /// `text` without a copy; ends with the row or its next change.
    std::string_view view(std::string_view column) const;
    std::optional<double> number(
        std::string_view column) const;  ///< C locale; nullopt when unknown or not a number
    int integer(std::string_view column, int fallback = 0) const;
    std::optional<bool> flag(std::string_view column) const;  ///< "0" / "1"
    /// By column name; ends with the row or its next change.
    Cells values() const;

    friend bool operator==(const Row& a, const Row& b) {
        return a.m_memory == b.m_memory || a.memory() == b.memory();
    }

private:
    std::string_view memory() const { return m_memory ? *m_memory : std::string_view(); }
    std::string& own();
    std::shared_ptr<std::string> m_memory;  ///< null = no cells
};

/// The cells of a row, to walk over.
class Row::Cells {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Cell;
        using difference_type = std::ptrdiff_t;
        using pointer = const Cell*;
        using reference = Cell;

        Iterator() = default;
        explicit Iterator(const char* at) : m_at(at) {}
        Cell operator*() const;
        Iterator& operator++();
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const char* m_at{};
    };

    explicit Cells(std::string_view memory) : m_memory(memory) {}
    Iterator begin() const { return Iterator(m_memory.data()); }
    Iterator end() const { return Iterator(m_memory.data() + m_memory.size()); }
    bool empty() const { return m_memory.empty(); }

private:
    std::string_view m_memory;
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

}  // namespace headroom
