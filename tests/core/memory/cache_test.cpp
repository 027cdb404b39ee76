// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/llama_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

// Test vectors of docs/memory.md 7; each comes from an engine's own log.
namespace {

/// Of a shared pool.
double windowCells(double context, int slotCount, int window, int ubatch) {
    MemoryRequest asked = tests::request("gemma-3-27b", context, slotCount);
    asked.ubatch = ubatch;
    return memory::windowCells(asked, window);
}

}  // namespace

TEST_CASE("KV cache of full attention as llama.cpp logs it", "[memory][kv][golden]") {
    // 8192 x 32 layers x 8 heads x 128 x 2 (K and V) x 2 B
    CHECK(kvBytes(request("llama-3.1-8b", 8192)) == mebibytes(1024));
    CHECK(kvBytes(request("llama-3.1-8b", 512)) == mebibytes(64));
    CHECK(kvBytes(withKv(request("qwen3-235b-a22b", 40960), "kv-llamacpp-q8_0")) ==
          mebibytes(3995));
    CHECK(kvBytes(request("qwen3-30b-a3b", 32768)) == mebibytes(3072));
    CHECK(kvBytes(request("qwen2.5-3b", 4096)) == mebibytes(144));
}

TEST_CASE("Sliding-window layers keep window plus ubatch, padded to 256", "[memory][kv][golden]") {
    const memory::KvBytes oss = memory::kvBytesOfRank(request("gpt-oss-20b", 131072));
    CHECK(oss.full == mebibytes(3072));
    CHECK(oss.window == mebibytes(18));  // 12 layers x pad(128 + 512) = 768 cells

    const auto q8 = withKv(request("gemma-4-12b", 16384), "kv-llamacpp-q8_0");
    CHECK(memory::kvBytesOfRank(q8).full == mebibytes(136));
    CHECK(memory::kvBytesOfRank(q8).window == mebibytes(255));  // 1536 cells

    CHECK(kvBytes(request("gemma-4-12b", 8192, 2, false)) == mebibytes(1088));
    CHECK(windowCells(16384, 4, 1024, 512) == 4608);
    CHECK(windowCells(16384, 1, 1024, 256) == 1280);
    CHECK(windowCells(16384, 1, 1024, 2048) == 3072);
    CHECK(windowCells(1000, 1, 1024, 512) == 1024);
}

TEST_CASE("Gemma 4 12B with four slots on one pool", "[memory][kv][golden]") {
    // 8192 cells x 8 full layers + 4608 cells x 40 local ones: 1568 MiB logged.
    CHECK(kvBytes(request("gemma-4-12b", 8192, 4, true)) == mebibytes(1568));
}

TEST_CASE("Recurrent state does not depend on the context", "[memory][kv][golden]") {
    CHECK(stateBytes(request("qwen3.8-27b", 4096, 5)) == bytes(784465920));
    CHECK(stateBytes(request("qwen3.8-27b", 65536, 5)) == bytes(784465920));
    CHECK(stateBytes(request("qwen3.5-9b", 4096)) == bytes(52690944));
    CHECK(stateBytes(request("falcon-h1-7b", 4096)) == bytes(44 * 3188736.0));
}

TEST_CASE("MLA keeps one compressed row per token and layer", "[memory][kv][golden]") {
    // DeepSeek V3: 61 layers x 576 x 2 B x 32768 = 2196 MiB (docs/llama_cpp.md).
    CHECK(kvBytes(request("deepseek-v3", 32768)) == mebibytes(2196));
    CHECK(kvBytesPerToken(model("deepseek-v3"), format("kv-llamacpp-f16"),
                          EngineChoice::LlamaCpp) == bytes(61 * 1152.0));
}

TEST_CASE("A GGUF without the MLA keys caches full heads", "[memory][kv][golden]") {
    // DeepSeek-Coder-V2-Lite, legacy file: 27 layers x 16 heads x (192 + 128) x 2 B.
    ModelSpec legacy = model("deepseek-coder-v2-lite");
    for (LayerGroup& group : legacy.layers) {
        group.attention.kind = AttentionKind::Full;
        group.attention.kvHeads = 16;
        group.attention.keyHeadSize = 192;
        group.attention.valueHeadSize = 128;
        group.attention.indexHeadSize = 0;
    }
    CHECK(kvBytesPerToken(legacy, format("kv-llamacpp-f16"), EngineChoice::LlamaCpp) ==
          bytes(276480));
}

TEST_CASE("KV cache of Llama 3.1 70B at f16 is 10, 20 and 40 GiB", "[memory][kv][issue]") {
    // 80 layers x 8 heads x 128 x 2 x 2 B = 320 KiB per token.
    CHECK(kvBytes(request("llama-3.1-70b", 32768)) == gibibytes(10));
    CHECK(kvBytes(request("llama-3.1-70b", 65536)) == gibibytes(20));
    CHECK(kvBytes(request("llama-3.1-70b", 131072)) == gibibytes(40));
}

TEST_CASE("The catalog's own bytes per token for every model", "[memory][kv]") {
    // kv_full_bytes_per_token_f16 of the seed sums all layers of that kind (docs/memory.md 1.3).
    const auto rows =
        parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/models.csv"));
    int checked = 0;
    for (const Row& row : rows) {
        const auto expected = row.number("kv_full_bytes_per_token_f16");
        if (!expected) continue;
        INFO(row.text("id"));
        CHECK(kvBytesPerToken(model(row.text("id")), format("kv-llamacpp-f16"),
                              EngineChoice::LlamaCpp) == bytes(*expected));
        ++checked;
    }
    CHECK(checked > 170);
}

TEST_CASE("KV bytes never fall as the context grows", "[memory][kv][property]") {
    for (const ModelSpec& spec : seedCatalog().models) {
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx}) {
            double before = 0;
            for (const double context : {256.0, 1024.0, 4096.0, 20000.0, 131072.0, 1048576.0}) {
                MemoryRequest r = request(spec.id, context, 4);
                r.engine = engine;
                const double now = kvBytes(r).value;
                INFO(spec.id << " at " << context);
                CHECK(now >= before);
                CHECK(std::isfinite(now));
                before = now;
            }
        }
    }
}

TEST_CASE("With a full context each, cache and state are linear in the slots",
          "[memory][kv][property]") {
    Workload workload;
    workload.context = tokens(8192);
    workload.cachePlan = CachePlan::FullEach;
    for (const ModelSpec& spec : seedCatalog().models) {
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx}) {
            MemoryRequest one = request(spec.id, 8192);
            one.engine = engine;
            MemoryRequest many = one;
            workload.concurrentUsers = 1;
            one.cache = cacheRequest(workload, engine);
            workload.concurrentUsers = 7;
            many.cache = cacheRequest(workload, engine);
            INFO(spec.id);
            CHECK(kvBytes(many).value == Approx(7 * kvBytes(one).value).epsilon(1e-12));
            CHECK(stateBytes(many).value == Approx(7 * stateBytes(one).value).epsilon(1e-12));
        }
    }
}

TEST_CASE("A shared pool holds one full context and everybody's prompt and answer",
          "[memory][kv]") {
    Workload workload;
    workload.context = tokens(8000);
    workload.concurrentUsers = 20;
    workload.prompt = tokens(1500);
    workload.answer = tokens(400);
    const CacheRequest pool = cacheRequest(workload, EngineChoice::LlamaCpp);
    CHECK(pool.contextTotal == tokens(38144));       // 20 x 1900 = 38000, padded to 149 x 256
    CHECK(pool.contextPerSequence == tokens(8192));  // 32 x 256
    CHECK(pool.unified);
    CHECK(pool.slotCount == 20);
    CHECK(cacheRequest(workload, EngineChoice::Vllm).contextTotal == tokens(38000));  // 2375 x 16

    workload.concurrentUsers = 2;
    CHECK(cacheRequest(workload, EngineChoice::LlamaCpp).contextTotal == tokens(8192));
    workload.cachePlan = CachePlan::FullEach;
    CHECK(cacheRequest(workload, EngineChoice::LlamaCpp).contextTotal == tokens(16384));
    CHECK_FALSE(cacheRequest(workload, EngineChoice::LlamaCpp).unified);
}

TEST_CASE("Every engine takes its own nearest cache type", "[memory][kv]") {
    using memory::cacheElementBytes;
    const auto bytesOf = [](const char* id, EngineChoice engine) {
        return cacheElementBytes(format(id), engine);
    };
    // Bytes per element: docs/memory.md 1.3, 3, 4.
    CHECK(bytesOf("kv-llamacpp-q8_0", EngineChoice::LlamaCpp) == 1.0625);
    CHECK(bytesOf("kv-llamacpp-q5_1", EngineChoice::LlamaCpp) == 0.75);
    CHECK(bytesOf("kv-llamacpp-q4_0", EngineChoice::LlamaCpp) == 0.5625);
    CHECK(bytesOf("kv-llamacpp-q8_0", EngineChoice::Vllm) == 1);
    CHECK(bytesOf("kv-llamacpp-f16", EngineChoice::Vllm) == 2);
    CHECK(bytesOf("kv-llamacpp-q4_0", EngineChoice::Mlx) == 0.5625);
    CHECK(bytesOf("kv-llamacpp-q8_0", EngineChoice::Mlx) == 1.0625);
    CHECK(bytesOf("kv-vllm-fp8", EngineChoice::LlamaCpp) == 1.0625);
    CHECK(bytesOf("kv-mlx-q8-g64", EngineChoice::LlamaCpp) == 1.0625);
}

TEST_CASE("Tensor parallelism copies KV heads once there are more devices than heads",
          "[memory][kv]") {
    // Llama 3.1 8B has 8 KV heads: nothing is copied on 8 devices, everything twice on 16.
    MemoryRequest r = request("llama-3.1-8b", 8192);
    r.engine = EngineChoice::Vllm;
    for (const auto& [devices, expected] : {std::pair{1, 1024.0}, {8, 1024.0}, {16, 2048.0}}) {
        r.devices = roomyDevices(devices);
        CHECK(kvBytes(r) == mebibytes(expected));
    }
    // MLA is copied to every rank (docs/memory.md 3).
    MemoryRequest latent = request("deepseek-v3", 32768);
    latent.engine = EngineChoice::Vllm;
    latent.devices = roomyDevices(8);
    CHECK(kvBytes(latent) == mebibytes(8 * 2196.0));
}
