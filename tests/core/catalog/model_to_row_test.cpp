// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "core/catalog/layer_order.h"
#include "core/catalog/layer_text.h"
#include "core/catalog/row.h"
#include "core/memory/weights.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using headroom::tests::seedCatalog;

namespace {

void checkSameLayers(const ModelSpec& a, const ModelSpec& b) {
    REQUIRE(a.layerCount == b.layerCount);
    for (int i = 0; i < a.layerCount; ++i) {
        LayerGroup expected = a.block(i);
        expected.count = b.block(i).count;
        CHECK(b.block(i) == expected);
    }
}

}  // namespace

TEST_CASE("Every model of the catalog survives the way into a row and back", "[catalog]") {
    for (const ModelSpec& model : seedCatalog().models) {
        INFO(model.id);
        const ModelSpec back = modelFromRow(rowFromModel(model));
        checkSameLayers(model, back);
        CHECK(back.name == model.name);
        CHECK(back.hiddenSize == model.hiddenSize);
        CHECK(back.vocabulary == model.vocabulary);
        CHECK(back.tiedEmbeddings == model.tiedEmbeddings);
        CHECK(back.qkvBias == model.qkvBias);
        CHECK(back.mtpLayers == model.mtpLayers);
        CHECK(back.maxContext == model.maxContext);
        CHECK(back.modality == model.modality);
        CHECK(back.nativeFormat == model.nativeFormat);
        CHECK(back.parametersTotal == model.parametersTotal);
        CHECK(back.parametersActive == model.parametersActive);
        CHECK(back.parametersNonText == model.parametersNonText);
        CHECK(back.cacheComplete == model.cacheComplete);
        CHECK(countParameters(back).total() == countParameters(model).total());
    }
}

TEST_CASE("Most models need no layer groups in words", "[catalog]") {
    int written = 0;
    for (const ModelSpec& model : seedCatalog().models) {
        written += rowFromModel(model).has("layer_groups") ? 1 : 0;
    }
    // The counting columns were made for these models; the few others pair mixers and blocks anew.
    CHECK(written <= 5);
}

TEST_CASE("Layers that no column can describe are kept in words", "[catalog]") {
    ModelSpec model = *seedCatalog().model("llama-3.1-8b");
    std::vector<LayerGroup> blocks(32, model.layers[0]);
    for (const std::size_t narrow : {0, 5, 6, 31}) {
        blocks[narrow].attention.kvHeads = 2;  // heads that differ from layer to layer
        blocks[narrow].feedForward.size = 999;
    }
    setBlocks(model, blocks);
    const Row row = rowFromModel(model);
    CHECK(row.has("layer_groups"));
    checkSameLayers(model, modelFromRow(row));
}

TEST_CASE("A latent cache that a file expands is kept", "[catalog]") {
    ModelSpec model = *seedCatalog().model("deepseek-v3");
    std::vector<LayerGroup> blocks;
    for (int i = 0; i < model.layerCount; ++i) {
        blocks.push_back(model.block(i));
        blocks.back().attention.expandsLatent = true;
    }
    setBlocks(model, blocks);
    checkSameLayers(model, modelFromRow(rowFromModel(model)));
}

TEST_CASE("Whole numbers are written without an exponent", "[catalog]") {
    CHECK(plainNumber(1'000'000) == "1000000");
    CHECK(plainNumber(0) == "0");
    CHECK(plainNumber(8.030261248) == "8.030261248");
}

TEST_CASE("The exact bytes and format of a file are kept", "[catalog]") {
    ModelSpec model = *seedCatalog().model("llama-3.1-8b");
    model.fileFormat = "gguf-q4_k_m";
    model.fusedQkv = true;
    model.parallelBlocks = true;
    model.mtpInFile = true;
    model.fileTensorBytes = bytes(4'912'898'304);
    const ModelSpec back = modelFromRow(rowFromModel(model));
    CHECK(back.fileFormat == model.fileFormat);
    CHECK(back.fileTensorBytes == model.fileTensorBytes);
    CHECK(back.fusedQkv);
    CHECK(back.parallelBlocks);
    CHECK(back.mtpInFile);
    CHECK_FALSE(modelFromRow(rowFromModel(*seedCatalog().model("llama-3.1-8b"))).fileTensorBytes);
}

TEST_CASE("Layer groups in words read back exactly", "[catalog]") {
    for (const ModelSpec& model : seedCatalog().models) {
        INFO(model.id);
        ModelSpec back = model;
        setBlocks(back, layersFromText(layersToText(model), model.layerCount));
        checkSameLayers(model, back);
    }
}

TEST_CASE("Layer groups that cannot be read are refused", "[catalog]") {
    for (const char* const text :
         {"full", "x full", "0 full:heads=1", "-1 full", "1 magic:heads=1", "1 full:heads",
          "1 full:heads=x", "1 full:heads=-1", "1 full:heads=1e99", "1 full:heads=0.5",
          "1 full:colour=1", "1 full:heads=nan", "99999999999999999999 full",
          "1 full:heads=1;"
          "2"}) {
        INFO(text);
        CHECK_THROWS_AS(layersFromText(text, 100), std::invalid_argument);
    }
    Row row = rowFromModel(*seedCatalog().model("llama-3.1-8b"));
    row.set("layer_groups", "31 full:heads=32,kv_heads=8,key=128,value=128");
    CHECK_THROWS_AS(modelFromRow(row), std::invalid_argument);  // n_layers is 32
}
