// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_model.h"

#include <cmath>

#include "core/memory/weights.h"
#include "tests/support/catch.h"

using namespace headroom;

namespace {

double parametersOf(const ModelSpec& model) {
    return countParameters(model).total();
}

Metadata metadata(std::initializer_list<std::pair<const char*, double>> numbers) {
    Metadata result;
    for (const auto& [key, value] : numbers) result.set(key, value);
    return result;
}

ModelReading read(const char* architecture, const Metadata& keys, double parameters) {
    return modelFromGguf(architecture, keys, parameters, parametersOf);
}

int layersWhere(const ModelSpec& model, bool (*chosen)(const LayerGroup&)) {
    int count = 0;
    for (const LayerGroup& group : model.layers) count += chosen(group) ? group.count : 0;
    return count;
}

Metadata gemma3() {
    return metadata({{"embedding_length", 5376},
                     {"block_count", 62},
                     {"feed_forward_length", 21504},
                     {"attention.head_count", 32},
                     {"attention.head_count_kv", 16},
                     {"attention.key_length", 128},
                     {"attention.value_length", 128},
                     {"attention.sliding_window", 1024},
                     {"vocab_size", 262208}});
}

}  // namespace

// The parameter counts are the published ones (safetensors totals of the text models).
TEST_CASE("Metadata of a GGUF describes the model to the last parameter", "[modelfile]") {
    SECTION("Granite 4.0 H Small: heads per layer, Mamba-2 elsewhere, tied") {
        Metadata keys = metadata({{"embedding_length", 4096},
                                  {"block_count", 40},
                                  {"feed_forward_length", 768},
                                  {"attention.head_count", 32},
                                  {"vocab_size", 100352},
                                  {"expert_count", 72},
                                  {"expert_used_count", 10},
                                  {"expert_shared_feed_forward_length", 1536},
                                  {"ssm.conv_kernel", 4},
                                  {"ssm.inner_size", 8192},
                                  {"ssm.state_size", 128},
                                  {"ssm.group_count", 1},
                                  {"ssm.time_step_rank", 128}});
        std::vector<double> heads(40, 0);
        for (const std::size_t layer : {5u, 15u, 25u, 35u}) heads[layer] = 8;
        keys.set("attention.head_count_kv", heads);
        const ModelSpec model = read("granitehybrid", keys, 32'207'337'984).model;
        CHECK(parametersOf(model) == 32'207'337'984);
        CHECK(model.tiedEmbeddings);
        CHECK(model.block(5).attention.kind == AttentionKind::Full);
        CHECK(model.block(6).recurrence.kind == RecurrentKind::Mamba2);
        // docs/llama_cpp.md: 147.5 MiB per slot.
        CHECK(inMebibytes(model.block(6).recurrence.stateBytes * 36) ==
              Approx(147.48).margin(0.01));
    }
    SECTION("GLM-4.5-Air: one dense layer first, a prediction block last") {
        const Metadata keys = metadata({{"embedding_length", 4096},
                                        {"block_count", 47},
                                        {"feed_forward_length", 10944},
                                        {"attention.head_count", 96},
                                        {"attention.head_count_kv", 8},
                                        {"attention.key_length", 128},
                                        {"attention.value_length", 128},
                                        {"vocab_size", 151552},
                                        {"expert_count", 128},
                                        {"expert_used_count", 8},
                                        {"expert_feed_forward_length", 1408},
                                        {"expert_shared_count", 1},
                                        {"leading_dense_block_count", 1},
                                        {"nextn_predict_layers", 1}});
        const ModelSpec model = read("glm4moe", keys, 110'468'824'832).model;
        const ParameterCount count = countParameters(model);
        CHECK(count.total() + count.mtp == 110'468'824'832);
        CHECK(model.layerCount == 46);
        CHECK(model.fileBlocks() == 47);
        CHECK(model.block(0).feedForward.kind == FeedForwardKind::Dense);
        CHECK(model.block(1).feedForward.experts == 128);
    }
    SECTION("Llama 4 Scout: chunked attention in three of four layers, one shared expert") {
        const Metadata keys = metadata({{"embedding_length", 5120},
                                        {"block_count", 48},
                                        {"feed_forward_length", 16384},
                                        {"attention.head_count", 40},
                                        {"attention.head_count_kv", 8},
                                        {"attention.key_length", 128},
                                        {"attention.value_length", 128},
                                        {"vocab_size", 202048},
                                        {"expert_count", 16},
                                        {"expert_used_count", 1},
                                        {"expert_feed_forward_length", 8192},
                                        {"interleave_moe_layer_step", 1}});
        const ModelSpec model = read("llama4", keys, 107'769'861'120).model;
        CHECK(parametersOf(model) == 107'769'861'120);
        CHECK(model.block(2).attention.window == 8192);
        CHECK(model.block(3).attention.kind == AttentionKind::Full);
    }
}

TEST_CASE("Gemma 3 sees everything in every sixth layer and shares one table", "[modelfile]") {
    const ModelSpec model = read("gemma3", gemma3(), 27'009'346'304).model;
    CHECK(model.tiedEmbeddings);
    CHECK(layersWhere(model, [](const LayerGroup& group) {
              return group.attention.kind == AttentionKind::Full;
          }) == 10);
    CHECK(model.block(5).attention.kind == AttentionKind::Full);
    CHECK(model.block(61).attention.window == 1024);
    // Biases and post-norms apart, the count is the published one.
    CHECK(parametersOf(model) == Approx(27'009'346'304).epsilon(1e-4));
}

TEST_CASE("A latent cache needs the latent keys", "[modelfile]") {
    Metadata keys = metadata({{"embedding_length", 2048},
                              {"block_count", 27},
                              {"feed_forward_length", 10944},
                              {"attention.head_count", 16},
                              {"attention.head_count_kv", 16},
                              {"attention.key_length", 192},
                              {"attention.value_length", 128},
                              {"attention.kv_lora_rank", 512},
                              {"rope.dimension_count", 64},
                              {"leading_dense_block_count", 1},
                              {"expert_count", 64},
                              {"expert_used_count", 6},
                              {"expert_shared_count", 2},
                              {"expert_feed_forward_length", 1408},
                              {"vocab_size", 102400}});
    const Attention legacy = read("deepseek2", keys, 15'706'484'224).model.block(1).attention;
    CHECK(legacy.expandsLatent);
    // docs/memory.md 7: 276,480 B per token for files without latent keys.
    CHECK(27 * 2 * legacy.kvHeads * (legacy.keyHeadSize + legacy.valueHeadSize) == 276'480);

    keys.set("attention.head_count_kv", 1.0);
    keys.set("attention.key_length", 576.0);
    keys.set("attention.value_length", 512.0);
    keys.set("attention.key_length_mla", 192.0);
    keys.set("attention.value_length_mla", 128.0);
    const Attention latent = read("deepseek2", keys, 15'706'484'224).model.block(1).attention;
    CHECK_FALSE(latent.expandsLatent);
    CHECK(latent.kvLoraRank + latent.ropeHeadSize == 576);
    CHECK(latent.nopeHeadSize == 128);
}

TEST_CASE("What a file does not say is named, what it says wrongly is refused", "[modelfile]") {
    SECTION("an unknown architecture is read by its common keys and marked") {
        const ModelReading reading = read("newthing", gemma3(), 0);
        REQUIRE_FALSE(reading.gaps.empty());
        CHECK_THAT(reading.gaps.front(), Catch::Matchers::Contains("newthing"));
        CHECK(reading.model.layerCount == 62);
    }
    SECTION("a missing size") {
        Metadata keys = gemma3();
        keys.set("embedding_length", 0.0);
        CHECK_THROWS_WITH(read("gemma3", keys, 0), Catch::Matchers::Contains("embedding_length"));
    }
    SECTION("sizes that no model has") {
        for (const double wrong : {-1.0, 0.5, 1e18, std::nan("")}) {
            Metadata keys = gemma3();
            keys.set("attention.head_count", wrong);
            CHECK_THROWS_WITH(read("gemma3", keys, 0),
                              Catch::Matchers::Contains("attention.head_count"));
        }
    }
    SECTION("more layers than any model") {
        Metadata keys = gemma3();
        keys.set("block_count", 1e9);
        CHECK_THROWS_AS(read("gemma3", keys, 0), std::invalid_argument);
    }
    SECTION("no vocabulary") {
        Metadata keys = gemma3();
        keys.set("vocab_size", 0.0);
        CHECK_THAT(read("gemma3", keys, 0).gaps.back(), Catch::Matchers::Contains("vocabulary"));
    }
}
