// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/price_age.h"

#include <algorithm>
#include <array>

namespace headroom {

namespace {

// docs/catalog.md 2 says why each table has its days.
constexpr std::array kRules{
    AgeRule{"accelerators", "price_date", "price_source_url", 90},
    AgeRule{"machines", "price_date", "price_source_url", 90},
    AgeRule{"cloud_prices", "as_of_date", "source_url", 90},
    AgeRule{"cloud_extras", "as_of_date", "source_url", 180},
    AgeRule{"api_prices", "as_of_date", "source_url", 90},
    AgeRule{"api_providers", "as_of_date", "source_url", 365, false},
    AgeRule{"electricity", "period", "source_url", 540, true, true},
    AgeRule{"exchange_rates", "as_of_date", "source_url", 90},
    AgeRule{"resale", "as_of_date", "source_url", 365},
    AgeRule{"engine_support", "date", "source", 180, false},
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// The number that `digits` spell; nullopt unless all of them are digits.
std::optional<int> wholeNumber(std::string_view digits) {
    if (!std::all_of(digits.begin(), digits.end(), isDigit)) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool isLeapYear(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr std::array kMonthDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

int daysInMonth(int year, int month) {
    const int days = kMonthDays[static_cast<std::size_t>(month - 1)];
    return month == 2 && isLeapYear(year) ? days + 1 : days;
}

int daysBeforeYear(int year) {
    const int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

CalendarDay calendarDay(int year, int month, int day) {
    int number = daysBeforeYear(year) - daysBeforeYear(1970) + day - 1;
    for (int before = 1; before < month; ++before) number += daysInMonth(year, before);
    return {number};
}

/// The newest year from 1990 on that stands alone in the text, not inside a longer number.
std::optional<int> newestYear(std::string_view text) {
    std::optional<int> newest;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = begin;
        while (end < text.size() && isDigit(text[end])) ++end;
        if (end - begin == 4) {
            const int year = *wholeNumber(text.substr(begin, 4));
            if (year >= 1990 && year < 2200) newest = std::max(newest.value_or(year), year);
        }
        begin = end + 1;
    }
    return newest;
}

}  // namespace

std::optional<CalendarDay> earliestDay(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    const std::optional<int> year = wholeNumber(text.substr(0, 4));
    std::optional<int> month = 1;
    std::optional<int> day = 1;
    if (text.size() >= 7) {
        if (text[4] != '-') return std::nullopt;
        month = wholeNumber(text.substr(5, 2));
    }
    if (text.size() == 10) {
        if (text[7] != '-') return std::nullopt;
        day = wholeNumber(text.substr(8, 2));
    }
    if (!year || *year < 1 || !month || *month < 1 || *month > 12 || !day || *day < 1 ||
        *day > daysInMonth(*year, *month)) {
        return std::nullopt;
    }
    return calendarDay(*year, *month, *day);
}

const AgeRule* ageRule(std::string_view table) {
    const auto found = std::find_if(kRules.begin(), kRules.end(),
                                    [&](const AgeRule& rule) { return rule.table == table; });
    return found == kRules.end() ? nullptr : &*found;
}

bool isPriceColumn(std::string_view column) {
    return column.find("usd") != std::string_view::npos;
}

bool hasPrice(const Row& row) {
    return std::any_of(row.values().begin(), row.values().end(),
                       [](const Row::Cell& cell) { return isPriceColumn(cell.column); });
}

std::optional<CalendarDay> figureDay(const AgeRule& rule, const Row& row) {
    const std::string_view text = row.view(rule.dateColumn);
    if (!rule.inWords) return earliestDay(text);
    const std::optional<int> year = newestYear(text);
    if (!year) return std::nullopt;
    return calendarDay(*year, 12, 31);
}

bool isStalePrice(std::string_view table, const Row& row, CalendarDay today) {
    const AgeRule* const rule = ageRule(table);
    if (rule == nullptr || !rule->prices || !hasPrice(row)) return false;
    const std::optional<CalendarDay> day = figureDay(*rule, row);
    return !day || today - *day > rule->days;
}

}  // namespace headroom
