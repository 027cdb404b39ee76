// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/catalog/doctor_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using Catch::Matchers::Contains;

namespace {

std::string toldCard(const Cells& changes) {
    return told({{"accelerators", {with(soundCard(), changes)}}});
}

std::string toldMachine(const Cells& changes) {
    return told({{"accelerators", {soundCard()}}, {"machines", {with(soundMachine(), changes)}}});
}

/// Five cards that differ in name, price and rate only.
std::vector<Row> cards(const Cells& lastOne) {
    std::vector<Row> all = copies(
        with(soundCard(), {{"street_price_usd", "2400"}, {"price_date", "2026-11-01"}}), 4, "name");
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = with(all[i], {{"form_factor", std::string(i + 1, 'f')}});
    }
    all.push_back(with(all.front(), {{"id", "card"}, {"name", "Card"}, {"form_factor", "g"}}));
    all.back() = with(all.back(), lastOne);
    return all;
}

}  // namespace

TEST_CASE("Bandwidth is what the memory can move", "[catalog][doctor]") {
    // 24 GiB of GDDR6X: 6 channels x 32 bit x 19 Gbit/s / 8 = 456 GB/s less 3 %, 442, to 24
    // channels at 24 Gbit/s, 2,304 and 3 %, 2,373 (docs/catalog.md 3.6).
    CHECK(toldCard({{"memory_bandwidth_gb_s", "443"}}) == "");
    CHECK_THAT(toldCard({{"memory_bandwidth_gb_s", "442"}}),
               Contains("warning card memory_bandwidth_gb_s: 442 GB/s; 24 GiB of \"GDDR6X\" moves "
                        "442 to 2,373 GB/s"));
    CHECK(toldCard({{"memory_bandwidth_gb_s", "2370"}}) == "");
    // Bits for bytes.
    CHECK_THAT(toldCard({{"memory_bandwidth_gb_s", "7488"}}), Contains("7,488 GB/s"));
    CHECK(toldCard({{"memory_bandwidth_gb_s", "7488"}, {"memory_type", "XDR"}}) == "");
    CHECK(toldCard({{"memory_bandwidth_gb_s", "7488"}, {"memory_type", ""}}) == "");
}

TEST_CASE("Narrower numbers are not slower", "[catalog][doctor]") {
    CHECK(toldCard({{"fp8_tflops_dense", "71"}, {"fp4_tflops_dense", "71"}}) == "");
    CHECK_THAT(toldCard({{"fp8_tflops_dense", "70"}}),
               Contains("warning card fp8_tflops_dense: 70 is less than 71"));
    CHECK_THAT(toldCard({{"fp8_tflops_dense", "142"}, {"fp4_tflops_dense", "141"}}),
               Contains("warning card fp4_tflops_dense"));
    CHECK_THAT(toldCard({{"bf16_tflops_dense", "143"}, {"fp8_tflops_dense", "142"}}),
               Contains("143 of bf16_tflops_dense"));
}

TEST_CASE("Idle power is below TDP and grows with a model in memory", "[catalog][doctor]") {
    CHECK(toldCard({{"idle_w", "349"}}) == "");
    CHECK_THAT(toldCard({{"idle_w", "350"}}),
               Contains("warning card idle_w: 350 W idle is not less than 350 W"));
    CHECK_THAT(toldCard({{"idle_model_loaded_w", "351"}}), Contains("idle_model_loaded_w: 351 W"));
    // Within a tenth, two measurements agree.
    CHECK(toldCard({{"idle_w", "20"}, {"idle_model_loaded_w", "18"}}) == "");
    CHECK_THAT(toldCard({{"idle_w", "20"}, {"idle_model_loaded_w", "17.9"}}),
               Contains("18 W with a model in memory is less than 20 W"));
}

TEST_CASE("Rate per watt and price per GiB stay near those of their kind", "[catalog][doctor]") {
    const auto toldWith = [](const Cells& last) { return told({{"accelerators", cards(last)}}); };
    // Peers agree on 71 / 350 = 0.203; exp(3.5 x 0.5) = 5.75 times that is 1.167, 408 TFLOPS.
    CHECK(toldWith({{"fp16_tensor_tflops_dense", "408"}}) == "");
    CHECK_THAT(toldWith({{"fp16_tensor_tflops_dense", "409"}}),
               Contains("warning card fp16_tensor_tflops_dense: 1.17 TFLOPS per watt of tdp_w is "
                        "5.76 times the median, 0.203, of 5 accelerators of the class \"Ampere "
                        "consumer\""));
    // $2,400 for 24 GiB is $100 a GiB; 5.75 times $2,400 is $13,811.
    CHECK(toldWith({{"street_price_usd", "13800"}}) == "");
    CHECK_THAT(toldWith({{"street_price_usd", "13820"}}),
               Contains("warning card street_price_usd: $575.83 per GiB is 5.76 times the median, "
                        "$100.00, of 5 accelerators of the class \"consumer\""));
    std::vector<Row> machines = copies(soundMachine(), 5, "name");
    const CatalogRows rows{{"accelerators", {soundCard()}}, {"machines", machines}};
    CHECK(told(rows) == "");
    machines[2] = with(machines[2], {{"price_usd", "40000"}});
    CHECK_THAT(told({{"accelerators", {soundCard()}}, {"machines", machines}}),
               Contains("is 10 times the median, $83.33, of 5 machines of the kind \"diy-tower\""));
}

TEST_CASE("A machine has the memory and bandwidth of its accelerators", "[catalog][doctor]") {
    // Two cards of 24 GiB are 48; 5 % of it 2.4. What is usable is no more than the total.
    const auto memory = [](const char* total) {
        return toldMachine({{"total_memory_gib", total}, {"usable_for_gpu_gib", "40"}});
    };
    CHECK(memory("45.7") == "");
    CHECK_THAT(memory("45.5"), Contains("warning box total_memory_gib: 45.5 GiB; its accelerators "
                                        "have 48 GiB"));
    CHECK_THAT(memory("96"), Contains("warning box total_memory_gib: 96 GiB"));
    CHECK(toldMachine({{"memory_bandwidth_gb_s", "980"}}) == "");
    CHECK_THAT(
        toldMachine({{"memory_bandwidth_gb_s", "1872"}}),
        Contains("warning box memory_bandwidth_gb_s: 1,872 GB/s; its accelerators have 936"));
    // Memory that CPU and GPU share comes in many sizes.
    CHECK(toldMachine({{"unified_memory", "1"}, {"total_memory_gib", "128"}}) == "");
    // Another kind behind the first adds its own.
    CHECK(toldMachine({{"accelerator_count", "1"}, {"further_accelerators", "card*1"}}) == "");
}

TEST_CASE("A machine draws the least when idle and the most at peak", "[catalog][doctor]") {
    CHECK(toldMachine({{"idle_power_w", "90"},
                       {"typical_load_power_w", "700"},
                       {"peak_system_power_w", "980"}}) == "");
    CHECK(toldMachine({{"idle_power_w", "700"}, {"typical_load_power_w", "700"}}) == "");
    CHECK_THAT(toldMachine({{"idle_power_w", "701"}, {"typical_load_power_w", "700"}}),
               Contains("warning box idle_power_w: 701 W is more than 700 W of "
                        "typical_load_power_w"));
    CHECK_THAT(toldMachine({{"typical_load_power_w", "990"}, {"peak_system_power_w", "980"}}),
               Contains("warning box typical_load_power_w"));
    CHECK_THAT(toldMachine({{"idle_power_w", "990"}, {"peak_system_power_w", "980"}}),
               Contains("warning box idle_power_w"));
    // Two cards of 350 W; capped to three quarters they are 525.
    CHECK(toldMachine({{"peak_system_power_w", "525"}}) == "");
    CHECK_THAT(toldMachine({{"peak_system_power_w", "524"}}),
               Contains("524 W at peak; its accelerators may draw 700 W alone"));
}
