// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/decision/constraints.h"
#include "core/decision/ranking.h"
#include "core/decision/verdict.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// How far an option misses by its only reason, in the reason's own measure; smaller is nearer.
/// Where the measure is all or nothing, cost decides.
double gap(const OptionResult& result) {
    switch (result.exclusions.front().constraint) {
        case Constraint::Memory:
            return -result.longestContext.value_or(tokens(0)).value;
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
        case Constraint::Support:
        case Constraint::Privacy:
        case Constraint::Noise:
        case Constraint::Capacity:
        case Constraint::Price:
        case Constraint::Context:
        case Constraint::FineTuning:
            break;
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
        case Constraint::Noise:
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
        const OptionResult*& held = nearest[result.exclusions.front().constraint];
        if (held == nullptr || gap(result) < gap(*held)) held = &result;
    }
    std::vector<std::string> sentences;
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
