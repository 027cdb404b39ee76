// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/model_spec.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

namespace {

std::vector<Row> modelRows() {
    return parseCsv(
        tests::readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/models.csv"));
}

/// Bytes per token of one layer's cache at f16 (docs/memory.md 1.3): keys and values, or one
/// latent row, plus index keys.
double cacheBytes(const Attention& attention) {
    constexpr double kF16 = 2;
    if (attention.kind == AttentionKind::None || !attention.storesCache) return 0;
    const int row = attention.kind == AttentionKind::Latent
                        ? attention.kvLoraRank + attention.ropeHeadSize
                        : attention.kvHeads * (attention.keyHeadSize + attention.valueHeadSize);
    return kF16 * (row + attention.indexHeadSize);
}

template <class Value>
double sum(const ModelSpec& model, Value value) {
    double total = 0;
    for (const LayerGroup& group : model.layers) total += group.count * value(group);
    return total;
}

double cacheBytes(const ModelSpec& model, bool sliding) {
    return sum(model, [&](const LayerGroup& group) {
        const bool isSliding = group.attention.kind == AttentionKind::SlidingWindow;
        return isSliding == sliding ? cacheBytes(group.attention) : 0.0;
    });
}

int layers(const ModelSpec& model, bool (*chosen)(const LayerGroup&)) {
    return static_cast<int>(
        sum(model, [&](const LayerGroup& group) { return chosen(group) ? 1.0 : 0.0; }));
}

/// Recurrent state of one layer in F32 by the table of docs/memory.md 1.4.
double stateBytes(const Recurrence& recurrence, int hiddenSize) {
    constexpr double kF32 = 4;
    const double previous = recurrence.convolution - 1;
    switch (recurrence.kind) {
        case RecurrentKind::Mamba1:
        case RecurrentKind::Mamba2:
        case RecurrentKind::GatedDeltaNet:
            return kF32 * (previous * (recurrence.innerSize +
                                       2.0 * recurrence.groups * recurrence.stateSize) +
                           static_cast<double>(recurrence.stateSize) * recurrence.innerSize);
        case RecurrentKind::KimiDelta:
            return kF32 * (3 * previous * recurrence.heads * 128 + 128.0 * 128 * recurrence.heads);
        case RecurrentKind::Lightning:
            return kF32 * 128 * 128 * recurrence.heads;
        case RecurrentKind::ShortConvolution:
            return kF32 * hiddenSize * previous;
        case RecurrentKind::Rwkv:
        case RecurrentKind::None:
            return 0;
    }
    return 0;
}

}  // namespace

TEST_CASE("Layer groups of all models keep the catalog's cache bytes per token",
          "[catalog][models]") {
    const std::vector<Row> rows = modelRows();
    REQUIRE(rows.size() == 191);
    int checked = 0;
    for (const Row& row : rows) {
        const ModelSpec model = modelFromRow(row);
        CAPTURE(model.id);
        const auto full = row.number("kv_full_bytes_per_token_f16");
        const auto sliding = row.number("kv_swa_bytes_per_token_f16");
        CHECK(model.cacheComplete == full.has_value());
        if (!full || !sliding) continue;
        CHECK(cacheBytes(model, false) == *full);
        CHECK(cacheBytes(model, true) == *sliding);
        ++checked;
    }
    // Two DeepSeek V4 rows have no figure: their compressed cache has no columns.
    CHECK(checked == 189);
}

TEST_CASE("Layer groups of all models keep the catalog's counts and state", "[catalog][models]") {
    for (const Row& row : modelRows()) {
        const ModelSpec model = modelFromRow(row);
        CAPTURE(model.id);
        CHECK(layers(model, [](const LayerGroup&) { return true; }) == model.layerCount);
        CHECK(layers(model, [](const LayerGroup& group) {
                  return group.attention.kind == AttentionKind::Full ||
                         group.attention.kind == AttentionKind::Latent;
              }) == row.integer("n_full_layers"));
        CHECK(layers(model, [](const LayerGroup& group) {
                  return group.attention.kind == AttentionKind::SlidingWindow;
              }) == row.integer("n_swa_layers"));
        CHECK(layers(model, [](const LayerGroup& group) {
                  return group.recurrence.kind != RecurrentKind::None;
              }) == row.integer("n_recurrent_layers"));
        CHECK(layers(model, [](const LayerGroup& group) {
                  return group.feedForward.kind == FeedForwardKind::MixtureOfExperts;
              }) == row.integer("n_moe_layers"));
        CHECK(sum(model, [](const LayerGroup& group) {
                  return group.recurrence.stateBytes.value;
              }) == row.number("recurrent_state_bytes_per_seq").value_or(0));
    }
}

TEST_CASE("Every layer of every model does something", "[catalog][models]") {
    for (const ModelSpec& model : tests::seedCatalog().models) {
        CAPTURE(model.id);
        for (const LayerGroup& group : model.layers) {
            CHECK(group.count > 0);
            CHECK((group.attention.kind != AttentionKind::None ||
                   group.recurrence.kind != RecurrentKind::None ||
                   group.feedForward.kind != FeedForwardKind::None));
            CHECK((group.attention.kind == AttentionKind::SlidingWindow) ==
                  (group.attention.window > 0));
        }
    }
}

TEST_CASE("Recurrent state in the catalog follows the engine's formula", "[catalog][models]") {
    for (const ModelSpec& model : tests::seedCatalog().models) {
        CAPTURE(model.id);
        for (const LayerGroup& group : model.layers) {
            CHECK(group.recurrence.stateBytes.value ==
                  stateBytes(group.recurrence, model.hiddenSize));
        }
    }
}

TEST_CASE("Layers of Falcon-H1 run attention and recurrence in parallel", "[catalog][models]") {
    const ModelSpec& model = *tests::seedCatalog().model("falcon-h1-7b");
    REQUIRE(model.layers.size() == 1);
    CHECK(model.layers[0].count == 44);
    CHECK(model.layers[0].attention.kind == AttentionKind::Full);
    CHECK(model.layers[0].recurrence.kind == RecurrentKind::Mamba2);
    // Logged by llama.cpp (docs/memory.md 7).
    CHECK(model.layers[0].recurrence.stateBytes == bytes(3'188'736));
}

TEST_CASE("Nemotron-H layers do one thing each", "[catalog][models]") {
    const ModelSpec& model = *tests::seedCatalog().model("nemotron-nano-9b-v2");
    for (const LayerGroup& group : model.layers) {
        const int parts = (group.attention.kind != AttentionKind::None) +
                          (group.recurrence.kind != RecurrentKind::None) +
                          (group.feedForward.kind != FeedForwardKind::None);
        CHECK(parts == 1);
    }
    // 27 Mamba-2 + 25 MLP + 4 attention layers = 56.
    CHECK(layers(model, [](const LayerGroup& group) {
              return group.feedForward.kind == FeedForwardKind::Dense;
          }) == 25);
}

TEST_CASE("Gemma 4 E2B shares caches between layers", "[catalog][models]") {
    const ModelSpec& model = *tests::seedCatalog().model("gemma-4-e2b");
    // 3 of 7 full and 12 of 28 local layers store; 20 of 35 reuse.
    CHECK(layers(model, [](const LayerGroup& group) { return !group.attention.storesCache; }) ==
          20);
    for (const LayerGroup& group : model.layers) {
        const bool local = group.attention.kind == AttentionKind::SlidingWindow;
        CHECK(group.attention.keyHeadSize == (local ? 256 : 512));
    }
}

TEST_CASE("MiMo-V2 has more KV heads in its local layers", "[catalog][models]") {
    for (const LayerGroup& group : tests::seedCatalog().model("mimo-v2-flash")->layers) {
        const bool local = group.attention.kind == AttentionKind::SlidingWindow;
        CHECK(group.attention.kvHeads == (local ? 8 : 4));
        CHECK(group.attention.keyHeadSize == 192);
        CHECK(group.attention.valueHeadSize == 128);
    }
}

TEST_CASE("DeepSeek V3 keeps one latent row per token and starts with dense layers",
          "[catalog][models]") {
    const ModelSpec& model = *tests::seedCatalog().model("deepseek-v3");
    REQUIRE(model.layers.size() == 2);
    CHECK(model.layers[0].count == 3);
    CHECK(model.layers[0].feedForward.kind == FeedForwardKind::Dense);
    CHECK(model.layers[1].count == 58);
    CHECK(model.layers[1].feedForward.experts == 256);
    CHECK(model.layers[1].feedForward.sharedSize == 2048);
    // 512 + 64 elements of two bytes (docs/memory.md 1.3).
    CHECK(cacheBytes(model.layers[1].attention) == 1152);
}

TEST_CASE("Encoders keep no cache", "[catalog][models]") {
    const ModelSpec& model = *tests::seedCatalog().model("bge-m3");
    CHECK(model.modality == Modality::Embedding);
    CHECK(cacheBytes(model, false) == 0);
    for (const LayerGroup& group : model.layers) CHECK_FALSE(group.attention.storesCache);
}

TEST_CASE("Unknown feed-forward widths are noted, not invented", "[catalog][models]") {
    for (const char* id : {"nemotron-super-49b", "nemotron-ultra-253b"}) {
        const ModelSpec& model = *tests::seedCatalog().model(id);
        CAPTURE(id);
        CHECK_THAT(model.provenance.notes, Catch::Matchers::Contains("width unknown"));
        for (const LayerGroup& group : model.layers) CHECK(group.feedForward.size == 0);
    }
}

TEST_CASE("Only mixtures of experts say so", "[catalog][models]") {
    CHECK(tests::seedCatalog().model("qwen3-30b-a3b")->isMixtureOfExperts());
    CHECK_FALSE(tests::seedCatalog().model("llama-3.1-70b")->isMixtureOfExperts());
}

}  // namespace headroom
