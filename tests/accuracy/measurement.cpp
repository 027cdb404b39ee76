// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/measurement.h"

#include <algorithm>
#include <cctype>

#include "core/catalog/row.h"

namespace headroom::accuracy {
namespace {

constexpr double kBenchmarkPrompt = 512;
constexpr double kDefaultSequences = 256;  // vLLM's max_num_seqs (docs/vllm.md 3)

std::optional<EngineChoice> engineOf(const std::string& name) {
    if (name == "llama.cpp") return EngineChoice::LlamaCpp;
    if (name == "vllm") return EngineChoice::Vllm;
    if (name == "mlx") return EngineChoice::Mlx;
    return std::nullopt;
}

const WeightFormat* cacheFormatOf(const std::string& name, const Catalog& catalog) {
    if (name.rfind("q8_0", 0) == 0) return catalog.format("kv-llamacpp-q8_0");
    if (name == "q4_0") return catalog.format("kv-llamacpp-q4_0");
    if (name.rfind("fp8", 0) == 0) return catalog.format("kv-vllm-fp8");
    if (name.rfind("int8", 0) == 0 || name.rfind("turbo", 0) == 0) return nullptr;
    return catalog.format("kv-llamacpp-f16");
}

/// What both files share; the reason when the row cannot be described.
std::string describe(const Row& row, const Catalog& catalog, SpeedRequest& request) {
    const std::optional<EngineChoice> engine = engineOf(row.text("engine"));
    if (!engine) return "engine " + row.text("engine");
    request.engine = *engine;
    request.model = catalog.model(row.text("model_id"));
    if (request.model == nullptr) return "model " + row.text("model_id");
    request.weights = catalog.format(row.text("weight_format_id"));
    if (request.weights == nullptr) return "weight format " + row.text("weight_format_id");
    request.kv = cacheFormatOf(row.text("kv_format"), catalog);
    if (request.kv == nullptr) return "cache format " + row.text("kv_format");
    request.devices.accelerator = catalog.accelerator(row.text("accelerator_id"));
    if (request.devices.accelerator == nullptr) return "device " + row.text("accelerator_id");
    return {};
}

/// Speculative decoding answers several tokens a step; the model here does not cover it.
bool isSpeculative(const Row& row) {
    std::string text = row.text("notes") + row.text("source_exact") + row.text("series_id");
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* word : {"mtp", "dflash", "eagle", "draft", "ngram"}) {
        if (text.find(word) != std::string::npos) return true;
    }
    return false;
}

std::optional<Metric> metricOf(const Row& row, bool wall) {
    const std::string name = row.text("metric");
    if (name == "prefill_tok_s") return Metric::Prefill;
    const bool one = row.integer("concurrency", 1) == 1;
    if (name == "decode_tok_s") return one ? std::optional(Metric::Decode) : std::nullopt;
    if (name == "total_output_tok_s") return wall ? Metric::TotalServed : Metric::TotalDecode;
    return std::nullopt;
}

}  // namespace

Measurements readSpeed(const std::string& csvText, const Catalog& catalog) {
    Measurements result;
    for (const Row& row : parseCsv(csvText)) {
        Measurement measured;
        const bool wall = row.text("notes").find("wall") != std::string::npos ||
                          row.text("notes").find("aggregate_output") != std::string::npos;
        const std::optional<Metric> metric = metricOf(row, wall);
        std::string reason = describe(row, catalog, measured.request);
        if (row.text("confidence") == "low") reason = "user-submitted";
        if (isSpeculative(row)) reason = "speculative decoding";
        if (row.text("parallelism") == "pipeline") reason = "pipeline parallelism";
        if (!metric) reason = "decode rate per series at several streams";
        // Cards capped far below their TDP prefill slower by an amount the catalog cannot know.
        if (metric == Metric::Prefill && row.has("power_limit_w")) reason = "power-limited prefill";
        if (!reason.empty()) {
            result.leftOut.push_back(reason);
            continue;
        }
        const double prompt = row.number("prompt_tokens").value_or(0);
        measured.id = row.text("id");
        measured.source = row.text("source_url");
        measured.metric = *metric;
        measured.value = row.number("value").value_or(0);
        measured.outputTokens = std::max(1.0, row.number("output_tokens").value_or(128));
        measured.includesFirstToken = wall;
        SpeedRequest& request = measured.request;
        request.devices.count = row.integer("accelerator_count", 1);
        request.batch = row.integer("concurrency", 1);
        request.prompt = tokens(prompt > 0 ? prompt : kBenchmarkPrompt);
        const double depth = row.number("context_depth").value_or(0);
        request.depth = tokens(std::max(depth, prompt) + measured.outputTokens / 2);
        if (*metric == Metric::Prefill) request.cached = tokens(depth > prompt ? depth : 0);
        // Chunks: vLLM 2048 or more, benchmark scripts of Apple and GB10 rows state -ub 2048.
        request.ubatch = row.text("notes").find("n_ubatch=2048") != std::string::npos ||
                                 request.engine != EngineChoice::LlamaCpp
                             ? 2048
                             : 512;
        result.rows.push_back(std::move(measured));
    }
    return result;
}

Measurements readServing(const std::string& csvText, const Catalog& catalog) {
    Measurements result;
    for (const Row& row : parseCsv(csvText)) {
        Measurement measured;
        std::string reason = describe(row, catalog, measured.request);
        std::optional<double> tpot = row.number("tpot_ms_p50");
        if (!tpot) tpot = row.number("tpot_ms_mean");
        if (isSpeculative(row)) reason = "speculative decoding";
        if (row.integer("pipeline_parallel", 1) > 1) reason = "pipeline parallelism";
        if (row.number("concurrency").value_or(0) > kDefaultSequences) {
            reason = "more requests than vLLM runs at once by default: batch unknown";
        }
        if (!tpot || !row.has("concurrency")) reason = "no TPOT at a known concurrency";
        if (!reason.empty()) {
            result.leftOut.push_back(reason);
            continue;
        }
        const double replicas = std::max(1, row.integer("data_parallel", 1));
        SpeedRequest& request = measured.request;
        request.devices.count =
            std::max(1, static_cast<int>(row.integer("accelerator_count", 1) / replicas));
        request.batch =
            std::max(1, static_cast<int>(row.number("concurrency").value_or(1) / replicas));
        measured.outputTokens = std::max(1.0, row.number("output_tokens").value_or(256));
        request.prompt = tokens(std::max(1.0, row.number("input_tokens").value_or(512)));
        request.depth = request.prompt + tokens(measured.outputTokens / 2);
        request.ubatch = 2048;
        measured.id = row.text("id");
        measured.source = row.text("source_url");
        // The median gap between tokens is a step without a prefill in it; means hold their share.
        const bool medianGap = row.text("notes").find("holds ITL p50") != std::string::npos;
        measured.metric = medianGap ? Metric::TotalDecode : Metric::TotalServed;
        measured.value = request.batch * 1000.0 / *tpot;
        result.rows.push_back(std::move(measured));
    }
    return result;
}

double predict(const Measurement& measurement, const WeightBytes& weights,
               const SpeedClass& parameters) {
    const SpeedEstimate speed = estimateSpeed(measurement.request, weights, parameters);
    const double prompt = measurement.request.prompt.value;
    const double prefillSeconds = prompt / speed.prefill.likely.value;
    const double output = measurement.outputTokens;
    switch (measurement.metric) {
        case Metric::Prefill:
            return speed.prefill.likely.value;
        case Metric::TotalDecode:
            return speed.decodeTotal.likely.value;
        case Metric::TotalServed:
            // Prefill of the prompts that take the place of finished ones shares the steps.
            return 1.0 / (prefillSeconds / output + 1.0 / speed.decodeTotal.likely.value);
        case Metric::Decode:
            break;
    }
    const double decode = speed.decodeSingle.likely.value;
    if (!measurement.includesFirstToken) return decode;
    return output / (prefillSeconds + output / decode);
}

std::string metricName(Metric metric) {
    switch (metric) {
        case Metric::Decode:
            return "decode, one stream";
        case Metric::Prefill:
            return "prefill";
        case Metric::TotalDecode:
            return "decode, batch";
        case Metric::TotalServed:
            return "serving, all streams";
    }
    return {};
}

}  // namespace headroom::accuracy
