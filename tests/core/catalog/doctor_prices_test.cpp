// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/catalog/doctor_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using Catch::Matchers::Contains;

namespace {

std::string toldOffers(std::vector<Row> offers) {
    return told({{"accelerators", {soundCard()}}, {"cloud_prices", std::move(offers)}});
}

Row tariff(const std::string& region, const std::string& price) {
    return Row({{"region", region},
                {"region_name", region},
                {"usd_per_kwh_residential", price},
                {"period", "2026"},
                {"source_url", "a page"}});
}

Row rate(const std::string& currency, const std::string& usd) {
    return Row({{"currency", currency},
                {"usd_per_unit", usd},
                {"as_of_date", "2026-11-01"},
                {"source_url", "a page"}});
}

}  // namespace

TEST_CASE("A rent far from that of its peers is told per GPU-hour", "[catalog][doctor]") {
    // Four peers at $1 per GPU-hour ($2 for two) agree, so that the floor of 0.3 decides: outliers
    // are above exp(3.5 x 0.3) = 2.86 times the median (docs/catalog.md 3.1).
    std::vector<Row> offers = copies(soundOffer(), 4);
    const auto withPrice = [&](const Cells& changes) {
        std::vector<Row> all = offers;
        all.push_back(with(soundOffer(), changes));
        return toldOffers(all);
    };
    CHECK(withPrice({{"price_on_demand_usd_h", "5.7"}}) == "");
    CHECK_THAT(withPrice({{"price_on_demand_usd_h", "5.8"}}),
               Contains("warning offer price_on_demand_usd_h: $2.90 per GPU-hour on demand is 2.9 "
                        "times the median, $1.00, of 5 offers of \"card\" by the kind "
                        "\"gpu-cloud\""));
    CHECK_THAT(withPrice({{"price_on_demand_usd_h", "0.65"}}), Contains("0.325 times"));
    // The price of two typed for eight: a quarter each.
    CHECK_THAT(withPrice({{"accelerator_count", "8"}}), Contains("$0.25 per GPU-hour"));
    // Another kind of provider has too few peers of its own; among all, 11.6 times are allowed.
    const Cells marketplace{{"provider_kind", "marketplace"}, {"price_on_demand_usd_h", "23"}};
    CHECK(withPrice(marketplace) == "");
    CHECK_THAT(withPrice({{"provider_kind", "marketplace"}, {"price_on_demand_usd_h", "23.5"}}),
               Contains("by providers of every kind"));
    // One tier is no peer of another.
    CHECK(withPrice({{"price_spot_usd_h", "0.1"}}) == "");
}

TEST_CASE("Tiers that bind more cost no more", "[catalog][doctor]") {
    const auto toldOf = [](const Cells& changes) {
        return toldOffers({with(soundOffer(), changes)});
    };
    CHECK(toldOf({{"price_spot_usd_h", "2"}}) == "");
    CHECK_THAT(toldOf({{"price_spot_usd_h", "2.01"}}),
               Contains("warning offer price_spot_usd_h: $2.01 an hour spot is more than $2.00 on "
                        "demand"));
    for (const char* months : {"3m", "6m", "1y", "3y"}) {
        const std::string column = std::string("price_reserved_") + months + "_usd_h";
        INFO(column);
        CHECK(toldOf({{column, "2"}}) == "");
        CHECK_THAT(toldOf({{column, "2.01"}}), Contains("warning offer " + column));
    }
    CHECK(toldOf({{"price_reserved_1y_usd_h", "1.5"}, {"price_reserved_3y_usd_h", "1.5"}}) == "");
    CHECK_THAT(toldOf({{"price_reserved_1y_usd_h", "1.5"}, {"price_reserved_3y_usd_h", "1.6"}}),
               Contains("more than $1.50 reserved for 1 year"));
    // Unknown is not zero.
    CHECK(toldOf({{"price_on_demand_usd_h", ""}, {"price_spot_usd_h", "2"}}) == "");
}

TEST_CASE("A rented accelerator has the memory of the one it names", "[catalog][doctor]") {
    const auto toldOf = [](const char* memory) {
        return toldOffers({with(soundOffer(), {{"memory_gib_per_accelerator", memory}})});
    };
    // 5 % of 24 GiB are 1.2; 24 GB typed as GiB are 22.4.
    CHECK(toldOf("22.9") == "");
    CHECK(toldOf("25.1") == "");
    CHECK_THAT(toldOf("22.4"), Contains("22.4 GiB an accelerator; \"card\" has 24 GiB"));
    CHECK_THAT(toldOf("48"), Contains("warning offer memory_gib_per_accelerator"));
}

TEST_CASE("API prices rise from cached to input to output and with the prompt",
          "[catalog][doctor]") {
    const auto toldOf = [](const Cells& changes) {
        return told({{"api_prices", {with(soundApi(), changes)}}});
    };
    CHECK(toldOf({{"output_usd_per_mtok", "1"}}) == "");
    CHECK_THAT(toldOf({{"output_usd_per_mtok", "0.99"}}),
               Contains("warning api input_usd_per_mtok: $1.00 per million input tokens is more "
                        "than $0.99 per million output tokens"));
    CHECK(toldOf({{"cached_input_usd_per_mtok", "1"}}) == "");
    CHECK_THAT(toldOf({{"cached_input_usd_per_mtok", "1.1"}}),
               Contains("warning api cached_input_usd_per_mtok"));
    CHECK(toldOf({{"long_input_usd_per_mtok", "1"}, {"long_output_usd_per_mtok", "3"}}) == "");
    CHECK_THAT(toldOf({{"long_input_usd_per_mtok", "0.5"}}), Contains("input tokens of long"));
    CHECK_THAT(toldOf({{"long_output_usd_per_mtok", "2"}}), Contains("output tokens after long"));
    CHECK_THAT(toldOf({{"input_usd_per_mtok", "0"}, {"output_usd_per_mtok", "0"}}),
               Contains("advice api input_usd_per_mtok: $0"));
}

TEST_CASE("A hosted price far from others of the same model is told", "[catalog][doctor]") {
    const Row model(Cells{{"id", "m"},
                          {"name", "M"},
                          {"modality", "text"},
                          {"params_total_b", "8"},
                          {"n_layers", "2"},
                          {"hidden_size", "64"},
                          {"n_heads", "4"},
                          {"n_kv_heads", "4"},
                          {"head_dim", "16"},
                          {"ffn_dim", "128"},
                          {"vocab_size", "1000"},
                          {"max_context", "4096"},
                          {"n_full_layers", "2"},
                          {"kv_full_bytes_per_token_f16", "512"}});
    const Row open = with(soundApi(), {{"open_weights_equivalent", "m"}});
    const auto toldWith = [&](const char* input, const char* output) {
        std::vector<Row> offers = copies(open, 4, "provider");
        offers.push_back(
            with(open, {{"input_usd_per_mtok", input}, {"output_usd_per_mtok", output}}));
        return told({{"models", {model}}, {"api_prices", offers}});
    };
    // Three parts at $1 and one at $3 are $1.50; 11.6 times that are $17.4.
    CHECK(toldWith("17", "17") == "");
    CHECK_THAT(toldWith("17.5", "17.5"), Contains("is 11.7 times the median, $1.50, of 5 offers"));
    // Per thousand instead of per million.
    CHECK_THAT(toldWith("0.001", "0.003"), Contains("0.001 times"));
}

TEST_CASE("Tariffs are dollars per kWh", "[catalog][doctor]") {
    CHECK(told({{"electricity", {tariff("A", "0.01"), tariff("B", "2")}}}) == "");
    CHECK_THAT(told({{"electricity", {tariff("A", "14.6")}}}),
               Contains("warning A usd_per_kwh_residential: $14.60 per kWh for households is "
                        "outside $0.01 to $2.00"));
    CHECK_THAT(told({{"electricity", {tariff("A", "0.0099")}}}), Contains("outside"));
    // exp(3.5 x 0.5) = 5.75 times the median of peers that agree.
    std::vector<Row> rows;
    for (const char* region : {"A", "B", "C", "D"}) rows.push_back(tariff(region, "0.1"));
    rows.push_back(tariff("E", "0.57"));
    CHECK(told({{"electricity", rows}}) == "");
    rows.back() = tariff("E", "0.58");
    CHECK_THAT(told({{"electricity", rows}}), Contains("$0.58 per kWh is 5.8 times the median"));
    const Row clean = with(tariff("A", "0.1"), {{"carbon_g_per_kwh", "1200"}});
    CHECK(told({{"electricity", {clean}}}) == "");
    CHECK_THAT(told({{"electricity", {with(clean, {{"carbon_g_per_kwh", "1201"}})}}}),
               Contains("warning A carbon_g_per_kwh"));
}

TEST_CASE("Exchange rates are dollars for one unit", "[catalog][doctor]") {
    // A yen was about $0.0063 in October 2026 (European Central Bank); the other way round is 158.
    CHECK(told({{"exchange_rates", {rate("JPY", "0.0065"), rate("EUR", "1.12")}}}) == "");
    CHECK_THAT(told({{"exchange_rates", {rate("JPY", "158")}}}),
               Contains("warning JPY usd_per_unit"));
    // Twice and half the yardstick of 1.1 are allowed.
    CHECK(told({{"exchange_rates", {rate("EUR", "2.2")}}}) == "");
    CHECK_THAT(told({{"exchange_rates", {rate("EUR", "2.21")}}}), Contains("far from about $1.10"));
    CHECK(told({{"exchange_rates", {rate("EUR", "0.55")}}}) == "");
    CHECK_THAT(told({{"exchange_rates", {rate("EUR", "0.549")}}}), Contains("usd_per_unit"));
    // Of a currency without a yardstick only the absurd is told: a Kuwaiti dinar is about $3.30.
    CHECK(told({{"exchange_rates", {rate("KWD", "3.3")}}}) == "");
    CHECK_THAT(told({{"exchange_rates", {rate("KWD", "5.1")}}}), Contains("usd_per_unit"));
}

TEST_CASE("A resale ratio is the used price by the launch price", "[catalog][doctor]") {
    const auto point = [](const char* ratio) {
        return Row({{"item", "card"},
                    {"age_months", "24"},
                    {"launch_price_usd", "1500"},
                    {"used_price_usd", "600"},
                    {"ratio", ratio},
                    {"as_of_date", "2026-11-01"},
                    {"source_url", "a page"}});
    };
    // 600 / 1,500 = 0.4, written with two decimals.
    CHECK(told({{"resale", {point("0.405")}}}) == "");
    CHECK_THAT(told({{"resale", {point("0.42")}}}),
               Contains("card/24/2026-11-01 ratio: 0.42 is not"));
}
