// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/scenario.h"

namespace headroom {

/// What one figure of a benchmark's output counts.
enum class BenchMetric {
    Decode,      ///< tokens/s of all sequences of a batch, decode alone ("tg")
    Prefill,     ///< prompt tokens/s ("pp")
    Both,        ///< prompt and answer tokens/s over prefill and decode ("pp512+tg128")
    TokenTime,   ///< TPOT of a server under load, ms
    FirstToken,  ///< TTFT of a server under load, ms
    OutputRate,  ///< tokens/s of all answers of a server under load
    TotalRate,   ///< the same with the tokens of the prompts
};
/// "decode", "prefill", "prefill and decode", "TPOT", "TTFT", "output rate", "total rate".
std::string_view benchMetricName(BenchMetric metric);
/// "tok/s" or "ms".
std::string_view benchMetricUnit(BenchMetric metric);

/// One measured figure with what the output says of its setting. Texts come from a file and are
/// hostile: escape them before showing. Zero and empty mean "not said".
struct BenchRow {
    std::size_t line{};  ///< where it begins in the text, from 1
    std::string tool;    ///< "llama-bench", "llama-batched-bench", "vllm bench serve" ...
    EngineChoice engine{EngineChoice::LlamaCpp};
    std::string backend;               ///< as speed classes name it: cuda, metal, rocm, vulkan
    std::vector<std::string> devices;  ///< names as printed, one a device that took part
    std::string model;                 ///< "llama 8B Q4_K - Medium", "Qwen/Qwen3-14B-FP8"
    std::string modelFile;             ///< name of the file, without folders
    std::optional<Bytes> modelBytes;
    std::optional<double> parameters;
    double parametersRounding{};  ///< the count is known to +- this
    std::string cacheKeys;        ///< "f16", "q8_0"
    std::string cacheValues;
    int layersOnDevice{-1};  ///< llama.cpp's -ngl; negative: as many as fit, by the program
    BenchMetric metric{};
    double prompt{};  ///< tokens, of one request
    double answer{};  ///< tokens, of one request
    double depth{};   ///< tokens in the cache before
    int batch{1};     ///< sequences together; clients of a server
    int ubatch{};
    std::string split;     ///< llama.cpp's split mode: none, layer, row, tensor
    double requestRate{};  ///< requests a second; 0 = as fast as clients are answered
    double requests{};     ///< sent in all
    double value{};        ///< in the metric's unit, > 0 and finite
    double deviation{};    ///< standard deviation of repetitions, in the same unit; 0 = not said
    std::string build;     ///< "8b66e0f (6500)"
    std::string date;      ///< ISO 8601 day; empty = not said

    friend bool operator==(const BenchRow&, const BenchRow&) = default;
};
/// "decode, 128 tokens at depth 4,096": the test of a row for a person.
std::string benchTestName(const BenchRow& row);

/// A line or object that looks like a measurement and gives none, and why.
struct BenchGap {
    std::size_t line{};
    std::string text;    ///< the beginning of it, hostile
    std::string reason;  ///< a sentence with the field, the value and the remedy

    friend bool operator==(const BenchGap&, const BenchGap&) = default;
};

struct BenchOutput {
    std::vector<BenchRow> rows;
    std::vector<BenchGap> unusable;
};

/// Reads pasted or saved text of unknown kind: any mixture, also amid other lines of a terminal, of
/// - llama-bench -o md, json, jsonl, csv (tools/llama-bench/llama-bench.cpp of llama.cpp),
/// - llama-batched-bench as table or JSON lines (tools/batched-bench/batched-bench.cpp),
/// - vllm bench serve --save-result, also of SGLang (vllm/benchmarks/serve.py),
/// - vllm bench throughput --output-json (vllm/benchmarks/throughput.py).
/// Device names that llama.cpp logs before a table belong to the table's rows. What looks like a
/// measurement and cannot be used is listed; other lines are passed over. Takes time in proportion
/// to the text. Throws std::invalid_argument with a sentence and its remedy when the text holds
/// neither a row nor anything that looks like one, or more than 16 MiB.
BenchOutput readBenchOutput(std::string_view text);

}  // namespace headroom
