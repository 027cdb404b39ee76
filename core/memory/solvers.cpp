// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/solvers.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/memory/vllm_profile.h"
#include "core/scenario/engines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Smaller steps save next to nothing and cost much speed.
constexpr int kLeastUbatch = 64;
constexpr int kLeastBatchedTokens = 512;

Ledger ledgerOf(const MemoryProblem& problem, const Catalog& catalog) {
    MemoryRequest request = problem.request;
    request.cache = cacheRequest(problem.workload, request.engine);
    return memoryLedger(request, problem.companions, catalog);
}

Ledger ledgerOf(const MemoryProblem& problem, const WeightBytes& weights, const Catalog& catalog) {
    MemoryRequest request = problem.request;
    request.cache = cacheRequest(problem.workload, request.engine);
    return memoryLedger(request, weights, problem.companions, catalog);
}

WeightBytes weightsOf(const MemoryProblem& problem) {
    const MemoryRequest& request = problem.request;
    return weightBytes(*request.model, *request.weights, request.engine);
}

bool sameLoader(const WeightFormat& format, const MemoryRequest& request) {
    const auto isGguf = [](const WeightFormat& f) { return f.family.starts_with("gguf"); };
    if (format.family == "kv-cache") return false;
    switch (request.engine) {
        case EngineChoice::LlamaCpp:
            return isGguf(format);
        case EngineChoice::Mlx:
            return format.family == "mlx" || format.family == "bf16";
        default:
            break;
    }
    if (isGguf(*request.weights)) return isGguf(format);
    return format.family == request.weights->family || format.family == "bf16" ||
           format.family == "fp8";
}

std::vector<const WeightFormat*> cacheFormatsOf(const MemoryProblem& problem,
                                                const Catalog& catalog) {
    if (!problem.cacheFormats.empty()) return problem.cacheFormats;
    std::vector<const WeightFormat*> formats;
    for (const WeightFormat& format : catalog.formats) {
        if (format.family != "kv-cache" || !format.bitsPerWeight) continue;
        if (engineOfCacheFormat(format.id) == engineFamily(problem.request.engine))
            formats.push_back(&format);
    }
    return formats;
}

/// "q8_0" of "kv-llamacpp-q8_0".
std::string cacheType(const WeightFormat& format) {
    return format.id.substr(format.id.find('-', format.id.find('-') + 1) + 1);
}

/// The largest value in [1, most] for which `holds` is true, when it is true for all smaller ones;
/// 0 when it never is.
template <class Holds>
int largest(int most, Holds holds) {
    int yes = 0;
    int no = most + 1;
    while (no - yes > 1) {
        const int middle = yes + (no - yes) / 2;
        (holds(middle) ? yes : no) = middle;
    }
    return yes;
}

/// Tries one changed problem after the other and notes those that fit.
class RemedySearch {
public:
    RemedySearch(const MemoryProblem& problem, const Catalog& catalog)
        : m_problem(problem),
          m_catalog(catalog),
          m_weights(weightsOf(problem)),
          m_cacheFormats(cacheFormatsOf(problem, catalog)) {}

    std::vector<MemoryRemedy> run() {
        if (ledgerOf(m_problem, m_weights, m_catalog).fits()) return {};
        tryUbatch();
        tryBatchedTokens();
        tryCache(8, MemoryRemedy::Setting::EightBitCache);
        tryTextOnly();
        tryEager();
        trySlots();
        tryContext();
        tryCache(4, MemoryRemedy::Setting::FourBitCache);
        tryFormat();
        return std::move(m_found);
    }

private:
    bool accept(const MemoryProblem& trial, const WeightBytes& weights, MemoryRemedy remedy) {
        const Ledger ledger = ledgerOf(trial, weights, m_catalog);
        if (!ledger.fits()) return false;
        remedy.headroom = ledger.headroom();
        m_found.push_back(std::move(remedy));
        return true;
    }
    bool accept(const MemoryProblem& trial, MemoryRemedy remedy) {
        return accept(trial, m_weights, std::move(remedy));
    }
    static MemoryRemedy remedy(MemoryRemedy::Setting setting, std::string change,
                               double value = 0) {
        return {setting, std::move(change), Bytes{}, value, nullptr};
    }
    bool onVllm() const { return m_problem.request.engine == EngineChoice::Vllm; }

    void tryUbatch() {
        if (engineFamily(m_problem.request.engine) != EngineChoice::LlamaCpp) return;
        MemoryProblem trial = m_problem;
        for (int ubatch = m_problem.request.ubatch / 2; ubatch >= kLeastUbatch; ubatch /= 2) {
            trial.request.ubatch = ubatch;
            if (accept(trial,
                       remedy(MemoryRemedy::Setting::Ubatch,
                              "Lower the prompt batch to " + formatNumber(ubatch) + " tokens",
                              ubatch))) {
                return;
            }
        }
    }
    void tryBatchedTokens() {
        if (!onVllm()) return;
        MemoryProblem trial = m_problem;
        const double now = memory::vllmPlan(m_problem.request).batchedTokens;
        for (int batch = static_cast<int>(now) / 2; batch >= kLeastBatchedTokens; batch /= 2) {
            trial.request.vllm.batchedTokens = batch;
            if (accept(trial,
                       remedy(MemoryRemedy::Setting::BatchedTokens,
                              "Lower vLLM's step to " + formatNumber(batch) + " tokens", batch))) {
                return;
            }
        }
    }
    /// The cache type of this engine with the most bits up to `bits`, fewer than now.
    void tryCache(double bits, MemoryRemedy::Setting setting) {
        const double now = m_problem.request.kv->bitsPerWeight.value_or(16);
        const WeightFormat* best = nullptr;
        for (const WeightFormat* format : m_cacheFormats) {
            const double width = *format->bitsPerWeight;
            if (width >= bits + 1 || width <= bits / 2 || width >= now) continue;
            if (!best || width > *best->bitsPerWeight) best = format;
        }
        if (!best) return;
        MemoryProblem trial = m_problem;
        trial.request.kv = best;
        MemoryRemedy change = remedy(setting, "Store the KV cache as " + cacheType(*best));
        change.format = best;
        accept(trial, std::move(change));
    }
    void tryTextOnly() {
        if (m_problem.request.textOnly || m_weights.beside <= Bytes{0}) return;
        MemoryProblem trial = m_problem;
        trial.request.textOnly = true;
        accept(trial, remedy(MemoryRemedy::Setting::TextOnly,
                             "Serve text only, without the vision or audio tower"));
    }
    void tryEager() {
        if (!onVllm() || m_problem.request.vllm.eager) return;
        MemoryProblem trial = m_problem;
        trial.request.vllm.eager = true;
        accept(trial, remedy(MemoryRemedy::Setting::Eager,
                             "Start vLLM without CUDA graphs (--enforce-eager)"));
    }
    void trySlots() {
        if (m_problem.workload.concurrentUsers <= 1) return;
        const int slotCount = mostSlots(m_problem, m_catalog);
        if (slotCount < 1 || slotCount >= m_problem.workload.concurrentUsers) return;
        MemoryProblem trial = m_problem;
        trial.workload.concurrentUsers = slotCount;
        accept(trial, remedy(MemoryRemedy::Setting::FewerSlots,
                             "Serve " + formatNumber(slotCount) + " at a time instead of " +
                                 formatNumber(m_problem.workload.concurrentUsers),
                             slotCount));
    }
    void tryContext() {
        const Tokens context = longestContext(m_problem.request, m_weights, m_problem.workload,
                                              m_problem.companions, m_catalog);
        if (context <= tokens(0) || context >= m_problem.workload.context) return;
        MemoryProblem trial = m_problem;
        trial.workload.context = context;
        accept(trial, remedy(MemoryRemedy::Setting::Context,
                             "Shorten the context to " + formatTokens(context), context.value));
    }
    void tryFormat() {
        const WeightFormat* best = bestFormat(m_problem, m_catalog);
        if (!best || best == m_problem.request.weights) return;
        MemoryProblem trial = m_problem;
        trial.request.weights = best;
        MemoryRemedy change =
            remedy(MemoryRemedy::Setting::Format, "Use weights in " + weightFormatName(*best));
        change.format = best;
        accept(trial, weightsOf(trial), std::move(change));
    }

    const MemoryProblem& m_problem;
    const Catalog& m_catalog;
    WeightBytes m_weights;
    std::vector<const WeightFormat*> m_cacheFormats;
    std::vector<MemoryRemedy> m_found;
};

}  // namespace

bool fits(const MemoryProblem& problem, const Catalog& catalog) {
    return ledgerOf(problem, catalog).fits();
}

int mostSlots(const MemoryProblem& problem, const Catalog& catalog) {
    const WeightBytes weights = weightsOf(problem);
    MemoryProblem trial = problem;
    return largest(kMostSlots, [&](int slotCount) {
        trial.workload.concurrentUsers = slotCount;
        return ledgerOf(trial, weights, catalog).fits();
    });
}

std::vector<FormatFit> formatFits(const MemoryProblem& problem, const Catalog& catalog) {
    std::vector<const WeightFormat*> candidates = problem.formats;
    if (candidates.empty()) {
        for (const WeightFormat& format : catalog.formats) {
            if (sameLoader(format, problem.request)) candidates.push_back(&format);
        }
    }
    std::vector<FormatFit> result;
    MemoryProblem trial = problem;
    for (const WeightFormat* format : candidates) {
        trial.request.weights = format;
        const WeightBytes weights = weightsOf(trial);
        const Ledger ledger = ledgerOf(trial, weights, catalog);
        result.push_back(
            {format, weights.bitsPerWeight, weights.file, ledger.headroom(), ledger.fits()});
    }
    std::stable_sort(result.begin(), result.end(), [](const FormatFit& a, const FormatFit& b) {
        return a.bitsPerWeight > b.bitsPerWeight;
    });
    return result;
}

const WeightFormat* bestFormat(const MemoryProblem& problem, const Catalog& catalog) {
    for (const FormatFit& fit : formatFits(problem, catalog)) {
        if (fit.fits) return fit.format;
    }
    return nullptr;
}

const Machine* smallestMachine(const MemoryProblem& problem, const Catalog& catalog) {
    const auto size = [](const Machine& machine) {
        const double dear = std::numeric_limits<double>::infinity();
        return std::pair{machine.usableForGpu, machine.price ? machine.price->amount : dear};
    };
    const Machine* best = nullptr;
    for (const Machine& machine : catalog.machines) {
        if (best && size(machine) >= size(*best)) continue;
        MemoryProblem trial = problem;
        trial.request.devices = devicesOf(machine, catalog);
        if (fits(trial, catalog)) best = &machine;
    }
    return best;
}

std::vector<MemoryRemedy> memoryRemedies(const MemoryProblem& problem, const Catalog& catalog) {
    return RemedySearch(problem, catalog).run();
}

}  // namespace headroom
