// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/engine_rows.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "core/memory/ollama_rules.h"
#include "core/memory/pool_engines.h"
#include "core/memory/vllm_rules.h"
#include "core/scenario/engines.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

constexpr int kMostDevices = 4096;
constexpr double kLongestContext = 1e9;

std::optional<EngineChoice> engineNamed(const std::string& name) {
    if (name == "sglang") return EngineChoice::Sglang;
    if (name == "tensorrt-llm") return EngineChoice::TensorRtLlm;
    if (name == "mlx") return EngineChoice::Mlx;
    if (name == "ollama") return EngineChoice::Ollama;
    return std::nullopt;
}

/// "14-33 prompt +128" begins with a number of tokens; nothing otherwise.
std::optional<double> leadingNumber(const std::string& text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    return std::strtod(text.c_str(), nullptr);
}

/// "Q4", "4bit" -> the affine format in groups of 64 that mlx-lm converts to by default.
const WeightFormat* mlxFormat(const std::string& quantization, const Catalog& catalog) {
    for (const char bits : {'2', '3', '4', '5', '6', '8'}) {
        if (quantization.find(bits) == std::string::npos) continue;
        return catalog.format(std::string("mlx-") + bits + "bit-g64");
    }
    return quantization.find("16") != std::string::npos ? catalog.format("bf16") : nullptr;
}

/// Ollama's library serves Q4_K_M unless a tag says otherwise, MXFP4 where the developer published
/// that.
const WeightFormat* ollamaFormat(const Row& row, const ModelSpec& model, const Catalog& catalog) {
    std::string said;
    for (const std::string& word : words(row.text("quantization"))) {
        said += (said.empty() ? "" : "_") + word;
    }
    if (said.empty()) said = model.nativeFormat;
    if (said == "mxfp4") return catalog.format("gguf-mxfp4_moe");
    const WeightFormat* named = catalog.format("gguf-" + said);
    const bool silent = !row.has("quantization");
    return silent ? catalog.format("gguf-q4_k_m") : named;
}

/// "qwen3-embedding:0.6b-q8_0": the model before the format at the end of a tag, and the format.
struct Tag {
    std::string model;
    const WeightFormat* format{};
};
Tag tagOf(const std::string& text, const Catalog& catalog) {
    const std::size_t dash = text.rfind('-');
    if (dash == std::string::npos) return {text, nullptr};
    const WeightFormat* format = catalog.format("gguf-" + text.substr(dash + 1));
    return {format ? text.substr(0, dash) : text, format};
}

class RunPredictor {
public:
    RunPredictor(const Row& row, std::size_t number, const Catalog& catalog, Comparisons& result)
        : m_row(row), m_number(number), m_catalog(catalog), m_result(result) {}

    void run() {
        const std::string name = m_row.text("engine");
        const std::optional<EngineChoice> engine = engineNamed(name);
        if (!engine) {
            skip("Headroom has no rules for the engine \"" + name + "\".");
            return;
        }
        m_request.engine = *engine;
        m_request.model = model();
        if (!m_request.model) {
            skip("The catalog has no model \"" + m_row.text("model_id_guess") + "\".");
            return;
        }
        placeOnDevice();
        m_request.kv = cacheFormatMeant(m_row.text("kv_dtype"), nullptr, m_catalog);
        if (!m_request.kv) {
            skip("The catalog lacks the formats kv-llamacpp-f16 or kv-vllm-fp8.");
            return;
        }
        if (engineFamily(*engine) == EngineChoice::Vllm) {
            comparePool();
        } else {
            comparePeak();
        }
    }

private:
    void skip(std::string reason) {
        m_result.unpredicted.push_back({m_number, label(), std::move(reason)});
    }
    std::string label() const {
        std::string text = m_row.text("engine") + ", " + m_row.text("model");
        if (m_row.has("quantization")) text += ", " + m_row.text("quantization");
        if (m_row.has("context_tokens")) text += ", " + m_row.text("context_tokens") + " tokens";
        return text;
    }
    void compare(const char* quantity, double predicted, std::optional<double> measured) {
        if (!measured || *measured <= 0) return;
        m_result.figures.push_back(
            {m_number, label(), m_row.text("engine") + "_" + quantity, predicted, *measured});
    }

    const ModelSpec* model() const {
        const std::string guess = tagOf(m_row.text("model_id_guess"), m_catalog).model;
        if (guess.empty()) return nullptr;
        if (const ModelSpec* found = modelMeant(guess, m_catalog)) return found;
        return modelMeant(m_row.text("model"), m_catalog);
    }

    void placeOnDevice() {
        DeviceSet& devices = m_request.devices;
        const MeantAccelerator meant = acceleratorMeant(m_row.text("device"), m_catalog);
        if (meant.accelerator) devices = devicesOf(*meant.accelerator, 1);
        m_knownMemory = meant.accelerator && meant.settlesMemory && !devices.unified;
        if (!meant.accelerator) {
            const double memory = m_row.number("device_memory_gb").value_or(0);
            devices.capacityEach = devices.usableEach = gibibytes(memory);
        }
        devices.count = std::clamp(m_row.integer("tensor_parallel", 1), 1, kMostDevices);
        m_request.weights = m_catalog.format("bf16");
    }

    void comparePool() {
        const auto tokenCount = m_row.number("kv_tokens");
        const auto pool = m_row.number("kv_gb");
        m_request.cache = {tokens(1), tokens(1), 1, true};
        if (!m_request.model->cacheComplete) {
            skip("The catalog does not describe all of this model's cache.");
            return;
        }
        // TensorRT-LLM takes the cache type of a quantised checkpoint from the checkpoint.
        const bool unstated = m_request.engine == EngineChoice::TensorRtLlm &&
                              !m_row.has("kv_dtype") && !m_row.has("quantization") &&
                              m_request.model->nativeFormat != "bf16";
        if (unstated) skip("The row states neither the cache type nor the weight format.");
        if (!unstated && tokenCount && pool && *tokenCount > 0) {
            constexpr double kMany = 1 << 20;
            compare("kv_bytes_per_token", memory::poolKvBytes(m_request, kMany).sum().value / kMany,
                    gibibytes(*pool).value / *tokenCount);
        }
        compareWeights(pool);
    }

    void compareWeights(std::optional<double> pool) {
        const std::string said = m_row.text("quantization");
        m_request.weights =
            said.empty() ? nullptr
                         : formatMeant(said, m_row.text("model"), *m_request.model, m_catalog);
        if (!m_request.weights) {
            skip("The weight format \"" + said +
                 "\" is none that the catalog has: no weights and no pool.");
            return;
        }
        const WeightBytes weights =
            weightBytes(*m_request.model, *m_request.weights, m_request.engine);
        const Bytes share = memory::vllmWeights(m_request, weights);
        compare("weights", inGibibytes(share), m_row.number("weights_gb"));
        if (!m_knownMemory) {
            skip("The memory of the device \"" + m_row.text("device") +
                 "\" is not known: no pool.");
            return;
        }
        const bool sglang = m_request.engine == EngineChoice::Sglang;
        const double usual = sglang ? memory::sglangStaticFraction(m_request.devices.count)
                                    : memory::kTensorRtLlmFraction;
        const double fraction = m_row.number("mem_fraction_static").value_or(usual);
        Bytes sum = memory::poolBytes(m_request.engine, m_request.devices.usableEach,
                                      memory::kPoolContext, share, fraction);
        const bool hybrid = memory::poolStateBytes(m_request) > Bytes{0};
        if (sglang && hybrid) sum = sum * (1 - memory::kSglangStateShare);
        compare("kv_pool", inGibibytes(sum), pool);
    }

    void comparePeak() {
        const bool mlx = m_request.engine == EngineChoice::Mlx;
        m_request.weights = mlx ? mlxFormat(m_row.text("quantization"), m_catalog)
                                : ollamaFormat(m_row, *m_request.model, m_catalog);
        const Tag tag = tagOf(m_row.text("model_id_guess"), m_catalog);
        if (!mlx && tag.format) m_request.weights = tag.format;
        if (!m_request.weights) {
            skip("The weight format \"" + m_row.text("quantization") +
                 "\" is none that the catalog has.");
            return;
        }
        std::optional<double> context = leadingNumber(m_row.text("context_tokens"));
        if (!context && !mlx) context = memory::ollamaDefaultContext(m_request.devices).value;
        if (!context) {
            skip("The row states no context.");
            return;
        }
        const double length = std::clamp(*context, 1.0, kLongestContext);
        m_request.cache = {tokens(length), tokens(length), 1, true};
        m_request.devices.usableEach = gibibytes(1e6);  // what it takes, whether or not it fits
        const DeviceLedger all = memoryLedger(m_request, {}, m_catalog).total();
        const Bytes process = mlx ? all.engine : Bytes{0};
        const Bytes size = all.weights + all.kv + all.state + all.compute + process;
        compare("peak", inGigabytes(size), m_row.number("peak_or_size_gb"));
    }

    const Row& m_row;
    std::size_t m_number{};
    const Catalog& m_catalog;
    Comparisons& m_result;
    MemoryRequest m_request;
    bool m_knownMemory{};
};

}  // namespace

bool isEngineTable(const std::vector<std::string>& header) {
    const std::array needed{"engine", "mem_fraction_static", "peak_or_size_gb"};
    return std::all_of(needed.begin(), needed.end(), [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    });
}

std::vector<ErrorBound> engineBounds() {
    return {{.quantity = "sglang_kv_bytes_per_token", .worst = 0.002},
            {.quantity = "tensorrt-llm_kv_bytes_per_token", .worst = 0.002}};
}

Comparisons compareEngineRows(const std::vector<Row>& rows, const Catalog& catalog) {
    Comparisons result;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        RunPredictor(rows[index], index + 1, catalog, result).run();
    }
    return result;
}

}  // namespace headroom
