// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/solvers.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/units/format.h"

namespace headroom {
namespace {

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
        : m_problem(problem), m_catalog(catalog), m_weights(weightsOf(problem)) {}

    std::vector<MemoryRemedy> run() {
        if (ledgerOf(m_problem, m_weights, m_catalog).fits()) return {};
        tryUbatch();
        tryCache(8, MemoryRemedy::Setting::EightBitCache);
        trySlots();
        tryContext();
        tryCache(4, MemoryRemedy::Setting::FourBitCache);
        tryFormat();
        return std::move(m_found);
    }

private:
    bool accept(const MemoryProblem& trial, MemoryRemedy::Setting setting, std::string change) {
        const Ledger ledger = ledgerOf(trial, m_weights, m_catalog);
        if (!ledger.fits()) return false;
        m_found.push_back({setting, std::move(change), ledger.headroom()});
        return true;
    }
    void tryUbatch() {
        if (m_problem.request.engine != EngineChoice::LlamaCpp) return;
        for (int ubatch = m_problem.request.ubatch / 2; ubatch >= 64; ubatch /= 2) {
            MemoryProblem trial = m_problem;
            trial.request.ubatch = ubatch;
            if (accept(trial, MemoryRemedy::Setting::Ubatch,
                       "Lower the micro-batch to " + formatNumber(ubatch) + " tokens")) {
                return;
            }
        }
    }
    /// The cache type of this engine with the most bits up to `bits`, fewer than now.
    void tryCache(double bits, MemoryRemedy::Setting setting) {
        const WeightFormat& now = *m_problem.request.kv;
        const std::string family = now.id.substr(0, now.id.rfind('-'));
        const WeightFormat* best = nullptr;
        for (const WeightFormat& format : m_catalog.formats) {
            if (format.family != now.family || !format.id.starts_with(family)) continue;
            const double width = format.bitsPerWeight.value_or(16);
            const bool near = width < bits + 1 && width > bits / 2;
            if (!near || width >= now.bitsPerWeight.value_or(16)) continue;
            if (!best || width > best->bitsPerWeight.value_or(16)) best = &format;
        }
        if (!best) return;
        MemoryProblem trial = m_problem;
        trial.request.kv = best;
        accept(trial, setting, "Store the KV cache as " + best->id.substr(family.size() + 1));
    }
    void trySlots() {
        if (m_problem.workload.concurrentUsers <= 1) return;
        const int slotCount = mostSlots(m_problem, m_catalog);
        if (slotCount < 1 || slotCount >= m_problem.workload.concurrentUsers) return;
        MemoryProblem trial = m_problem;
        trial.workload.concurrentUsers = slotCount;
        accept(trial, MemoryRemedy::Setting::FewerSlots,
               "Serve " + formatNumber(slotCount) + " at a time instead of " +
                   formatNumber(m_problem.workload.concurrentUsers));
    }
    void tryContext() {
        const Tokens context = longestContext(m_problem.request, m_weights, m_problem.workload,
                                              m_problem.companions, m_catalog);
        if (context <= tokens(0) || context >= m_problem.workload.context) return;
        MemoryProblem trial = m_problem;
        trial.workload.context = context;
        accept(trial, MemoryRemedy::Setting::Context,
               "Shorten the context to " + formatTokens(context));
    }
    void tryFormat() {
        const WeightFormat* best = bestFormat(m_problem, m_catalog);
        if (!best || best == m_problem.request.weights) return;
        MemoryProblem trial = m_problem;
        trial.request.weights = best;
        const Ledger ledger = ledgerOf(trial, m_catalog);
        m_found.push_back(
            {MemoryRemedy::Setting::Format, "Use weights in " + best->id, ledger.headroom()});
    }

    const MemoryProblem& m_problem;
    const Catalog& m_catalog;
    WeightBytes m_weights;
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
    std::vector<FormatFit> result;
    for (const WeightFormat& format : catalog.formats) {
        if (!sameLoader(format, problem.request)) continue;
        MemoryProblem trial = problem;
        trial.request.weights = &format;
        const WeightBytes weights = weightsOf(trial);
        const Ledger ledger = ledgerOf(trial, weights, catalog);
        result.push_back(
            {&format, weights.bitsPerWeight, weights.file, ledger.headroom(), ledger.fits()});
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
