// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/catalog/doctor_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using Catch::Matchers::Contains;

namespace {

Row soundModel() {
    return Row({{"id", "llama-3.1-8b"},
                {"name", "Llama 3.1 8B"},
                {"developer", "Meta"},
                {"modality", "text"},
                {"params_total_b", "8.030261"},
                {"n_layers", "32"},
                {"hidden_size", "4096"},
                {"n_heads", "32"},
                {"n_kv_heads", "8"},
                {"head_dim", "128"},
                {"ffn_dim", "14336"},
                {"vocab_size", "128256"},
                {"max_context", "131072"},
                {"n_full_layers", "32"},
                {"kv_full_bytes_per_token_f16", "131072"}});
}

std::string toldModels(const Cells& second) {
    return told({{"models", {soundModel(), with(soundModel(), second)}}});
}

std::string toldFormat(const Cells& changes) {
    const Row format(Cells{{"id", "q4"},
                           {"family", "gguf"},
                           {"bits_per_weight_nominal", "4.5"},
                           {"block_size", "32"},
                           {"bytes_per_block", "18"},
                           {"typical_bpw_llama31_8b", "4.67"},
                           {"source", "a page"}});
    return told({{"weight_formats", {with(format, changes)}}});
}

}  // namespace

TEST_CASE("A key stands in one row only", "[catalog][doctor]") {
    CHECK_THAT(told({{"accelerators", {soundCard(), soundCard()}}}),
               Contains("error card id: The key \"card\" stands in two rows"));
    const Row extra(Cells{{"provider", "AWS"}, {"item", "egress_gb"}, {"unit", "GB"}});
    CHECK_THAT(told({{"cloud_extras", {extra, extra}}}), Contains("AWS/egress_gb/GB"));
    CHECK(told({{"cloud_extras", {extra, with(extra, {{"unit", "TB"}})}}}) == "");
}

TEST_CASE("The same offer under two ids is told, however it is written", "[catalog][doctor]") {
    const auto toldOf = [](const Cells& second) {
        return told({{"accelerators", {soundCard()}},
                     {"cloud_prices",
                      {soundOffer(), with(with(soundOffer(), {{"id", "again"}}), second)}}});
    };
    CHECK_THAT(toldOf({}), Contains("warning again instance_type: The same provider, instance, "
                                    "accelerators and region as \"offer\""));
    CHECK_THAT(toldOf({{"provider", "CLOUD"}, {"instance_type", " 2x   Card "}}),
               Contains("warning again"));
    for (const char* column : {"provider", "region", "instance_type"}) {
        INFO(column);
        CHECK(toldOf({{column, "other"}}) == "");
    }
    CHECK(toldOf({{"accelerator_count", "1"}}) == "");
    const Row api = soundApi();
    CHECK_THAT(told({{"api_prices", {api, with(api, {{"id", "again"}})}}}),
               Contains("The same provider and model as \"api\""));
    CHECK(told({{"api_prices", {api, with(api, {{"id", "again"}, {"model", "big"}})}}}) == "");
}

TEST_CASE("Names that differ in case, blanks and the maker's word are one", "[catalog][doctor]") {
    const auto toldNames = [](const char* first, const char* second) {
        const Row one = with(soundCard(), {{"name", first}});
        return told({{"accelerators",
                      {one, with(one, {{"id", "two"}, {"name", second}, {"tdp_w", "300"}})}}});
    };
    CHECK_THAT(toldNames("GeForce RTX 4090", "NVIDIA GeForce RTX-4090"),
               Contains("warning two name: \"NVIDIA GeForce RTX-4090\" is the name of \"card\""));
    CHECK(toldNames("GeForce RTX 4080", "GeForce RTX 4090") == "");
    CHECK(toldNames("RTX 4070 Ti", "RTX 4070 Ti Super") == "");
    CHECK(toldNames("W7900", "W7900+") == "");
}

TEST_CASE("The same accelerator under two ids is told", "[catalog][doctor]") {
    const Row two = with(soundCard(), {{"id", "two"}, {"name", "Founders Card"}});
    CHECK_THAT(told({{"accelerators", {soundCard(), two}}}),
               Contains("The same maker, chip, memory, rates and form as \"card\""));
    CHECK(told({{"accelerators", {soundCard(), with(two, {{"tdp_w", "320"}})}}}) == "");
}

TEST_CASE("A model with the shape of another and nearly its name is told", "[catalog][doctor]") {
    CHECK_THAT(toldModels({{"id", "copy"}, {"name", "LLaMA-3.1-8B"}}),
               Contains("warning copy name: \"LLaMA-3.1-8B\" is the name of \"llama-3.1-8b\""));
    CHECK_THAT(toldModels({{"id", "copy"}, {"name", "Lama 3.1 8B"}}),
               Contains("has the shape and parameters of \"llama-3.1-8b\" and nearly its name"));
    CHECK_THAT(toldModels({{"id", "copy"}, {"name", "Llema 3.1 8B"}}), Contains("nearly"));
    // A fine-tune has the shape of its base, a new version the name but for a digit.
    CHECK(toldModels({{"id", "tune"}, {"name", "Hermes 3.1 8B"}}) == "");
    CHECK(toldModels({{"id", "next"}, {"name", "Llama 3.3 8B"}}) == "");
    CHECK(toldModels({{"id", "copy"}, {"name", "Lama 3.1 8B"}, {"params_total_b", "8.03"}}) == "");
    const std::string twice =
        told({{"models",
               {with(soundModel(), {{"hf_id", "meta-llama/Llama-3.1-8B"}}),
                with(soundModel(),
                     {{"id", "tune"}, {"name", "Other"}, {"hf_id", "Meta-Llama/llama-3.1-8b"}})}}});
    CHECK_THAT(twice, Contains("warning tune hf_id: The same repository as \"llama-3.1-8b\""));
}

TEST_CASE("A model uses no more parameters and heads than it has", "[catalog][doctor]") {
    CHECK(told({{"models", {with(soundModel(), {{"params_active_b", "8.030261"}})}}}) == "");
    CHECK_THAT(told({{"models", {with(soundModel(), {{"params_active_b", "9"}})}}}),
               Contains("9 billion active is more than 8.03 billion"));
    CHECK(told({{"models", {with(soundModel(), {{"n_kv_heads", "32"}})}}}) == "");
    CHECK_THAT(told({{"models", {with(soundModel(), {{"n_kv_heads", "64"}})}}}),
               Contains("n_kv_heads: 64 is more than 32 of n_heads"));
}

TEST_CASE("Bits per weight follow from the block", "[catalog][doctor]") {
    // 18 bytes for 32 weights are 4.5 bits (llama.cpp's Q4_0).
    CHECK(toldFormat({}) == "");
    CHECK_THAT(toldFormat({{"bytes_per_block", "36"}}),
               Contains("warning q4 bytes_per_block: 36 bytes for 32 weights are 9 bits each; "
                        "bits_per_weight_nominal is 4.5"));
    // One bit of scales at most, 5 % of rounding: 5.5 x 1.05 = 5.775 bits are 23.1 bytes.
    CHECK(toldFormat({{"bytes_per_block", "23"}}) == "");
    CHECK_THAT(toldFormat({{"bytes_per_block", "23.2"}}), Contains("bits each"));
    // No less than the weights: 4.5 x 0.95 = 4.275 bits are 17.1 bytes.
    CHECK(toldFormat({{"bytes_per_block", "17.2"}}) == "");
    CHECK_THAT(toldFormat({{"bytes_per_block", "17"}}), Contains("bits each"));
    // 4.275 to 4.5 x 1.7 = 7.65 bits in a file.
    CHECK(toldFormat({{"typical_bpw_llama31_8b", "7.6"}}) == "");
    CHECK_THAT(toldFormat({{"typical_bpw_llama31_8b", "7.7"}}),
               Contains("warning q4 typical_bpw_llama31_8b: 7.7 bits per weight in a file"));
    CHECK_THAT(toldFormat({{"typical_bpw_llama31_8b", "4.2"}}), Contains("4.2 bits"));
}
