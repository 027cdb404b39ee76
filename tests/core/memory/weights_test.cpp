// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/weights.h"

#include <cmath>
#include <map>
#include <set>

#include "core/memory/quant_mix.h"
#include "core/memory/tensors.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

double error(Bytes computed, const Row& row, const char* column) {
    return computed.value / row.number(column).value() - 1;
}

}  // namespace

// tests/data/memory/gguf_weights.csv: sizes that llama-quantize (b10587, --dry-run) gives for
// sparse files of 20 architectures, and what llama.cpp then places on device and host with full
// offload.
TEST_CASE("GGUF sizes match llama-quantize within 0.1 % for every architecture and mix",
          "[memory][weights][golden]") {
    std::vector<double> deviceErrors;
    for (const Row& row : dataRows("gguf_weights.csv")) {
        const WeightBytes bytes = weightBytes(
            model(row.text("model_id")), format(row.text("format_id")), EngineChoice::LlamaCpp);
        INFO(row.text("model_id") << " " << row.text("format_id"));
        const double tolerance = 0.001;
        const double device = error(bytes.device, row, "device_bytes");
        CHECK(std::abs(device) < tolerance);
        CHECK(std::abs(error(bytes.host, row, "host_bytes")) < 1e-9);
        CHECK(std::abs(error(bytes.readPerToken, row, "read_bytes")) < tolerance);
        const double bits =
            row.number("tensor_bytes").value() * 8 / row.number("parameters").value();
        CHECK(std::abs(bytes.bitsPerWeight / bits - 1) < tolerance);
        deviceErrors.push_back(device * 100);
    }
    WARN("device weights, error in %:" << percentiles(deviceErrors));
    CHECK(deviceErrors.size() == 113);
}

TEST_CASE("Whole-file bits per weight equal the published ones", "[memory][weights][golden]") {
    // typical_bpw_llama31_8b (llama.cpp quantize README, or computed) and bpw_simulated_70b.
    for (const WeightFormat& f : seedCatalog().formats) {
        INFO(f.id);
        // One F32 scale per row is left out of row-scaled formats: 0.08 %.
        const double tolerance = f.family.starts_with("gguf") ? 2e-5 : 1e-3;
        if (f.fileBitsPerWeight8b) {
            const auto bytes = weightBytes(model("llama-3.1-8b"), f, EngineChoice::Vllm);
            CHECK(bytes.bitsPerWeight == Approx(*f.fileBitsPerWeight8b).epsilon(tolerance));
        }
        if (f.fileBitsPerWeight70b) {
            const auto bytes = weightBytes(model("llama-3.1-70b"), f, EngineChoice::LlamaCpp);
            CHECK(bytes.bitsPerWeight == Approx(*f.fileBitsPerWeight70b).epsilon(tolerance));
        }
    }
}

TEST_CASE("Llama 3.1 70B at FP16 needs about 141 GB", "[memory][weights][issue]") {
    // 70,553,706,496 parameters x 2 bytes = 141.107 GB, and norms in F32.
    const auto bytes = weightBytes(model("llama-3.1-70b"), format("gguf-f16"), EngineChoice::Vllm);
    CHECK(inGigabytes(bytes.file) == Approx(141.11).epsilon(1e-4));
    CHECK(inGigabytes(bytes.device) == Approx(141.11).epsilon(1e-4));
}

TEST_CASE("llama.cpp keeps an untied input table in host memory", "[memory][weights]") {
    // Llama-3-8B Q4_K_M logs CPU 281.81 MiB and CUDA0 4403.49 MiB (docs/memory.md 1.1).
    const auto bytes =
        weightBytes(model("llama-3.1-8b"), format("gguf-q4_k_m"), EngineChoice::LlamaCpp);
    CHECK(inMebibytes(bytes.host) == Approx(281.81).margin(0.01));
    CHECK(inMebibytes(bytes.device) == Approx(4403.49).margin(0.01));
    CHECK(bytes.device + bytes.host == bytes.file);
    CHECK(bytes.readPerToken == bytes.device);
}

TEST_CASE("llama.cpp keeps a tied table twice", "[memory][weights]") {
    const auto bytes =
        weightBytes(model("llama-3.2-3b"), format("gguf-q4_k_m"), EngineChoice::LlamaCpp);
    CHECK(bytes.device == bytes.file);
    CHECK(bytes.host.value == 128256.0 * 3072 / 256 * 210);  // Q6_K, the type of the output
    const auto vllm = weightBytes(model("llama-3.2-3b"), format("bf16"), EngineChoice::Vllm);
    CHECK(vllm.host == Bytes{0});
    CHECK(vllm.device == vllm.file);
}

TEST_CASE("Device weights are the sum of their parts on every engine", "[memory][weights]") {
    for (const ModelSpec& spec : seedCatalog().models) {
        for (const auto& [id, engine] : {std::pair{"gguf-q4_k_m", EngineChoice::LlamaCpp},
                                         std::pair{"fp8-block128", EngineChoice::Vllm},
                                         std::pair{"mlx-4bit-g64", EngineChoice::Mlx}}) {
            const WeightBytes bytes = weightBytes(spec, format(id), engine);
            Bytes sum = bytes.output + bytes.input + bytes.beside;
            for (const Bytes& layer : bytes.layers) sum += layer;
            INFO(spec.id << " " << id);
            CHECK(sum.value == Approx(bytes.device.value).epsilon(1e-9));
            CHECK(bytes.readPerToken.value <= bytes.device.value * (1 + 1e-9));
            CHECK(bytes.expertsPerToken <= bytes.expertsTotal);
            CHECK(bytes.replicated <= bytes.device);
            CHECK(bytes.layers.size() == static_cast<std::size_t>(spec.layerCount));
        }
    }
}

TEST_CASE("Rows that are no multiple of 256 fall back to larger types", "[memory][weights]") {
    using memory::storableType;
    using memory::TensorType;
    // gpt-oss hidden size 2880 = 11.25 x 256; DeepSeek head size 128 (docs/llama_cpp.md).
    CHECK(storableType(TensorType::Q4_K, 2880) == TensorType::Q5_0);
    CHECK(storableType(TensorType::Q5_K, 2880) == TensorType::Q5_1);
    CHECK(storableType(TensorType::Q6_K, 128) == TensorType::Q8_0);
    CHECK(storableType(TensorType::IQ3_S, 2880) == TensorType::IQ4_NL);
    CHECK(storableType(TensorType::Q2_K, 2880) == TensorType::Q4_0);
    CHECK(storableType(TensorType::Q4_K, 4096) == TensorType::Q4_K);
    CHECK(storableType(TensorType::Q4_K, 100) == TensorType::F16);
    CHECK(memory::tensorBytes(TensorType::Q4_K, 4096, 2) == 2 * 4096 / 256 * 144);
}

TEST_CASE("MXFP4 touches experts only", "[memory][weights]") {
    // gpt-oss-20b: 24 layers x 32 experts x 3 x 2880 x 2880 at 4.25 bits, the rest bf16.
    const auto bytes = weightBytes(model("gpt-oss-20b"), format("mxfp4"), EngineChoice::Vllm);
    const double experts = 24.0 * 32 * 3 * 2880 * 2880;
    const double rest = model("gpt-oss-20b").parametersTotal - experts;
    CHECK(bytes.device.value == Approx(experts * 4.25 / 8 + rest * 2).epsilon(1e-3));
    // The published files hold 12.8 GiB; vLLM's back ends pad them to 13.5 to 14.3 (docs/vllm.md
    // 2).
    CHECK(inGibibytes(bytes.device) == Approx(12.8).epsilon(0.01));
}

TEST_CASE("More bits never make a smaller model", "[memory][weights]") {
    for (const char* id : {"llama-3.1-8b", "qwen3-30b-a3b", "gpt-oss-20b", "qwen3.5-27b"}) {
        double before = 0;
        for (const char* f : {"gguf-q2_k", "gguf-q3_k_m", "gguf-q4_k_m", "gguf-q5_k_m", "gguf-q6_k",
                              "gguf-q8_0", "gguf-f16"}) {
            const double now = weightBytes(model(id), format(f), EngineChoice::LlamaCpp).file.value;
            INFO(id << " " << f);
            CHECK(now > before);
            before = now;
        }
    }
}

TEST_CASE("A model read from a file has the bytes of the file in that format, and no others",
          "[memory][weights]") {
    ModelSpec read = model("llama-3.1-8b");
    const WeightFormat& own = format("gguf-q4_k_m");
    const WeightBytes ruled = weightBytes(read, own, EngineChoice::LlamaCpp);
    read.fileFormat = own.id;
    read.fileTensorBytes = bytes(5'123'456'789);  // more than the rule's 4.9 GB: somebody's own mix
    const WeightBytes exact = weightBytes(read, own, EngineChoice::LlamaCpp);
    CHECK(exact.fromFile);
    CHECK(exact.file.value == Approx(5'123'456'789));
    // Device and host hold the file together, the look-up table once.
    CHECK((exact.device + exact.host).value == Approx(exact.file.value));
    Bytes layers;
    for (const Bytes& layer : exact.layers) layers += layer;
    CHECK((layers + exact.output).value == Approx(exact.device.value));
    CHECK(exact.bitsPerWeight / ruled.bitsPerWeight == Approx(exact.file / ruled.file));
    const WeightBytes other = weightBytes(read, format("gguf-q8_0"), EngineChoice::LlamaCpp);
    CHECK_FALSE(other.fromFile);
    CHECK(other.file ==
          weightBytes(model("llama-3.1-8b"), format("gguf-q8_0"), EngineChoice::LlamaCpp).file);
}

TEST_CASE("Layers with one pattern have one type for each tensor", "[memory][weights][property]") {
    for (const char* id : {"llama-3.1-8b", "llama-3.1-70b", "mixtral-8x7b", "gemma-3-27b"}) {
        const ModelSpec& asked = model(id);
        for (const WeightFormat& each : seedCatalog().formats) {
            if (!each.family.starts_with("gguf")) continue;
            const memory::QuantMix mix(each, asked);
            std::map<std::pair<const LayerGroup*, int>, std::vector<memory::TensorType>> seen;
            for (int layer = 0; layer < asked.layerCount; ++layer) {
                const LayerGroup& group = asked.block(layer);
                std::vector<memory::TensorType> types;
                memory::visitTensors(asked, group, [&](const memory::Tensor& tensor) {
                    types.push_back(mix.typeOf(tensor, layer));
                });
                const auto [known, added] = seen.try_emplace({&group, mix.patternOf(layer)}, types);
                INFO(id << ' ' << each.id << ' ' << layer);
                CHECK(known->second == types);
            }
        }
    }
}
