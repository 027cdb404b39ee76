// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/serving_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "core/memory/vllm_profile.h"
#include "core/scenario/engines.h"
#include "core/speed/traffic.h"
#include "core/validation/speed_rows.h"

namespace headroom {
namespace {

/// Prompts and answers of chat where the row does not state them.
constexpr double kChatPrompt = 256;
constexpr double kChatAnswer = 256;
constexpr int kChunk = 2048;
/// Steady states of requests at a rate are sought up to here.
constexpr double kMostSought = 256;
/// Share of the memory that servers hand to weights and cache by default (vLLM).
constexpr double kServedMemory = 0.9;
/// What activations, other libraries and graphs take of it on each device: 2 to 5 GB on most
/// servers (docs/vllm.md 3 to 5).
constexpr double kBesidesGigabytes = 3;

std::string lowered(std::string text) {
    for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

std::string labelOf(const Row& row) {
    return row.text("engine") + ", " + row.text("accelerator_count") + " x " +
           row.text("accelerator_id") + ", " + row.text("model_id") + " " +
           row.text("weight_format_id") + ", " + row.text("input_tokens") + " in, " +
           row.text("output_tokens") + " out, " +
           (row.has("concurrency") ? row.text("concurrency") + " clients"
                                   : row.text("request_rate") + " requests/s");
}

/// Requests that the cache has room for on one instance.
double roomFor(const SpeedRequest& request, const WeightBytes& weights, double answer) {
    const Accelerator& accelerator = *request.devices.accelerator;
    const int count = request.devices.count;
    const Bytes memory =
        (accelerator.memory * kServedMemory - gigabytes(kBesidesGigabytes)) * count;
    const Bytes each =
        cacheBytesRead(*request.model, *request.kv, request.prompt + tokens(answer / 2), count);
    const double room = (memory - weights.device) / each;
    return std::max(1.0, std::floor(room));
}

/// The number that stands before one of `words` in `text`: "about 50 prompts".
std::optional<double> numberBefore(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(' ' + word);
    if (at == std::string::npos) return std::nullopt;
    std::size_t from = at;
    while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9') --from;
    if (from == at) return std::nullopt;
    return std::stod(text.substr(from, at - from));
}

/// How many requests a benchmark sent, where its notes say so.
std::optional<double> requestsSent(const Row& row) {
    for (const char* word : {"requests", "prompts", "req each"}) {
        const std::optional<double> sent = numberBefore(row.text("notes"), word);
        if (sent && *sent > 0) return sent;
    }
    return std::nullopt;
}

/// The share of the requests that begin together: all where a benchmark sends one wave, else one a
/// client; ten a client where the row does not say.
double rushOf(const Row& row, double clients) {
    const std::string notes = row.text("notes");
    for (const char* wave : {"all requests sent at once", "offline", "runs;", "aggregate_output"}) {
        if (notes.find(wave) != std::string::npos) return 1;
    }
    const std::optional<double> sent = requestsSent(row);
    return sent ? std::clamp(clients / *sent, 0.0, 1.0) : ClosedLoop{}.rush;
}

/// The number that stands behind `word` in the notes of a row: "power limit 220 W".
std::optional<double> numberBehind(const Row& row, const std::string& word) {
    const std::string notes = row.text("notes");
    const std::size_t at = notes.find(word);
    if (at == std::string::npos) return std::nullopt;
    const double value = std::strtod(notes.c_str() + at + word.size(), nullptr);
    return value > 0 ? std::optional(value) : std::nullopt;
}

/// Watts that each card is limited to.
std::optional<double> powerCap(const Row& row) {
    const std::optional<double> limit = numberBehind(row, "power limit ");
    return limit ? limit : numberBehind(row, "power cap ");
}

/// Requests that one instance runs at once at most: vLLM's own limit unless the row states another
/// or that it is the number of clients (docs/vllm.md 3).
double mostRunning(const Row& row, const SpeedRequest& request) {
    constexpr double kNoLimit = 1e9;
    if (request.engine != EngineChoice::Vllm) return kNoLimit;
    if (const auto stated = numberBehind(row, "max-num-seqs ")) return *stated;
    if (row.text("notes").find("concurrency = max_num_seqs") != std::string::npos) return kNoLimit;
    DeviceSet devices = request.devices;
    devices.usableEach = devices.accelerator->memory;
    return memory::vllmDefaultSequences(devices);
}

struct Setup {
    SpeedRequest request;
    double clients{};  ///< of one instance
    double replicas{1};
    double answer{};
    double rate{};  ///< requests a second; 0 = a closed loop of `clients`
};

/// Requests in flight at which one instance completes `rate` of them a second (Little's law).
double inFlight(SpeedRequest request, const WeightBytes& weights, const SpeedClass& parameters,
                double answer, double rate, double room) {
    const PrefillWork prompt = prefillWork(request, weights);
    for (request.batch = 1; request.batch <= std::min(room, kMostSought); ++request.batch) {
        const ClosedLoop load{
            decodeWork(request, weights), prompt, static_cast<double>(request.batch), 0, answer, 0};
        if (served(load, parameters).total.value >= rate * answer) return request.batch;
    }
    throw std::invalid_argument("more requests arrive than are answered: waits grow with the run");
}

Setup setupOf(const Row& row, const Catalog& catalog) {
    Setup setup;
    SpeedRequest& request = setup.request;
    describeRow(row, catalog, request);
    if (isSpeculative(row)) {
        throw std::invalid_argument("speculative decoding, acceptance unknown");
    }
    const std::optional<double> rate = row.number("request_rate");
    if (!row.has("concurrency") && (!rate || *rate <= 0)) {
        throw std::invalid_argument("neither clients nor a rate of requests is stated");
    }
    setup.rate = row.has("concurrency") ? 0 : *rate;
    // No more can be under way than there are.
    const double clients = std::min(std::max(1.0, row.number("concurrency").value_or(1)),
                                    requestsSent(row).value_or(1e9));
    const int devices = std::max(1, row.integer("accelerator_count", 1));
    const int pipeline = std::max(1, row.integer("pipeline_parallel", 1));
    setup.replicas = std::max(1, row.integer("data_parallel", 1));
    int tensor =
        std::max(1, row.integer("tensor_parallel", static_cast<int>(devices / setup.replicas)));
    // Experts spread over devices that each keep the rest.
    if (row.flag("expert_parallel").value_or(false)) tensor = std::max(tensor, devices);
    if (tensor > 1 && pipeline > 1) {
        throw std::invalid_argument("tensor and pipeline parallelism together");
    }
    setup.replicas = std::max(setup.replicas, std::floor(devices / (1.0 * tensor * pipeline)));
    request.devices.count = std::max(tensor, pipeline);
    request.split = pipeline > 1 ? DeviceSplit::Layers : DeviceSplit::Tensors;
    request.link = row.text("interconnect");
    request.ubatch = kChunk;
    request.prompt = tokens(std::max(1.0, row.number("input_tokens").value_or(kChatPrompt)));
    setup.answer = std::max(1.0, row.number("output_tokens").value_or(kChatAnswer));
    request.depth = request.prompt + tokens(setup.answer / 2);
    const std::optional<double> cap = powerCap(row);
    const std::optional<Watts> full = request.devices.accelerator->tdp;
    if (cap && full) request.powerShare = std::clamp(*cap / full->value, 0.05, 1.0);
    // TensorRT-LLM keeps the cache as the checkpoint says; those that NVIDIA quantised say FP8.
    const bool floats = request.weights->family == "nvfp4" || request.weights->family == "fp8";
    if (request.engine == EngineChoice::TensorRtLlm && floats && !row.has("kv_format")) {
        request.kv = catalog.format("kv-vllm-fp8");
    }
    // The others stand idle.
    if (setup.rate == 0) setup.replicas = std::min(setup.replicas, clients);
    setup.clients = clients / setup.replicas;
    return setup;
}

SpeedObservation observationOf(const Row& row, const Catalog& catalog, WeightSizes& sizes) {
    Setup setup = setupOf(row, catalog);
    SpeedRequest& request = setup.request;
    const WeightBytes& weights = sizes.of(request);
    const double room =
        std::min(roomFor(request, weights, setup.answer), mostRunning(row, request));
    if (setup.rate > 0) {
        const SpeedClass* parameters =
            speedClass(*request.devices.accelerator, request.engine, catalog, row.text("backend"));
        if (parameters == nullptr) {
            throw std::invalid_argument(
                "the catalog has no speed class for this device and engine");
        }
        setup.clients = inFlight(request, weights, *parameters, setup.answer,
                                 setup.rate / setup.replicas, room);
    }
    const double running = std::min(setup.clients, room);
    request.batch = static_cast<int>(std::ceil(running));
    SpeedObservation seen;
    seen.series = row.text("series_id");
    seen.device = row.text("accelerator_id");
    seen.model = row.text("model_id");
    seen.engine = row.text("engine");
    seen.parallelism = request.devices.count == 1             ? "none"
                       : request.split == DeviceSplit::Layers ? "pipeline"
                                                              : "tensor";
    seen.promptTokens = request.prompt.value;
    seen.replicas = setup.replicas;
    seen.load.step = decodeWork(request, weights);
    seen.load.prompt = prefillWork(request, weights);
    seen.load.running = running;
    seen.load.waiting = setup.clients - running;
    seen.load.answer = setup.answer;
    seen.offered = setup.rate * setup.answer;
    seen.load.rush = setup.rate > 0 ? 0 : rushOf(row, row.number("concurrency").value_or(1));
    seen.classId = classOf(row, catalog);
    seen.oneConstant = oneConstantRate(request, weights);
    return seen;
}

std::optional<double> meanOrMedian(const Row& row, const std::string& column) {
    for (const char* statistic : {"_mean", "_p50"}) {
        const std::optional<double> value = row.number(column + statistic);
        if (value && *value > 0) return value;
    }
    return std::nullopt;
}

void addFigures(const Row& row, const SpeedObservation& seen, SpeedObservations& result) {
    const auto add = [&](const char* metric, SpeedFigure figure, double measured, double simple) {
        SpeedObservation one = seen;
        one.metric = metric;
        one.figure = figure;
        one.measured = measured;
        one.oneConstant = simple;
        result.figures.push_back(std::move(one));
    };
    if (const auto gap = meanOrMedian(row, "tpot_ms")) {
        const std::string notes = lowered(row.text("notes"));
        const bool median =
            notes.find("itl p50") != std::string::npos ||
            (!row.has("tpot_ms_mean") && notes.find("median itl") != std::string::npos);
        add("tpot_ms", median ? SpeedFigure::StepTime : SpeedFigure::TokenTime, *gap,
            1000 / seen.oneConstant);
    }
    const std::optional<double> total = row.number("output_tok_s_total");
    if (total && *total > 0) {
        add("output_tok_s", SpeedFigure::WallRate, *total,
            seen.oneConstant * seen.load.running * seen.replicas);
    }
    if (const auto first = meanOrMedian(row, "ttft_ms")) {
        add("ttft_ms", SpeedFigure::FirstToken, *first, 0);
    }
}

}  // namespace

bool isServingTable(const std::vector<std::string>& header) {
    const auto has = [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    };
    return has("series_id") && has("concurrency") && has("tensor_parallel") && has("ttft_ms_mean");
}

SpeedObservations readServingRows(const std::vector<Row>& rows, const Catalog& catalog) {
    SpeedObservations result;
    WeightSizes sizes;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Row& row = rows[index];
        try {
            SpeedObservation seen = observationOf(row, catalog, sizes);
            seen.row = index + 1;
            seen.label = labelOf(row);
            const std::size_t before = result.figures.size();
            addFigures(row, seen, result);
            if (result.figures.size() == before) {
                throw std::invalid_argument("the row has no figure that is predicted");
            }
        } catch (const std::invalid_argument& problem) {
            result.unpredicted.push_back({{index + 1, labelOf(row), problem.what()},
                                          {},
                                          row.text("series_id"),
                                          row.text("engine"),
                                          {},
                                          classOf(row, catalog)});
        }
    }
    return result;
}

}  // namespace headroom
