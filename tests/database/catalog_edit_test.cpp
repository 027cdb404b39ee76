// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// A machine that the seed does not have, with the columns that the schema requires.
Row newMachine(const std::string& id) {
    return Row({{"id", id},
                {"vendor", "Example"},
                {"name", "Example One"},
                {"kind", "workstation"},
                {"accelerator_id", "gb10"},
                {"accelerator_count", "1"},
                {"unified_memory", "1"},
                {"total_memory_gib", "128"},
                {"usable_for_gpu_gib", "119"},
                {"memory_bandwidth_gb_s", "273"},
                {"requires_240v", "0"}});
}

}  // namespace

TEST_CASE_METHOD(CatalogFixture, "A changed cell is stored, marked as yours, and loads",
                 "[catalog_store]") {
    // machines.csv: 4699 USD.
    REQUIRE(spark().text("price_usd") == "4699");
    store->apply({{"machines", spark(), with(spark(), "price_usd", "4999.5")}});
    CHECK(spark().text("price_usd") == "4999.5");
    CHECK(spark().text("changed_by") == "you");
    CHECK(store->load()->machine("dgx-spark")->price->amount == 4999.5);
    // Unknown is NULL again, not zero.
    store->apply({{"machines", spark(), without(spark(), "price_usd")}});
    CHECK_FALSE(spark().has("price_usd"));
    CHECK_FALSE(store->load()->machine("dgx-spark")->price.has_value());
}

TEST_CASE_METHOD(CatalogFixture, "Undo brings back every row, its place and its mark",
                 "[catalog_store]") {
    const CatalogRows before = store->rows();
    const Row extra = row("cloud_extras", "provider", "Modal");
    const Row rate = row("exchange_rates", "currency", "EUR");
    const Row first = store->rows("resale").front();
    const std::vector<RowChange> changes{
        {"machines", spark(), with(spark(), "price_usd", "1")},
        {"machines", {}, newMachine("example-one")},
        {"cloud_extras", extra, {}},
        {"exchange_rates", rate, with(rate, "usd_per_unit", "1.5")},
        {"resale", first, {}},
    };
    store->apply(changes);
    CHECK(store->rows("machines").size() == before.at("machines").size() + 1);
    CHECK(row("machines", "id", "example-one").text("changed_by") == "you");
    CHECK(store->rows("resale").size() == before.at("resale").size() - 1);
    CHECK(store->rows("cloud_extras").size() == before.at("cloud_extras").size() - 1);
    store->apply(reversed(changes));
    CHECK(sameRows(store->rows(), before));
    // Redo and undo once more: the same again.
    store->apply(changes);
    store->apply(reversed(changes));
    CHECK(sameRows(store->rows(), before));
}

TEST_CASE_METHOD(CatalogFixture, "A key can change and its references follow", "[catalog_store]") {
    const CatalogRows before = store->rows();
    const Row gb10 = row("accelerators", "id", "gb10");
    const RowChange rename{"accelerators", gb10, with(gb10, "id", "gb10-renamed")};
    store->apply({rename});
    CHECK(spark().text("accelerator_id") == "gb10-renamed");
    store->apply({rename.reversed()});
    CHECK(sameRows(store->rows(), before));
}

TEST_CASE_METHOD(CatalogFixture, "All changes happen or none", "[catalog_store]") {
    const Row eur = row("exchange_rates", "currency", "EUR");
    const QString sentence = refused({
        {"machines", spark(), with(spark(), "price_usd", "1")},
        {"machines", {}, newMachine("example-one")},
        {"resale", store->rows("resale").front(), {}},
        {"exchange_rates", eur, with(eur, "usd_per_unit", "0")},
    });
    checkSays(sentence, {u"EUR"_s, u"Value of one unit"_s});
    CHECK(store->priceHistory("machines", spark()).empty());
}

TEST_CASE_METHOD(CatalogFixture, "A change that changes nothing leaves no trace",
                 "[catalog_store]") {
    const QByteArray before = bytesOf(path);
    store->apply({});
    // The same price, written differently.
    store->apply({{"machines", spark(), with(spark(), "price_usd", "4699.0")}});
    CHECK(spark().text("changed_by") == "seed");
    CHECK(spark().text("price_usd") == "4699");
    CHECK(store->priceHistory("machines", spark()).empty());
    store.reset();
    CHECK((bytesOf(path) == before));
}

TEST_CASE_METHOD(CatalogFixture, "Former prices are kept with their date and source, newest first",
                 "[catalog_store]") {
    const Row supplied = spark();
    Row dearer = with(supplied, "price_usd", "4999.5");
    dearer = with(with(dearer, "price_date", "2026-11-25"), "price_source_url", "a receipt");
    store->apply({{"machines", supplied, dearer}});
    store->apply({{"machines", spark(), with(spark(), "price_usd", "5100")}});
    // A change of something else is no price.
    store->apply({{"machines", spark(), with(spark(), "noise_dba", "41")}});
    const std::vector<Row> history = store->priceHistory("machines", spark());
    REQUIRE(history.size() == 2);
    CHECK(history[0].text("column_name") == "price_usd");
    CHECK(history[0].text("old_value") == "4999.5");
    CHECK(history[0].text("date") == "2026-11-25");
    CHECK(history[0].text("source") == "a receipt");
    CHECK(history[0].text("changed_by") == "you");
    CHECK(QDateTime::fromString(QString::fromStdString(history[0].text("changed_at")), Qt::ISODate)
              .isValid());
    // machines.csv: 4699 USD of 2026-09-08.
    CHECK(history[1].text("old_value") == "4699");
    CHECK(history[1].text("date") == "2026-09-08");
    CHECK(history[1].text("source") == supplied.text("price_source_url"));
    CHECK(store->priceHistory("machines", row("machines", "id", "dgx-spark-x2")).empty());
}

TEST_CASE_METHOD(CatalogFixture, "A price that was unknown has no history", "[catalog_store]") {
    // machines.csv has no price for this machine.
    const Row unpriced = row("machines", "id", "mac-studio-m5ultra-512");
    REQUIRE_FALSE(unpriced.has("price_usd"));
    store->apply({{"machines", unpriced, with(unpriced, "price_usd", "9000")}});
    CHECK(store->priceHistory("machines", unpriced).empty());
}

TEST_CASE_METHOD(CatalogFixture, "Two stores on one file see each other's changes",
                 "[catalog_store]") {
    CatalogStore other(path);
    store->apply({{"machines", spark(), with(spark(), "price_usd", "4999")}});
    CHECK(other.load()->machine("dgx-spark")->price->amount == 4999);
    CHECK(other.priceHistory("machines", spark()).size() == 1);
    other.apply({{"machines", {}, newMachine("example-one")}});
    CHECK(row("machines", "id", "example-one").text("name") == "Example One");
}

TEST_CASE_METHOD(CatalogFixture, "A cell that somebody else changed meanwhile is not overwritten",
                 "[catalog_store]") {
    const Row stale = spark();
    CatalogStore other(path);
    other.apply({{"machines", stale, with(stale, "price_usd", "4999")}});
    checkSays(refused({{"machines", stale, with(stale, "price_usd", "4500")}}),
              {u"“DGX Spark Founders Edition 4TB”"_s, u"Price was changed meanwhile"_s,
               u"reload the catalog"_s});
    CHECK(spark().text("price_usd") == "4999");
    // Another cell of the same row is no conflict, and their price stays.
    store->apply({{"machines", stale, with(stale, "noise_dba", "41")}});
    CHECK(spark().text("price_usd") == "4999");
    CHECK(spark().text("noise_dba") == "41");
}

TEST_CASE_METHOD(CatalogFixture, "A row that somebody else changed meanwhile is not deleted",
                 "[catalog_store]") {
    const Row stale = spark();
    CatalogStore other(path);
    other.apply({{"machines", stale, with(stale, "price_usd", "4999")}});
    checkSays(refused({{"machines", stale, {}}}),
              {u"“DGX Spark Founders Edition 4TB”"_s, u"Price was changed meanwhile"_s});
    // As it is now it may go, whoever wrote it.
    store->apply({{"machines", spark(), {}}});
    CHECK(store->rows("machines").size() == 71);
}

TEST_CASE_METHOD(CatalogFixture, "A row that somebody else deleted is named", "[catalog_store]") {
    const Row stale = spark();
    CatalogStore other(path);
    other.apply({{"machines", stale, {}}});
    const QStringList gone{u"DGX Spark Founders"_s, u"no longer in the catalog"_s};
    checkSays(refused({{"machines", stale, with(stale, "price_usd", "1")}}), gone);
    checkSays(refused({{"machines", stale, {}}}), gone);
}

TEST_CASE_METHOD(CatalogFixture, "While another program writes, reading works and writing waits",
                 "[catalog_store]") {
    const Connection other(path, OpenMode::ReadWrite);
    {
        const Transaction writing(other);
        CHECK(spark().text("price_usd") == "4699");
        checkSays(refused({{"machines", spark(), with(spark(), "price_usd", "1")}}),
                  {path, u"Another program is writing"_s, u"nothing was changed"_s});
    }
    store->apply({{"machines", spark(), with(spark(), "price_usd", "1")}});
    CHECK(spark().text("price_usd") == "1");
}

TEST_CASE_METHOD(CatalogFixture, "Hostile text comes back as it went in", "[catalog_store]") {
    const std::vector<std::string> texts{
        "'; DROP TABLE machines; --",
        R"("quoted" \ %1 ? :name @x $y)",
        "<b onclick=\"alert(1)\">&amp;</b>",
        "\xF0\x9F\x9A\x80 \xE2\x80\xAE rtl \xCC\x81\xCC\x81",
        "line\r\nline\ttab\x01",
        // As long as a cell may be (docs/catalog_files.md 6).
        std::string(9'997, 'x') + "end",
    };
    for (const std::string& text : texts) {
        INFO(text.substr(0, 40));
        store->apply({{"machines", spark(), with(spark(), "notes", text)}});
        CHECK((spark().text("notes") == text));
        // As a key, too: written, found, and deleted again.
        Row machine = with(newMachine(text), "name", text);
        store->apply({{"machines", {}, machine}});
        CHECK((store->rows("machines").back().text("id") == text));
        store->apply({{"machines", machine, {}}});
        CHECK(store->rows("machines").size() == 72);
    }
    CHECK((CatalogStore(path).load()->machine("dgx-spark")->priceProvenance.notes == texts.back()));
}
