// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/bench_match.h"

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

template <class T>
std::vector<std::string> idsOf(const Meanings<T>& meant) {
    std::vector<std::string> ids;
    for (const T* candidate : meant.candidates) ids.push_back(candidate->id);
    return ids;
}

/// The id when it is settled, else a question mark with the candidates.
template <class T>
std::string told(const Meanings<T>& meant) {
    std::string text = meant.settled ? "" : "?";
    for (const std::string& id : idsOf(meant)) {
        text += (text.size() > 1 ? " " : "") + id;
        if (meant.settled) break;
    }
    return text;
}

std::string deviceOf(const std::string& name) {
    return told(acceleratorsMeant(name, seedCatalog()));
}

BenchRow llamaRow(const std::string& model, double parameters, double rounding = 0.005e9) {
    BenchRow row;
    row.model = model;
    row.parameters = parameters;
    row.parametersRounding = rounding;
    return row;
}

std::string modelOf(const BenchRow& row) {
    return told(modelsMeant(row, seedCatalog()));
}

std::string formatOf(const std::string& model) {
    BenchRow row;
    row.model = model;
    return told(formatsMeant(row, nullptr, seedCatalog()));
}

}  // namespace

TEST_CASE("Printed names of devices find the accelerator", "[validation][bench]") {
    // Names as drivers print them.
    CHECK(deviceOf("NVIDIA GeForce RTX 3090") == "rtx-3090");
    CHECK(deviceOf("NVIDIA GeForce RTX 3090 Ti") == "rtx-3090-ti");
    CHECK(deviceOf("NVIDIA GeForce RTX 4070 Ti SUPER") == "rtx-4070-ti-super");
    CHECK(deviceOf("NVIDIA RTX 6000 Ada Generation") == "rtx-6000-ada");
    CHECK(deviceOf("NVIDIA RTX PRO 6000 Blackwell Workstation Edition") ==
          "rtx-pro-6000-blackwell-ws");
    CHECK(deviceOf("NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition") ==
          "rtx-pro-6000-blackwell-maxq");
    CHECK(deviceOf("NVIDIA A100-SXM4-80GB") == "a100-sxm-80gb");
    CHECK(deviceOf("NVIDIA A100-PCIE-40GB") == "a100-pcie-40gb");
    CHECK(deviceOf("NVIDIA H100 80GB HBM3") == "h100-sxm-80gb");
    CHECK(deviceOf("NVIDIA H100 PCIe") == "h100-pcie-80gb");
    CHECK(deviceOf("NVIDIA B200") == "b200-sxm");
    CHECK(deviceOf("NVIDIA GB10") == "gb10");
    CHECK(deviceOf("Tesla V100-SXM2-32GB") == "v100-sxm2-32gb");
    CHECK(deviceOf("AMD Radeon RX 7900 XTX") == "rx-7900-xtx");
    CHECK(deviceOf("AMD Radeon 8060S Graphics") == "ryzen-ai-max-395");
    CHECK(deviceOf("AMD Ryzen AI MAX+ 395 w/ Radeon 8060S") == "ryzen-ai-max-395");
    CHECK(deviceOf("Intel(R) Arc(TM) B580 Graphics") == "arc-b580");
    CHECK(deviceOf("Apple M3 Max") == "m3-max-40c");
}

TEST_CASE("Names that leave a device open propose and do not choose", "[validation][bench]") {
    CHECK(deviceOf("Apple M4 Max") == "?m4-max-32c m4-max-40c");
    CHECK(deviceOf("NVIDIA GH200 480GB") == "?gh200-96gb gh200-144gb");
    CHECK(deviceOf("NVIDIA H200") == "?h200-sxm-141gb h200-nvl-141gb");
    // Slower than the card of the same number.
    CHECK(deviceOf("NVIDIA GeForce RTX 4090 Laptop GPU") == "?rtx-4090");
    CHECK(deviceOf("NVIDIA GeForce RTX 5060") == "?rtx-5060-ti-16gb");
    CHECK(deviceOf("Quadro RTX 6000") == "?rtx-6000-ada");
    CHECK(deviceOf("AMD Radeon RX 7900 XT") == "?");
    CHECK(deviceOf("AMD Radeon Graphics") == "?");
    CHECK(deviceOf("") == "?");
    CHECK(deviceOf(std::string(10'000, '3')) == "?");
}

TEST_CASE("Parameter counts and architectures find the model", "[validation][bench]") {
    // Counts as llama-bench prints them.
    CHECK(modelOf(llamaRow("llama 8B Q4_K - Medium", 8.03e9)) == "llama-3.1-8b");
    CHECK(modelOf(llamaRow("llama 70B Q4_K - Medium", 70.55e9)) == "llama-3.1-70b");
    CHECK(modelOf(llamaRow("gpt-oss 20B MXFP4 MoE", 20.91e9)) == "gpt-oss-20b");
    CHECK(modelOf(llamaRow("qwen3moe 30B.A3B Q4_K - Medium", 30.53e9)) == "qwen3-30b-a3b");
    // Without the vision tower, 27.43 - 0.42 B.
    CHECK(modelOf(llamaRow("gemma3 27B Q4_0", 27.01e9)) == "gemma-3-27b");
    // 8.02 B is Ministral's count, whose architecture is called llama, and near Command R7B's.
    CHECK(modelOf(llamaRow("llama 8B Q4_K - Medium", 8.02e9)).rfind("?ministral-8b-2410", 0) == 0);
    CHECK(modelOf(llamaRow("newarch 8B Q4_0", 8.2e9)).front() == '?');
    CHECK(modelOf(llamaRow("llama 1T Q4_0", 5e12)) == "?");
    CHECK(modelOf(BenchRow{}) == "?");
    // A file's name settles what the count leaves open.
    BenchRow named = llamaRow("llama 8B Q8_0", 8.03e9);
    named.modelFile = "DeepSeek-R1-Distill-Llama-8B-Q8_0.gguf";
    CHECK(modelOf(named) == "deepseek-r1-distill-llama-8b");
    // But not against the size.
    named.modelFile = "Llama-3.1-70B-Q8_0.gguf";
    CHECK(modelOf(named) == "llama-3.1-8b");
}

TEST_CASE("Names of checkpoints find the model", "[validation][bench]") {
    const auto served = [](const std::string& name) {
        BenchRow row;
        row.engine = EngineChoice::Vllm;
        row.model = name;
        return modelOf(row);
    };
    CHECK(served("Qwen/Qwen3-14B-FP8") == "qwen3-14b");
    CHECK(served("meta-llama/Llama-3.1-8B-Instruct") == "llama-3.1-8b");
    CHECK(served("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8") == "llama-3.1-8b");
    CHECK(served("deepseek-ai/DeepSeek-R1-Distill-Llama-70B") == "deepseek-r1-distill-llama-70b");
    CHECK(served("mistralai/Mistral-7B-Instruct-v0.3") == "mistral-7b-v0.3");
    CHECK(served("my-model") == "?");
}

TEST_CASE("llama.cpp's words for file types find the format", "[validation][bench]") {
    // llama_model_ftype_name in llama.cpp's src/llama-model-loader.cpp.
    CHECK(formatOf("llama 8B Q4_K - Medium") == "gguf-q4_k_m");
    CHECK(formatOf("llama 8B Q4_K - Small") == "gguf-q4_k_s");
    CHECK(formatOf("llama 8B Q3_K - Large") == "gguf-q3_k_l");
    CHECK(formatOf("llama 8B Q2_K - Medium") == "gguf-q2_k");
    CHECK(formatOf("llama 8B Q2_K - Small") == "gguf-q2_k_s");
    CHECK(formatOf("llama 8B Q6_K") == "gguf-q6_k");
    CHECK(formatOf("llama 8B Q8_0") == "gguf-q8_0");
    CHECK(formatOf("llama 8B all F32") == "gguf-f32");
    CHECK(formatOf("llama 8B F16") == "gguf-f16");
    CHECK(formatOf("llama ?B BF16") == "gguf-bf16");
    CHECK(formatOf("qwen35moe 35B.A3B IQ4_XS - 4.25 bpw") == "gguf-iq4_xs");
    CHECK(formatOf("llama 8B IQ3_S mix - 3.66 bpw") == "gguf-iq3_m");
    CHECK(formatOf("llama 8B IQ3_S - 3.4375 bpw") == "gguf-iq3_s");
    CHECK(formatOf("gpt-oss 20B MXFP4 MoE") == "gguf-mxfp4_moe");
    CHECK(formatOf("llama 8B (guessed) Q4_K - Medium") == "gguf-q4_k_m");
    CHECK(formatOf("llama 8B unknown, may not work") == "?");
    BenchRow row;
    CHECK(told(cachesMeant(row, seedCatalog())) == "kv-llamacpp-f16");
    row.cacheKeys = row.cacheValues = "q8_0";
    CHECK(told(cachesMeant(row, seedCatalog())) == "kv-llamacpp-q8_0");
    row.cacheValues = "f16";
    CHECK(told(cachesMeant(row, seedCatalog())) == "?");
}
