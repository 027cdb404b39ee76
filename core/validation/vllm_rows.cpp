// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/vllm_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "core/memory/vllm_rules.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

/// Rules of a boot whose release is unknown: what came with v0.26 and v0.28 is not assumed.
constexpr int kUnknownRelease = 22;
constexpr int kLastFirstEngine = 8;
/// Drafted tokens of a server with a multi-token-prediction block, unless the row says otherwise.
constexpr int kUsualDraft = 3;

/// The minor number of the first "0.<number>" in the text.
std::optional<int> releaseOf(std::string_view version) {
    const std::size_t zero = version.find("0.");
    if (zero == std::string_view::npos) return std::nullopt;
    int minor = 0;
    std::size_t digits = 0;
    for (std::size_t i = zero + 2; i < version.size() && digits < 3; ++i, ++digits) {
        if (version[i] < '0' || version[i] > '9') break;
        minor = 10 * minor + (version[i] - '0');
    }
    return digits > 0 ? std::optional(minor) : std::nullopt;
}

/// A count as the settings take it, kept in a range in which sums stay finite.
std::optional<int> countOf(const Row& row, std::string_view column) {
    const std::optional<double> value = row.number(column);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    constexpr double kMost = 1e9;
    return static_cast<int>(std::clamp(*value, 1.0, kMost));
}

/// What a boot was started with.
struct Boot {
    MemoryRequest request;
    bool knownWeights{};
    bool knownMemory{};
};

VllmSettings settingsOf(const Row& row) {
    VllmSettings settings;
    const std::string version = row.text("engine_version");
    const std::optional<int> release = releaseOf(version);
    const bool first = version.find("V0") != std::string::npos;
    settings.release = release.value_or(first ? kLastFirstEngine : kUnknownRelease);
    settings.firstEngine =
        first || (*settings.release < kLastFirstEngine && version.find("V1") == std::string::npos);
    settings.utilisation = row.number("gpu_memory_utilization");
    settings.sequences = countOf(row, "max_num_seqs");
    settings.batchedTokens = countOf(row, "max_num_batched_tokens");
    settings.eager = row.text("enforce_eager") == "True";
    if (row.text("quantization").find("MTP") != std::string::npos) {
        settings.draftedTokens = kUsualDraft;
    }
    return settings;
}

void placeOn(const Row& row, const Catalog& catalog, Boot& boot) {
    DeviceSet& devices = boot.request.devices;
    const MeantAccelerator meant = acceleratorMeant(row.text("gpu"), catalog);
    if (meant.accelerator) devices = devicesOf(*meant.accelerator, 1);
    if (const auto total = row.number("gpu_memory_gib_total")) {
        devices.usableEach = devices.capacityEach = gibibytes(*total);
        boot.knownMemory = true;
    } else {
        boot.knownMemory = meant.accelerator && meant.settlesMemory && !devices.unified;
    }
    constexpr int kMostDevices = 4096;
    devices.count = std::min(kMostDevices, countOf(row, "tensor_parallel").value_or(1));
}

/// Fills the defaults of the engine itself where a row states none.
void completeSettings(MemoryRequest& request) {
    VllmSettings& settings = request.vllm;
    const memory::VllmProfile& profile = memory::vllmProfile(*settings.release);
    if (!settings.sequences) {
        settings.sequences = static_cast<int>(memory::vllmDefaultSequences(request.devices));
    }
    if (settings.batchedTokens) return;
    double batched = memory::vllmDefaultBatchedTokens(request.devices, profile);
    // Without chunked prefill a whole prompt is one batch.
    const double length = request.cache.contextPerSequence.value;
    if (settings.firstEngine) batched = std::clamp(length, 2048.0, 65536.0);
    settings.batchedTokens = static_cast<int>(batched);
}

std::string labelOf(const Row& row) {
    std::string label = row.text("model");
    if (label.empty()) label = row.text("model_id_guess");
    const std::string version = row.text("engine_version");
    if (!version.empty()) label += ", " + version;
    if (row.has("gpu")) label += ", " + row.text("gpu");
    const int ranks = row.integer("tensor_parallel", 1);
    return ranks > 1 ? label + " x " + std::to_string(ranks) : label;
}

/// Predicts the figures of one row.
class RowPredictor {
public:
    RowPredictor(const Row& row, std::size_t number, const Catalog& catalog, Comparisons& result)
        : m_row(row), m_number(number), m_catalog(catalog), m_result(result) {}

    void run() {
        if (!readBoot()) return;
        compareCache();
        if (!m_boot.knownWeights) {
            skip("The weight format \"" + m_row.text("quantization") +
                 "\" is none that the catalog has: no weights, activation or budget.");
            return;
        }
        compareTerms();
    }

private:
    void skip(std::string reason) {
        m_result.unpredicted.push_back({m_number, labelOf(m_row), std::move(reason)});
    }
    void compare(const char* quantity, double predicted, std::optional<double> measured) {
        if (!measured || *measured <= 0) return;
        m_result.figures.push_back({m_number, labelOf(m_row), quantity, predicted, *measured});
    }

    bool readBoot() {
        const std::string guess = m_row.text("model_id_guess");
        const ModelSpec* model = guess.empty() ? nullptr : modelMeant(guess, m_catalog);
        if (!model) {
            skip(guess.empty() ? "The row names no model."
                               : "The catalog has no model \"" + guess + "\".");
            return false;
        }
        if (m_row.integer("pipeline_parallel", 1) > 1) {
            skip("Pipeline parallelism is not modelled.");
            return false;
        }
        MemoryRequest& request = m_boot.request;
        request.engine = EngineChoice::Vllm;
        request.model = model;
        request.weights =
            formatMeant(m_row.text("quantization"), m_row.text("model"), *model, m_catalog);
        m_boot.knownWeights = request.weights != nullptr;
        if (!request.weights) request.weights = m_catalog.format("bf16");
        request.kv = cacheFormatMeant(m_row.text("kv_cache_dtype"), request.weights, m_catalog);
        if (!request.weights || !request.kv) {
            skip("The catalog lacks the formats bf16, kv-llamacpp-f16 or kv-vllm-fp8.");
            return false;
        }
        const auto stated = countOf(m_row, "max_model_len");
        const double length = stated ? *stated : model->maxContext.value;
        request.cache = {tokens(length), tokens(length), 1, false};
        request.vllm = settingsOf(m_row);
        placeOn(m_row, m_catalog, m_boot);
        completeSettings(request);
        return true;
    }

    bool mixesKinds() const {
        bool mixed = false;
        for (const LayerGroup& group : m_boot.request.model->layers) {
            mixed |= group.recurrence.kind != RecurrentKind::None ||
                     (memory::storesCache(group) && memory::isWindow(group.attention));
        }
        return mixed;
    }

    void compareCache() {
        const MemoryRequest& request = m_boot.request;
        const auto pool = m_row.number("kv_cache_gib");
        const auto logged = m_row.number("kv_cache_tokens");
        const bool incomplete = !request.model->cacheComplete;
        if (incomplete) skip("The catalog does not describe all of this model's cache.");
        if (incomplete || !pool || *pool <= 0) return;
        const double poolBytes = gibibytes(*pool).value;
        const bool perRequest = memory::vllmPlan(request).profile->tokensOfRequests;
        const bool lengthMatters = perRequest && mixesKinds();
        if (logged && *logged > 0 && (m_row.has("max_model_len") || !lengthMatters)) {
            compare("kv_bytes_per_token", memory::vllmLoggedTokenBytes(request),
                    poolBytes / *logged);
        }
        const auto sequences = m_row.number("max_concurrency");
        const Bytes sequence = memory::vllmSequenceBytes(request);
        if (!sequences || !m_row.has("max_model_len") || sequence <= Bytes{0}) return;
        const double predicted = gibibytes(1) / sequence;
        compare("max_concurrency", predicted, *sequences / *pool);
        if (mixesKinds()) compare("max_concurrency_mixed", predicted, *sequences / *pool);
    }

    void compareTerms() {
        const MemoryRequest& request = m_boot.request;
        const WeightBytes weights =
            weightBytes(*request.model, *request.weights, EngineChoice::Vllm);
        const memory::VllmBudget budget = memory::vllmBudget(request, weights);
        compare("weights", inGibibytes(budget.weights), m_row.number("weights_gib"));
        compare("activation", inGibibytes(budget.activation), m_row.number("activation_peak_gib"));
        compare("non_torch", inGibibytes(budget.nonTorch), m_row.number("non_torch_gib"));
        compare("cuda_graphs", inGibibytes(budget.graphs), m_row.number("cuda_graph_gib"));
        compare("cuda_graphs_estimated", inGibibytes(budget.graphs),
                m_row.number("cuda_graph_estimated_gib"));
        if (!m_boot.knownMemory) {
            skip("The memory of the device \"" + m_row.text("gpu") + "\" is not known: no budget.");
            return;
        }
        const Bytes cache = budget.cache();
        compare("kv_budget", inGibibytes(cache), m_row.number("kv_cache_gib"));
        const bool allTerms = m_row.has("weights_gib") && m_row.has("activation_peak_gib") &&
                              m_row.has("non_torch_gib");
        if (allTerms) {
            compare("kv_budget_all_terms", inGibibytes(cache), m_row.number("kv_cache_gib"));
        }
        const Bytes sequence = memory::vllmSequenceBytes(request);
        const bool known = m_row.has("max_model_len") && request.model->cacheComplete;
        if (!known || sequence <= Bytes{0}) return;
        compare("max_concurrency_booted", std::max(0.0, cache / sequence),
                m_row.number("max_concurrency"));
    }

    const Row& m_row;
    std::size_t m_number{};
    const Catalog& m_catalog;
    Comparisons& m_result;
    Boot m_boot;
};

}  // namespace

bool isVllmTable(const std::vector<std::string>& header) {
    const std::array needed{"gpu_memory_utilization", "max_num_batched_tokens", "kv_cache_tokens"};
    return std::all_of(needed.begin(), needed.end(), [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    });
}

std::vector<ErrorBound> vllmBounds() {
    return {{.quantity = "kv_bytes_per_token", .median = 0.001},
            {.quantity = "max_concurrency", .median = 0.001},
            {.quantity = "max_concurrency_mixed", .median = 0.01},
            {.quantity = "weights", .median = 0.02},
            {.quantity = "kv_budget_all_terms", .median = 0.03}};
}

Comparisons compareVllmRows(const std::vector<Row>& rows, const Catalog& catalog) {
    Comparisons result;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        RowPredictor(rows[index], index + 1, catalog, result).run();
    }
    return result;
}

}  // namespace headroom
