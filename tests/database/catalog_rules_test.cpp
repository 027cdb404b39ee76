// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>

#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const QString kSpark = u"Machine “DGX Spark Founders Edition 4TB”"_s;

/// One cell that a rule refuses: the sentence names row, column title, value and remedy.
struct Refusal {
    std::string table;
    std::string key;
    std::string column;
    std::string value;
    QStringList says;
};

}  // namespace

TEST_CASE_METHOD(CatalogFixture, "A broken rule is a sentence with row, column, value and remedy",
                 "[catalog_store][rules]") {
    const std::vector<Refusal> refusals{
        {"machines",
         "dgx-spark",
         "price_usd",
         "-5",
         {kSpark, u"Price cannot be negative, and -5 is"_s, u"leave it empty if it is unknown"_s}},
        {"machines",
         "dgx-spark",
         "accelerator_count",
         "0",
         {kSpark, u"Accelerators must be above zero, and 0 is not"_s, u"larger number"_s}},
        {"machines",
         "dgx-spark",
         "price_date",
         "21.08.2026",
         {kSpark, u"Price date “21.08.2026” is not a date"_s, u"year-month-day"_s}},
        {"machines",
         "dgx-spark",
         "usable_for_gpu_gib",
         "129",
         {kSpark, u"(129 GiB)"_s, u"(128 GiB)"_s, u"Lower the one or raise the other"_s}},
        {"machines",
         "dgx-spark",
         "name",
         "   ",
         {u"Machine"_s, u"Name cannot be empty"_s, u"Type a value"_s}},
        {"models",
         "llama-3.1-8b",
         "modality",
         "smell",
         {u"Model “Llama 3.1 8B”"_s, u"Modality “smell” is not one of the values"_s,
          u"other rows use"_s}},
        {"models",
         "llama-3.1-8b",
         "confidence",
         "total",
         {u"Confidence “total”"_s, u"not one of the values"_s}},
        {"api_prices",
         "openai-gpt-5-6-sol",
         "batch_discount",
         "1.5",
         {u"API offer “OpenAI gpt-5.6-sol”"_s,
          u"Batch discount is a share between 0 and 1, and 1.5 is not"_s, u"0.5 for a half"_s}},
    };
    for (const Refusal& wrong : refusals) {
        INFO(wrong.column << " = " << wrong.value);
        checkSays(
            refused(wrong.table, row(wrong.table, "id", wrong.key), wrong.column, wrong.value),
            wrong.says);
    }
}

TEST_CASE_METHOD(CatalogFixture, "Text of another kind than the column is a sentence",
                 "[catalog_store][rules]") {
    for (const char* value : {"12 apples", "nan", "inf", "-inf", "1e999", "0x10", "4,699"}) {
        INFO(value);
        checkSays(refused("machines", spark(), "price_usd", value),
                  {kSpark, u"Price “%1” is not a number"_s.arg(QString::fromLatin1(value)),
                   u"such as 12.5"_s});
    }
    checkSays(refused("machines", spark(), "accelerator_count", "1.5"),
              {kSpark, u"Accelerators “1.5” is not a whole number"_s, u"such as 8"_s});
    // 2^53 is the last whole number a double counts to.
    checkSays(refused("machines", spark(), "accelerator_count", "1e300"),
              {u"is not a whole number"_s});
    for (const char* value : {"yes", "2", "true"}) {
        checkSays(refused("machines", spark(), "unified_memory", value),
                  {kSpark, u"Unified memory “%1” is neither yes (1) nor no (0)"_s.arg(
                               QLatin1String(value))});
    }
    // A long value does not make a long sentence.
    CHECK(refused("machines", spark(), "price_usd", std::string(100'000, '9') + "x").size() < 400);
}

TEST_CASE_METHOD(CatalogFixture, "A value that would not load is refused when it is written",
                 "[catalog_store][rules]") {
    // The file takes any whole number; the program counts to a thousand million.
    checkSays(refused("machines", spark(), "accelerator_count", "5000000000"),
              {kSpark, u"out of range"_s, u"Correct it"_s, u"accelerator_count"_s});
}

TEST_CASE_METHOD(CatalogFixture, "A missing required value is named", "[catalog_store][rules]") {
    checkSays(refused({{"machines", spark(), without(spark(), "vendor")}}),
              {kSpark, u"Vendor cannot be empty. Type a value."_s});
    checkSays(refused({{"machines", {}, Row({{"id", "bare"}, {"name", "Bare"}})}}),
              {u"Machine “Bare”"_s, u"cannot be empty"_s});
    checkSays(refused({{"machines", {}, with(without(spark(), "id"), "name", "No Key")}}),
              {u"Machine “No Key”"_s, u"cannot be empty"_s});
}

TEST_CASE_METHOD(CatalogFixture, "A second row with the same key is refused",
                 "[catalog_store][rules]") {
    checkSays(
        refused({{"machines", {}, spark()}}),
        {kSpark, u"another row already has the key “dgx-spark”"_s, u"Choose a different one"_s});
    checkSays(refused("machines", spark(), "id", "dgx-spark-x2"),
              {u"another row already has the key “dgx-spark-x2”"_s});
    // A key of several columns is shown whole.
    const Row extra = row("cloud_extras", "provider", "Modal");
    checkSays(refused({{"cloud_extras", {}, extra}}),
              {u"another row already has the key “Modal / storage_gb_month / USD/GB-month"_s});
}

TEST_CASE_METHOD(CatalogFixture, "A reference to nothing names the value and where to add it",
                 "[catalog_store][rules]") {
    checkSays(refused("machines", spark(), "accelerator_id", "no-such-chip"),
              {kSpark, u"Accelerator “no-such-chip” is not in the catalog"_s,
               u"Add it under Accelerators first"_s});
    const Row offer = row("api_prices", "id", "openai-gpt-5-6-sol");
    checkSays(refused("api_prices", offer, "open_weights_equivalent", "no-such-model"),
              {u"“no-such-model” is not in the catalog"_s, u"Add it under Models first"_s});
    // No reference at all is fine: closed weights.
    store->apply({{"api_prices", offer, without(offer, "open_weights_equivalent")}});
}

TEST_CASE_METHOD(CatalogFixture, "A row that others refer to is kept, and they are named",
                 "[catalog_store][rules]") {
    const Row gb10 = row("accelerators", "id", "gb10");
    QStringList machines;
    for (const Row& machine : store->rows("machines")) {
        if (machine.text("accelerator_id") != "gb10") continue;
        machines << u'“' + QString::fromStdString(machine.text("name")) + u'”';
    }
    REQUIRE(machines.size() >= 2);
    const QString count = u"Rows in Machines that refer to it: %1 ("_s.arg(machines.size());
    const QString sentence = refused({{"accelerators", gb10, {}}});
    checkSays(sentence, {u"cannot be deleted"_s, count, machines[0], machines[1],
                         u"Delete or change what refers to it first"_s});
    const std::vector<QString> dependents = store->dependents("accelerators", gb10);
    REQUIRE_FALSE(dependents.empty());
    checkSays(dependents.front(), {count, machines[0]});
    CHECK(store->dependents("machines", spark()).empty());
    // With everything that refers to it, it may go.
    std::vector<RowChange> changes;
    for (const char* table : {"machines", "cloud_prices"}) {
        for (const Row& other : store->rows(table)) {
            if (other.text("accelerator_id") == "gb10") changes.push_back({table, other, {}});
        }
    }
    changes.push_back({"accelerators", gb10, {}});
    store->apply(changes);
    CHECK(store->load()->accelerator("gb10") == nullptr);
}

TEST_CASE_METHOD(CatalogFixture, "The age of the catalog comes from its priced rows",
                 "[catalog_store]") {
    // The newest date beside a price in the seed is that of the cloud offers, 2026-10-10.
    CHECK(store->newestPriceDate() == u"2026-10-10"_s);
    const Row dated = with(spark(), "price_date", "2026-11-20");
    store->apply({{"machines", spark(), dated}});
    CHECK(store->newestPriceDate() == u"2026-11-20"_s);
    // Without a price the date dates nothing.
    store->apply({{"machines", dated, without(dated, "price_usd")}});
    CHECK(store->newestPriceDate() == u"2026-10-10"_s);
}

TEST_CASE_METHOD(CatalogFixture, "A priced row is stale after the days of its table, or undated",
                 "[catalog_store]") {
    // Before all prices only the undated ones are stale: 20 cloud offers and one tariff (NZ).
    CHECK(store->staleRows(QDate(2000, 1, 1)) == 21);
    const QDate today(2026, 11, 24);
    const int before = store->staleRows(today);
    const auto staleWith = [&](const std::string& date) {
        store->apply({{"machines", spark(), with(spark(), "price_date", date)}});
        return store->staleRows(today) - before;
    };
    // machines.csv dates the price 2026-09-08, 77 days before. 2026-08-26 is 90 days before
    // (5 + 30 + 31 + 24).
    CHECK(staleWith("2026-08-26") == 0);
    CHECK(staleWith("2026-08-25") == 1);
    // A month or a year counts from its first day: 2026-08-01 is 115 days before, 2026-09-01 84.
    CHECK(staleWith("2026-08") == 1);
    CHECK(staleWith("2026-09") == 0);
    CHECK(staleWith("2026") == 1);
    store->apply({{"machines", spark(), without(spark(), "price_date")}});
    CHECK(store->staleRows(today) == before + 1);
    store->apply({{"machines", spark(), without(spark(), "price_usd")}});
    CHECK(store->staleRows(today) == before);
}
