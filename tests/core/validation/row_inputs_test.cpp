// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/row_inputs.h"

#include "core/memory/ledger.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("A model is meant by its id, without its punctuation or by its words",
          "[validation][inputs]") {
    const auto meant = [](const char* text) {
        const ModelSpec* found = modelMeant(text, seedCatalog());
        return found ? found->id : std::string();
    };
    CHECK(meant("llama-3.1-8b") == "llama-3.1-8b");
    CHECK(meant("gemma3:12b") == "gemma-3-12b");
    CHECK(meant("qwen25-32b") == "qwen2.5-32b");
    CHECK(meant("mistral-7b") == "mistral-7b-v0.3");
    CHECK(meant("glm-4.7-flash:latest") == "glm-4.7-flash");
    CHECK(meant("kimi-k2.5") == "kimi-k2.6");  // the catalog's name holds both
    CHECK(meant("llama").empty());             // many
    CHECK(meant("no-such-model-7b").empty());
    CHECK(meant("").empty());
    CHECK(meant("latest").empty());
}

TEST_CASE("An accelerator is meant by its number and the words around it", "[validation][inputs]") {
    const auto meant = [](const char* text) { return acceleratorMeant(text, seedCatalog()); };
    CHECK(meant("NVIDIA H100-80GB").accelerator->id == "h100-sxm-80gb");
    CHECK(meant("NVIDIA H100-80GB").settlesMemory);
    CHECK(meant("NVIDIA H100 NVL").accelerator->id == "h100-nvl-94gb");
    CHECK(meant("NVIDIA RTX 5000 Ada").accelerator->id == "rtx-5000-ada");
    CHECK(meant("AMD Radeon AI PRO R9700").accelerator->id == "radeon-ai-pro-r9700");
    CHECK(meant("NVIDIA A100 40GB").accelerator->id == "a100-sxm-40gb");
    CHECK_FALSE(meant("NVIDIA A100").settlesMemory);  // 40 or 80 GB
    CHECK(meant("(94.97 GiB card)").accelerator == nullptr);
    CHECK(meant("").accelerator == nullptr);
}

TEST_CASE("A weight format is meant by the engine's word and the checkpoint's name",
          "[validation][inputs]") {
    const auto meant = [](const char* said, const char* name, const char* id = "qwen3-14b") {
        const WeightFormat* found = formatMeant(said, name, model(id), seedCatalog());
        return found ? found->id : std::string();
    };
    CHECK(meant("bfloat16", "Qwen/Qwen3-14B") == "bf16");
    CHECK(meant("bfloat16(auto)", "openai/gpt-oss-20b", "gpt-oss-20b") == "mxfp4");
    CHECK(meant("compressed-tensors", "RedHatAI/Qwen3-14B-FP8-dynamic") == "fp8-channel");
    CHECK(meant("compressed-tensors", "Qwen3-14B-quantized.w8a8") == "fp8-channel");
    CHECK(meant("gptq_marlin", "Qwen3-14B-quantized.w4a16") == "gptq-int4-g128");
    CHECK(meant("nvfp4 (compressed-tensors)", "Qwen3-14B-NVFP4") == "nvfp4");
    CHECK(meant("", "Qwen3-14B-AWQ") == "awq-int4-g128");
    CHECK(meant("float32", "Qwen/Qwen3-14B") == "fp32");
    CHECK(meant("exl3", "Qwen3-14B").empty());
    CHECK(cacheFormatMeant("fp8_e4m3", nullptr, seedCatalog())->id == "kv-vllm-fp8");
    CHECK(cacheFormatMeant("auto", &format("fp32"), seedCatalog())->id == "kv-llamacpp-f32");
    CHECK(cacheFormatMeant("", &format("bf16"), seedCatalog())->id == "kv-llamacpp-f16");
    CHECK(cacheFormatMeant("auto", nullptr, Catalog{}) == nullptr);
}

TEST_CASE("Words are runs of letters and digits", "[validation][inputs]") {
    CHECK(words("H100-80GB, (x2)") == std::vector<std::string>{"h100", "80gb", "x2"});
    CHECK(words("").empty());
    CHECK(words("\xF0\x9F\x98\x80") == std::vector<std::string>{});
}
