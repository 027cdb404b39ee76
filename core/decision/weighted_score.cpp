// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/weighted_score.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "core/decision/pareto.h"
#include "core/units/format.h"

namespace headroom {
namespace {

enum class Better { Less, More };

/// What each feasible option reaches of the best, 0..1; unknown reaches nothing.
void addShares(std::span<OptionResult> options, double weight, double total, Better better,
               const std::function<std::optional<double>(const OptionResult&)>& figure) {
    if (!(weight > 0.0)) return;
    std::optional<double> best;
    for (const OptionResult& option : options) {
        if (!option.feasible) continue;
        const std::optional<double> value = figure(option);
        if (!value) continue;
        const bool leads = !best || (better == Better::Less ? *value < *best : *value > *best);
        if (leads) best = value;
    }
    if (!best) return;
    for (OptionResult& option : options) {
        if (!option.feasible) continue;
        const std::optional<double> value = figure(option);
        if (!value) continue;
        const double above = better == Better::Less ? *value : *best;
        const double below = better == Better::Less ? *best : *value;
        const double reached = *value == *best ? 1.0 : above > 0.0 ? below / above : 0.0;
        *option.score += 100.0 * weight / total * std::clamp(reached, 0.0, 1.0);
    }
}

}  // namespace

bool hasWeights(const Weights& weights) {
    return !(weights == Weights{});
}

void addScores(std::span<OptionResult> options, const Weights& weights, const Catalog& catalog) {
    const double total =
        weights.cost + weights.firstToken + weights.speed + weights.privacy + weights.carbon;
    if (!(total > 0.0)) return;
    for (OptionResult& option : options) {
        if (option.feasible) option.score = 0.0;
    }
    addShares(options, weights.cost, total, Better::Less,
              [](const OptionResult& r) { return std::optional(r.presentValue.amount()); });
    addShares(options, weights.firstToken, total, Better::Less,
              [](const OptionResult& r) -> std::optional<double> {
                  if (!r.speed) return std::nullopt;
                  return r.speed->firstTokenBusy.likely.value;
              });
    addShares(options, weights.speed, total, Better::More,
              [](const OptionResult& r) -> std::optional<double> {
                  if (!r.speed) return std::nullopt;
                  return r.speed->decodePerUser.likely.value;
              });
    addShares(options, weights.carbon, total, Better::Less,
              [](const OptionResult& r) { return r.carbonKilogramsPerMonth; });
    if (!(weights.privacy > 0.0)) return;
    for (OptionResult& option : options) {
        if (!option.feasible) continue;
        const double reached = static_cast<double>(privacyGrade(option.option, catalog)) /
                               static_cast<double>(PrivacyGrade::OwnPremises);
        *option.score += 100.0 * weights.privacy / total * reached;
    }
}

std::string scoreSentence(std::span<const OptionResult> ranked) {
    const auto best = std::max_element(ranked.begin(), ranked.end(),
                                       [](const OptionResult& a, const OptionResult& b) {
                                           return a.score.value_or(-1.0) < b.score.value_or(-1.0);
                                       });
    if (best == ranked.end() || !best->score) return {};
    const std::string points = formatNumber(*best->score) + " of 100 points";
    if (best == ranked.begin()) return "By your weights it comes first, too, with " + points + ".";
    return "By your weights " + best->option.name + " comes first with " + points +
           "; the cheapest has " + formatNumber(ranked.front().score.value_or(0.0)) + ".";
}

}  // namespace headroom
