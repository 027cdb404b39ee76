// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/catalog/catalog_tables.h"
#include "core/evaluate.h"
#include "database/scenario_document.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// The seed, a scenario saved with it, and a live catalog that a test changes.
struct SnapshotFixture {
    static const CatalogRows& seed() {
        static const CatalogRows rows = CatalogStore(u":memory:"_s).rows();
        return rows;
    }
    Scenario scenario;
    CatalogRows live = seed();
    CatalogRows snapshot = snapshotFor(scenario, seed());

    /// The row whose column reads `key`, to change it.
    Row& row(const std::string& table, const std::string& column, const std::string& key) {
        for (Row& candidate : live.at(table)) {
            if (candidate.text(column) == key) return candidate;
        }
        FAIL("no " << table << " row with " << column << " = " << key);
        return live.at(table).front();
    }
    Row& spark() { return row("machines", "id", "dgx-spark"); }
    void remove(const std::string& table, const std::string& column, const std::string& key) {
        std::erase_if(live.at(table), [&](const Row& r) { return r.text(column) == key; });
    }
    /// The only difference; fails when there are more or fewer.
    PriceDifference onlyDifference() const {
        const std::vector<PriceDifference> all = differences(snapshot, live);
        REQUIRE(all.size() == 1);
        return all.front();
    }
};

}  // namespace

TEST_CASE_METHOD(SnapshotFixture, "A document keeps what its evaluation can read", "[snapshot]") {
    scenario.model.modelId = "qwen3-30b-a3b";
    scenario.model.weightFormatId = "gguf-q4_k_m";
    scenario.model.companions = {{"bge-m3", "gguf-f16", tokens(8192), 2}};
    scenario.place.tariffRegion = "DE";
    const CatalogRows kept = snapshotFor(scenario, seed());
    // Any machine or offer can be the answer.
    for (const char* table : {"machines", "cloud_prices", "api_prices", "accelerators",
                              "cloud_extras", "api_providers", "speed_classes", "exchange_rates"}) {
        INFO(table);
        CHECK(kept.at(table).size() == seed().at(table).size());
    }
    CHECK(kept.at("models").size() == 2);
    REQUIRE(kept.at("electricity").size() == 1);
    CHECK(kept.at("electricity").front().text("region") == "DE");
    CHECK(kept.count("resale") == 0);
    // Of the formats those asked for, and every one of the cache: engines choose among them.
    const auto caches = [](const std::vector<Row>& formats) {
        return std::count_if(formats.begin(), formats.end(),
                             [](const Row& format) { return format.text("family") == "kv-cache"; });
    };
    const std::vector<Row>& formats = kept.at("weight_formats");
    CHECK(caches(formats) == caches(seed().at("weight_formats")));
    CHECK(static_cast<std::ptrdiff_t>(formats.size()) == caches(formats) + 2);
}

TEST_CASE_METHOD(SnapshotFixture, "What a document keeps is enough for the same answer",
                 "[snapshot]") {
    const Evaluation whole = evaluate(scenario, buildCatalog(seed()));
    const Evaluation saved = evaluate(scenario, buildCatalog(snapshot));
    REQUIRE(saved.options.size() == whole.options.size());
    REQUIRE_FALSE(whole.options.empty());
    for (std::size_t i = 0; i < whole.options.size(); ++i) {
        INFO(whole.options[i].option.id);
        CHECK(saved.options[i].option.id == whole.options[i].option.id);
        CHECK(saved.options[i].presentValue == whole.options[i].presentValue);
    }
}

TEST_CASE_METHOD(SnapshotFixture, "Nothing changed is no difference, also through a file",
                 "[snapshot]") {
    CHECK(differences(snapshot, live).empty());
    ScenarioDocument document;
    document.snapshot = snapshot;
    const ScenarioDocument read = scenarioFromJson(scenarioToJson(document));
    CHECK(sameRows(*read.snapshot, snapshot));
    CHECK(differences(*read.snapshot, live).empty());
    // Who wrote a row is no price.
    spark().set("changed_by", "you");
    CHECK(differences(snapshot, live).empty());
    // Models that the scenario does not ask for are no matter of the document.
    remove("models", "id", "llama-3.1-70b");
    CHECK(differences(snapshot, live).empty());
}

TEST_CASE_METHOD(SnapshotFixture, "A changed price is reported and the saved one computed with",
                 "[snapshot]") {
    // machines.csv: 4699 USD.
    spark().set("price_usd", "5500");
    const PriceDifference difference = onlyDifference();
    CHECK(difference.table == "machines");
    CHECK(difference.id == "dgx-spark");
    CHECK(difference.name == u"DGX Spark Founders Edition 4TB"_s);
    CHECK(difference.column == u"price_usd"_s);
    CHECK(difference.saved == u"4699"_s);
    CHECK(difference.current == u"5500"_s);
    CHECK(documentCatalog(live, snapshot).machine("dgx-spark")->price->amount == 4699);
    CHECK(buildCatalog(live).machine("dgx-spark")->price->amount == 5500);
}

TEST_CASE_METHOD(SnapshotFixture, "A price that became unknown is a difference", "[snapshot]") {
    spark() = without(spark(), "price_usd");
    CHECK(onlyDifference().saved == u"4699"_s);
    CHECK(onlyDifference().current.isEmpty());
    CHECK(documentCatalog(live, snapshot).machine("dgx-spark")->price->amount == 4699);
}

TEST_CASE_METHOD(SnapshotFixture, "A row that is gone is reported and still used", "[snapshot]") {
    remove("machines", "id", "dgx-spark");
    const PriceDifference difference = onlyDifference();
    CHECK(difference.id == "dgx-spark");
    CHECK(difference.saved == u"DGX Spark Founders Edition 4TB"_s);
    CHECK(difference.current.isEmpty());
    CHECK(documentCatalog(live, snapshot).machine("dgx-spark") != nullptr);
    // The same for the model that the scenario asks for, which no table brings back whole.
    live = seed();
    remove("models", "id", scenario.model.modelId);
    CHECK(onlyDifference().id == scenario.model.modelId);
    CHECK(documentCatalog(live, snapshot).model(scenario.model.modelId) != nullptr);
}

TEST_CASE_METHOD(SnapshotFixture, "A new offer is reported and not used before it is taken",
                 "[snapshot]") {
    Row added = spark();
    added.set("id", "dgx-spark-new");
    added.set("name", "DGX Spark New");
    live.at("machines").push_back(added);
    const PriceDifference difference = onlyDifference();
    CHECK(difference.id == "dgx-spark-new");
    CHECK(difference.saved.isEmpty());
    CHECK(difference.current == u"DGX Spark New"_s);
    CHECK(documentCatalog(live, snapshot).machine("dgx-spark-new") == nullptr);
    // A model is no offer: it is there for the next question and changes no answer.
    live = seed();
    live.at("models").push_back(with(live.at("models").front(), "id", "llama-new"));
    CHECK(differences(snapshot, live).empty());
    CHECK(documentCatalog(live, snapshot).model("llama-new") != nullptr);
}

TEST_CASE_METHOD(SnapshotFixture, "A catalog that had no offers stays without them", "[snapshot]") {
    CatalogRows empty = seed();
    empty.at("api_prices").clear();
    snapshot = snapshotFor(scenario, empty);
    CHECK(documentCatalog(live, snapshot).apiOffers.empty());
    // api_prices.csv: 167 offers, all of them new.
    CHECK(differences(snapshot, live).size() == 167);
}

TEST_CASE_METHOD(SnapshotFixture, "A row with a key of several columns is named by all of them",
                 "[snapshot]") {
    // cloud_extras.csv: Modal's only row, 0.03 USD.
    Row& modal = row("cloud_extras", "provider", "Modal");
    const Row saved = modal;
    modal.set("price_usd", "0.05");
    const QString key = u"Modal / storage_gb_month / USD/GB-month volume"_s;
    CHECK(onlyDifference().name == key);
    CHECK(onlyDifference().id == key.toStdString());
    CHECK(onlyDifference().saved == u"0.03"_s);
    // What is charged beside an offer is as saved, too: a new charge is told, not slipped in.
    modal = saved;
    live.at("cloud_extras").push_back(with(saved, "item", "snapshots"));
    CHECK(onlyDifference().current.contains(u"snapshots"_s));
    CHECK(documentCatalog(live, snapshot).cloudExtras.size() == 22);
    // The same provider and item in another unit is another row.
    live = seed();
    remove("cloud_extras", "unit", "USD/GB-month pd-ssd us-central1");
    CHECK(onlyDifference().saved.contains(u"pd-ssd"_s));
}

TEST_CASE_METHOD(SnapshotFixture, "Rates and tariffs are compared by their own keys",
                 "[snapshot]") {
    row("exchange_rates", "currency", "EUR").set("usd_per_unit", "1.5");
    CHECK(onlyDifference().id == "EUR");
    // exchange_rates.csv
    CHECK(documentCatalog(live, snapshot).exchangeRate(Currency{"EUR"})->usdPerUnit == 1.1204);
    live = seed();
    row("electricity", "region", "US-CA").set("usd_per_kwh_residential", "0.9");
    CHECK(onlyDifference().id == "US-CA");
    // Another region's price is live.
    live = seed();
    row("electricity", "region", "DE").set("usd_per_kwh_commercial", "0.9");
    CHECK(differences(snapshot, live).empty());
    CHECK(documentCatalog(live, snapshot).tariff("DE")->commercial->amount == 0.9);
}

TEST_CASE_METHOD(SnapshotFixture, "Saved rows that cannot be used are a sentence", "[snapshot]") {
    const std::vector<CatalogRows> unusable{
        {{"machines", {with(Row(), "id", "bare")}}},
        {{"machines", {with(spark(), "price_usd", "-1")}}},
        {{"models", {with(live.at("models").front(), "n_layers", "many")}}},
        {{"no_such_table", {with(Row(), "id", "x")}}},
    };
    for (const CatalogRows& rows : unusable) {
        INFO(rows.begin()->first);
        checkSays(refusal([&] { documentCatalog(live, rows); }),
                  {u"cannot be used"_s, u"open it with current prices"_s});
        // Comparing them is safe, too.
        CHECK_FALSE(differences(rows, live).empty());
    }
}
