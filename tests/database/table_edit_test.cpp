// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>

#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// What a window keeps of the catalog and brings up to date after each edit.
struct Kept : CatalogFixture {
    CatalogRows rows = store->rows();
    CatalogPointer catalog = store->load(rows);

    void apply(const std::vector<RowChange>& changes) {
        store->apply(changes);
        catalog = store->takeOver(changes, rows, *catalog);
    }
    /// The law: what is kept is what the file holds, in its order.
    void checkUpToDate() const {
        CHECK(sameRows(rows, store->rows()));
        CHECK(*catalog == *store->load());
    }
};

/// Edits of tables with one key column and with several, at places of every kind.
class Editor {
public:
    std::vector<RowChange> next(const CatalogRows& rows, int count) {
        std::vector<RowChange> changes;
        std::vector<Row> touched;
        while (changes.size() < static_cast<std::size_t>(count)) {
            const Table& table = kTables[below(std::size(kTables))];
            const std::vector<Row>& known = rows.at(table.name);
            const Row row = known[below(known.size())];
            if (std::find(touched.begin(), touched.end(), row) != touched.end()) continue;
            touched.push_back(row);
            changes.push_back(change(table, row));
        }
        return changes;
    }

private:
    struct Table {
        std::string name;
        std::string key;     ///< a column of its key that takes any text
        std::string number;  ///< a column that takes any positive number
        bool deletable;      ///< no other row refers to it
    };
    inline static const Table kTables[] = {
        {"cloud_prices", "id", "price_on_demand_usd_h", true},
        {"api_prices", "id", "input_usd_per_mtok", true},
        {"machines", "id", "price_usd", true},
        {"cloud_extras", "provider", "price_usd", true},
        {"electricity", "region", "usd_per_kwh_residential", false}};

    RowChange change(const Table& table, const Row& row) {
        const std::string number = std::to_string(++m_count);
        switch (below(table.deletable ? 4 : 1)) {
            case 0:
                return {table.name, row, with(row, table.number, number)};
            case 1:
                return {table.name, row, with(row, table.key, "renamed-" + number)};
            case 2:
                return {table.name, {}, with(row, table.key, "added-" + number)};
            default:
                return {table.name, row, {}};
        }
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random()) % count; }
    std::mt19937 m_random{7};
    int m_count{};
};

}  // namespace

TEST_CASE_METHOD(Kept, "Rows kept beside the file follow every edit and its undoing",
                 "[catalog_store]") {
    Editor editor;
    // Five rows are read one by one, thirty make it read the tables whole.
    for (const int count : {1, 1, 1, 2, 5, 30, 1, 3, 1, 2, 30, 1}) {
        for (int round = 0; round < 4; ++round) {
            INFO(count << " changes, round " << round);
            const std::vector<RowChange> changes = editor.next(rows, count);
            apply(changes);
            checkUpToDate();
            if (round % 2 == 0) continue;
            apply(reversed(changes));
            checkUpToDate();
        }
    }
}

TEST_CASE_METHOD(Kept, "Rows kept beside the file take in what another program wrote",
                 "[catalog_store]") {
    const Row first = rows.at("cloud_prices").front();
    const Row last = rows.at("cloud_prices").back();
    CatalogStore other(path);
    other.apply({{"cloud_prices", first, {}}});
    apply({{"cloud_prices", last, with(last, "notes", "seen")}});
    checkUpToDate();
}

TEST_CASE_METHOD(Kept, "Two changes of one row in one edit are both taken over",
                 "[catalog_store]") {
    const Row renamed = with(spark(), "id", "spark-two");
    apply({{"machines", spark(), renamed}, {"machines", renamed, with(renamed, "price_usd", "7")}});
    checkUpToDate();
    CHECK(catalog->machine("spark-two")->price->amount == 7);
    CHECK(catalog->machine("dgx-spark") == nullptr);
}
