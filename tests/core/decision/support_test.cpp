// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/support.h"

#include <map>
#include <set>

#include "core/scenario/engines.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Support on(const char* accelerator, const char* format, EngineChoice engine) {
    const Catalog& catalog = seedCatalog();
    return supportOf(*catalog.format(format), engine, {catalog.accelerator(accelerator), {}},
                     catalog);
}

Support cacheOn(const char* accelerator, const char* format, EngineChoice engine) {
    const Catalog& catalog = seedCatalog();
    return cacheSupportOf(*catalog.format(format), engine, {catalog.accelerator(accelerator), {}},
                          catalog);
}

SupportVerdict verdict(const char* accelerator, const char* format, EngineChoice engine) {
    return on(accelerator, format, engine).verdict;
}

EngineChoice automaticOn(const char* machine, const char* format) {
    const Catalog& catalog = seedCatalog();
    const Machine& found = *catalog.machine(machine);
    return resolveEngine(EngineChoice::Automatic, *catalog.format(format),
                         {catalog.accelerator(found.acceleratorId), found.stacks}, catalog);
}

}  // namespace

TEST_CASE("Compute capability follows the architecture", "[decision][support]") {
    // https://developer.nvidia.com/cuda-gpus
    const Catalog& catalog = seedCatalog();
    const auto of = [&](const char* id) { return computeCapability(*catalog.accelerator(id)); };
    CHECK(of("v100-pcie-16gb") == 7.0);
    CHECK(of("t4") == 7.5);
    CHECK(of("a100-sxm-80gb") == 8.0);
    CHECK(of("rtx-3090") == 8.6);
    CHECK(of("jetson-agx-orin-64gb") == 8.7);
    CHECK(of("rtx-4090") == 8.9);
    CHECK(of("h100-sxm-80gb") == 9.0);
    CHECK(of("b200-sxm") == 10.0);
    CHECK(of("b300-sxm") == 10.3);
    CHECK(of("rtx-5090") == 12.0);
    CHECK(of("gb10") == 12.1);
    CHECK_FALSE(of("mi300x"));
    CHECK_FALSE(of("m3-ultra-60c"));
}

TEST_CASE("Every NVIDIA device of the seed has a compute capability", "[decision][support]") {
    for (const Accelerator& accelerator : seedCatalog().accelerators) {
        CAPTURE(accelerator.id, accelerator.architecture);
        CHECK(computeCapability(accelerator).has_value() == (accelerator.vendor == "NVIDIA"));
    }
}

TEST_CASE("FP8 is native from Ada and Hopper, emulated from Turing", "[decision][support]") {
    // docs.vllm.ai v0.32.0, features/quantization/llm_compressor/fp8: W8A8 from compute capability
    // 8.9, weights only from 7.5.
    CHECK(verdict("rtx-4090", "fp8-channel", EngineChoice::Vllm) == SupportVerdict::Native);
    CHECK(verdict("h100-sxm-80gb", "fp8-block128", EngineChoice::Vllm) == SupportVerdict::Native);
    const Support ampere = on("rtx-3090", "fp8-channel", EngineChoice::Vllm);
    CHECK(ampere.verdict == SupportVerdict::Emulated);
    CHECK(ampere.ok());
    CHECK(ampere.reason ==
          "GeForce RTX 3090 (compute capability 8.6) has no FP8 units: vLLM keeps fp8-channel "
          "weights in 8 bits and multiplies in 16; the speed shown counts that.");
    CHECK_FALSE(ampere.remedy.empty());
    CHECK(verdict("t4", "fp8-channel", EngineChoice::Vllm) == SupportVerdict::Emulated);
    CHECK(verdict("mi300x", "fp8-channel", EngineChoice::Vllm) == SupportVerdict::Native);
    CHECK_FALSE(on("rx-7900-xtx", "fp8-channel", EngineChoice::Vllm).ok());
}

TEST_CASE("FP4 is native from Blackwell on", "[decision][support]") {
    // docs.vllm.ai latest, features/quantization: Marlin FP4 from Turing, MXFP4 from Ampere.
    for (const char* device : {"rtx-5090", "b200-sxm", "gb10"}) {
        CAPTURE(device);
        CHECK(verdict(device, "nvfp4", EngineChoice::Vllm) == SupportVerdict::Native);
        CHECK(verdict(device, "mxfp4", EngineChoice::Vllm) == SupportVerdict::Native);
    }
    CHECK(verdict("h100-sxm-80gb", "nvfp4", EngineChoice::Vllm) == SupportVerdict::Emulated);
    CHECK(verdict("h100-sxm-80gb", "mxfp4", EngineChoice::Vllm) == SupportVerdict::Emulated);
    CHECK_FALSE(on("t4", "mxfp4", EngineChoice::Vllm).ok());
    CHECK_FALSE(on("mi300x", "nvfp4", EngineChoice::Vllm).ok());
    // ggml-org/llama.cpp pull requests 20644 and 22196.
    CHECK(verdict("rtx-5090", "gguf-nvfp4", EngineChoice::LlamaCpp) == SupportVerdict::Native);
    CHECK(verdict("rtx-4090", "gguf-nvfp4", EngineChoice::LlamaCpp) == SupportVerdict::Emulated);
}

TEST_CASE("vLLM starts at compute capability 7.5", "[decision][support]") {
    // docs.vllm.ai v0.31.0, getting_started/installation/gpu; 7.0 until v0.14.
    const Support volta = on("v100-pcie-16gb", "gptq-int4-g128", EngineChoice::Vllm);
    CHECK(volta.reason ==
          "vLLM needs compute capability 7.5 (Turing or newer); Tesla V100 PCIe 16GB has 7.0.");
    CHECK_FALSE(volta.ok());
    CHECK_FALSE(volta.remedy.empty());
    CHECK(on("t4", "awq-int4-g128", EngineChoice::Vllm).ok());
    CHECK(on("t4", "gptq-int4-g128", EngineChoice::Vllm).ok());
    CHECK_FALSE(on("t4", "bf16", EngineChoice::Vllm).ok());
    CHECK(on("t4", "fp16", EngineChoice::Vllm).ok());
    CHECK_FALSE(on("mi300x", "awq-int4-g128", EngineChoice::Vllm).ok());
}

TEST_CASE("AMD devices are judged by their LLVM target", "[decision][support]") {
    // rocm.docs.amd.com, GPU architecture specifications.
    const Catalog& catalog = seedCatalog();
    CHECK(catalog.accelerator("rx-7900-xtx")->target == "gfx1100");
    CHECK(catalog.accelerator("radeon-ai-pro-r9700")->target == "gfx1201");
    CHECK(catalog.accelerator("ryzen-ai-max-395")->target == "gfx1151");
    CHECK(catalog.accelerator("mi355x")->target == "gfx950");
    CHECK(catalog.accelerator("mi210")->target == "gfx90a");
    CHECK(on("ryzen-ai-max-395", "bf16", EngineChoice::Vllm).native());
    Accelerator old = *catalog.accelerator("rx-7900-xtx");
    old.target = "gfx803";
    const Support polaris =
        supportOf(*catalog.format("bf16"), EngineChoice::Vllm, {&old, {}}, catalog);
    CHECK(polaris.reason == "vLLM is not built for Radeon RX 7900 XTX (gfx803).");
    CHECK_FALSE(polaris.ok());
}

TEST_CASE("A cache without attention kernels is slow, and priced where it was measured",
          "[decision][support]") {
    const EngineChoice llama = EngineChoice::LlamaCpp;
    CHECK(cacheOn("rtx-4090", "kv-llamacpp-q8_0", llama).native());
    const Support slow = cacheOn("rtx-4090", "kv-llamacpp-q5_1", llama);
    CHECK(slow.verdict == SupportVerdict::Slow);
    CHECK(slow.ok());
    // github.com/am17an/llama.cpp issue 28: 9.35 of 27.05 tok/s.
    REQUIRE(slow.decodeShare);
    CHECK(*slow.decodeShare == Approx(9.35 / 27.05).margin(0.01));
    CHECK(slow.caution().find("GGML_CUDA_FA_ALL_QUANTS") != std::string::npos);
    CHECK(slow.caution().find("unknown") == std::string::npos);
    // Nobody measured this one.
    const Support unmeasured = cacheOn("rtx-4090", "kv-llamacpp-iq4_nl", llama);
    CHECK(unmeasured.verdict == SupportVerdict::Slow);
    CHECK_FALSE(unmeasured.decodeShare);
    CHECK(unmeasured.caution().find("By how much that is slower is unknown.") != std::string::npos);
    // ggml-org/llama.cpp pull request 27390: Metal has the kernels.
    CHECK(cacheOn("m3-ultra-60c", "kv-llamacpp-q5_1", llama).native());
    CHECK(cacheOn("m3-ultra-60c", "kv-llamacpp-iq4_nl", llama).verdict == SupportVerdict::Unknown);
}

TEST_CASE("An FP8 cache needs FP8 units, or is converted", "[decision][support]") {
    CHECK(cacheOn("h100-sxm-80gb", "kv-vllm-fp8", EngineChoice::Vllm).native());
    CHECK(cacheOn("mi300x", "kv-vllm-fp8", EngineChoice::Vllm).native());
    // vllm-project/vllm issue 26431.
    CHECK(cacheOn("rtx-3090", "kv-vllm-fp8", EngineChoice::Vllm).verdict ==
          SupportVerdict::Emulated);
    CHECK(cacheOn("rtx-3090", "kv-llamacpp-f16", EngineChoice::Vllm).native());
    const Support latent = cacheOn("rtx-4090", "kv-vllm-fp8_ds_mla", EngineChoice::Vllm);
    CHECK_FALSE(latent.ok());
    CHECK_FALSE(latent.remedy.empty());
}

TEST_CASE("What nobody documents is allowed and said to be unknown", "[decision][support]") {
    const Support arc = on("arc-pro-b60", "mxfp4", EngineChoice::Vllm);
    CHECK(arc.verdict == SupportVerdict::Unknown);
    CHECK(arc.ok());
    CHECK(arc.reason.find("not documented") != std::string::npos);
    // A device that no row is about: never a guess.
    Accelerator stranger = *seedCatalog().accelerator("rtx-4090");
    stranger.vendor = "Somebody";
    stranger.name = "New chip";
    const Support support = supportOf(*seedCatalog().format("gguf-q4_k_m"), EngineChoice::LlamaCpp,
                                      {&stranger, {}}, seedCatalog());
    CHECK(support.verdict == SupportVerdict::Unknown);
    CHECK(support.reason ==
          "The support table does not say whether llama.cpp runs Q4_K_M weights on New chip.");
    CHECK_FALSE(support.remedy.empty());
    // An NVIDIA device without a compute capability: ranges cannot be judged.
    Accelerator unnamed = *seedCatalog().accelerator("rtx-4090");
    unnamed.target.clear();
    CHECK(supportOf(*seedCatalog().format("fp8-channel"), EngineChoice::Vllm, {&unnamed, {}},
                    seedCatalog())
              .verdict == SupportVerdict::Unknown);
}

TEST_CASE("Engines stay on their platforms", "[decision][support]") {
    CHECK_FALSE(on("m3-ultra-60c", "bf16", EngineChoice::Vllm).ok());
    CHECK(on("m3-ultra-60c", "mlx-4bit-g64", EngineChoice::Mlx).ok());
    CHECK_FALSE(on("rtx-4090", "mlx-4bit-g64", EngineChoice::Mlx).ok());
    CHECK_FALSE(on("gaudi3", "gguf-q4_k_m", EngineChoice::LlamaCpp).ok());
    CHECK_FALSE(on("tenstorrent-p150a", "gguf-q4_k_m", EngineChoice::LlamaCpp).ok());
    CHECK(on("tenstorrent-p150a", "bf16", EngineChoice::Vllm).ok());
    CHECK(on("mi300x", "gguf-q4_k_m", EngineChoice::LlamaCpp).ok());
    const Support wrong = on("rtx-4090", "awq-int4-g128", EngineChoice::LlamaCpp);
    CHECK(wrong.reason == "llama.cpp does not load awq-int4-g128 weights.");
    CHECK(wrong.remedy == "Choose vLLM, SGLang or TensorRT-LLM.");
}

TEST_CASE("Automatic takes the engine that suits format and machine", "[decision][support]") {
    CHECK(automaticOn("diy-2x3090", "gguf-q4_k_m") == EngineChoice::LlamaCpp);
    CHECK(automaticOn("diy-2x3090", "awq-int4-g128") == EngineChoice::Vllm);
    CHECK(automaticOn("diy-2x3090", "bf16") == EngineChoice::Vllm);
    CHECK(automaticOn("mac-studio-m3ultra-96", "bf16") == EngineChoice::Mlx);
    CHECK(automaticOn("mac-studio-m3ultra-96", "mlx-4bit-g64") == EngineChoice::Mlx);
    CHECK(automaticOn("mac-studio-m3ultra-96", "gguf-q4_k_m") == EngineChoice::LlamaCpp);
    // Nothing there runs AWQ: the format's own engine, so that the reason names it.
    CHECK(automaticOn("mac-studio-m3ultra-96", "awq-int4-g128") == EngineChoice::Vllm);
    CHECK(resolveEngine(EngineChoice::Mlx, *seedCatalog().format("bf16"), {nullptr, {}},
                        seedCatalog()) == EngineChoice::Mlx);
}

TEST_CASE("A machine runs only the stacks that its row lists", "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    const std::vector<std::string> onlyVllm{"vllm", "transformers"};
    const Host host{catalog.accelerator("rx-9070-xt"), onlyVllm};
    CHECK_FALSE(
        supportOf(*catalog.format("gguf-q4_k_m"), EngineChoice::LlamaCpp, host, catalog).ok());
    CHECK(supportOf(*catalog.format("bf16"), EngineChoice::Vllm, host, catalog).ok());
}

TEST_CASE("Native kernels outrank fallbacks under Automatic", "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    const auto automatic = [&](const char* accelerator, const char* format) {
        return resolveEngine(EngineChoice::Automatic, *catalog.format(format),
                             {catalog.accelerator(accelerator), {}}, catalog);
    };
    CHECK(automatic("t4", "bf16") == EngineChoice::LlamaCpp);           // vLLM has no BF16 there
    CHECK(automatic("rtx-3090", "fp8-channel") == EngineChoice::Vllm);  // emulated, but alone
}

TEST_CASE("The table is whole: every row can be reached, sourced and dated",
          "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    REQUIRE(catalog.engineSupport.size() > 100);
    for (const EngineSupport& row : catalog.engineSupport) {
        CAPTURE(row.id);
        CHECK(row.provenance.source.starts_with("https://"));
        CHECK_FALSE(row.provenance.date.empty());
        CHECK(row.provenance.confidence != Confidence::Unknown);
        CHECK(row.minimumCapability.value_or(0) <= row.maximumCapability.value_or(1000));
        const bool native = row.verdict == SupportVerdict::Native;
        CHECK(native == row.reason.empty());
        if (row.verdict == SupportVerdict::Unsupported || row.verdict == SupportVerdict::Unknown ||
            row.verdict == SupportVerdict::Slow) {
            CHECK_FALSE(row.remedy.empty());
        }
        if (native) CHECK_FALSE(row.decodeShare);
    }
}

TEST_CASE("One row decides for every engine, device and format of the seed",
          "[decision][support][property]") {
    // Two rows of the same rank would make the answer depend on their order in the file.
    const Catalog& catalog = seedCatalog();
    const auto rank = [](const EngineSupport& row, const WeightFormat& format,
                         const Accelerator& device) {
        if (!coversDevice(row, device)) return 0;
        const int match = formatMatch(row, format);
        if (match == 0) return 0;
        return 4 * match + (row.device == "*" ? 0 : 2) + (row.targets.empty() ? 0 : 1);
    };
    for (const Accelerator& device : catalog.accelerators) {
        for (const WeightFormat& format : catalog.formats) {
            std::map<std::pair<std::string, SupportKind>, std::multiset<int>> ranks;
            for (const EngineSupport& row : catalog.engineSupport) {
                const int found = rank(row, format, device);
                if (found > 0) ranks[{row.engine, row.kind}].insert(found);
            }
            for (const auto& [engine, all] : ranks) {
                CAPTURE(device.id, format.id, engine.first);
                CHECK(all.count(*all.rbegin()) == 1);
            }
        }
    }
}

TEST_CASE("The table speaks about every device and format that an engine reads",
          "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    for (const EngineChoice engine :
         {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::Ollama,
          EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
        for (const Accelerator& device : catalog.accelerators) {
            for (const WeightFormat& format : catalog.formats) {
                if (!engineReads(engine, format, catalog)) continue;
                CAPTURE(engineName(engine), device.id, format.id);
                const Support support = supportOf(format, engine, {&device, {}}, catalog);
                CHECK(support.reason.find("support table") == std::string::npos);
                CHECK(support.reason.find('{') == std::string::npos);
            }
        }
    }
}

TEST_CASE("The cache takes the engine's nearest format", "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    const auto nearest = [&](const char* id, EngineChoice engine) {
        return nearestCacheFormat(*catalog.format(id), engine, catalog)->id;
    };
    CHECK(nearest("kv-llamacpp-f16", EngineChoice::Vllm) == "kv-llamacpp-f16");
    CHECK(nearest("kv-llamacpp-q8_0", EngineChoice::LlamaCpp) == "kv-llamacpp-q8_0");
    CHECK(nearest("kv-llamacpp-q8_0", EngineChoice::Vllm) == "kv-vllm-fp8");
    CHECK(nearest("kv-llamacpp-q4_0", EngineChoice::Mlx) == "kv-mlx-q8-g64");
    CHECK(nearest("kv-vllm-fp8", EngineChoice::LlamaCpp) == "kv-llamacpp-q8_0");
    CHECK(nearest("kv-llamacpp-f32", EngineChoice::Vllm) == "kv-llamacpp-f16");
}
