// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/support.h"

#include <set>

#include "core/scenario/engines.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Support on(const char* accelerator, const char* format, EngineChoice engine) {
    const Catalog& catalog = seedCatalog();
    return supportOf(*catalog.format(format), engine, {catalog.accelerator(accelerator), {}});
}

EngineChoice automaticOn(const char* machine, const char* format) {
    const Catalog& catalog = seedCatalog();
    const Machine& found = *catalog.machine(machine);
    return resolveEngine(EngineChoice::Automatic, *catalog.format(format),
                         {catalog.accelerator(found.acceleratorId), found.stacks});
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

TEST_CASE("FP8 needs Ada or Hopper, NVFP4 needs Blackwell", "[decision][support]") {
    CHECK(on("rtx-4090", "fp8-channel", EngineChoice::Vllm).ok());
    CHECK(on("h100-sxm-80gb", "fp8-block128", EngineChoice::Vllm).ok());
    const Support ampere = on("rtx-3090", "fp8-channel", EngineChoice::Vllm);
    CHECK(ampere.reason ==
          "fp8-channel needs compute capability 8.9 (Ada, Hopper or newer); GeForce RTX 3090 has "
          "8.6.");
    CHECK_FALSE(ampere.remedy.empty());
    CHECK_FALSE(on("h100-sxm-80gb", "nvfp4", EngineChoice::Vllm).ok());
    CHECK(on("rtx-5090", "nvfp4", EngineChoice::Vllm).ok());
    CHECK(on("b200-sxm", "nvfp4", EngineChoice::Vllm).ok());
}

TEST_CASE("vLLM's quantised formats follow its hardware table", "[decision][support]") {
    // https://docs.vllm.ai/en/latest/features/quantization/
    CHECK_FALSE(on("v100-pcie-16gb", "awq-int4-g128", EngineChoice::Vllm).ok());
    CHECK(on("t4", "awq-int4-g128", EngineChoice::Vllm).ok());
    CHECK(on("v100-pcie-16gb", "gptq-int4-g128", EngineChoice::Vllm).ok());
    CHECK_FALSE(on("mi300x", "awq-int4-g128", EngineChoice::Vllm).ok());
    CHECK(on("mi300x", "fp8-channel", EngineChoice::Vllm).ok());
    CHECK(on("h100-sxm-80gb", "mxfp4", EngineChoice::Vllm).ok());
    CHECK_FALSE(on("t4", "mxfp4", EngineChoice::Vllm).ok());
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
    CHECK(resolveEngine(EngineChoice::Mlx, *seedCatalog().format("bf16"), {nullptr, {}}) ==
          EngineChoice::Mlx);
}

TEST_CASE("A machine runs only the stacks that its row lists", "[decision][support]") {
    const Catalog& catalog = seedCatalog();
    const std::vector<std::string> onlyVllm{"vllm", "transformers"};
    const Host host{catalog.accelerator("rx-9070-xt"), onlyVllm};
    CHECK_FALSE(supportOf(*catalog.format("gguf-q4_k_m"), EngineChoice::LlamaCpp, host).ok());
    CHECK(supportOf(*catalog.format("bf16"), EngineChoice::Vllm, host).ok());
}

TEST_CASE("The table covers exactly the formats that validation lets through",
          "[decision][support]") {
    for (const WeightFormat& format : seedCatalog().formats) {
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::Ollama,
              EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
            CAPTURE(format.id, engineName(engine));
            const char* device = engine == EngineChoice::Mlx ? "m3-ultra-60c" : "b200-sxm";
            CHECK(on(device, format.id.c_str(), engine).ok() == engineReads(engine, format.family));
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
