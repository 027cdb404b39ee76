// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "core/catalog/row.h"

namespace headroom {

/// A day of the Gregorian calendar, counted from 1970-01-01. Core has no clock: callers say which
/// day is today.
struct CalendarDay {
    int number{};

    friend constexpr auto operator<=>(CalendarDay, CalendarDay) = default;
    /// Days from `b` to `a`.
    friend constexpr int operator-(CalendarDay a, CalendarDay b) { return a.number - b.number; }
};

/// The first day that an ISO 8601 date can mean, the cautious reading for an age: "2026-08-21",
/// "2026-08", "2026". nullopt for anything else and for days that the calendar lacks.
std::optional<CalendarDay> earliestDay(std::string_view text);

/// How long the figures of one catalog table are believed (docs/catalog.md 2).
struct AgeRule {
    std::string_view table;
    std::string_view dateColumn;
    std::string_view sourceColumn;
    int days{};           ///< older than this is stale
    bool prices{true};    ///< only rows with a price age; else every row does
    bool inWords{false};  ///< the date column describes a period: "res 2023 annual; com Jul 2025"
};

/// nullptr for a table whose figures do not age: what a model or a format is stays so.
const AgeRule* ageRule(std::string_view table);

/// A column in US dollars.
bool isPriceColumn(std::string_view column);
bool hasPrice(const Row& row);

/// The day of the row's figures. A period in words counts as the last day of the newest year that
/// it names: it dates several columns, and nothing says which one is meant. nullopt when the row
/// has no date that can be read.
std::optional<CalendarDay> figureDay(const AgeRule& rule, const Row& row);

/// The row has a price whose date is unknown or more than `AgeRule::days` before `today`. The one
/// rule behind every "stale" mark and count.
bool isStalePrice(std::string_view table, const Row& row, CalendarDay today);

}  // namespace headroom
