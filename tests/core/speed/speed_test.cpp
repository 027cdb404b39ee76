// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speed.h"

#include <cmath>

#include "core/speed/rates.h"
#include "core/speed/traffic.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

namespace {

const Catalog& catalog() {
    return tests::seedCatalog();
}

SpeedRequest requestFor(const char* model, const char* weights, const char* accelerator,
                        EngineChoice engine = EngineChoice::LlamaCpp, int count = 1) {
    SpeedRequest request;
    request.model = catalog().model(model);
    request.weights = catalog().format(weights);
    request.kv = catalog().format("kv-llamacpp-f16");
    request.engine = engine;
    request.devices.accelerator = catalog().accelerator(accelerator);
    request.devices.count = count;
    request.depth = tokens(1024);
    request.prompt = tokens(1024);
    REQUIRE(request.model != nullptr);
    REQUIRE(request.weights != nullptr);
    REQUIRE(request.devices.accelerator != nullptr);
    return request;
}

SpeedClass plainClass() {
    SpeedClass parameters;
    parameters.id = "plain";
    parameters.weightEfficiency = parameters.expertEfficiency = 0.8;
    parameters.cacheEfficiency = 0.5;
    parameters.layerMicroseconds = 50;
    parameters.stepMicroseconds = 200;
    parameters.prefillEfficiency = parameters.expertPrefillEfficiency = 0.5;
    parameters.attentionEfficiency = parameters.batchEfficiency = 0.5;
    parameters.spread = 0.2;
    return parameters;
}

}  // namespace

TEST_CASE("A decode step adds weight, cache and fixed time", "[speed]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "gguf-q4_k_m", "rtx-4090");
    WeightBytes weights;
    weights.readPerToken = gigabytes(4.6);
    const DecodeStep step = decodeStep(request, weights, plainClass());
    // 4.6 GB / (1008 GB/s x 0.8) = 5.704 ms; the RTX 4090's datasheet says 1008 GB/s. Unpacking
    // K-quants costs once the multiplications of a token, at 0.45 of dense INT8 (docs/speed.md 10).
    const double unpacking = operationsPerToken(*request.model) /
                             (request.devices.accelerator->int8->value * 0.45 * 0.5);
    CHECK(step.weights.value == Approx(4.6e9 / (1008e9 * 0.8) + unpacking));
    // 128 KiB of f16 KV a token (32 layers x 8 heads x 2 x 128 x 2 B) x 1024 / (1008 GB/s x 0.5).
    CHECK(step.cache.value == Approx(131072.0 * 1024 / (1008e9 * 0.5)));
    CHECK(step.layers.value == Approx(32 * 50e-6));
    CHECK(step.step.value == Approx(200e-6));
    CHECK(step.compute.value == 0.0);
    CHECK(step.links.value == 0.0);
    CHECK(step.total().value ==
          Approx(step.weights.value + step.cache.value + step.layers.value + step.step.value));
}

TEST_CASE("Decode never beats the bandwidth roofline", "[speed]") {
    for (const Accelerator& accelerator : catalog().accelerators) {
        for (const char* model : {"llama-3.1-8b", "llama-3.1-70b", "gpt-oss-120b"}) {
            const SpeedRequest request = requestFor(model, "gguf-q4_k_m", accelerator.id.c_str());
            const WeightBytes weights =
                weightBytes(*request.model, *request.weights, request.engine);
            const SpeedEstimate speed = estimateSpeed(request, catalog());
            const double roofline = accelerator.bandwidth.value / weights.readPerToken.value;
            INFO(accelerator.id << " " << model);
            CHECK(speed.decodeSingle.likely.value < roofline);
            CHECK(speed.decodeSingle.likely.value > 0.0);
            CHECK(std::isfinite(speed.prefill.likely.value));
            CHECK(speed.prefill.likely.value > 0.0);
        }
    }
}

TEST_CASE("Each user gets slower and the house faster as more join", "[speed]") {
    const auto engine = GENERATE(EngineChoice::LlamaCpp, EngineChoice::Vllm);
    const auto* const model = GENERATE("llama-3.1-8b", "qwen3-30b-a3b", "gemma-3-12b");
    SpeedRequest request = requestFor(model, "bf16", "h100-sxm-80gb", engine);
    double perUser = 1e30;
    double total = 0.0;
    for (int batch = 1; batch <= 512; batch *= 2) {
        request.batch = batch;
        const SpeedEstimate speed = estimateSpeed(request, catalog());
        INFO(model << " batch " << batch);
        CHECK(speed.decodePerUser.likely.value <= perUser);
        CHECK(speed.decodeTotal.likely.value >= total * (1 - 1e-12));
        CHECK(speed.decodeTotal.likely.value == Approx(batch * speed.decodePerUser.likely.value));
        CHECK(speed.decodePerUser.likely <= speed.decodeSingle.likely);
        CHECK(speed.firstTokenBusy.likely >= speed.firstToken.likely);
        perUser = speed.decodePerUser.likely.value;
        total = speed.decodeTotal.likely.value;
    }
}

TEST_CASE("Decode slows with depth, except where only the window is read", "[speed]") {
    SpeedRequest full = requestFor("llama-3.1-8b", "gguf-q4_k_m", "rtx-4090");
    double before = 1e30;
    for (double depth = 256; depth <= 131072; depth *= 2) {
        full.depth = tokens(depth);
        const double now = estimateSpeed(full, catalog()).decodeSingle.likely.value;
        CHECK(now < before);
        before = now;
    }
    // Gemma 3 12B: 40 layers look back 1024 tokens, 8 see everything (models.csv). Beyond the
    // window only the 8 grow: 8 x 8 heads x 512 elements x 2 B = 65,536 B a token
    // (kv_full_bytes_per_token).
    const ModelSpec& gemma = *catalog().model("gemma-3-12b");
    const WeightFormat& f16 = *catalog().format("kv-llamacpp-f16");
    const Bytes shallow = cacheBytesRead(gemma, f16, tokens(2048));
    const Bytes deep = cacheBytesRead(gemma, f16, tokens(4096));
    CHECK((deep - shallow).value == Approx(65536.0 * 2048));
}

TEST_CASE("A batch reads the union of the experts it picks", "[speed][moe]") {
    const ModelSpec& model = *catalog().model("gpt-oss-120b");  // 128 experts, 4 used
    WeightBytes weights;
    weights.expertsTotal = gigabytes(60);
    CHECK(expertBytesRead(model, weights, 1).value == Approx(60e9 * 4 / 128));
    // 32 x 4 picks: x = 128 / 124, x / (1 + x) = 128 / 252 of all experts; uniform routing would
    // read 1 - (1 - 4/128)^32 = 0.64 (docs/speed.md 1).
    CHECK(expertBytesRead(model, weights, 32).value == Approx(60e9 * 128 / 252));
    double before = 0.0;
    for (int batch = 1; batch < 4096; batch *= 2) {
        const double now = expertBytesRead(model, weights, batch).value;
        CHECK(now > before);
        CHECK(now <= weights.expertsTotal.value);
        before = now;
    }
}

TEST_CASE("llama.cpp gains nothing from more cards in decode, vLLM does", "[speed][devices]") {
    const auto decode = [](EngineChoice engine, const char* weights, int count) {
        return estimateSpeed(requestFor("llama-3.1-70b", weights, "rtx-4090", engine, count),
                             catalog())
            .decodeSingle.likely.value;
    };
    // Published ratio of layer-split decode on 2 and 4 cards to one: 0.85 to 1.00 (docs/speed.md
    // 4).
    CHECK(decode(EngineChoice::LlamaCpp, "gguf-q4_k_m", 4) <=
          decode(EngineChoice::LlamaCpp, "gguf-q4_k_m", 1));
    CHECK(decode(EngineChoice::LlamaCpp, "gguf-q4_k_m", 4) >
          0.85 * decode(EngineChoice::LlamaCpp, "gguf-q4_k_m", 1));
    // Tensor parallel over PCIe: 1.5 to 2.0 times on two cards (docs/speed.md 4).
    const double gain = decode(EngineChoice::Vllm, "awq-int4-g128", 2) /
                        decode(EngineChoice::Vllm, "awq-int4-g128", 1);
    CHECK(gain > 1.3);
    CHECK(gain < 2.0);
}

TEST_CASE("A layer split prefills faster, at most by the number of cards", "[speed][devices]") {
    SpeedRequest request = requestFor("llama-3.1-70b", "gguf-q4_k_m", "rtx-4090");
    request.prompt = tokens(4096);
    const double one = estimateSpeed(request, catalog()).prefill.likely.value;
    request.devices.count = 4;
    const double four = estimateSpeed(request, catalog()).prefill.likely.value;
    CHECK(four > one);
    CHECK(four < 4 * one);
}

TEST_CASE("Prompt tokens found in the prefix cache cost attention, not matrix work", "[speed]") {
    SpeedRequest request = requestFor("llama-3.1-8b", "gguf-q4_k_m", "rtx-4090");
    request.prompt = tokens(8192);
    const Seconds cold = estimateSpeed(request, catalog()).firstToken.likely;
    request.prompt = tokens(512);
    const Seconds fresh = estimateSpeed(request, catalog()).firstToken.likely;
    request.cached = tokens(7680);
    const Seconds cached = estimateSpeed(request, catalog()).firstToken.likely;
    CHECK(cached < cold);
    CHECK(cached > fresh);
}

TEST_CASE("The range comes from the class and widens for unknown rates", "[speed]") {
    const SpeedEstimate known =
        estimateSpeed(requestFor("llama-3.1-8b", "gguf-q4_k_m", "m3-ultra-80c"), catalog());
    const SpeedClass& apple =
        *speedClass(*catalog().accelerator("m3-ultra-80c"), EngineChoice::LlamaCpp, catalog());
    // P90 of a log-normal: exp(1.2816 sigma).
    CHECK(known.decodeSingle.high / known.decodeSingle.likely ==
          Approx(std::exp(1.28155 * apple.spread)).epsilon(1e-4));
    CHECK(known.decodeSingle.likely / known.decodeSingle.low ==
          Approx(std::exp(1.28155 * apple.spread)).epsilon(1e-4));
    // Waits also depend on how requests come (docs/speed.md 6).
    CHECK(known.firstToken.high / known.firstToken.likely ==
          Approx(std::exp(1.28155 * std::hypot(apple.spread, 0.4))).epsilon(1e-4));
    // The catalog has no tensor rate for the M4 Max.
    const SpeedEstimate unknown =
        estimateSpeed(requestFor("llama-3.1-8b", "gguf-q4_k_m", "m4-max-40c"), catalog());
    CHECK(unknown.prefill.high / unknown.prefill.likely >
          known.prefill.high / known.prefill.likely);
}

TEST_CASE("Weight formats use the units that their kernels use", "[speed][rates]") {
    const Accelerator& card = *catalog().accelerator("rtx-4090");
    // 165.2 TFLOPS with FP32 accumulation in the catalog; FP16 accumulation doubles it on GeForce.
    CHECK(weightPathRate(card, *catalog().format("gguf-f16"), EngineChoice::LlamaCpp).rate.value ==
          Approx(2 * 165.2e12));
    CHECK(weightPathRate(card, *catalog().format("bf16"), EngineChoice::Vllm).rate.value ==
          Approx(165.2e12));
    const Accelerator& hopper = *catalog().accelerator("h100-sxm-80gb");
    CHECK(weightPathRate(hopper, *catalog().format("fp8-per-tensor"), EngineChoice::Vllm)
              .rate.value == Approx(1978.9e12));
    CHECK(
        weightPathRate(hopper, *catalog().format("awq-int4-g128"), EngineChoice::Vllm).rate.value ==
        Approx(989.4e12));
}

TEST_CASE("Links carry the bandwidth that their names state", "[speed][links]") {
    // nvlink4 900 GB/s is the sum of both directions.
    CHECK(linkOf(*catalog().accelerator("h100-sxm-80gb")).bandwidth.value == Approx(450e9));
    // PCIe 4.0 x16: 2 GB/s a lane and direction, of which all-reduces reach 0.16 (docs/speed.md
    // 4).
    CHECK(linkOf(*catalog().accelerator("rtx-4090")).bandwidth.value == Approx(0.16 * 32e9));
    CHECK(linkOf(*catalog().accelerator("rtx-5090")).bandwidth.value == Approx(0.16 * 64e9));
    // What a row states goes before the slot of the catalog.
    CHECK(linkNamed("PCIe 3.0 x16, no NVLink (README; P2P 2)", "4.0 x16").bandwidth.value ==
          Approx(0.16 * 16e9));
    CHECK(linkNamed("pcie", "5.0 x8").bandwidth.value == Approx(0.16 * 32e9));
    CHECK(linkNamed("nvlink", "4.0 x16").direct);
    CHECK(linkNamed("thunderbolt5", "").bandwidth.value == Approx(10e9));
    const Link link{gigabytesPerSecond(10), microseconds(5)};
    // Ring of four: 2 x 3/4 of the message crosses every link, in 2 x 3 steps.
    CHECK(allReduceTime(link, bytes(1e5), 4).value == Approx(6 * 5e-6 + 1.5e5 / 10e9));
    // Behind a switch two steps do, reduce-scatter and all-gather.
    const Link switched{gigabytesPerSecond(10), microseconds(5), true};
    CHECK(allReduceTime(switched, bytes(1e5), 8).value == Approx(2 * 5e-6 + 1.75e5 / 10e9));
    CHECK(allReduceTime(link, gigabytes(1), 1).value == 0.0);
    // Over PCIe: 20 us to start, 4 us a step, and the first 160 kB count twice.
    const Link pcie = linkNamed("PCIe 4.0 x16", "");
    CHECK(allReduceTime(pcie, bytes(1e5), 2).value ==
          Approx(20e-6 + 2 * 4e-6 + 2e5 / (0.16 * 32e9)));
    CHECK(allReduceTime(pcie, bytes(1e6), 2).value ==
          Approx(20e-6 + 2 * 4e-6 + 1.16e6 / (0.16 * 32e9)));
}

TEST_CASE("GeForce cards share what the host copies, others do not", "[speed][links]") {
    const Accelerator& geforce = *catalog().accelerator("rtx-3090");
    const auto rate = [](const Accelerator& one, const char* link, int count) {
        return linkBetween(one, link, count).bandwidth.value;
    };
    // Measured with RTX 3090: 5.3 GB/s between two cards on PCIe 3.0 and on 4.0, 2.5 among four
    // (docs/speed.md 4).
    CHECK(rate(geforce, "PCIe 3.0 x16", 2) == Approx(5.3e9));
    CHECK(rate(geforce, "PCIe 4.0 x16", 2) == Approx(5.3e9));
    CHECK(rate(geforce, "PCIe 3.0 x16", 4) == Approx(2.65e9));
    // A narrow slot gives half of its rate: in and out again.
    CHECK(rate(geforce, "PCIe 3.0 x4", 2) == Approx(2e9));
    CHECK(rate(geforce, "nvlink", 2) == Approx(56e9));
    const Accelerator& workstation = *catalog().accelerator("rtx-pro-6000-blackwell-server");
    CHECK(rate(workstation, "PCIe 5.0 x16", 8) == rate(workstation, "PCIe 5.0 x16", 2));
    // A row's words do not replace a fabric that the devices have.
    CHECK(rate(*catalog().accelerator("h100-sxm-80gb"), "PCIe 5.0 x16", 8) == Approx(450e9));
}

TEST_CASE("Every accelerator has a class and every class is used or general", "[speed][classes]") {
    for (const Accelerator& accelerator : catalog().accelerators) {
        const std::string key = speedClassKey(accelerator);
        for (const EngineChoice engine :
             {EngineChoice::LlamaCpp, EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::Ollama,
              EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
            const SpeedClass* parameters = speedClass(accelerator, engine, catalog());
            REQUIRE(parameters != nullptr);
            INFO(accelerator.id << " " << key);
            CHECK(parameters->deviceClass == key);
        }
    }
    for (const SpeedClass& row : catalog().speedClasses) {
        INFO(row.id);
        for (const double share : {row.weightEfficiency, row.expertEfficiency, row.cacheEfficiency,
                                   row.prefillEfficiency, row.expertPrefillEfficiency,
                                   row.attentionEfficiency, row.batchEfficiency}) {
            CHECK(share > 0.0);
            CHECK(share <= 1.0);
        }
        CHECK(row.spread > 0.0);
        CHECK_FALSE(row.provenance.source.empty());
    }
}

TEST_CASE("Requests per second are the reciprocal of the work of one", "[speed]") {
    SpeedEstimate speed;
    speed.prefill.likely = tokensPerSecond(1000);
    speed.decodeTotal.likely = tokensPerSecond(100);
    Workload workload;
    workload.prompt = tokens(2000);
    workload.answer = tokens(300);
    // 2000/1000 + 300/100 = 5 s.
    CHECK(requestsPerSecond(speed, workload) == Approx(0.2));
    workload.cachedPromptShare = 0.5;
    CHECK(requestsPerSecond(speed, workload) == Approx(0.25));
}
