// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/scenario/number_text.h"
#include "core/units/format.h"
#include "core/validation/bench_fields.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

[[noreturn]] void refuse(const std::string& sentence) {
    throw std::invalid_argument(sentence);
}

struct Alias {
    std::string_view shown;
    std::string_view name;
};
/// Headings of the tables for names of the JSON output (get_field_display_name in llama-bench.cpp,
/// the LOG line of batched-bench.cpp).
constexpr std::array kAliases{
    Alias{"model", "model_type"},
    Alias{"backend", "backends"},
    Alias{"ngl", "n_gpu_layers"},
    Alias{"sm", "split_mode"},
    Alias{"threads", "n_threads"},
    Alias{"nkvo", "no_kv_offload"},
    Alias{"fa", "flash_attn"},
    Alias{"mmap", "use_mmap"},
    Alias{"embd", "embeddings"},
    Alias{"nopo", "no_op_offload"},
    Alias{"noh", "no_host"},
    Alias{"dev", "devices"},
    Alias{"ts", "tensor_split"},
    Alias{"ot", "tensor_buft_overrides"},
    Alias{"ncmoe", "n_cpu_moe"},
    Alias{"PP", "pp"},
    Alias{"TG", "tg"},
    Alias{"B", "pl"},
    Alias{"S_PP t/s", "speed_pp"},
    Alias{"S_TG t/s", "speed_tg"},
};

/// "4.58 GiB", "8.03 B": the number and its unit; nullopt when it is neither.
struct Measure {
    double value{};
    double rounding{};  ///< half of the last digit that is printed
};
std::optional<Measure> measureOf(std::string_view cell) {
    struct Unit {
        std::string_view name;
        double factor;
    };
    constexpr double kKibi = 1024;
    for (const Unit unit : {Unit{" MiB", kKibi * kKibi}, Unit{" GiB", kKibi * kKibi * kKibi},
                            Unit{" TiB", kKibi * kKibi * kKibi * kKibi}, Unit{" M", 1e6},
                            Unit{" B", 1e9}, Unit{" T", 1e12}}) {
        if (!cell.ends_with(unit.name)) continue;
        const std::string_view digits = trimmed(cell.substr(0, cell.size() - unit.name.size()));
        const std::optional<double> value = numberValue(digits, 1);
        if (!value || *value <= 0) return std::nullopt;
        const std::size_t point = digits.find('.');
        double last = unit.factor;
        for (std::size_t i = point; i != std::string_view::npos && ++i < digits.size();) last /= 10;
        return Measure{*value * unit.factor, last / 2};
    }
    return std::nullopt;
}

/// Digits at the beginning of `text`, which moves behind them; empty when there are none.
std::string takeDigits(std::string_view& text) {
    text = trimmed(text);
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string digits(text.substr(0, end));
    text = trimmed(text.substr(end));
    return digits;
}

/// "pp512", "tg128 @ d4096", "pp512+tg128".
void readTest(std::string_view cell, BenchFields& fields) {
    std::string_view rest = trimmed(cell);
    std::string prompt = "0";
    std::string answer = "0";
    std::string depth = "0";
    if (rest.starts_with("pp")) {
        rest.remove_prefix(2);
        prompt = takeDigits(rest);
        if (rest.starts_with("+")) rest = trimmed(rest.substr(1));
    }
    if (rest.starts_with("tg")) {
        rest.remove_prefix(2);
        answer = takeDigits(rest);
    }
    if (rest.starts_with("@")) {
        rest = trimmed(rest.substr(1));
        if (rest.starts_with("d")) rest.remove_prefix(1);
        depth = takeDigits(rest);
    }
    const bool whole = rest.empty() && !prompt.empty() && !answer.empty() && !depth.empty();
    if (!whole || (prompt == "0" && answer == "0")) {
        refuse("The test " + quotedText(cell) +
               " is none of llama-bench's, such as pp512, tg128 or tg128 @ d4096.");
    }
    fields.set("n_prompt", prompt);
    fields.set("n_gen", answer);
    fields.set("n_depth", depth);
}

/// "115.42 ± 0.31": whatever stands between the two numbers, as encodings get lost in copying.
void readRate(std::string_view cell, BenchFields& fields) {
    constexpr std::string_view kNumber = "0123456789.,eE";
    const std::string_view text = trimmed(cell);
    const std::size_t end = std::min(text.find_first_not_of(kNumber), text.size());
    fields.set("avg_ts", std::string(end == 0 ? text : text.substr(0, end)));
    const std::size_t next = end == 0 ? text.npos : text.find_first_of("0123456789", end);
    if (next != text.npos) fields.set("stddev_ts", std::string(text.substr(next)));
}

void readMeasure(std::string_view cell, const char* name, BenchFields& fields) {
    const std::optional<Measure> measure = measureOf(cell);
    // "?B" and the like: nothing is known then.
    if (!measure) return;
    fields.set(name, shortestText(measure->value));
    fields.set(std::string(name) + "_rounding", shortestText(measure->rounding));
}

std::vector<std::string> parted(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        const std::string_view part = trimmed(text.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        text = text.substr(std::min(text.size(), end + separator.size()));
    }
    return parts;
}

/// The number at the end of "CUDA1"; nullopt when there is none.
std::optional<std::size_t> indexOf(const std::string& device) {
    const std::size_t last = device.find_last_not_of("0123456789");
    const std::size_t from = last == std::string::npos ? 0 : last + 1;
    if (from == device.size() || device.size() - from > 3) return std::nullopt;
    return static_cast<std::size_t>(std::stoi(device.substr(from)));
}

/// The devices that took part, of all that the program saw.
std::vector<std::string> devicesOf(const BenchFields& fields, std::vector<std::string> seen) {
    const auto at = [&](std::optional<std::size_t> index) {
        return index && *index < seen.size() ? seen[*index] : std::string();
    };
    const std::vector<std::string> chosen = parted(fields.text("devices"), "/");
    const bool automatic = chosen.empty() || chosen.front() == "auto";
    if (fields.text("split_mode") == "none") {
        if (!automatic) return {at(indexOf(chosen.front()))};
        const int main = fields.count("main_gpu", 0);
        return {at(main >= 0 ? std::optional(static_cast<std::size_t>(main)) : std::nullopt)};
    }
    if (automatic) return seen.empty() ? std::vector<std::string>{""} : seen;
    std::vector<std::string> devices;
    for (const std::string& name : chosen) devices.push_back(at(indexOf(name)));
    return devices;
}

std::string backendsOf(const BenchFields& fields) {
    if (fields.has("backends")) return fields.text("backends");
    // Before 2024-11 a field for each backend.
    for (const char* backend : {"cuda", "metal", "vulkan", "sycl", "rocm"}) {
        if (fields.flag(backend)) return backend;
    }
    return {};
}

/// Work that is not the device's alone tells nothing of its class.
void refuseHostWork(const BenchFields& fields) {
    const std::string backends = backendsOf(fields);
    const std::vector<std::string> names = words(backends);
    if (std::find(names.begin(), names.end(), "rpc") != names.end()) {
        refuse("The backend " + quotedText(backends) +
               " uses devices of other computers. Measure one computer's own devices.");
    }
    if (!backends.empty() && backendNamed(backends).empty()) {
        refuse("The backend " + quotedText(backends) +
               " is not one of CUDA, Metal, ROCm, Vulkan and SYCL. Measure with the device's own.");
    }
    const std::string layers = fields.text("n_gpu_layers");
    if (fields.count("n_gpu_layers", -1) == 0 || fields.text("devices") == "none") {
        refuse("No layer is on the device (-ngl " + (layers.empty() ? "0" : layers) +
               "). Measure with -ngl 99.");
    }
    if (fields.count("n_cpu_moe", 0) > 0) {
        refuse("Experts of " + fields.text("n_cpu_moe") +
               " layers are in host memory (n_cpu_moe). Measure without.");
    }
    const std::string overrides = fields.text("tensor_buft_overrides");
    if (!overrides.empty() && overrides != "none") {
        refuse("Tensors were moved by " + quotedText(overrides) + ". Measure without -ot.");
    }
    if (fields.flag("no_kv_offload")) {
        refuse("The cache is in host memory (no_kv_offload). Measure with -nkvo 0.");
    }
    if (fields.flag("embeddings")) {
        refuse("Embeddings were computed, not answers. Measure with -embd 0.");
    }
}

std::string fileName(const std::string& path) {
    return path.substr(path.find_last_of("/\\") + 1);
}

std::string buildOf(const BenchFields& fields) {
    const std::string commit = fields.text("build_commit");
    const std::string number = fields.text("build_number");
    return number.empty() ? commit : commit + " (" + number + ")";
}

/// What both programs say of a run.
BenchRow commonRow(const BenchFields& fields, const std::vector<std::string>& loggedDevices) {
    refuseHostWork(fields);
    BenchRow row;
    row.backend = backendNamed(backendsOf(fields));
    const std::string info = fields.text("gpu_info");
    row.devices = devicesOf(fields, info.empty() ? loggedDevices : parted(info, ", "));
    row.model = fields.text("model_type");
    row.modelFile = fileName(fields.text("model_filename"));
    if (const auto size = fields.number("model_size"); size && *size > 0) {
        row.modelBytes = bytes(*size);
    }
    if (const auto count = fields.number("model_n_params"); count && *count > 0) {
        row.parameters = count;
    }
    row.parametersRounding = fields.number("model_n_params_rounding").value_or(0);
    row.cacheKeys = fields.text("type_k");
    row.cacheValues = fields.text("type_v");
    row.layersOnDevice = fields.count("n_gpu_layers", -1);
    row.ubatch = fields.count("n_ubatch", 0);
    row.split = fields.text("split_mode");
    row.build = buildOf(fields);
    const std::string time = fields.text("test_time");
    if (time.size() >= 10 && time[4] == '-' && time[7] == '-') row.date = time.substr(0, 10);
    return row;
}

}  // namespace

BenchFields fieldsOfTable(const std::vector<std::string>& header,
                          const std::vector<std::string>& cells) {
    BenchFields fields;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string& heading = header[i];
        const std::string& cell = cells[i];
        if (heading == "test") {
            readTest(cell, fields);
        } else if (heading == "t/s") {
            readRate(cell, fields);
        } else if (heading == "size") {
            readMeasure(cell, "model_size", fields);
        } else if (heading == "params") {
            readMeasure(cell, "model_n_params", fields);
        } else {
            const auto* alias =
                std::find_if(kAliases.begin(), kAliases.end(),
                             [&](const Alias& one) { return one.shown == heading; });
            fields.set(alias == kAliases.end() ? heading : std::string(alias->name), cell);
        }
    }
    return fields;
}

std::vector<BenchRow> rowsOfLlamaBench(const BenchFields& fields,
                                       const std::vector<std::string>& loggedDevices) {
    BenchRow row = commonRow(fields, loggedDevices);
    row.tool = "llama-bench";
    row.prompt = fields.count("n_prompt", 0);
    row.answer = fields.count("n_gen", 0);
    row.depth = fields.count("n_depth", 0);
    if (row.prompt < 0 || row.answer < 0 || row.depth < 0 || row.prompt + row.answer == 0) {
        refuse("The test has " + quotedText(fields.text("n_prompt")) + " prompt tokens, " +
               quotedText(fields.text("n_gen")) + " of an answer and a depth of " +
               quotedText(fields.text("n_depth")) + ". One of the first two must be above 0.");
    }
    row.metric = row.answer == 0   ? BenchMetric::Prefill
                 : row.prompt == 0 ? BenchMetric::Decode
                                   : BenchMetric::Both;
    row.value = fields.above("avg_ts");
    row.deviation = fields.number("stddev_ts").value_or(0);
    return {row};
}

std::vector<BenchRow> rowsOfBatchedBench(const BenchFields& fields,
                                         const std::vector<std::string>& loggedDevices) {
    BenchRow row = commonRow(fields, loggedDevices);
    row.tool = "llama-batched-bench";
    row.prompt = fields.count("pp", 0);
    row.answer = fields.count("tg", 0);
    row.batch = fields.count("pl", 1);
    if (row.batch < 1 || row.prompt < 0 || row.answer < 0) {
        refuse("The test has a batch of " + quotedText(fields.text("pl")) + ", " +
               quotedText(fields.text("pp")) + " prompt tokens and " +
               quotedText(fields.text("tg")) + " of an answer. None may be negative.");
    }
    std::vector<BenchRow> rows;
    if (row.prompt > 0) {
        BenchRow prefill = row;
        prefill.metric = BenchMetric::Prefill;
        prefill.answer = 0;
        // One prompt that all sequences share.
        if (fields.flag("is_pp_shared")) prefill.batch = 1;
        prefill.value = fields.above("speed_pp");
        rows.push_back(prefill);
    }
    if (row.answer > 0) {
        BenchRow decode = row;
        decode.metric = BenchMetric::Decode;
        decode.depth = row.prompt;
        decode.prompt = 0;
        decode.value = fields.above("speed_tg");
        rows.push_back(decode);
    }
    if (rows.empty()) refuse("The test has neither prompt nor answer. Measure with -npp and -ntg.");
    return rows;
}

}  // namespace headroom
