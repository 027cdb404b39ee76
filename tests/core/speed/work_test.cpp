// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/work.h"

#include <cmath>

#include "core/speed/rates.h"
#include "core/speed/served.h"
#include "core/speed/traffic.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using tests::seedCatalog;

namespace {

SpeedRequest requestFor(const char* model, const char* weights, const char* accelerator,
                        EngineChoice engine, int count = 1) {
    SpeedRequest request;
    request.model = seedCatalog().model(model);
    request.weights = seedCatalog().format(weights);
    request.kv = seedCatalog().format("kv-llamacpp-f16");
    request.engine = engine;
    request.devices.accelerator = seedCatalog().accelerator(accelerator);
    request.devices.count = count;
    request.depth = tokens(1024);
    request.prompt = tokens(1024);
    REQUIRE(request.model != nullptr);
    REQUIRE(request.weights != nullptr);
    REQUIRE(request.devices.accelerator != nullptr);
    return request;
}

WeightBytes sizesOf(const SpeedRequest& request) {
    return weightBytes(*request.model, *request.weights, request.engine);
}

SpeedClass plainClass() {
    SpeedClass parameters;
    parameters.weightEfficiency = parameters.expertEfficiency = 0.8;
    parameters.cacheEfficiency = parameters.attentionEfficiency = 0.5;
    parameters.prefillEfficiency = parameters.expertPrefillEfficiency = 0.5;
    parameters.batchEfficiency = 0.5;
    parameters.requestMicroseconds = 10000;
    return parameters;
}

}  // namespace

TEST_CASE("Latent rows are read whole by every device, heads are shared out", "[speed][devices]") {
    const WeightFormat& f16 = *seedCatalog().format("kv-llamacpp-f16");
    const auto grows = [&](const char* model, int devices) {
        const ModelSpec& spec = *seedCatalog().model(model);
        return cacheBytesRead(spec, f16, tokens(4096), devices) /
               cacheBytesRead(spec, f16, tokens(4096));
    };
    // DeepSeek R1 has one latent row a token, Llama 3.1 70B eight key heads (models.csv).
    CHECK(grows("deepseek-r1", 8) == Approx(8));
    CHECK(grows("llama-3.1-70b", 8) == Approx(1));
    CHECK(grows("llama-3.1-70b", 16) == Approx(2));
}

TEST_CASE("Metal multiplies many sequences in tiles of 32", "[speed]") {
    SpeedRequest request =
        requestFor("llama-3.1-8b", "gguf-q8_0", "m2-ultra-76c", EngineChoice::LlamaCpp);
    const WeightBytes sizes = sizesOf(request);
    const auto step = [&](int batch) {
        request.batch = batch;
        DecodeStep time = decodeStep(request, sizes, plainClass());
        time.cache = seconds(0);
        return time.total().value;
    };
    // Measured on the M2 Ultra: 7B Q8_0 takes 50 and 52 ms for 16 and 32 streams (speed.csv rows
    // 96 and 97), so a tile costs the same however full it is.
    SpeedClass slowVectors = plainClass();
    slowVectors.batchEfficiency = 0.05;
    request.batch = 16;
    DecodeStep half = decodeStep(request, sizes, slowVectors);
    request.batch = 32;
    DecodeStep full = decodeStep(request, sizes, slowVectors);
    CHECK(half.compute.value == Approx(full.compute.value));
    CHECK(step(33) >= step(32));
}

TEST_CASE("A power cap slows compute by the cube root and leaves decode alone", "[speed]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "bf16", "rtx-3090", EngineChoice::Vllm);
    const WeightBytes sizes = sizesOf(request);
    const PrefillWork free = prefillWork(request, sizes);
    const DecodeWork step = decodeWork(request, sizes);
    request.powerShare = 0.5;
    CHECK(prefillWork(request, sizes).dense / free.dense == Approx(std::cbrt(2.0)));
    CHECK(decodeWork(request, sizes).dense == step.dense);
}

TEST_CASE("Only the last token of a prompt is multiplied with the output matrix", "[speed]") {
    SpeedRequest request = requestFor("gemma-3-4b", "bf16", "h100-sxm-80gb", EngineChoice::Vllm);
    request.prompt = tokens(1000);
    const ModelSpec& model = *request.model;
    const double head = 2.0 * model.vocabulary * model.hiddenSize;
    const double expected = (operationsPerToken(model) - head) * 1000 + head;
    const double rate =
        weightPathRate(*request.devices.accelerator, *request.weights, request.engine).rate.value;
    CHECK(prefillWork(request, sizesOf(request)).dense.value == Approx(expected / rate));
}

TEST_CASE("Stages of a pipeline work on groups of the sequences", "[speed][devices]") {
    SpeedRequest request =
        requestFor("llama-3.1-70b", "awq-int4-g128", "rtx-4090", EngineChoice::Vllm, 4);
    const WeightBytes sizes = sizesOf(request);
    request.split = DeviceSplit::Layers;
    request.batch = 64;
    const DecodeWork piped = decodeWork(request, sizes);
    request.devices.count = 1;
    request.batch = 16;
    const DecodeWork alone = decodeWork(request, sizes);
    // Every stage streams its quarter for 16 sequences; all quarters make one whole pass.
    CHECK(piped.dense == alone.dense);
    CHECK(piped.cache == alone.cache);
}

TEST_CASE("All-reduces over PCIe eat the gain of more cards as the batch grows", "[speed][links]") {
    SpeedRequest request =
        requestFor("gemma-3-12b", "awq-int4-g128", "rtx-3090", EngineChoice::Vllm, 4);
    request.link = "PCIe 3.0 x16";
    request.prompt = tokens(512);
    request.depth = tokens(640);
    const WeightBytes sizes = sizesOf(request);
    const SpeedClass& parameters =
        *speedClass(*request.devices.accelerator, request.engine, seedCatalog());
    const auto total = [&](int cards, int batch) {
        request.devices.count = cards;
        request.batch = batch;
        const ClosedLoop load{decodeWork(request, sizes), prefillWork(request, sizes),
                              static_cast<double>(batch), 0, 256};
        return served(load, parameters).total;
    };
    const auto share = [&](int batch) { return total(4, batch) / total(1, batch) / 4; };
    // Measured with a 12B of 48 layers on four cards, 512 + 256 tokens: 0.52 at one user, 0.22 at
    // 64 (docs/serving.md 3).
    CHECK(share(64) < 0.35);
    CHECK(share(64) < 0.9 * share(1));
    // 53.0 and 103.2 tokens/s on one and four cards: 1000 / 103.2 - 1000 / 53 / 4 = 4.97 ms lost.
    request.devices.count = 4;
    request.batch = 1;
    CHECK(decodeStep(request, sizes, parameters).links.value == Approx(0.00497).epsilon(0.1));
}

TEST_CASE("A closed loop conserves tokens and time", "[speed][serving]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "bf16", "h100-sxm-80gb", EngineChoice::Vllm);
    const WeightBytes sizes = sizesOf(request);
    for (const int clients : {1, 4, 16, 64}) {
        request.batch = clients;
        const ClosedLoop load{decodeWork(request, sizes), prefillWork(request, sizes),
                              static_cast<double>(clients), 0, 200};
        const ServedLoad result = served(load, plainClass());
        const double step = stepTime(load.step, plainClass()).total().value;
        const double alone = prefillTime(load.prompt, plainClass()).value;
        const double added = addedPrefillTime(load.prompt, plainClass()).value;
        INFO(clients << " clients");
        // Little's law: clients = requests a second x time of one request.
        const double cycle = alone + added * (clients - 1) + 200 * step;
        CHECK(result.total.value * cycle == Approx(clients * 200.0));
        CHECK(result.perToken.value == Approx(step + added * (clients - 1) / 200));
        CHECK(result.firstToken.value >= 0.010 + alone + step);
    }
}

TEST_CASE("Large batches are multiplied like prompts", "[speed]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "bf16", "h100-sxm-80gb", EngineChoice::Vllm);
    const WeightBytes sizes = sizesOf(request);
    SpeedClass parameters = plainClass();
    parameters.batchEfficiency = 0.2;
    parameters.prefillEfficiency = 0.6;
    // Time that multiplying and reading take together is the 1.5-norm of both (docs/speed.md 1):
    // solved for the products it gives the share of the rate.
    const auto share = [&](int batch) {
        request.batch = batch;
        const DecodeWork work = decodeWork(request, sizes);
        const DecodeStep step = stepTime(work, parameters);
        const double both = std::pow((step.weights + step.compute).value, 1.5);
        const double products = std::pow(both - std::pow(step.weights.value, 1.5), 1 / 1.5);
        return work.denseProducts.value / products;
    };
    CHECK(share(1) == Approx(0.2 + 0.4 / 257));
    CHECK(share(256) == Approx(0.4));  // half way from 0.2 to 0.6
    CHECK(share(768) == Approx(0.5));
}

TEST_CASE("The median gap between tokens holds the prompts that most steps read",
          "[speed][serving]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "bf16", "h100-sxm-80gb", EngineChoice::Vllm);
    request.ubatch = 2048;
    const WeightBytes sizes = sizesOf(request);
    const auto prompts = [&](double answer) {
        request.batch = 101;
        const ClosedLoop load{decodeWork(request, sizes), prefillWork(request, sizes), 101, 0,
                              answer};
        const Seconds step = stepTime(load.step, plainClass()).total();
        return (medianGap(load, plainClass()) - step) / addedPrefillTime(load.prompt, plainClass());
    };
    // Medians of Poisson distributions: 0 up to a mean of ln 2, 1 for 1, 3 for 3.3.
    CHECK(prompts(200) == Approx(0).margin(1e-9));
    CHECK(prompts(100) == Approx(1));
    CHECK(prompts(100 / 3.3) == Approx(3));
    // In chunks, each costs its part of the prompt.
    request.ubatch = 512;
    CHECK(prompts(200) == Approx(0.5));
}

TEST_CASE("A wave that comes at once waits for half of itself", "[speed][serving]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "bf16", "h100-sxm-80gb", EngineChoice::Vllm);
    request.batch = 33;
    const WeightBytes sizes = sizesOf(request);
    ClosedLoop load{decodeWork(request, sizes), prefillWork(request, sizes), 33, 0, 200, 1};
    const SpeedClass parameters = plainClass();
    const double step = stepTime(load.step, parameters).total().value;
    const double wait = served(load, parameters).firstToken.value -
                        prefillTime(load.prompt, parameters).value - 1.5 * step - 0.010;
    CHECK(wait == Approx(16 * addedPrefillTime(load.prompt, parameters).value));
    // Clients beyond the room wait for others to finish.
    load.rush = 0;
    const double before = served(load, parameters).firstToken.value;
    load.waiting = 33;
    const double cycle = 33 * 200 / served(load, parameters).total.value;
    CHECK(served(load, parameters).firstToken.value - before == Approx(cycle));
}
