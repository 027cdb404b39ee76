// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/ranking.h"

#include <algorithm>

namespace headroom {
namespace {

bool hasNever(const OptionResult& result) {
    return std::any_of(result.exclusions.begin(), result.exclusions.end(),
                       [&](const Exclusion& exclusion) {
                           return exclusion.constraint == Constraint::Support ||
                                  (exclusion.constraint == Constraint::Memory &&
                                   result.longestContext && result.longestContext->value <= 0.0);
                       });
}

/// Sorting key of how far an option is from fitting. A device that the model can never run on hides
/// its other reasons, so it counts as far.
std::size_t distance(const OptionResult& result) {
    constexpr std::size_t kFar = 100;
    return result.exclusions.size() + (hasNever(result) ? kFar : 0);
}

/// What an option is ranked by, worked out once for all comparisons of a sort.
template <class Result>
struct RankKey {
    std::size_t distance{};
    bool priced{};
    Result* result{};

    bool operator<(const RankKey& other) const {
        const OptionResult& a = *result;
        const OptionResult& b = *other.result;
        if (a.feasible != b.feasible) return a.feasible;
        if (distance != other.distance) return distance < other.distance;
        if (priced != other.priced) return priced;
        if (a.presentValue != b.presentValue) return a.presentValue < b.presentValue;
        return a.option.id < b.option.id;
    }
};

template <class Result>
RankKey<Result> rankKey(Result& result) {
    return {distance(result), result.cash.has_value(), &result};
}

}  // namespace

void rankOptions(std::vector<OptionResult>& options) {
    std::vector<RankKey<OptionResult>> order;
    order.reserve(options.size());
    for (OptionResult& result : options) order.push_back(rankKey(result));
    std::sort(order.begin(), order.end());
    std::vector<OptionResult> ranked;
    ranked.reserve(options.size());
    for (const RankKey<OptionResult>& key : order) ranked.push_back(std::move(*key.result));
    options = std::move(ranked);
}

bool nearlyFits(const OptionResult& result, const Scenario& scenario) {
    if (result.exclusions.size() != 1 || !result.cash) return false;
    switch (result.exclusions.front().constraint) {
        case Constraint::Support:
        case Constraint::Privacy:
        case Constraint::Price:
            return false;
        case Constraint::Memory:
            return result.longestContext &&
                   result.longestContext->value >= scenario.workload.context.value / 2.0;
        case Constraint::Power:
        case Constraint::Noise:
        case Constraint::Heat:
        case Constraint::LeadTime:
        case Constraint::Software:
        case Constraint::FirstToken:
        case Constraint::Speed:
        case Constraint::Capacity:
        case Constraint::Capital:
        case Constraint::Monthly:
        case Constraint::Context:
        case Constraint::FineTuning:
            break;
    }
    return true;
}

const OptionResult* bestFeasible(std::span<const OptionResult> options,
                                 const std::function<bool(const Option&)>& wanted) {
    const OptionResult* best = nullptr;
    for (const OptionResult& result : options) {
        if (!result.feasible || !wanted(result.option)) continue;
        if (best == nullptr || rankKey(result) < rankKey(*best)) best = &result;
    }
    return best;
}

std::optional<std::size_t> bestOf(OptionKind kind, std::span<const OptionResult> ranked) {
    for (std::size_t i = 0; i < ranked.size() && ranked[i].feasible; ++i) {
        if (ranked[i].option.kind == kind) return i;
    }
    return std::nullopt;
}

bool servesAlike(const OptionResult& a, const OptionResult& b) {
    if (a.option.kind != b.option.kind || a.option.units != b.option.units) return false;
    if (!a.ledger || !b.ledger || !a.speed || !b.speed) return false;
    return a.ledger->total().capacity == b.ledger->total().capacity &&
           a.speed->decodePerUser.likely == b.speed->decodePerUser.likely &&
           a.speed->prefill.likely == b.speed->prefill.likely;
}

std::optional<std::size_t> nextProduct(std::span<const OptionResult> ranked) {
    std::optional<std::size_t> alike;
    std::optional<std::size_t> otherKind;
    for (std::size_t i = 1; i < ranked.size() && ranked[i].feasible; ++i) {
        const Option& option = ranked[i].option;
        // Made of the best rented and the best own option, it is no choice of its own.
        if (option.kind == OptionKind::Later) continue;
        if (option.catalogId == ranked.front().option.catalogId) continue;
        if (option.kind != ranked.front().option.kind) {
            if (!otherKind) otherKind = i;
        } else if (!servesAlike(ranked[i], ranked.front())) {
            return i;
        } else if (!alike) {
            alike = i;
        }
    }
    return alike ? alike : otherKind;
}

std::optional<std::size_t> runnerUp(std::span<const OptionResult> ranked) {
    if (ranked.empty() || !ranked.front().feasible) return std::nullopt;
    const OptionResult& best = ranked.front();
    const std::optional<std::size_t> next = nextProduct(ranked);
    for (std::size_t i = 1; i < ranked.size() && ranked[i].feasible; ++i) {
        const OptionKind kind = ranked[i].option.kind;
        if (kind == OptionKind::Later || kind == best.option.kind) continue;
        const bool within =
            ranked[i].presentValue.amount() <= kWithinReach * best.presentValue.amount();
        return within || !next ? i : next;
    }
    return next;
}

std::vector<std::size_t> highlightsOf(std::span<const OptionResult> ranked,
                                      const Scenario& scenario) {
    std::vector<std::size_t> chosen;
    if (!ranked.empty() && ranked.front().feasible) chosen.push_back(0);
    if (const auto second = runnerUp(ranked)) chosen.push_back(*second);
    std::optional<std::size_t> near;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (ranked[i].feasible || !nearlyFits(ranked[i], scenario)) continue;
        if (!near || ranked[i].presentValue < ranked[*near].presentValue) near = i;
    }
    if (near) chosen.push_back(*near);
    return chosen;
}

}  // namespace headroom
