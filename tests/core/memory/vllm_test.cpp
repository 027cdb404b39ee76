// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/vllm_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

// Figures of whole logs are in tests/core/validation/vllm_rows_test.cpp.
namespace {

MemoryRequest vllm(const std::string& modelId, double context, int ranks = 1,
                   const char* formatId = "bf16") {
    MemoryRequest r = request(modelId, context);
    r.engine = EngineChoice::Vllm;
    r.weights = &format(formatId);
    r.devices = devicesOf(*seedCatalog().accelerator("h100-sxm-80gb"), ranks);
    return r;
}

MemoryRequest release(MemoryRequest r, int minor, int sequences = 1024) {
    r.vllm.release = minor;
    r.vllm.sequences = sequences;
    return r;
}

bool hasNote(const Ledger& ledger, const std::string& part) {
    return std::any_of(ledger.notes.begin(), ledger.notes.end(), [&](const std::string& note) {
        return note.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("The sampler's warm-up sets the activation peak, by release", "[memory][vllm][golden]") {
    // Qwen3 14B, H100, 1024 sequences: 5.64 GiB logged on v0.15 and v0.16, 2.23 on v0.17, v0.18.
    const MemoryRequest r = vllm("qwen3-14b", 8192);
    const auto peak = [&](int minor) {
        return inGibibytes(memory::vllmActivation(release(r, minor)));
    };
    CHECK(peak(15) == Approx(5.64).epsilon(0.01));
    CHECK(peak(16) == peak(15));
    CHECK(peak(17) == Approx(2.23).epsilon(0.01));
    CHECK(peak(28) == peak(17));
}

TEST_CASE("Buffers of fused experts outlive the forward pass", "[memory][vllm][golden]") {
    // v0.19, H100, 1024 sequences, 8192 tokens: DeepSeek V2 Lite 1.93, Qwen3 30B-A3B 2.68, Mixtral
    // 8x7B on two devices 1.21 GiB logged.
    const auto peak = [](const char* id, int ranks) {
        return inGibibytes(memory::vllmActivation(release(vllm(id, 8192, ranks), 19)));
    };
    CHECK(peak("deepseek-v2-lite", 1) == Approx(1.93).epsilon(0.02));
    CHECK(peak("qwen3-30b-a3b", 1) == Approx(2.68).epsilon(0.02));
    CHECK(peak("mixtral-8x7b", 2) == Approx(1.21).epsilon(0.03));
}

TEST_CASE("Without the sampler's share the forward pass decides", "[memory][vllm][golden]") {
    // V0, no chunked prefill: Qwen2.5 1.5B over 32,768 tokens logged 2.02, Qwen3 4B over 10,000
    // tokens and one sequence 0.74 GiB.
    const auto peak = [](const char* id, int batched) {
        MemoryRequest r = release(vllm(id, batched), 7, 1);
        r.vllm.batchedTokens = batched;
        return inGibibytes(memory::vllmActivation(r));
    };
    CHECK(peak("qwen2.5-1.5b", 32768) == Approx(2.02).epsilon(0.01));
    CHECK(peak("qwen3-4b", 10000) == Approx(0.74).epsilon(0.02));
}

TEST_CASE("Small servers stay small", "[memory][vllm]") {
    // max_num_seqs 64, 2048 batched tokens: activations and non-torch about 0.4 to 0.6 GiB for 8B
    // to 30B models (docs/vllm.md 3).
    for (const char* id : {"llama-3.1-8b", "qwen3-14b", "qwen3-30b-a3b"}) {
        MemoryRequest r = release(vllm(id, 8192), 19, 64);
        r.vllm.batchedTokens = 2048;
        const double sum = inGibibytes(memory::vllmActivation(r) + memory::vllmNonTorch(r));
        INFO(id << " " << sum);
        CHECK(sum > 0.35);
        CHECK(sum < 0.65);
    }
}

TEST_CASE("Defaults follow the device and the release", "[memory][vllm]") {
    // vllm/engine/arg_utils.py: from 70 GiB on, but not on A100; 16384 from 160 GiB on, v0.28.
    const auto devices = [](const char* id) {
        return devicesOf(*seedCatalog().accelerator(id), 1);
    };
    const auto batched = [&](const char* id, int minor) {
        return memory::vllmDefaultBatchedTokens(devices(id), memory::vllmProfile(minor));
    };
    CHECK(batched("h100-sxm-80gb", 19) == 8192);
    CHECK(batched("a100-sxm-80gb", 19) == 2048);
    CHECK(batched("rtx-5090", 19) == 2048);
    CHECK(batched("b200-sxm", 26) == 8192);
    CHECK(batched("b200-sxm", 28) == 16384);
    CHECK(memory::vllmDefaultSequences(devices("h100-sxm-80gb")) == 1024);
    CHECK(memory::vllmDefaultSequences(devices("a100-sxm-80gb")) == 256);
}

TEST_CASE("Profiles change with releases", "[memory][vllm]") {
    CHECK(memory::vllmProfile(0).since == 0);
    CHECK(memory::vllmProfile(19).since == 18);
    CHECK(memory::vllmProfile(99).since == memory::kNewestVllm);
    CHECK(memory::vllmProfile(19).utilisation == 0.9);
    CHECK(memory::vllmProfile(22).utilisation == 0.92);
    CHECK_FALSE(memory::vllmProfile(19).graphsInBudget);
    CHECK(memory::vllmProfile(21).graphsInBudget);
}

TEST_CASE("The log's tokens changed their meaning with v0.21", "[memory][vllm][golden]") {
    // gpt-oss-120b, 36 layers in two groups of 18: 73,728 B a token on the old log (8 heads x 64 x
    // 2 x 2 B in every layer; hf-mem issue 60).
    const MemoryRequest r = vllm("gpt-oss-120b", 131072);
    CHECK(memory::vllmLoggedTokenBytes(release(r, 20)) == 73728);
    const double later = memory::vllmLoggedTokenBytes(release(r, 21));
    CHECK(later == Approx(memory::vllmSequenceBytes(release(r, 21)).value / 131072));
    CHECK(later < 73728);
    // DeepSeek V3, 61 rows of 576 elements, copied to every rank; V0 padded them to 640.
    CHECK(memory::vllmLoggedTokenBytes(release(vllm("deepseek-v3", 8192, 8), 19)) == 61 * 576 * 2);
    CHECK(memory::vllmLoggedTokenBytes(release(vllm("deepseek-r1", 8192, 8), 7)) == 61 * 640 * 2);
}

TEST_CASE("Caches that others computed by hand", "[memory][vllm][golden]") {
    // unsloth issue 4757: DeepSeek V3.1 at 163,840 tokens 10.72 GiB, Qwen3 0.6B at 40,960 4.38.
    const auto whole = [](const char* id, double context) {
        const MemoryRequest r = vllm(id, context);
        return inGibibytes(kvBytesPerToken(*r.model, *r.kv, EngineChoice::Vllm) * context);
    };
    CHECK(whole("deepseek-v3.1", 163840) == Approx(10.72).epsilon(0.001));
    CHECK(whole("qwen3-0.6b", 40960) == Approx(4.38).epsilon(0.002));
}

TEST_CASE("Windows keep what is in flight, twice since v0.26", "[memory][vllm]") {
    // Gemma 3 12B: 8 full layers, 40 with a window of 1024, groups of 8, pages of 16 tokens.
    MemoryRequest r = vllm("gemma-3-12b", 131072);
    r.vllm.batchedTokens = 2048;
    const auto windowBlocks = [&](int minor) {
        const memory::KvBytes kv = memory::vllmKvBytes(release(r, minor));
        return kv.window.value / (40 * 16 * 8192);
    };
    CHECK(windowBlocks(19) == std::ceil((1023 + 2048) / 16.0) + 1);
    CHECK(windowBlocks(26) == std::ceil((1023 + 4096) / 16.0) + 1);
}

TEST_CASE("Recurrent state takes pages by prefix caching and drafts", "[memory][vllm][golden]") {
    // Qwen3.6 35B-A3B, F32 state: blocks of 1072 tokens with three drafted ones and 202 blocks a
    // request of 200,000 tokens on v0.22; 2096 tokens with an fp8 cache (docs/vllm.md 6).
    MemoryRequest r = release(vllm("qwen3.6-35b-a3b", 200000), 22);
    r.vllm.draftedTokens = 3;
    const double page = 11 * 1072.0 * 2048;  // ten full layers and the prediction layer
    CHECK(memory::vllmSequenceBytes(r).value / page == Approx(187 + 3 * 5));
    MemoryRequest narrow = withKv(release(vllm("qwen3.6-35b-a3b", 262144), 20), "kv-vllm-fp8");
    narrow.vllm.cachesPrefixes = true;
    CHECK(memory::vllmSequenceBytes(narrow).value / (10 * 2096.0 * 1024) == Approx(126 + 3 * 2));
    narrow.vllm.cachesPrefixes = false;
    CHECK(memory::vllmSequenceBytes(narrow).value / (10 * 2096.0 * 1024) == Approx(126 + 3));
    // Qwen3-Next keeps 16 bits: 544 tokens on two devices.
    const MemoryRequest next = release(vllm("qwen3-next-80b-a3b", 262144, 2), 10);
    CHECK(memory::vllmSequenceBytes(next).value / (12 * 544.0 * 1024) == Approx(482 + 3));
}

TEST_CASE("MXFP4 experts are padded for their kernels", "[memory][vllm][golden]") {
    // gpt-oss-120b: 64.38 GiB on v0.11, 66.14 on v0.22, 34.38, 17.22 and 8.66 on 2, 4, 8 devices.
    const auto weights = [](int ranks, int minor) {
        const MemoryRequest r = release(vllm("gpt-oss-120b", 8192, ranks, "mxfp4"), minor);
        return inGibibytes(
            memory::vllmWeights(r, weightBytes(*r.model, *r.weights, EngineChoice::Vllm)));
    };
    CHECK(weights(1, 11) == Approx(64.38).epsilon(0.01));
    CHECK(weights(1, 22) == Approx(66.14).epsilon(0.01));
    CHECK(weights(2, 22) == Approx(34.38).epsilon(0.01));
    CHECK(weights(4, 22) == Approx(17.22).epsilon(0.01));
    CHECK(weights(8, 22) == Approx(8.66).epsilon(0.02));
}

TEST_CASE("Budgets that others published", "[memory][vllm][golden]") {
    // Gemma 3 4B, 0.9 of 178.36 GiB: 141.1 GiB of cache (vLLM PR 21489). Gemma 4 31B on one H200:
    // 64.68 GiB (configiq issue 112).
    const auto cache = [](MemoryRequest r) {
        const WeightBytes sizes = weightBytes(*r.model, *r.weights, EngineChoice::Vllm);
        return inGibibytes(memory::vllmBudget(r, sizes).cache());
    };
    MemoryRequest small = release(vllm("gemma-3-4b", 8192), 10);
    small.devices.usableEach = gibibytes(178.36);
    CHECK(cache(small) == Approx(141.1).epsilon(0.02));
    MemoryRequest large = release(vllm("gemma-4-31b", 8192), 22);
    large.devices = devicesOf(*seedCatalog().accelerator("h200-sxm-141gb"), 1);
    CHECK(cache(large) == Approx(64.68).epsilon(0.03));
}

TEST_CASE("Graphs come out of the budget since v0.21 and vanish with eager mode",
          "[memory][vllm]") {
    MemoryRequest r = vllm("llama-3.1-8b", 8192);
    const WeightBytes sizes = weightBytes(*r.model, *r.weights, EngineChoice::Vllm);
    const auto budget = [&](int minor, bool eager) {
        MemoryRequest boot = release(r, minor, 256);
        boot.vllm.utilisation = 0.9;
        boot.vllm.eager = eager;
        return memory::vllmBudget(boot, sizes);
    };
    CHECK(budget(19, false).cache() == budget(19, true).cache());
    CHECK(budget(22, false).cache() + budget(22, false).graphs == budget(22, true).cache());
    CHECK(budget(22, true).graphs == Bytes{0});
    // v0.19, H100, default sizes: 0.51 to 1.98 GiB logged, mean 1.05.
    CHECK(inGibibytes(budget(19, false).graphs) > 0.5);
    CHECK(inGibibytes(budget(19, false).graphs) < 1.98);
    MemoryRequest few = release(r, 22, 4);
    CHECK(memory::vllmGraphs(few) < budget(22, false).graphs);
}

TEST_CASE("vLLM's ledger separates what it needs from what it takes", "[memory][vllm]") {
    MemoryRequest r = request("llama-3.1-8b", 8192, 4);
    r.engine = EngineChoice::Vllm;
    r.weights = &format("bf16");
    r.devices = machine("diy-1x4090");
    const Ledger ledger = memoryLedger(r, {}, seedCatalog());
    const DeviceLedger& device = ledger.devices.front();
    CHECK(ledger.fits());
    CHECK(device.reserve.value == Approx(device.usable.value * 0.08));
    REQUIRE(ledger.takenEach);
    CHECK(ledger.takenEach->value == Approx(device.usable.value * 0.92));
    CHECK(hasNote(ledger, "21.6 GiB"));  // 0.92 x 23.53
    CHECK(hasNote(ledger, "--max-num-seqs 64"));
    CHECK(ledger.hostWeights == Bytes{0});
    MemoryRequest older = r;
    older.vllm.release = 19;
    const Ledger before = memoryLedger(older, {}, seedCatalog());
    // The graphs lie beside the budget there and use up part of what is outside it.
    CHECK((before.devices.front().reserve + memory::vllmGraphs(older)).value ==
          Approx(device.usable.value * 0.1));
}

TEST_CASE("Tensor-parallel weights add up to the model and its copied parts", "[memory][vllm]") {
    for (const int devices : {1, 2, 4, 8}) {
        MemoryRequest r = vllm("deepseek-v3", 8192, devices, "fp8-block128");
        const WeightBytes weights = weightBytes(*r.model, *r.weights, r.engine);
        const Bytes share = memory::vllmWeights(r, weights);
        const Bytes one =
            memory::vllmWeights(vllm("deepseek-v3", 8192, 1, "fp8-block128"), weights);
        const Bytes tables = one - weights.device;  // rotary tables, on every device
        CHECK(tables > Bytes{0});
        CHECK(
            (share * devices).value ==
            Approx((weights.device + weights.replicated * (devices - 1) + tables * devices).value));
    }
}

// docs/vllm.md 4: 0.25 GiB alone, 2.06 to 2.21 GiB logged on two and four H100 behind NVSwitch,
// about 0.2 GiB of collectives over PCIe; 0.13 and 0.55 up to v0.17.
TEST_CASE("Collectives over a fabric keep buffers of their own", "[memory][vllm][golden]") {
    const auto outside = [](const char* id, int count, int minor) {
        MemoryRequest r = release(vllm("llama-3.1-8b", 8192), minor);
        r.devices = devicesOf(*seedCatalog().accelerator(id), count);
        return inGibibytes(memory::vllmNonTorch(r));
    };
    CHECK(outside("h100-sxm-80gb", 1, 19) == Approx(0.25));
    CHECK(outside("h100-sxm-80gb", 2, 19) == Approx(2.07));
    CHECK(outside("h100-sxm-80gb", 4, 19) == Approx(2.15));
    CHECK(outside("h100-sxm-80gb", 2, 11) == Approx(0.55));
    CHECK(outside("rtx-4090", 2, 19) == Approx(0.45));
    CHECK(outside("rtx-3090", 2, 19) == Approx(0.45));
}
