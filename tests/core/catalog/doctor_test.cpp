// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/doctor.h"

#include <algorithm>
#include <set>

#include "core/catalog/catalog_tables.h"
#include "tests/core/catalog/doctor_fixture.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;
using Catch::Matchers::Contains;

TEST_CASE("The doctor has nothing to say about sound rows", "[catalog][doctor]") {
    CHECK(told({{"accelerators", {soundCard()}},
                {"machines", {soundMachine()}},
                {"cloud_prices", {soundOffer()}},
                {"api_prices", {soundApi()}}}) == "");
    CHECK(told({}) == "");
}

TEST_CASE("A row that the catalog refuses is an error with the reason", "[catalog][doctor]") {
    const CatalogRows rows{
        {"accelerators", {soundCard()}},
        {"machines",
         {soundMachine(),
          with(soundMachine(), {{"id", "more"}, {"name", "More"}, {"usable_for_gpu_gib", "49"}})}}};
    const auto findings = examined(rows);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == CatalogSeverity::Error);
    CHECK(findings[0].table == "machines");
    CHECK(findings[0].key == "more");
    CHECK_THAT(findings[0].message, Contains("usable_for_gpu_gib is \"49\""));
    CHECK_THAT(told({{"machine", {soundMachine()}}}), Contains("has no table \"machine\""));
    CHECK_THAT(told({{"accelerators", {with(soundCard(), {{"id", ""}})}}}),
               Contains("a row has no id"));
}

TEST_CASE("A reference to nothing is an error that names it", "[catalog][doctor]") {
    CHECK_THAT(
        told({{"machines", {soundMachine()}}}),
        Contains("error box accelerator_id: accelerator_id \"card\" is not in accelerators"));
    CHECK_THAT(told({{"cloud_prices", {soundOffer()}}}), Contains("error offer accelerator_id"));
    const Row api = with(soundApi(), {{"open_weights_equivalent", "small-8b"}});
    CHECK_THAT(told({{"api_prices", {api}}}),
               Contains("open_weights_equivalent \"small-8b\" is not in models"));
    const Row mixed = with(
        soundMachine(), {{"further_accelerators", "card; rtx-9090*2"}, {"total_memory_gib", "72"}});
    const std::string text = told({{"accelerators", {soundCard()}}, {"machines", {mixed}}});
    CHECK_THAT(text, Contains("further_accelerators \"rtx-9090\" is not in accelerators"));
    CHECK_THAT(text, !Contains("\"card\" is not"));
}

TEST_CASE("Prices without date or source, from the future and old ones are told apart",
          "[catalog][doctor]") {
    const auto toldOf = [](const Cells& changes) {
        return told(
            {{"accelerators", {soundCard()}}, {"machines", {with(soundMachine(), changes)}}});
    };
    CHECK_THAT(toldOf({{"price_date", ""}}), Contains("warning box price_date: A price without"));
    CHECK_THAT(toldOf({{"price_date", "soon"}}), Contains("\"soon\" is not a date"));
    CHECK_THAT(toldOf({{"price_source_url", ""}}), Contains("warning box price_source_url"));
    // 2026-11-24 is today; one day of grace for zones that are ahead.
    CHECK(toldOf({{"price_date", "2026-11-25"}}) == "");
    CHECK_THAT(toldOf({{"price_date", "2026-11-26"}}), Contains("2 days ahead of today"));
    // 90 and 91 days before.
    CHECK(toldOf({{"price_date", "2026-08-26"}}) == "");
    CHECK_THAT(toldOf({{"price_date", "2026-08-25"}}),
               Contains("advice box price_date: \"2026-08-25\" is 91 days ago"));
    // No price, nothing to date.
    CHECK(toldOf({{"price_usd", ""}, {"price_date", ""}, {"price_source_url", ""}}) == "");
    // A year from now back is 2025-11-24.
    const Row statement(Cells{{"provider", "Host"},
                              {"item", "baa"},
                              {"source_url", "a page"},
                              {"as_of_date", "2025-11-24"}});
    CHECK(told({{"api_providers", {statement}}}) == "");
    CHECK_THAT(told({{"api_providers", {with(statement, {{"as_of_date", "2025-11-23"}})}}}),
               Contains("advice Host/baa as_of_date"));
}

TEST_CASE("The worst findings come first, then by table", "[catalog][doctor]") {
    const auto findings =
        examined({{"api_prices", {with(soundApi(), {{"as_of_date", "2026-01-01"}})}},
                  {"accelerators", {with(soundCard(), {{"idle_w", "400"}})}},
                  {"machines", {with(soundMachine(), {{"accelerator_id", "none"}})}},
                  {"cloud_prices", {with(soundOffer(), {{"as_of_date", "2027-01-01"}})}}});
    std::string order;
    for (const CatalogFinding& finding : findings) {
        order += std::string(severityWord(finding.severity)) + ' ' + finding.table + '\n';
    }
    CHECK(order ==
          "error machines\nwarning accelerators\nwarning cloud_prices\nadvice api_prices\n");
}

TEST_CASE("The seed has no error, and its warnings are the known ones", "[catalog][doctor][seed]") {
    CatalogRows rows;
    for (const std::string& table : catalogTables()) {
        rows[table] = parseCsv(
            readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/" + table + ".csv"));
    }
    std::multiset<std::string> warned;
    for (const CatalogFinding& finding : examined(rows)) {
        INFO(finding.table << ' ' << finding.key << ": " << finding.message);
        CHECK(finding.severity != CatalogSeverity::Error);
        if (finding.severity == CatalogSeverity::Warning) {
            warned.insert(finding.table + ' ' + finding.column);
        }
    }
    // Read one by one on 2026-11-26; docs/catalog.md 3.11 says what each is. A new row that adds
    // one is to be read as well.
    CHECK(warned.count("cloud_prices as_of_date") == 20);
    CHECK(warned.count("electricity period") == 1);
    CHECK(warned.count("cloud_prices memory_gib_per_accelerator") == 12);
    CHECK(warned.count("cloud_prices price_spot_usd_h") == 1);
    CHECK(warned.count("accelerators idle_model_loaded_w") == 1);
    CHECK(warned.size() == 35);
}

TEST_CASE("Hostile cells are told in one short line", "[catalog][doctor]") {
    const std::string huge(100'000, 'a');
    const Row row = with(soundMachine(), {{"accelerator_id", huge + "\n\x1b[2J"}});
    for (const CatalogFinding& finding : examined({{"machines", {row}}})) {
        CHECK(finding.message.size() < 300);
        CHECK(finding.message.find('\x1b') == std::string::npos);
    }
    CHECK(told({{"api_prices", {with(soundApi(), {{"input_usd_per_mtok", "nan"}})}}}) != "");
    CHECK(told({{"models", {Row({{"id", "m"}, {"params_total_b", "1e999"}})}}}) != "");
}
