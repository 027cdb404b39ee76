// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/seed_merge.h"

#include <algorithm>

#include "database/backups.h"
#include "database/catalog_file.h"
#include "database/row_sql.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// A catalog of this release, and the rows of a next one that a test changes.
struct MergeFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"catalog.sqlite"_s);
    CatalogFile file = openCatalogFile(path, embeddedMigrations());
    std::vector<TableInfo> tables = describeTables(*file.connection);
    CatalogWriter writer{*file.connection, tables};
    SuppliedCatalog next = suppliedCatalog(tables);

    MergeFixture() { next.fingerprint = u"next"_s; }

    Row& supplied(const std::string& table, const std::string& id) {
        for (Row& row : next.rows[table]) {
            if (row.text("id") == id) return row;
        }
        FAIL("no supplied " << id);
        return next.rows[table].front();
    }
    std::optional<Row> live(const std::string& table, const std::string& id) const {
        for (const Row& row : readRows(*file.connection, findTable(tables, table))) {
            if (row.text("id") == id) return row;
        }
        return std::nullopt;
    }
    void edit(const std::string& id, const std::string& column, const std::string& value) {
        const Row row = *live("machines", id);
        writer.apply({{"machines", row, with(row, column, value)}});
    }
    SeedMerge merge() { return mergeSupplied(*file.connection, tables, writer, next); }
    std::vector<SuppliedOffer> offers() const { return suppliedOffers(*file.connection, tables); }
};

}  // namespace

TEST_CASE_METHOD(MergeFixture, "A fresh catalog has seen the release it was made of",
                 "[seed_merge]") {
    CHECK(seenFingerprint(*file.connection) == suppliedFingerprint());
    const SuppliedCatalog same = suppliedCatalog(tables);
    CHECK_FALSE(mergeSupplied(*file.connection, tables, writer, same).any());
    CHECK(backupsOf(path).empty());
}

TEST_CASE_METHOD(MergeFixture,
                 "Rows that nobody edited become as supplied, with the former price kept",
                 "[seed_merge]") {
    const std::string before = live("machines", "dgx-spark")->text("price_usd");
    supplied("machines", "dgx-spark").set("price_usd", "5555");
    const SeedMerge done = merge();
    CHECK(done.updated == 1);
    CHECK(done.added == 0);
    CHECK(done.offered == 0);
    CHECK(live("machines", "dgx-spark")->text("price_usd") == "5555");
    CHECK(live("machines", "dgx-spark")->text("changed_by") == "seed");
    QSqlQuery rows = file.connection->execute(
        u"SELECT old_value, changed_by FROM price_history WHERE row_key = 'dgx-spark'"_s);
    REQUIRE(rows.next());
    CHECK(rows.value(0).toDouble() == std::stod(before));
    CHECK(rows.value(1).toString() == u"seed"_s);
    // A dated copy was made before.
    REQUIRE(backupsOf(path).size() == 1);
    CHECK(backupsOf(path).front().reason == u"prices"_s);
    CHECK_FALSE(merge().any());
}

TEST_CASE_METHOD(MergeFixture, "An edited row stays and the new one is offered beside it",
                 "[seed_merge]") {
    edit("dgx-spark", "price_usd", "1234");
    supplied("machines", "dgx-spark").set("price_usd", "5555");
    const SeedMerge done = merge();
    CHECK(done.updated == 0);
    CHECK(done.offered == 1);
    CHECK(live("machines", "dgx-spark")->text("price_usd") == "1234");
    REQUIRE(offers().size() == 1);
    CHECK(offers().front().mine.text("price_usd") == "1234");
    CHECK(offers().front().supplied.text("price_usd") == "5555");
    // Taking it ends the offer; so does saying no.
    SECTION("taken") {
        const SuppliedOffer offer = offers().front();
        writer.apply({{offer.table, offer.mine, offer.supplied}});
        CHECK(offers().empty());
    }
    SECTION("declined") {
        declineOffers(*file.connection);
        CHECK(offers().empty());
        CHECK(live("machines", "dgx-spark")->text("price_usd") == "1234");
    }
    SECTION("an offer waits for the answer over a further release") {
        next.fingerprint = u"the one after"_s;
        CHECK(merge().offered == 0);
        CHECK(offers().size() == 1);
    }
}

TEST_CASE_METHOD(MergeFixture, "What a person knows better is not offered without news",
                 "[seed_merge]") {
    edit("dgx-spark", "price_usd", "1234");
    supplied("machines", "diy-1x3090").set("price_usd", "4321");
    CHECK(merge().offered == 0);
    CHECK(offers().empty());
}

TEST_CASE_METHOD(MergeFixture, "New rows come, deleted ones stay away, dropped ones stay",
                 "[seed_merge]") {
    const Row spark = *live("machines", "dgx-spark");
    writer.apply({{"machines", spark, std::nullopt}});
    supplied("machines", "dgx-spark").set("price_usd", "5555");
    Row fresh = supplied("machines", "mac-studio-m4max-128");
    fresh.set("id", "next-machine");
    fresh.set("name", "Next Machine");
    next.rows["machines"].push_back(fresh);
    std::erase_if(next.rows["machines"],
                  [](const Row& row) { return row.text("id") == "diy-1x3090"; });
    const SeedMerge done = merge();
    CHECK(done.added == 1);
    CHECK_FALSE(live("machines", "dgx-spark"));
    CHECK(live("machines", "next-machine")->text("changed_by") == "seed");
    CHECK(live("machines", "diy-1x3090"));
}

TEST_CASE_METHOD(MergeFixture, "A new row whose accelerator was deleted is left out",
                 "[seed_merge]") {
    Row device = *live("accelerators", "rtx-3090");
    device.set("id", "gone");
    device.set("name", "Gone");
    writer.apply({{"accelerators", std::nullopt, device}});
    writer.apply({{"accelerators", *live("accelerators", "gone"), std::nullopt}});
    Row fresh = supplied("machines", "diy-1x3090");
    fresh.set("id", "with-gone");
    fresh.set("accelerator_id", "gone");
    next.rows["machines"].push_back(fresh);
    CHECK(merge().added == 0);
    CHECK_FALSE(live("machines", "with-gone"));
}

TEST_CASE_METHOD(MergeFixture, "A merge that cannot be written changes nothing", "[seed_merge]") {
    supplied("machines", "dgx-spark").set("price_usd", "5555");
    supplied("machines", "diy-1x3090").set("price_usd", "-1");  // breaks a rule of the schema
    CHECK_THROWS_AS(merge(), FileError);
    CHECK(live("machines", "dgx-spark")->text("price_usd") != "5555");
    CHECK(seenFingerprint(*file.connection) == suppliedFingerprint());
}

TEST_CASE("The store merges at its start and says what it did", "[seed_merge]") {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"catalog.sqlite"_s);
    { const CatalogStore fresh(path); }
    {
        // As a catalog that an earlier release left: an old price as it was supplied then.
        const Connection connection(path, OpenMode::ReadWrite);
        connection.execute(u"UPDATE machines SET price_usd = 1 WHERE id = 'dgx-spark'"_s);
        connection.execute(
            u"UPDATE supplied_rows SET content = json_set(content, '$.price_usd', '1') WHERE "
            "row_key = 'dgx-spark' AND table_name = 'machines'"_s);
        connection.execute(u"UPDATE catalog_facts SET value = 'earlier'"_s);
    }
    const CatalogStore store(path);
    CHECK(store.seedMerge().updated == 1);
    CHECK(store.load()->machine("dgx-spark")->price->amount > 1000);
    CHECK_FALSE(CatalogStore(path).seedMerge().any());
}
