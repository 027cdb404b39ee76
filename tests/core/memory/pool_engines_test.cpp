// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/pool_engines.h"

#include <algorithm>

#include "core/memory/ollama_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

MemoryRequest pooled(EngineChoice engine, const std::string& modelId, int ranks = 1) {
    MemoryRequest r = request(modelId, 8192);
    r.engine = engine;
    r.weights = &format("bf16");
    r.devices = devicesOf(*seedCatalog().accelerator("h100-sxm-80gb"), ranks);
    return r;
}

bool hasNote(const Ledger& ledger, const std::string& part) {
    return std::any_of(ledger.notes.begin(), ledger.notes.end(), [&](const std::string& note) {
        return note.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("SGLang's pool is what its static fraction leaves", "[memory][pool][golden]") {
    // QwQ 32B on four L4: 21.63 GB free before loading, 15.54 taken by it, fraction 0.85: 2.84 GB
    // (the log prints 2^30 B as GB).
    const Bytes pool = memory::poolBytes(EngineChoice::Sglang, gibibytes(22.06), gibibytes(0.43),
                                         gibibytes(15.54), 0.85);
    CHECK(inGibibytes(pool) == Approx(2.84).epsilon(0.01));
    CHECK(memory::sglangStaticFraction(1) == 0.88);
    CHECK(memory::sglangStaticFraction(4) == 0.85);
    CHECK(memory::sglangStaticFraction(8) == 0.81);
}

TEST_CASE("SGLang's sliding windows have a smaller pool", "[memory][pool][golden]") {
    // Gemma 4 26B-A4B: 213,761 tokens of 5 full layers and 171,008 of 25 local ones in 36.69 GiB.
    MemoryRequest r = pooled(EngineChoice::Sglang, "gemma-4-26b-a4b");
    const memory::KvBytes kv = memory::poolKvBytes(r, 213761);
    CHECK(inGibibytes(kv.sum()) == Approx(36.69).epsilon(0.001));
}

TEST_CASE("TensorRT-LLM takes a share of what is free once the model is loaded", "[memory][pool]") {
    const Bytes pool = memory::poolBytes(EngineChoice::TensorRtLlm, gibibytes(80), gibibytes(1),
                                         gibibytes(19), 0.9);
    CHECK(inGibibytes(pool) == Approx(0.9 * 60));
}

TEST_CASE("Ledgers of pooled engines say what is taken and what is required", "[memory][pool]") {
    for (const EngineChoice engine : {EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
        const MemoryRequest r = pooled(engine, "llama-3.1-8b");
        const Ledger ledger = memoryLedger(r, {}, seedCatalog());
        const DeviceLedger& device = ledger.devices.front();
        REQUIRE(ledger.takenEach);
        CHECK(ledger.fits());
        CHECK(*ledger.takenEach <= device.usable);
        CHECK(device.reserve >= Bytes{0});
        CHECK(hasNote(ledger, "of it is required"));
        CHECK(device.kv == gibibytes(1));  // 8192 x 32 layers x 8 heads x 128 x 2 x 2 B
        MemoryRequest two = r;
        two.devices.count = 2;
        CHECK(memoryLedger(two, {}, seedCatalog()).devices.front().kv == gibibytes(0.5));
    }
}

TEST_CASE("Engines say why their caches differ", "[memory][pool]") {
    const auto notes = [](EngineChoice engine, const char* id) {
        return memoryLedger(pooled(engine, id), {}, seedCatalog());
    };
    CHECK(hasNote(notes(EngineChoice::Sglang, "gemma-3-12b"), "0.8 of the tokens"));
    CHECK(hasNote(notes(EngineChoice::TensorRtLlm, "gemma-3-12b"), "max_attention_window"));
    CHECK(hasNote(notes(EngineChoice::Vllm, "gemma-3-12b"), "every token in flight"));
    CHECK(hasNote(notes(EngineChoice::Vllm, "qwen3.5-9b"), "recurrent state"));
}

TEST_CASE("Ollama is llama.cpp with a larger batch where that fits", "[memory][ollama]") {
    MemoryRequest r = request("llama-3.1-8b", 8192);
    r.devices = machine("diy-1x4090");
    r.engine = EngineChoice::Ollama;
    MemoryRequest wide = r;
    wide.engine = EngineChoice::LlamaCpp;
    wide.ubatch = memory::kOllamaUbatch;
    const Ledger ollama = memoryLedger(r, {}, seedCatalog());
    CHECK(ollama.devices.front().used() ==
          memoryLedger(wide, {}, seedCatalog()).devices.front().used());
    CHECK(hasNote(ollama, "OLLAMA_CONTEXT_LENGTH=8192"));
    // A device on which only the small batch fits.
    MemoryRequest narrow = wide;
    narrow.ubatch = 512;
    const Bytes least = memoryLedger(narrow, {}, seedCatalog()).devices.front().used();
    r.devices.usableEach = least;
    CHECK(memoryLedger(r, {}, seedCatalog()).fits());
    CHECK(memoryLedger(r, {}, seedCatalog()).devices.front().used() == least);
}

TEST_CASE("Ollama's own context goes by memory", "[memory][ollama]") {
    // docs/memory.md 2.
    const auto context = [](const char* id) {
        return memory::ollamaDefaultContext(devicesOf(*seedCatalog().accelerator(id), 1)).value;
    };
    CHECK(context("rtx-5080") == 4096);
    CHECK(context("rtx-4090") == 32768);
    CHECK(context("h100-sxm-80gb") == 262144);
}
