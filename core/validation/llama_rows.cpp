// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/llama_rows.h"

#include <algorithm>
#include <stdexcept>

#include "core/memory/ledger.h"
#include "core/memory/weights.h"

namespace headroom {
namespace {

/// The rows' figures are printed with two decimals, so an exact cache differs by up to half of
/// the last one; small caches need a relative bound that allows for it.
constexpr double kPrintedError = 0.005;

const WeightFormat& formatNamed(const Catalog& catalog, const std::string& id,
                                const std::string& text) {
    const WeightFormat* found = catalog.format(id);
    if (!found) throw std::invalid_argument("the format \"" + text + "\" is not in the catalog");
    return *found;
}

std::string lowered(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

const WeightFormat& cacheFormat(const Catalog& catalog, const std::string& type) {
    return formatNamed(catalog, "kv-llamacpp-" + lowered(type), type);
}

/// Weights by model and format: they do not depend on the other settings of a row.
class WeightCache {
public:
    const WeightBytes& of(const std::string& model, const ModelSpec& spec,
                          const WeightFormat& format) {
        const std::string key = model + '\n' + format.id;
        auto found = m_known.find(key);
        if (found == m_known.end()) {
            found = m_known.emplace(key, weightBytes(spec, format, EngineChoice::LlamaCpp)).first;
        }
        return found->second;
    }

private:
    std::map<std::string, WeightBytes, std::less<>> m_known;
};

MemoryRequest requestOf(const Row& row, const ModelSpec& model, const Catalog& catalog) {
    const auto count = [&](const char* column) {
        const std::optional<double> value = row.number(column);
        if (!value || *value < 0) {
            throw std::invalid_argument("the column \"" + std::string(column) + "\" holds \"" +
                                        row.text(column) + "\", a number is expected");
        }
        return *value;
    };
    MemoryRequest request;
    request.model = &model;
    const std::string type = row.text("file_type");
    request.weights = &formatNamed(catalog, "gguf-" + lowered(type), type);
    request.kv = &cacheFormat(catalog, row.text("type_k"));
    request.engine = EngineChoice::LlamaCpp;
    request.cache.contextTotal = tokens(count("n_ctx_requested"));
    request.cache.slotCount = std::max(1, row.integer("n_parallel", 1));
    request.cache.unified = row.flag("kv_unified").value_or(false);
    request.ubatch = static_cast<int>(count("n_ubatch"));
    request.devices.count = std::max(1, row.integer("n_devices", 1));
    LlamaSettings& llama = request.llama;
    llama.valueFormat = &cacheFormat(catalog, row.text("type_v"));
    llama.build = row.integer("llama_cpp_build", llama.build);
    llama.flashAttention = row.flag("flash_attn").value_or(true);
    llama.fullWindowCache = row.flag("swa_full").value_or(false);
    llama.outputRows = row.integer("n_outputs_max");
    llama.gpuLayers = row.integer("n_gpu_layers");
    llama.expertsOnHost = row.text("tensor_override").find("exps") != std::string::npos;
    llama.cpuOnly = row.text("backend") == "CPU";
    return request;
}

std::string labelOf(const Row& row) {
    return row.text("model") + " " + row.text("file_type") + ", context " +
           row.text("n_ctx_requested") + ", " + row.text("n_parallel") + " slots, " +
           row.text("type_k") + ", " + row.text("n_devices") + " devices, b" +
           row.text("llama_cpp_build");
}

Ledger ledgerOf(const MemoryRequest& request, const WeightBytes& weights, const Catalog& catalog) {
    return memoryLedger(request, weights, {}, catalog);
}

}  // namespace

bool isLlamaTable(const std::vector<std::string>& header) {
    const auto has = [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    };
    return has("n_ctx_requested") && has("compute_mib") && has("weights_mib") && has("kv_mib");
}

Comparisons compareLlamaRows(const std::vector<Row>& rows, const NamedModels& models,
                             const Catalog& catalog) {
    Comparisons result;
    WeightCache weights;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Row& row = rows[index];
        const std::string label = labelOf(row);
        try {
            const std::string name = row.text("model");
            const auto model = models.find(name);
            if (model == models.end()) {
                throw std::invalid_argument("the model \"" + name + "\" is not described");
            }
            const MemoryRequest request = requestOf(row, model->second, catalog);
            const Ledger ledger =
                ledgerOf(request, weights.of(name, model->second, *request.weights), catalog);
            const DeviceLedger sum = ledger.total();
            const auto compare = [&](const char* quantity, const char* column, Bytes predicted) {
                const std::optional<double> measured = row.number(column);
                if (!measured) return;
                result.figures.push_back(
                    {index + 1, label, quantity, inMebibytes(predicted), *measured});
            };
            const CacheBytes cache = cacheBytes(request);
            compare("kv", "kv_mib", cache.full);
            compare("sliding_kv", "swa_kv_mib", cache.window);
            compare("state", "recurrent_mib", cache.state);
            compare("weights", "weights_mib", sum.weights);
            compare("compute", "compute_mib", sum.compute);
            compare("total", "total_mib", sum.weights + sum.cache() + sum.state + sum.compute);
        } catch (const std::invalid_argument& error) {
            result.unpredicted.push_back({index + 1, label, error.what()});
        }
    }
    return result;
}

std::vector<ErrorBound> llamaBounds() {
    return {
        {.quantity = "kv", .worst = kPrintedError},
        {.quantity = "sliding_kv", .worst = kPrintedError},
        {.quantity = "state", .worst = kPrintedError},
        {.quantity = "weights", .worst = 0.005},
        {.quantity = "compute", .median = 0.05, .p95 = 0.15},
        {.quantity = "total", .median = 0.005, .p95 = 0.02, .under = 0.01},
    };
}

}  // namespace headroom
