// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <stdexcept>

#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const CatalogStore& seeded() {
    static const CatalogStore store(u":memory:"_s);
    return store;
}

const ColumnInfo& column(const std::string& table, const std::string& name) {
    const std::vector<ColumnInfo>& columns = seeded().table(table).columns;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const ColumnInfo& info) { return info.name == name; });
    INFO(table << ' ' << name);
    REQUIRE(found != columns.end());
    return *found;
}

}  // namespace

TEST_CASE("Every table and column has words for people", "[catalog_store][tables]") {
    for (const TableInfo& table : seeded().tables()) {
        INFO(table.name);
        CHECK_FALSE(table.title.isEmpty());
        CHECK_FALSE(table.singular.isEmpty());
        CHECK(table.singular != table.title);
        std::set<QString> titles;
        for (const ColumnInfo& info : table.columns) {
            INFO(info.name);
            // The bare name of the column stands in where the words are missing.
            CHECK(info.title != QString::fromStdString(info.name));
            CHECK(titles.insert(info.title + info.unit).second);
            if (info.name.find("usd") != std::string::npos) CHECK(info.unit.contains(u"USD"));
        }
    }
}

TEST_CASE("A table names its key and the columns to show among its own",
          "[catalog_store][tables]") {
    for (const TableInfo& table : seeded().tables()) {
        INFO(table.name);
        std::vector<std::string> keys;
        std::set<std::string> names;
        for (const ColumnInfo& info : table.columns) {
            names.insert(info.name);
            if (info.key) keys.push_back(info.name);
            if (!info.references.empty()) {
                CHECK(info.kind == ColumnKind::Reference);
                CHECK(seeded().table(info.references).keyColumns.size() == 1);
            }
        }
        // The words agree with the schema.
        CHECK(keys == table.keyColumns);
        CHECK_FALSE(table.shownColumns.empty());
        for (const std::string& shown : table.shownColumns) {
            INFO(shown);
            CHECK(names.count(shown) == 1);
        }
    }
}

TEST_CASE("Columns say what they take", "[catalog_store][tables]") {
    CHECK(column("machines", "price_usd").kind == ColumnKind::Number);
    CHECK(column("machines", "accelerator_count").kind == ColumnKind::Integer);
    CHECK(column("machines", "unified_memory").kind == ColumnKind::Flag);
    CHECK(column("machines", "price_date").kind == ColumnKind::Date);
    CHECK(column("machines", "price_source_url").kind == ColumnKind::Link);
    CHECK(column("machines", "notes").kind == ColumnKind::Text);
    CHECK(column("machines", "accelerator_id").references == "accelerators");
    CHECK(column("api_prices", "open_weights_equivalent").references == "models");
    CHECK(column("machines", "total_memory_gib").unit == u"GiB"_s);
    // NOT NULL in the schema; what has a default need not be typed.
    CHECK(column("machines", "vendor").required);
    CHECK_FALSE(column("machines", "price_usd").required);
    CHECK_FALSE(column("machines", "changed_by").required);
}

TEST_CASE("A table that the catalog does not have is a programming error",
          "[catalog_store][tables]") {
    CHECK_THROWS_AS(seeded().table("price_history"), std::out_of_range);
    CHECK_THROWS_AS(seeded().rows("sqlite_schema"), std::out_of_range);
}
