// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <stdexcept>

#include "core/units/format.h"
#include "core/validation/bench_fields.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

/// By the client's word for the server ("vllm", "openai-chat", "sglang-oai"); vLLM's own benchmark
/// speaks to any server of the OpenAI kind and says no more of it.
EngineChoice engineOf(const BenchFields& fields) {
    for (const std::string& word :
         words(fields.text("backend") + " " + fields.text("endpoint_type"))) {
        if (word == "sglang") return EngineChoice::Sglang;
        if (word == "trt" || word == "tensorrt") return EngineChoice::TensorRtLlm;
    }
    return EngineChoice::Vllm;
}

/// "20251007-131635" -> "2025-10-07".
std::string dayOf(const std::string& date) {
    const bool digits = date.size() >= 8 && std::all_of(date.begin(), date.begin() + 8, [](char c) {
                            return c >= '0' && c <= '9';
                        });
    if (!digits) return {};
    return date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2);
}

void refuseSpeculation(const BenchFields& fields) {
    for (const char* name : {"accept_length", "spec_decode_acceptance_length"}) {
        const std::optional<double> tokens = fields.number(name);
        if (tokens && *tokens > 1) {
            throw std::invalid_argument(
                "The server wrote " + formatSignificant(*tokens) + " tokens a step (" + name +
                "): speculative decoding. Measure without it; how much it gains is the work's.");
        }
    }
}

/// Requests that were answered; throws when none was.
double answered(const BenchFields& fields) {
    const double completed =
        fields.has("completed") ? fields.above("completed") : fields.above("num_prompts");
    const double failed = fields.number("failed").value_or(0);
    constexpr double kMostFailed = 0.05;
    if (failed > kMostFailed * (completed + failed)) {
        throw std::invalid_argument(
            formatNumber(failed) + " of " + formatNumber(completed + failed) +
            " requests failed; the load was another than stated. Measure without failures.");
    }
    return completed;
}

std::optional<double> meanOrMedian(const BenchFields& fields, const std::string& name) {
    for (const char* statistic : {"mean_", "median_"}) {
        const std::optional<double> value = fields.number(statistic + name);
        if (value && *value > 0) return value;
    }
    return std::nullopt;
}

}  // namespace

std::vector<BenchRow> rowsOfServing(const BenchFields& fields) {
    refuseSpeculation(fields);
    BenchRow row;
    row.engine = engineOf(fields);
    row.tool = row.engine == EngineChoice::Sglang ? "sglang.bench_serving" : "vllm bench serve";
    row.devices = {""};
    row.model = fields.text("model_id");
    const double completed = answered(fields);
    row.requests = completed;
    row.prompt = fields.above("total_input_tokens") / completed;
    row.answer = fields.above("total_output_tokens") / completed;
    const bool paced = fields.has("request_rate") && fields.text("request_rate") != "inf";
    if (paced) row.requestRate = fields.above("request_rate");
    // Without a limit all requests are sent at once.
    const int clients = fields.count("max_concurrency", 0);
    row.batch = clients > 0 ? clients : paced ? 1 : static_cast<int>(std::min(completed, 1e9));
    row.date = dayOf(fields.text("date"));
    std::vector<BenchRow> rows;
    const auto add = [&](BenchMetric metric, const std::optional<double>& value) {
        if (!value || *value <= 0) return;
        rows.push_back(row);
        rows.back().metric = metric;
        rows.back().value = *value;
    };
    add(BenchMetric::TokenTime, meanOrMedian(fields, "tpot_ms"));
    add(BenchMetric::FirstToken, meanOrMedian(fields, "ttft_ms"));
    add(BenchMetric::OutputRate, fields.number("output_throughput"));
    if (rows.empty()) {
        throw std::invalid_argument(
            "None of the fields \"mean_tpot_ms\", \"mean_ttft_ms\" and \"output_throughput\" holds "
            "a number above 0. Measure a server that writes answers.");
    }
    return rows;
}

std::vector<BenchRow> rowsOfThroughput(const BenchFields& fields) {
    BenchRow row;
    row.tool = "vllm bench throughput";
    row.engine = EngineChoice::Vllm;
    row.devices = {""};
    row.requests = fields.above("num_requests");
    row.batch = static_cast<int>(std::min(row.requests, 1e9));
    row.metric = BenchMetric::TotalRate;
    row.value = fields.above("tokens_per_second");
    // Prompt and answer of one request together: the file does not say how they divide.
    row.prompt = fields.above("total_num_tokens") / row.requests;
    return {row};
}

}  // namespace headroom
