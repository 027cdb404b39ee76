// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The files in tests/data/bench were written for these tests after the printers of llama-bench.cpp,
// batched-bench.cpp, vllm/benchmarks/serve.py and throughput.py; the numbers are invented.
#include "core/validation/bench_output.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

BenchOutput saved(const std::string& name) {
    return readBenchOutput(
        readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/bench/" + name));
}

std::string refusalOf(const std::string& text) {
    try {
        readBenchOutput(text);
    } catch (const std::invalid_argument& problem) {
        return problem.what();
    }
    return {};
}

/// The reason of the only gap of a text without rows.
std::string gapOf(const std::string& text) {
    const BenchOutput output = readBenchOutput(text);
    CHECK(output.rows.empty());
    REQUIRE(output.unusable.size() == 1);
    return output.unusable[0].reason;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string kHeadings = "| model | size | params | backend | ngl | test | t/s |\n";
std::string tableRow(const std::string& ngl, const std::string& test, const std::string& rate) {
    return "| llama 8B Q4_K - Medium | 4.58 GiB | 8.03 B | CUDA | " + ngl + " | " + test + " | " +
           rate + " |\n";
}

}  // namespace

TEST_CASE("A pasted terminal gives the rows of its tables", "[validation][bench]") {
    const BenchOutput output = saved("llama_bench.md");
    REQUIRE(output.rows.size() == 5);
    const BenchRow& prefill = output.rows[0];
    CHECK(prefill.line == 8);
    CHECK(prefill.tool == "llama-bench");
    CHECK(prefill.engine == EngineChoice::LlamaCpp);
    CHECK(prefill.backend == "cuda");
    CHECK(prefill.devices == std::vector<std::string>{"NVIDIA GeForce RTX 3090"});
    CHECK(prefill.model == "llama 8B Q4_K - Medium");
    CHECK(prefill.modelBytes->value == Approx(4.58 * 1024 * 1024 * 1024));
    CHECK(*prefill.parameters == Approx(8.03e9));
    // Half of the last digit, 0.01 B.
    CHECK(prefill.parametersRounding == Approx(0.005e9));
    CHECK(prefill.metric == BenchMetric::Prefill);
    CHECK(prefill.prompt == 512);
    CHECK(prefill.value == 4200);
    CHECK(prefill.deviation == 21);
    CHECK(prefill.build == "8b66e0f05 (6500)");
    CHECK(prefill.layersOnDevice == 99);
    CHECK(benchTestName(prefill) == "prefill, prompt 512");
    CHECK(output.rows[1].metric == BenchMetric::Decode);
    CHECK(output.rows[1].answer == 128);
    CHECK(output.rows[2].metric == BenchMetric::Both);
    CHECK(output.rows[2].prompt == 512);
    CHECK(output.rows[2].answer == 128);
    CHECK(output.rows[4].depth == 4096);
    CHECK(benchTestName(output.rows[4]) == "decode, answer 128, depth 4,096");
    // The second table: on the processor, no number, a cell too few.
    REQUIRE(output.unusable.size() == 3);
    CHECK(output.unusable[0].line == 20);
    CHECK(contains(output.unusable[0].reason, "-ngl 0"));
    CHECK(contains(output.unusable[1].reason, "\"nan ± nan\""));
    CHECK(contains(output.unusable[2].reason, "8 cells where the headings are 9"));
}

TEST_CASE("JSON, JSON lines and CSV of llama-bench give the same rows", "[validation][bench]") {
    const BenchOutput json = saved("llama_bench.json");
    REQUIRE(json.rows.size() == 3);
    const BenchRow& prefill = json.rows[0];
    CHECK(prefill.line == 2);
    // Both cards take part in a split by layer; a row on "CUDA1" alone has one.
    CHECK(prefill.devices.size() == 2);
    CHECK(json.rows[2].devices == std::vector<std::string>{"NVIDIA GeForce RTX 3090"});
    CHECK(prefill.ubatch == 2048);
    CHECK(prefill.modelFile == "Qwen3-30B-A3B-Instruct-2507-Q4_K_M.gguf");
    CHECK(*prefill.parameters == 30532122624);
    CHECK(prefill.cacheKeys == "f16");
    CHECK(prefill.split == "layer");
    CHECK(prefill.build == "8b66e0f (6500)");
    CHECK(prefill.date == "2026-11-20");
    CHECK(json.rows[2].depth == 8192);
    REQUIRE(json.unusable.size() == 1);
    CHECK(contains(json.unusable[0].reason, "24 layers are in host memory"));

    BenchOutput lines = saved("llama_bench.jsonl");
    BenchOutput csv = saved("llama_bench.csv");
    REQUIRE(lines.rows.size() == 2);
    REQUIRE(csv.rows.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        csv.rows[i].line = json.rows[i].line;
        CHECK(csv.rows[i] == json.rows[i]);
    }
    lines.rows[1].line = json.rows[1].line;
    CHECK(lines.rows[1] == json.rows[1]);
    CHECK(csv.unusable.empty());
}

TEST_CASE("A batched benchmark measures prefill and decode", "[validation][bench]") {
    const BenchOutput output = saved("batched_bench.md");
    REQUIRE(output.rows.size() == 4);
    CHECK(output.rows[0].metric == BenchMetric::Prefill);
    CHECK(output.rows[0].value == 4000);
    CHECK(output.rows[3].metric == BenchMetric::Decode);
    CHECK(output.rows[3].batch == 4);
    CHECK(output.rows[3].depth == 512);
    CHECK(output.rows[3].value == 380);
    const BenchOutput json = readBenchOutput(
        R"({"n_kv_max": 8192, "n_ubatch": 512, "is_pp_shared": 1, "n_gpu_layers": 99, "pp": 512,
            "tg": 128, "pl": 4, "speed_pp": 4000.0, "speed_tg": 380.0})");
    REQUIRE(json.rows.size() == 2);
    // One prompt that four sequences share.
    CHECK(json.rows[0].batch == 1);
    CHECK(json.rows[1].batch == 4);
}

TEST_CASE("A saved run of a server gives three figures", "[validation][bench]") {
    const BenchOutput output = saved("vllm_serve.json");
    REQUIRE(output.rows.size() == 3);
    const BenchRow& row = output.rows[0];
    CHECK(row.tool == "vllm bench serve");
    CHECK(row.engine == EngineChoice::Vllm);
    CHECK(row.model == "Qwen/Qwen3-14B-FP8");
    CHECK(row.metric == BenchMetric::TokenTime);
    CHECK(row.value == 34.5);
    // 81,920 and 20,480 tokens over 80 requests.
    CHECK(row.prompt == 1024);
    CHECK(row.answer == 256);
    CHECK(row.batch == 8);
    CHECK(row.requests == 80);
    CHECK(row.requestRate == 0);
    CHECK(row.date == "2026-11-18");
    CHECK(output.rows[1].metric == BenchMetric::FirstToken);
    CHECK(output.rows[1].value == 400.5);
    CHECK(output.rows[2].metric == BenchMetric::OutputRate);
    CHECK(benchTestName(row) == "TPOT, prompt 1,024, answer 256, 8 clients");
    const std::string text =
        readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/bench/vllm_serve.json");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        changed.replace(changed.find(from), from.size(), to);
        return readBenchOutput(changed);
    };
    CHECK(with("\"inf\"", "2.5").rows[0].requestRate == 2.5);
    // Without a limit, all 80 at once.
    CHECK(with("\"max_concurrency\": 8", "\"max_concurrency\": null").rows[0].batch == 80);
    CHECK(with("\"endpoint_type\": \"openai-chat\"", "\"endpoint_type\": \"sglang\"")
              .rows[0]
              .engine == EngineChoice::Sglang);
    CHECK(contains(with("\"failed\": 0", "\"failed\": 20").unusable.at(0).reason, "20 of 100"));
    CHECK(contains(with("\"label\": null", "\"accept_length\": 2.4").unusable.at(0).reason,
                   "speculative"));

    const BenchOutput offline = saved("vllm_throughput.json");
    REQUIRE(offline.rows.size() == 1);
    CHECK(offline.rows[0].metric == BenchMetric::TotalRate);
    // 128,000 tokens over 200 requests.
    CHECK(offline.rows[0].prompt == 640);
    CHECK(offline.rows[0].value == 2560);
}

TEST_CASE("Rows of other work are listed with the reason", "[validation][bench]") {
    const auto reason = [](const std::string& ngl, const std::string& test,
                           const std::string& rate) {
        return gapOf(kHeadings + tableRow(ngl, test, rate));
    };
    CHECK(contains(reason("99", "tg128", "fast"), "\"fast\"; a number above 0"));
    CHECK(contains(reason("99", "tg128", "0.00 ± 0.00"), "\"0.00\"; a number above 0"));
    CHECK(contains(reason("99", "tg128", "1e999"), "\"1e999\""));
    CHECK(contains(reason("99", "tg128", "inf ± inf"), "\"inf ± inf\""));
    CHECK(contains(reason("99", "xy128", "10.0 ± 0.1"), "\"xy128\""));
    CHECK(contains(reason("99", "pp0", "10.0 ± 0.1"), "\"pp0\""));
    CHECK(contains(reason("99", "tg99999999999999999999", "10.0 ± 0.1"), "whole number"));
    CHECK(contains(reason("many", "tg128", "10.0 ± 0.1"), "\"many\""));
    const std::string json = R"({"backends": "CPU", "n_gen": 128, "n_prompt": 0, "avg_ts": 9})";
    CHECK(contains(gapOf(json), "\"CPU\" is not one of CUDA"));
    const auto with = [](const std::string& field) {
        return gapOf(R"({"backends": "CUDA", "n_gen": 128, "n_prompt": 0, "avg_ts": 9, )" + field +
                     "}");
    };
    CHECK(contains(with(R"("no_kv_offload": true)"), "host memory"));
    CHECK(contains(with(R"("embeddings": true)"), "Embeddings"));
    CHECK(contains(with(R"("tensor_buft_overrides": "exps=CPU")"), "\"exps=CPU\""));
    CHECK(contains(with(R"("devices": "none")"), "-ngl"));
    CHECK(
        contains(gapOf(R"({"backends": "CUDA,RPC", "n_gen": 1, "avg_ts": 9})"), "other computers"));
    CHECK(contains(gapOf(R"({"backends": "CUDA", "n_gen": 128, "avg_ts": "9 t/s"})"),
                   "\"avg_ts\" holds \"9 t/s\""));
    CHECK(contains(gapOf("| llama 8B Q4_0 | 4.3 GiB | 8.03 B | CUDA | 99 | tg128 | 9.0 ± 0.1 |"),
                   "headings"));
    CHECK(contains(gapOf("INSERT INTO llama_bench (build_commit) VALUES ('x');"), "-o json"));
    // The quote that the headings leave open ends in the line.
    CHECK(contains(gapOf("n_prompt,n_gen,\"avg_ts\n\",0,9"), "leaves a quote open"));
}

TEST_CASE("Damaged and hostile text ends in sentences", "[validation][bench]") {
    CHECK(contains(refusalOf(""), "The text is empty"));
    CHECK(contains(refusalOf(" \n\t"), "The text is empty"));
    CHECK(contains(refusalOf("hello\nworld"), "No measurement was found"));
    CHECK(contains(refusalOf(std::string(17u << 20, 'x')), "at most 16 MiB"));
    // A cut in the second object leaves the first.
    const std::string whole =
        readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/bench/llama_bench.json");
    const BenchOutput cut = readBenchOutput(whole.substr(0, whole.find("\"n_gen\": 128")));
    CHECK(cut.rows.size() == 1);
    REQUIRE(cut.unusable.size() == 1);
    CHECK(contains(cut.unusable[0].reason, "truncated"));
    CHECK(contains(gapOf(R"({"avg_ts": NaN, "n_gen": 1})"), "\"NaN\" is not a number"));
    CHECK(contains(gapOf(R"({"avg_ts": 1e999, "n_gen": 1})"), "too large"));
    CHECK(contains(gapOf(R"({"avg_ts": 1, "avg_ts": 2})"), "twice"));
    CHECK(contains(gapOf(R"({"images": 3})"), "none of the fields"));
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
    const BenchOutput nested = readBenchOutput(deep);
    CHECK(nested.rows.empty());
    CHECK_FALSE(nested.unusable.empty());
    std::string bars(100'000, '|');
    CHECK_FALSE(refusalOf(bars).empty());
    // Control characters stay in the text that is shown, for the one who shows it to escape.
    const BenchOutput red = readBenchOutput(kHeadings + tableRow("99", "\x1b[31m", "1 ± 1"));
    CHECK(red.unusable.size() == 1);
    CHECK(red.unusable[0].text.size() <= 120);
}

TEST_CASE("Logs of every backend name the device", "[validation][bench]") {
    const auto device = [](const std::string& log) {
        const BenchOutput output =
            readBenchOutput(log + "\n" + kHeadings + tableRow("99", "tg128", "10 ± 1"));
        return output.rows.at(0).devices;
    };
    using Names = std::vector<std::string>;
    CHECK(device("  Device 0: AMD Radeon RX 7900 XTX, gfx1100 (0x1100), VMM: no, Wave Size: 32") ==
          Names{"AMD Radeon RX 7900 XTX"});
    CHECK(device("ggml_vulkan: 0 = AMD Radeon 8060S Graphics (RADV GFX1151) (radv) | uma: 1") ==
          Names{"AMD Radeon 8060S Graphics"});
    CHECK(device("ggml_metal_device_init: GPU name:   MTL0 (Apple M4)") == Names{"Apple M4"});
    CHECK(device("ggml_metal_init: found device: Apple M3 Max\n"
                 "ggml_metal_init: picking default device: Apple M3 Max") == Names{"Apple M3 Max"});
    CHECK(device("  Device 0: Tesla T4, compute capability 7.5\n"
                 "  Device 1: Tesla T4, compute capability 7.5") == Names{"Tesla T4", "Tesla T4"});
    // A second run begins again at 0.
    CHECK(device("  Device 0: Tesla T4, x\n  Device 1: Tesla T4, x\n  Device 0: NVIDIA L4, x") ==
          Names{"NVIDIA L4"});
    CHECK(device("nothing") == Names{""});
}
