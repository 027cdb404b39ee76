// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vllm_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

// What users and other projects published of vLLM's memory: docs/memory.md 7.2, rows 20 to 22.
namespace {

MemoryRequest boot(const char* modelId, double context, const char* deviceId, int devices,
                   int release) {
    MemoryRequest r = request(modelId, context);
    r.engine = EngineChoice::Vllm;
    r.weights = &format("bf16");
    r.devices = devicesOf(*seedCatalog().accelerator(deviceId), devices);
    r.vllm.release = release;
    r.vllm.sequences = memory::vllmDefaultSequences(r.devices);
    return r;
}

memory::VllmBudget budgetOf(const MemoryRequest& r) {
    return memory::vllmBudget(r, weightBytes(*r.model, *r.weights, r.engine));
}

/// "GPU KV cache size" of the log from v0.21 on.
double loggedTokens(const MemoryRequest& r) {
    return budgetOf(r).cache().value / memory::vllmLoggedTokenBytes(r);
}

}  // namespace

TEST_CASE("Every term of Gemma 3 4B on a B200", "[memory][vllm][golden]") {
    // Row 20, vLLM pull request 21489: 0.9 of 178.36 GiB = 160.53; weights 8.58, activation 9.96,
    // non-torch 0.07, graphs 0.65; a cache of 151,519,866,880 B = 141.11 GiB is recommended.
    MemoryRequest r = boot("gemma-3-4b", 8192, "b200-sxm", 1, 10);
    r.devices.usableEach = gibibytes(178.36);
    r.vllm.utilisation = 0.9;
    const memory::VllmBudget budget = budgetOf(r);
    CHECK(inGibibytes(budget.taken) == Approx(160.53).margin(0.01));
    // Gemma 3 stretches positions by 8: its rotary table is 8 x 131,072 x 256 x 2 B = 0.5 GiB,
    // which the catalog does not describe (docs/vllm.md 2, "left out"); ours has an eighth of it.
    const double stretch = 7 * 131072.0 * 256 * 2 / gibibytes(1).value;
    CHECK(inGibibytes(budget.weights) + stretch == Approx(8.58).epsilon(0.01));
    CHECK(inGibibytes(budget.activation) == Approx(9.96).epsilon(0.04));
    // One middle for all boots of a release: 0.13 GiB, and graphs that differ by half.
    CHECK(inGibibytes(budget.nonTorch) == Approx(0.07).margin(0.061));
    CHECK(inGibibytes(budget.graphs) == Approx(0.65).margin(0.3));
    CHECK(inGibibytes(budget.cache()) == Approx(141.11).epsilon(0.012));
}

TEST_CASE("The length that vLLM chooses for itself", "[memory][vllm][golden]") {
    // Row 21, kaito pull request 2156 (June 2026), Azure's A10 and H100 NVL of 94 GB. Release and
    // utilisation are not stated; 0.9 fits all rows, batched tokens are the defaults.
    MemoryRequest qwen = boot("qwen3-8b", 20272, "a10", 1, 22);
    qwen.vllm.utilisation = 0.9;
    CHECK(loggedTokens(qwen) == Approx(20272).epsilon(0.02));
    // Gemma 4 31B on two: 764,825 tokens, with 16,384 of them in flight.
    MemoryRequest gemma = boot("gemma-4-31b", 262144, "h100-nvl-94gb", 2, 22);
    gemma.vllm.utilisation = 0.9;
    gemma.vllm.batchedTokens = 16384;
    CHECK(loggedTokens(gemma) == Approx(764825).epsilon(0.01));
}

TEST_CASE("Five hundredths of a card buy MiniMax M2.7 its tokens", "[memory][vllm][golden]") {
    // Row 21: 117,264 tokens at a utilisation of 0.70 and 195,968 at 0.75, two ranks by two
    // stages. Stages are not modelled; each holds half of the layers, so the difference is exact.
    const MemoryRequest r = boot("minimax-m2.7", 204800, "h100-nvl-94gb", 2, 22);
    const double half =
        kvBytesPerToken(*r.model, *r.kv, EngineChoice::Vllm).value / r.devices.count / 2;
    CHECK(half == 31 * 4 * 256 * 2);
    const double bought = 0.05 * r.devices.usableEach.value / half;
    CHECK(bought == Approx(195968 - 117264).epsilon(0.001));
}

TEST_CASE("Latent rows are on every rank whole", "[memory][vllm][golden]") {
    // Row 21 and kaito issue 2132, Mistral Small 4 on two H100: 1,048,576 tokens need 22.5 GiB on
    // each (36 rows of 320 elements), 17.39 GiB are free and hold 810,208.
    ModelSpec spec = model("deepseek-v2-lite");
    LayerGroup block = spec.layers.back();
    block.count = 36;
    block.attention.kvLoraRank = 256;
    block.attention.ropeHeadSize = 64;
    spec.layers = {block};
    spec.order.clear();
    spec.layerCount = 36;
    MemoryRequest r = boot("deepseek-v2-lite", 1048576, "h100-nvl-94gb", 2, 22);
    r.model = &spec;
    const Bytes whole = memory::vllmSequenceBytes(r);
    CHECK(whole == gibibytes(22.5));
    CHECK(gibibytes(17.39) / whole * 1048576 == Approx(810208).epsilon(0.0003));
}

TEST_CASE("Gemma 4 31B on one H200", "[memory][vllm][golden]") {
    // Row 22, configiq issue 112, v0.24, 262,144 tokens: a cache of 64.68 GiB, 626,949 tokens.
    const MemoryRequest r = boot("gemma-4-31b", 262144, "h200-sxm-141gb", 1, 24);
    CHECK(inGibibytes(budgetOf(r).cache()) == Approx(64.68).epsilon(0.002));
    CHECK(memory::vllmLoggedTokenBytes(r) ==
          Approx(gibibytes(64.68).value / 626949).epsilon(0.0002));
    CHECK(loggedTokens(r) == Approx(626949).epsilon(0.002));
}
