// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/engines.h"

#include "core/decision/support.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

TEST_CASE("What an engine reads agrees with its kernels in the decision", "[scenario][engines]") {
    const Catalog& catalog = tests::seedCatalog();
    for (const WeightFormat& format : catalog.formats) {
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::Ollama,
              EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
            bool somewhere = false;
            for (const Accelerator& accelerator : catalog.accelerators) {
                somewhere |= supportOf(format, engine, {&accelerator, {}}, catalog).ok();
            }
            CAPTURE(format.id, engineName(engine));
            CHECK(engineReads(engine, format, catalog) == somewhere);
        }
    }
}

TEST_CASE("Automatic reads what any engine reads", "[scenario][engines]") {
    const Catalog& catalog = tests::seedCatalog();
    for (const WeightFormat& format : catalog.formats) {
        CAPTURE(format.id);
        CHECK(engineReads(EngineChoice::Automatic, format, catalog) ==
              !enginesReading(format, catalog).empty());
    }
    CHECK(enginesReading(*catalog.format("bf16"), catalog) ==
          "llama.cpp, vLLM, MLX, Ollama, SGLang or TensorRT-LLM");
    CHECK(enginesReading(*catalog.format("exl2-4.25"), catalog).empty());
}

TEST_CASE("Cache formats belong to the engine in their id", "[scenario][engines]") {
    CHECK(engineOfCacheFormat("kv-llamacpp-f16") == EngineChoice::LlamaCpp);
    CHECK(engineOfCacheFormat("kv-vllm-fp8") == EngineChoice::Vllm);
    CHECK(engineOfCacheFormat("kv-mlx-q8-g64") == EngineChoice::Mlx);
    CHECK(engineOfCacheFormat("kv-other") == EngineChoice::Automatic);
}

}  // namespace headroom
