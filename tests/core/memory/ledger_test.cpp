// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"
#include "core/memory/llama_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Ledger ledgerOf(const MemoryRequest& r) {
    return memoryLedger(r, {}, seedCatalog());
}

MemoryRequest on(MemoryRequest r, const std::string& machineId) {
    r.devices = machine(machineId);
    return r;
}

MemoryRequest as(MemoryRequest r, const std::string& formatId) {
    r.weights = &format(formatId);
    return r;
}

bool mentions(const Ledger& ledger, const std::string& words) {
    for (const std::string& note : ledger.notes) {
        if (note.find(words) != std::string::npos) return true;
    }
    return false;
}

Workload workloadOf(double context, int users = 1) {
    Workload workload;
    workload.context = tokens(context);
    workload.concurrentUsers = users;
    workload.cachePlan = CachePlan::FullEach;
    return workload;
}

}  // namespace

TEST_CASE("Llama 3.1 70B at Q4_K_M does not fit one 24 GB card", "[memory][ledger][issue]") {
    // 41.92 GB = 39.04 GiB on the device against 23.53 GiB usable.
    const Ledger ledger = ledgerOf(on(request("llama-3.1-70b", 2048), "diy-1x3090"));
    CHECK_FALSE(ledger.fits());
    CHECK(inGibibytes(ledger.devices.front().weights) == Approx(39.04).margin(0.01));
    CHECK(inGibibytes(ledger.headroom()) < -17);
    CHECK(ledger.bindingTerm() == "weights");
}

TEST_CASE("Llama 3.1 70B at Q4_K_M fits two 24 GB cards at short context only",
          "[memory][ledger][issue]") {
    // Usable 2 x 23.53 = 47.06 GiB; weights 39.04, CUDA 0.89, kept free by llama.cpp 2.00 leave
    // 5.1 GiB for cache and buffers; at 8k they take 2.5 + 0.67.
    const MemoryRequest base = request("llama-3.1-70b", 8192);
    const Ledger shortContext = ledgerOf(on(base, "diy-2x3090"));
    CHECK(shortContext.fits());
    CHECK(inGibibytes(shortContext.headroom()) < 1.0);  // almost nothing to spare

    CHECK_FALSE(ledgerOf(on(request("llama-3.1-70b", 16384), "diy-2x3090")).fits());
    CHECK_FALSE(ledgerOf(on(request("llama-3.1-70b", 32768), "diy-2x3090")).fits());

    const MemoryRequest r = on(base, "diy-2x3090");
    const Tokens longest = longestContext(r, workloadOf(131072), {}, seedCatalog());
    CHECK(longest >= tokens(8192));
    CHECK(longest < tokens(16384));
}

TEST_CASE("A note tells when only llama.cpp's free gigabyte is missing", "[memory][ledger]") {
    // 16k on two 3090s: short by 0.4 GiB of the 1 GiB kept free.
    const Ledger ledger = ledgerOf(on(request("llama-3.1-70b", 16384), "diy-2x3090"));
    CHECK_FALSE(ledger.fits());
    CHECK(mentions(ledger, "keeps free"));
    CHECK_FALSE(
        mentions(ledgerOf(on(request("llama-3.1-70b", 32768), "diy-2x3090")), "keeps free"));
}

TEST_CASE("Llama 3.1 70B at FP16 fits a 192 GB Mac, but not with 128k of context",
          "[memory][ledger][issue]") {
    // macOS lets the GPU have 144 of 192 GiB; weights on the device are 129.5 GiB, 128k adds 40.
    const auto at = [](double context) {
        return ledgerOf(
            on(as(request("llama-3.1-70b", context), "gguf-f16"), "mac-studio-m2ultra-192"));
    };
    CHECK(at(8192).fits());
    CHECK(inGibibytes(at(8192).devices.front().weights) == Approx(129.46).margin(0.01));
    CHECK_FALSE(at(131072).fits());
    CHECK(at(131072).devices.front().used() < gibibytes(192));  // it would, without the limit
}

TEST_CASE("A 13B-class 4-bit model fits 24 GB", "[memory][ledger][issue]") {
    for (const char* id : {"qwen3-14b", "phi-4", "mistral-nemo-12b"}) {
        INFO(id);
        CHECK(ledgerOf(on(request(id, 16384), "diy-1x4090")).fits());
    }
}

TEST_CASE("Parts of a ledger are never negative and add up", "[memory][ledger][property]") {
    for (const ModelSpec& spec : seedCatalog().models) {
        for (const int devices : {1, 2, 3, 8}) {
            MemoryRequest r = request(spec.id, 16384, 3);
            r.devices = roomyDevices(devices);
            const WeightBytes weights = weightBytes(spec, *r.weights, r.engine);
            const Ledger ledger = memoryLedger(r, weights, {}, seedCatalog());
            const DeviceLedger total = ledger.total();
            INFO(spec.id << " on " << devices);
            REQUIRE(ledger.devices.size() == static_cast<std::size_t>(devices));
            CHECK(total.weights.value == Approx(weights.device.value).epsilon(1e-9));
            CHECK(total.cache().value == Approx(kvBytes(r).value).epsilon(1e-9));
            CHECK(total.state.value == Approx(stateBytes(r).value).epsilon(1e-9));
            CHECK(ledger.hostWeights == weights.host);
            for (const DeviceLedger& device : ledger.devices) {
                for (const Bytes part :
                     {device.weights, device.cache(), device.state, device.compute, device.engine,
                      device.companions, device.reserve}) {
                    CHECK(part >= Bytes{0});
                }
            }
        }
    }
}

TEST_CASE("Device and host weights are the file, prediction blocks and tied tables apart",
          "[memory][ledger][property]") {
    for (const ModelSpec& spec : seedCatalog().models) {
        if (spec.mtpLayers > 0 || spec.tiedEmbeddings) continue;
        const WeightBytes w = weightBytes(spec, format("gguf-q4_k_m"), EngineChoice::LlamaCpp);
        INFO(spec.id);
        CHECK((w.device + w.host).value == Approx(w.file.value).epsilon(1e-9));
    }
}

TEST_CASE("Needs never fall with context, slots or ubatch", "[memory][ledger][property]") {
    for (const char* id :
         {"llama-3.1-8b", "gemma-3-27b", "deepseek-v3", "qwen3.5-27b", "gpt-oss-120b"}) {
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx}) {
            double before = 0;
            for (const double context : {1024.0, 8192.0, 32768.0, 131072.0}) {
                MemoryRequest r = request(id, context, 4);
                r.engine = engine;
                const double used = ledgerOf(r).total().used().value;
                INFO(id << " " << context);
                CHECK(used >= before);
                before = used;
            }
        }
        double before = 0;
        for (const int ubatch : {128, 512, 2048}) {
            MemoryRequest r = request(id, 32768);
            r.ubatch = ubatch;
            const double used = ledgerOf(r).total().used().value;
            CHECK(used >= before);
            before = used;
        }
    }
}

TEST_CASE("The longest context is the largest that fits", "[memory][ledger][property]") {
    for (const char* id : {"llama-3.1-8b", "gemma-3-27b", "qwen3-30b-a3b", "qwen3.5-27b"}) {
        for (const int users : {1, 4}) {
            const MemoryRequest r = on(request(id, 8192), "diy-1x4090");
            const Workload workload = workloadOf(8192, users);
            const Tokens longest = longestContext(r, workload, {}, seedCatalog());
            const auto fitsAt = [&](Tokens context) {
                MemoryRequest trial = r;
                trial.cache = cacheRequest(workloadOf(context.value, users), r.engine);
                return ledgerOf(trial).fits();
            };
            INFO(id << " users " << users << " longest " << longest.value);
            REQUIRE(longest > tokens(0));
            CHECK(std::fmod(longest.value, 256) == 0);
            CHECK(fitsAt(longest));
            CHECK(longest <= r.model->maxContext);
            if (longest + tokens(256) <= r.model->maxContext) {
                CHECK_FALSE(fitsAt(longest + tokens(256)));
            }
        }
    }
}

TEST_CASE("No context fits when the weights do not", "[memory][ledger]") {
    const MemoryRequest r = on(request("llama-3.1-70b", 8192), "diy-1x3090");
    CHECK(longestContext(r, workloadOf(8192), {}, seedCatalog()) == tokens(0));
}

TEST_CASE("Companions are processes of their own on the roomiest device",
          "[memory][ledger][companions]") {
    MemoryRequest r = on(request("qwen3-30b-a3b", 32768), "diy-2x3090");
    const Ledger alone = ledgerOf(r);
    const Companion embedding{"qwen3-embedding-0.6b", "gguf-q8_0", tokens(8192), 2};
    const Companion reranker{"bge-reranker-v2-m3", "gguf-f16", tokens(8192), 1};
    const Ledger both = memoryLedger(r, {embedding, reranker}, seedCatalog());
    const Bytes added = both.total().companions;
    CHECK(alone.total().companions == Bytes{0});
    CHECK(both.total().used().value == Approx((alone.total().used() + added).value).epsilon(1e-12));

    // Weights, 2 x 8192 tokens of cache, buffers and a CUDA context; no second reserve.
    MemoryRequest own =
        on(as(request("qwen3-embedding-0.6b", 16384, 2, false), "gguf-q8_0"), "diy-1x3090");
    MemoryRequest second =
        on(as(request("bge-reranker-v2-m3", 8192, 1, false), "gguf-f16"), "diy-1x3090");
    const DeviceLedger first = ledgerOf(own).devices.front();
    const DeviceLedger other = ledgerOf(second).devices.front();
    const Bytes expected = first.used() - first.reserve + other.used() - other.reserve;
    CHECK(added.value == Approx(expected.value).epsilon(1e-12));
    CHECK(other.kv == Bytes{0});  // encoders keep no cache
    CHECK(both.hostWeights > alone.hostWeights);

    const Ledger unknown =
        memoryLedger(r, {Companion{"no-such-model", "gguf-q8_0", tokens(8192), 1}}, seedCatalog());
    CHECK(unknown.total().companions == Bytes{0});
}

TEST_CASE("Compute buffers by the published rule", "[memory][compute]") {
    // 8B, 8k, f16, FA: 2 T cells + 4 T c, c = 3 x 14336 + 2 x 4096 + 4096 = 55296: 116 MiB.
    CHECK(memory::feedForwardFloats(model("llama-3.1-8b")) == 55296);
    const MemoryRequest r = request("llama-3.1-8b", 8192);
    CHECK(memory::llamaCompute(r, 0) == mebibytes(8 + 108));
    MemoryRequest wide = r;
    wide.ubatch = 2048;
    CHECK(memory::llamaCompute(wide, 0) == mebibytes(464));  // docs/llama_cpp.md
    // Quantised cache at 131k: one layer of K and V as f16, 512 MiB, instead of the forward peak.
    const MemoryRequest q8 = withKv(request("llama-3.1-8b", 131072), "kv-llamacpp-q8_0");
    CHECK(memory::llamaCompute(q8, 0) == mebibytes(128 + 32 + 512));
    // q8_0 therefore saves less than half: 16620 -> 9376 MiB of context and compute.
    const MemoryRequest f16 = request("llama-3.1-8b", 131072);
    CHECK(inMebibytes(kvBytes(f16) + memory::llamaCompute(f16, 0)) == Approx(16620).margin(1));
    CHECK(inMebibytes(kvBytes(q8) + memory::llamaCompute(q8, 0)) == Approx(9376).margin(1));
    // 70B, 32k on two GPUs: 408 + 472 MiB.
    MemoryRequest two = request("llama-3.1-70b", 32768);
    two.devices = roomyDevices(2);
    CHECK(memory::llamaCompute(two, 0) == mebibytes(408));
    CHECK(memory::llamaCompute(two, 1) == mebibytes(472));
}

TEST_CASE("What the catalog does not describe is said", "[memory][ledger]") {
    CHECK(mentions(ledgerOf(request("deepseek-v4-flash", 8192)), "only the sliding window"));
    CHECK(mentions(ledgerOf(request("nemotron-super-49b", 8192)), "differ in width"));
    CHECK_FALSE(mentions(ledgerOf(request("llama-3.1-8b", 8192)), "differ in width"));
}

TEST_CASE("Pruned models are scaled to their published size", "[memory][weights]") {
    // 49.867 B parameters x 2 B (docs/memory.md 8: one feed-forward width per layer).
    const auto bytes =
        weightBytes(model("nemotron-super-49b"), format("gguf-f16"), EngineChoice::Vllm);
    CHECK(inGigabytes(bytes.file) == Approx(99.73).epsilon(0.002));
}

TEST_CASE("Host memory that is too small is a reason", "[memory][ledger]") {
    MemoryRequest r = on(request("llama-3.1-70b", 4096), "diy-2x3090");
    CHECK(ledgerOf(r).fits());
    r.devices.hostMemory = mebibytes(256);  // token table 563 MiB
    const Ledger ledger = ledgerOf(r);
    CHECK_FALSE(ledger.fits());
    CHECK(mentions(ledger, "Host memory is short"));
}

TEST_CASE("An empty ledger fits nothing", "[memory][ledger]") {
    const Ledger ledger;
    CHECK_FALSE(ledger.fits());
    CHECK(ledger.headroom() == Bytes{0});
    CHECK(ledger.bindingTerm().empty());
}
