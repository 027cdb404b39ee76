// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_rows.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "core/scenario/engines.h"

namespace headroom {
namespace {

constexpr double kBenchmarkPrompt = 512;
constexpr double kBenchmarkAnswer = 128;
constexpr int kServerSlots = 4;

std::optional<EngineChoice> engineNamed(const std::string& name) {
    if (name == "llama.cpp") return EngineChoice::LlamaCpp;
    if (name == "ollama") return EngineChoice::Ollama;
    if (name == "vllm") return EngineChoice::Vllm;
    if (name == "sglang") return EngineChoice::Sglang;
    if (name == "trt-llm") return EngineChoice::TensorRtLlm;
    if (name == "mlx") return EngineChoice::Mlx;
    return std::nullopt;
}

const WeightFormat* cacheFormatNamed(const std::string& name, const Catalog& catalog) {
    if (name.rfind("q8_0", 0) == 0) return catalog.format("kv-llamacpp-q8_0");
    if (name.rfind("q4_0", 0) == 0) return catalog.format("kv-llamacpp-q4_0");
    if (name.rfind("fp8", 0) == 0) return catalog.format("kv-vllm-fp8");
    const bool sixteen = name.empty() || name.rfind("f16", 0) == 0 || name.rfind("auto", 0) == 0 ||
                         name.rfind("bf", 0) == 0 || name.rfind("float16", 0) == 0;
    return sixteen ? catalog.format("kv-llamacpp-f16") : nullptr;
}

template <class T>
const T* known(const T* found, const char* what, const std::string& name) {
    if (found) return found;
    throw std::invalid_argument(std::string("the ") + what + " \"" + name +
                                "\" is not in the catalog");
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool says(const Row& row, const char* column, const char* words) {
    return row.text(column).find(words) != std::string::npos;
}

std::string labelOf(const Row& row) {
    std::string label = row.text("engine") + ", " + row.text("accelerator_count") + " x " +
                        row.text("accelerator_id") + ", " + row.text("model_id") + " " +
                        row.text("weight_format_id") + ", " + row.text("metric");
    if (row.has("concurrency")) label += ", " + row.text("concurrency") + " streams";
    if (row.has("context_depth")) label += ", depth " + row.text("context_depth");
    return label;
}

std::string metricOf(const Row& row) {
    if (row.text("metric") == "prefill_tok_s") return "prefill";
    return row.integer("concurrency", 1) > 1 ? "aggregate" : "decode";
}

DeviceSplit splitNamed(const std::string& parallelism) {
    if (parallelism == "layer" || parallelism == "pipeline") return DeviceSplit::Layers;
    if (parallelism == "tensor") return DeviceSplit::Tensors;
    return DeviceSplit::ByEngine;
}

SpeedRequest requestOf(const Row& row, const Catalog& catalog) {
    SpeedRequest request;
    describeRow(row, catalog, request);
    request.devices.count = std::max(1, row.integer("accelerator_count", 1));
    // Figures of one device out of several that work alike, each on its own.
    if (row.text("parallelism") == "none") request.devices.count = 1;
    request.split = splitNamed(row.text("parallelism"));
    request.link = row.text("interconnect");
    request.batch = std::max(1, row.integer("concurrency", 1));
    const double prompt = row.number("prompt_tokens").value_or(0);
    const double answer = std::max(1.0, row.number("output_tokens").value_or(kBenchmarkAnswer));
    const double depth = row.number("context_depth").value_or(0);
    request.prompt = tokens(prompt > 0 ? prompt : kBenchmarkPrompt);
    request.depth = tokens(std::max(depth, prompt) + answer / 2);
    if (row.text("metric") == "prefill_tok_s") request.cached = tokens(depth > prompt ? depth : 0);
    // Chunks: vLLM 2048 or more; llama.cpp 512 where the row does not say "n_ubatch=2048".
    const bool small =
        request.engine == EngineChoice::LlamaCpp && !says(row, "notes", "n_ubatch=2048");
    request.ubatch = small ? 512 : 2048;
    // A server answers four at a time unless told otherwise; the rest waits (docs/llama_cpp.md).
    const bool server = says(row, "notes", "aggregate_output") &&
                        engineFamily(request.engine) == EngineChoice::LlamaCpp;
    if (server) request.batch = std::min(request.batch, kServerSlots);
    const std::optional<double> cap = row.number("power_limit_w");
    const std::optional<Watts> full = request.devices.accelerator->tdp;
    if (cap && full) request.powerShare = std::clamp(*cap / full->value, 0.05, 1.0);
    return request;
}

SpeedObservation observationOf(const Row& row, const Catalog& catalog, WeightSizes& sizes) {
    SpeedObservation seen;
    const SpeedRequest request = requestOf(row, catalog);
    const std::string metric = row.text("metric");
    const std::optional<double> value = row.number("value");
    if (!value || *value <= 0) {
        throw std::invalid_argument("the column \"value\" holds \"" + row.text("value") +
                                    "\", a number above 0 is expected");
    }
    const bool prefill = metric == "prefill_tok_s";
    const bool decode = metric == "decode_tok_s";
    if (!prefill && !decode && metric != "total_output_tok_s") {
        throw std::invalid_argument("the metric \"" + metric + "\" is not known");
    }
    if (!prefill && isSpeculative(row)) {
        throw std::invalid_argument("speculative decoding, acceptance unknown");
    }
    const int streams = std::max(1, row.integer("concurrency", 1));
    if (decode && streams > 1) {
        throw std::invalid_argument("a rate per series of several streams");
    }
    const bool wall = says(row, "notes", "wall") || says(row, "notes", "aggregate_output") ||
                      says(row, "notes", "offline throughput");
    seen.figure = prefill ? SpeedFigure::PrefillRate
                  : wall  ? SpeedFigure::WallRate
                          : SpeedFigure::DecodeRate;
    seen.metric = metricOf(row);
    seen.measured = *value;
    seen.promptTokens = request.prompt.value;
    const WeightBytes& weights = sizes.of(request);
    seen.load.step = decodeWork(request, weights);
    seen.load.prompt = prefillWork(request, weights);
    seen.load.running = request.batch;
    seen.load.answer = std::max(1.0, row.number("output_tokens").value_or(kBenchmarkAnswer));
    seen.classId = classOf(row, catalog);
    if (!prefill) seen.oneConstant = oneConstantRate(request, weights) * request.batch;
    return seen;
}

}  // namespace

bool isSpeedTable(const std::vector<std::string>& header) {
    const auto has = [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    };
    return has("metric") && has("value") && has("context_depth") && has("parallelism");
}

void describeRow(const Row& row, const Catalog& catalog, SpeedRequest& request) {
    const std::optional<EngineChoice> engine = engineNamed(row.text("engine"));
    if (!engine) {
        throw std::invalid_argument("the engine \"" + row.text("engine") + "\" is not known");
    }
    request.engine = *engine;
    const std::string model = row.text("model_id");
    request.model = known(catalog.model(model), "model", model);
    std::string weights = row.text("weight_format_id");
    // The same experts, in the file that llama.cpp reads.
    if (weights == "mxfp4" && engineFamily(request.engine) == EngineChoice::LlamaCpp) {
        weights = "gguf-mxfp4_moe";
    }
    request.weights = known(catalog.format(weights), "weight format", weights);
    const std::string cache = row.text("kv_format");
    request.kv = known(cacheFormatNamed(cache, catalog), "cache format", cache);
    const std::string device = row.text("accelerator_id");
    request.devices.accelerator = known(catalog.accelerator(device), "device", device);
}

std::string classOf(const Row& row, const Catalog& catalog) {
    const Accelerator* device = catalog.accelerator(row.text("accelerator_id"));
    const std::optional<EngineChoice> engine = engineNamed(row.text("engine"));
    if (!device || !engine) return {};
    const SpeedClass* parameters = speedClass(*device, *engine, catalog, row.text("backend"));
    return parameters ? parameters->id : std::string();
}

bool isSpeculative(const Row& row) {
    const std::string text =
        lowered(row.text("notes") + row.text("source_exact") + row.text("series_id"));
    const auto has = [&](const char* word) { return text.find(word) != std::string::npos; };
    return has("mtp") || has("dflash") || has("eagle") || has("draft") || has("ngram");
}

double oneConstantRate(const SpeedRequest& request, const WeightBytes& weights) {
    constexpr double kShare = 0.55;
    const double count = splitsTensors(request) ? request.devices.count : 1;
    return kShare * request.devices.accelerator->bandwidth.value * count /
           weights.readPerToken.value;
}

SpeedObservations readSpeedRows(const std::vector<Row>& rows, const Catalog& catalog) {
    SpeedObservations result;
    WeightSizes sizes;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Row& row = rows[index];
        try {
            SpeedObservation seen = observationOf(row, catalog, sizes);
            seen.row = index + 1;
            seen.label = labelOf(row);
            seen.device = row.text("accelerator_id");
            seen.model = row.text("model_id");
            seen.engine = row.text("engine");
            seen.parallelism = row.has("parallelism") ? row.text("parallelism") : "none";
            seen.userSubmitted = row.text("confidence") == "low";
            result.figures.push_back(std::move(seen));
        } catch (const std::invalid_argument& problem) {
            result.unpredicted.push_back({{index + 1, labelOf(row), problem.what()},
                                          metricOf(row),
                                          {},
                                          row.text("engine"),
                                          row.has("parallelism") ? row.text("parallelism") : "none",
                                          classOf(row, catalog)});
        }
    }
    return result;
}

}  // namespace headroom
