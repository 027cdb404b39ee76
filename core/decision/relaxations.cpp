// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>

#include "core/decision/assessor.h"
#include "core/decision/constraints.h"
#include "core/decision/memory_question.h"
#include "core/decision/ranking.h"
#include "core/decision/verdict.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// How far an option misses by its only reason, in the reason's own measure; smaller is nearer.
/// Where the measure is all or nothing, cost decides.
double gap(const OptionResult& result) {
    switch (result.exclusions.front().constraint) {
        case Constraint::Power:
            return result.power->states.peak.value;
        case Constraint::FirstToken:
            return result.speed->firstTokenBusy.likely.value;
        case Constraint::Speed:
            return -result.speed->decodePerUser.likely.value;
        case Constraint::Capital:
            return result.cash->capital().amount();
        case Constraint::Monthly:
            return result.cash->runningPeak().amount();
        case Constraint::Memory:
        case Constraint::Support:
        case Constraint::Privacy:
        case Constraint::Noise:
        case Constraint::LeadTime:
        case Constraint::Software:
        case Constraint::Capacity:
        case Constraint::Price:
        case Constraint::Context:
        case Constraint::FineTuning:
            break;
        case Constraint::Heat:
            return result.power->states.decode.value;
    }
    return result.presentValue.amount();
}

std::string withoutFullStop(std::string sentence) {
    if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
    return sentence;
}

std::string change(const OptionResult& result, const Exclusion& exclusion, const Scenario& scenario,
                   const Catalog& catalog) {
    switch (exclusion.constraint) {
        case Constraint::Memory:
            return "Shorten the context to " + formatTokens(*result.longestContext);
        case Constraint::Privacy:
            return "Let the data go to " + result.option.name;
        case Constraint::Power: {
            const Machine* machine = catalog.machine(result.option.catalogId);
            const Watts peak = result.power->states.peak / result.option.units;
            return "Provide " + smallestCircuit(peak, machine->needs240V, scenario.place);
        }
        case Constraint::Support:
        case Constraint::Heat:
        case Constraint::Noise:
        case Constraint::LeadTime:
        case Constraint::Software:
        case Constraint::FirstToken:
        case Constraint::Speed:
        case Constraint::Capacity:
        case Constraint::Capital:
        case Constraint::Monthly:
        case Constraint::Price:
        case Constraint::Context:
        case Constraint::FineTuning:
            break;
    }
    return withoutFullStop(exclusion.remedy);
}

/// Options that no change of requirements lets in: a missing kernel, or a model that is too large
/// at any context.
bool reachable(const OptionResult& result) {
    for (const Exclusion& exclusion : result.exclusions) {
        if (exclusion.constraint == Constraint::Support) return false;
        if (exclusion.constraint == Constraint::Price) return false;
        if (exclusion.constraint == Constraint::Memory &&
            result.longestContext.value_or(tokens(0)).value <= 0.0) {
            return false;
        }
    }
    return result.cash.has_value();
}

/// Options whose memory is looked at for a remedy, the least short first.
constexpr std::size_t kRemediesTried = 12;

std::vector<const OptionResult*> leastShort(std::span<const OptionResult> ranked) {
    std::vector<const OptionResult*> held;
    for (const OptionResult& result : ranked) {
        const bool memoryAlone = result.exclusions.size() == 1 &&
                                 result.exclusions.front().constraint == Constraint::Memory;
        if (memoryAlone && result.ledger && result.cash) held.push_back(&result);
    }
    const auto shortage = [](const OptionResult* result) { return -result->ledger->headroom(); };
    std::stable_sort(held.begin(), held.end(), [&](const auto* a, const auto* b) {
        return std::pair(shortage(a), a->presentValue.amount()) <
               std::pair(shortage(b), b->presentValue.amount());
    });
    // Offers of the same devices are short by the same; the cheapest stands for them.
    const auto same = [&](const auto* a, const auto* b) { return shortage(a) == shortage(b); };
    held.erase(std::unique(held.begin(), held.end(), same), held.end());
    held.resize(std::min(held.size(), kRemediesTried));
    return held;
}

/// The mildest single setting that makes an option hold the model and meet everything else too;
/// among equally mild ones the cheapest option.
std::optional<std::string> memoryRelaxation(std::span<const OptionResult> ranked,
                                            const Scenario& scenario, const Catalog& catalog) {
    std::optional<std::string> sentence;
    std::pair<MemoryRemedy::Setting, double> held{};
    for (const OptionResult* result : leastShort(ranked)) {
        const auto problem = memoryProblem(*result, scenario, catalog);
        if (!problem) continue;
        for (const MemoryRemedy& remedy : memoryRemedies(*problem, catalog)) {
            const Scenario changed = withRemedy(scenario, remedy);
            const OptionResult judged = Assessor(changed, catalog).assess(result->option);
            if (!judged.feasible) continue;
            const std::pair place{remedy.setting, judged.presentValue.amount()};
            if (sentence && held <= place) break;
            held = place;
            sentence = remedy.change + ": " + result->option.name + " then passes, for " +
                       formatMoney(judged.presentValue) + ".";
            break;
        }
    }
    return sentence;
}

}  // namespace

std::vector<std::string> relaxationsOf(std::span<const OptionResult> ranked,
                                       const Scenario& scenario, const Catalog& catalog) {
    std::map<Constraint, const OptionResult*> nearest;
    const OptionResult* fewest = nullptr;
    for (const OptionResult& result : ranked) {
        if (result.feasible || !reachable(result)) continue;
        if (fewest == nullptr || result.exclusions.size() < fewest->exclusions.size()) {
            fewest = &result;
        }
        if (result.exclusions.size() != 1) continue;
        if (result.exclusions.front().constraint == Constraint::Memory) continue;
        const OptionResult*& held = nearest[result.exclusions.front().constraint];
        if (held == nullptr || gap(result) < gap(*held)) held = &result;
    }
    std::vector<std::string> sentences;
    if (auto sentence = memoryRelaxation(ranked, scenario, catalog)) {
        sentences.push_back(std::move(*sentence));
    }
    for (const auto& [constraint, result] : nearest) {
        sentences.push_back(change(*result, result->exclusions.front(), scenario, catalog) + ": " +
                            result->option.name + " then passes, for " +
                            formatMoney(result->presentValue) + ".");
    }
    if (sentences.empty() && fewest != nullptr) {
        std::string changes;
        for (const Exclusion& exclusion : fewest->exclusions) {
            if (!changes.empty()) changes += "; ";
            changes += change(*fewest, exclusion, scenario, catalog);
        }
        sentences.push_back(fewest->option.name + " passes with " +
                            formatNumber(static_cast<double>(fewest->exclusions.size())) +
                            " changes: " + changes + ".");
    }
    if (sentences.empty()) {
        sentences.push_back("Choose a smaller model or a smaller weight format.");
    }
    return sentences;
}

}  // namespace headroom
