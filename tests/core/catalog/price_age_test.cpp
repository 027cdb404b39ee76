// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/price_age.h"

#include "tests/support/catch.h"

using namespace headroom;

namespace {

CalendarDay day(const char* text) {
    return earliestDay(text).value();
}

Row dated(const char* column, const char* date, const char* priceColumn = "price_usd") {
    Row row;
    row.set(priceColumn, "4699");
    row.set(column, date);
    return row;
}

}  // namespace

TEST_CASE("A month or a year counts from its first day", "[catalog][age]") {
    // Days from 1970-01-01 to 2000-03-01: 30 years with 7 leap days, 31 + 29 days. 10,957 + 60.
    CHECK(day("2000-03-01").number == 11'017);
    CHECK(day("1970").number == 0);
    CHECK(day("1969-12-31").number == -1);
    // 2026-08-26 to 2026-11-24: 5 + 30 + 31 + 24.
    CHECK(day("2026-11-24") - day("2026-08-26") == 90);
    CHECK(day("2026-11-24") - day("2026-08") == 115);
    CHECK(day("2026-11-24") - day("2026") == 327);
    CHECK(day("2024-02-29") - day("2024-02-28") == 1);
}

TEST_CASE("A text that is no day of the calendar has no age", "[catalog][age]") {
    for (const char* text :
         {"", "soon", "2026-13", "2026-00-01", "2026-02-29", "2100-02-29", "2026/08/21",
          "21.08.2026", "2026-8-1", "20260821", "0000", "2026-08-21x", "res 2023 annual"}) {
        INFO(text);
        CHECK_FALSE(earliestDay(text).has_value());
    }
}

TEST_CASE("A price is stale once it is older than its table believes", "[catalog][age]") {
    const CalendarDay today = day("2026-11-24");
    // docs/catalog.md 2: 90 days for what is bought, rented and called.
    for (const char* table : {"machines", "accelerators"}) {
        CHECK_FALSE(isStalePrice(table, dated("price_date", "2026-08-26"), today));
        CHECK(isStalePrice(table, dated("price_date", "2026-08-25"), today));
    }
    CHECK_FALSE(isStalePrice("api_prices", dated("as_of_date", "2026-08-26"), today));
    CHECK(isStalePrice("cloud_prices", dated("as_of_date", "2026-08-25"), today));
    // 180 days before is 2026-05-28.
    CHECK_FALSE(isStalePrice("cloud_extras", dated("as_of_date", "2026-05-28"), today));
    CHECK(isStalePrice("cloud_extras", dated("as_of_date", "2026-05-27"), today));
}

TEST_CASE("A price without a readable date is stale, a row without a price never",
          "[catalog][age]") {
    const CalendarDay today = day("2026-11-24");
    Row undated;
    undated.set("price_usd", "4699");
    CHECK(isStalePrice("machines", undated, today));
    CHECK(isStalePrice("machines", dated("price_date", "soon"), today));
    CHECK_FALSE(isStalePrice("machines", dated("price_date", "2020", "notes"), today));
    CHECK_FALSE(isStalePrice("models", undated, today));
    CHECK_FALSE(isStalePrice("engine_support", dated("date", "2020", "price_usd"), today));
    // A date to come is wrong, not old.
    CHECK_FALSE(isStalePrice("machines", dated("price_date", "2027-01-01"), today));
}

TEST_CASE("A tariff is as old as the newest year that its period names", "[catalog][age]") {
    const auto tariff = [](const char* period) {
        return dated("period", period, "usd_per_kwh_residential");
    };
    const AgeRule& rule = *ageRule("electricity");
    CHECK(figureDay(rule, tariff("res 2023 annual; com+ind Jul 2025; carbon 2016")) ==
          day("2025-12-31"));
    // Neither 12025 nor 1170 is a year.
    CHECK_FALSE(figureDay(rule, tariff("page 12025, EUR x 1.1170")).has_value());
    // 2023-12-31 and 540 days: 366 of 2024 and 174 of 2025, 2025-06-23.
    CHECK_FALSE(isStalePrice("electricity", tariff("2023"), day("2025-06-23")));
    CHECK(isStalePrice("electricity", tariff("2023"), day("2025-06-24")));
}
