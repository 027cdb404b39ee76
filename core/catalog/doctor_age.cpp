// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_tables.h"
#include "core/catalog/doctor_book.h"
#include "core/units/format.h"

namespace headroom {

namespace {

/// Zones east of the reader's are a day ahead.
constexpr int kDaysOfGrace = 1;

void checkDate(DoctorBook& book, const AgeRule& rule, const Row& row) {
    const std::string_view date = row.view(rule.dateColumn);
    const std::optional<CalendarDay> day = figureDay(rule, row);
    if (date.empty()) {
        const std::string what = rule.prices ? "A price" : "A statement";
        book.warn(rule.table, row, rule.dateColumn, what + " without a date cannot be trusted.",
                  "Check it at its source and fill in the date.");
        return;
    }
    if (!day) {
        book.warn(rule.table, row, rule.dateColumn,
                  quotedText(date) +
                      (rule.inWords ? " names no year." : " is not a date that the calendar has."),
                  rule.inWords ? "Say which year the figures are of."
                               : "Write it as 2026-08-21, or 2026-08 when the day is not known.");
        return;
    }
    const int age = book.today() - *day;
    // A period counts as the last day of its year, which may still be to come.
    if (!rule.inWords && -age > kDaysOfGrace) {
        book.warn(rule.table, row, rule.dateColumn,
                  quotedText(date) + " is " + formatNumber(-age) + " days ahead of today.",
                  "Correct the date.");
    }
    if (age > rule.days) {
        book.advise(rule.table, row, rule.dateColumn,
                    quotedText(date) + " is " + formatNumber(age) + " days ago; " +
                        (rule.prices ? "prices" : "statements") +
                        " of this kind are believed for " + formatNumber(rule.days) + '.',
                    "Check it at its source and bring the date up to today.");
    }
}

}  // namespace

void checkAges(DoctorBook& book) {
    for (const std::string& table : catalogTables()) {
        const AgeRule* const rule = ageRule(table);
        if (rule == nullptr) continue;
        for (const Row& row : book.rows(table)) {
            if (rule->prices && !hasPrice(row)) continue;
            checkDate(book, *rule, row);
            if (!row.has(rule->sourceColumn)) {
                book.warn(table, row, rule->sourceColumn,
                          "Nothing says where the figures come from.",
                          "Fill in the page, quote or invoice that they were read from.");
            }
        }
    }
}

}  // namespace headroom
