// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/catalog/row.h"

namespace headroom {

/// Whole numbers in a catalog row stay below this: larger ones are typing errors, and an int holds
/// it.
inline constexpr double kLargestCount = 1e9;

/// Reads the columns of one catalog row and knows how to complain: errors name the table, the row,
/// the column and the value. Optional numbers that are not numbers stay unknown and are noted in
/// the provenance, so that nothing is dropped silently. Private to core/catalog.
class RowReader {
public:
    RowReader(const Row& row, std::string_view table, std::string_view keyColumn);

    std::string text(std::string_view column) const { return m_row.text(column); }
    std::string requiredText(std::string_view column) const;
    std::optional<bool> flag(std::string_view column) const;

    /// nullopt when unknown; throws when outside [minimum, maximum].
    std::optional<double> number(std::string_view column, double minimum = 0,
                                 double maximum = 1e15);
    double requiredNumber(std::string_view column, double minimum = 0, double maximum = 1e15);
    /// A whole number from 0 to `maximum`; unknown gives 0.
    int count(std::string_view column, double maximum = kLargestCount);
    int requiredCount(std::string_view column, double maximum = kLargestCount);
    std::optional<int> knownCount(std::string_view column, double maximum = kLargestCount);
    /// A column in US dollars.
    std::optional<UnitPrice> usd(std::string_view column);
    UnitPrice requiredUsd(std::string_view column);

    void note(std::string_view sentence);
    /// Call it last: it collects the notes.
    Provenance provenance(std::string_view sourceColumn, std::string_view dateColumn) const;

    [[noreturn]] void fail(std::string_view column, std::string_view expectation) const;

private:
    const Row& m_row;
    std::string m_where;
    std::string m_notes;
};

}  // namespace headroom
