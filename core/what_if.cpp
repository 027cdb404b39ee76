// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/what_if.h"

#include <algorithm>
#include <cmath>

#include "core/decision/input_ranges.h"

namespace headroom {
namespace {

constexpr int kSteps = 5;
/// A step of a fifth halved so often: under 1 % of the way from the typed value to the end.
constexpr int kHalvings = 5;

/// Moved up and down by this factor where the scale is one of ratios, else between the two limits.
struct Span {
    std::string_view field;
    double factor{};
    double lowest{};
    double highest{};
};
constexpr Span kSpans[] = {
    {"workload.requests_per_day", 20, 0, 0}, {"workload.peak_hour_share", 0, 1.0 / 24, 0.6},
    {"finance.rent_price_factor", 4, 0, 0},  {"finance.api_price_factor", 4, 0, 0},
    {"finance.horizon_months", 0, 6, 84},
};

/// What the best option is; two without one are alike.
struct Best {
    std::optional<OptionKind> kind;
    std::string name;
};

Best bestAt(const WhatIfInput& input, double share, const Scenario& scenario,
            const Catalog& catalog) {
    const Evaluation evaluation = evaluate(withInput(scenario, input, input.at(share)), catalog);
    if (evaluation.feasibleCount == 0) return {};
    const Option& best = evaluation.options.front().option;
    return {best.kind, best.name};
}

/// The first change on the way from `home` to `end`, both shares.
std::optional<Turn> turnTowards(double end, double home, const std::optional<OptionKind>& now,
                                const WhatIfInput& input, const Scenario& scenario,
                                const Catalog& catalog, const std::function<bool()>& stopped) {
    double before = home;
    for (int step = 1; step <= kSteps; ++step) {
        double after = std::lerp(home, end, static_cast<double>(step) / kSteps);
        if (after == before || (stopped && stopped())) return std::nullopt;
        Best best = bestAt(input, after, scenario, catalog);
        if (best.kind == now) {
            before = after;
            continue;
        }
        for (int i = 0; i < kHalvings; ++i) {
            if (stopped && stopped()) return std::nullopt;
            const double middle = (before + after) / 2;
            Best there = bestAt(input, middle, scenario, catalog);
            if (there.kind == now) {
                before = middle;
            } else {
                after = middle;
                best = std::move(there);
            }
        }
        return Turn{input.at(after), best.kind, best.name};
    }
    return std::nullopt;
}

}  // namespace

double WhatIfInput::at(double share) const {
    const double value = scale == Scale::Ratio ? lowest * std::pow(highest / lowest, share)
                                               : std::lerp(lowest, highest, share);
    const double inside = std::clamp(value, lowest, highest);
    return field->kind == FieldKind::Integer ? std::round(inside) : inside;
}

double WhatIfInput::shareOf(double value) const {
    const double share = scale == Scale::Ratio
                             ? std::log(value / lowest) / std::log(highest / lowest)
                             : (value - lowest) / (highest - lowest);
    return std::clamp(share, 0.0, 1.0);
}

std::vector<WhatIfInput> whatIfInputs(const Scenario& scenario) {
    std::vector<WhatIfInput> inputs;
    for (const Span& span : kSpans) {
        const Field* const field = findField(span.field);
        const FieldValue typed = field->get(scenario);
        const auto* const likely = std::get_if<double>(&typed);
        if (likely == nullptr || !matters(*field, scenario)) continue;
        WhatIfInput input{.field = field,
                          .likely = *likely,
                          .lowest = 0,
                          .highest = 0,
                          .scale = Scale::Linear,
                          .below = {},
                          .above = {}};
        if (span.factor > 0) {
            if (*likely <= 0) continue;
            input.scale = Scale::Ratio;
            input.lowest = *likely / span.factor;
            input.highest = *likely * span.factor;
        } else {
            input.lowest = std::min(span.lowest, *likely);
            input.highest = std::max(span.highest, *likely);
        }
        input.lowest = std::max(input.lowest, field->minimum);
        input.highest = std::min(input.highest, field->maximum);
        if (input.scale == Scale::Ratio && input.lowest <= 0) continue;
        if (input.highest > input.lowest) inputs.push_back(std::move(input));
    }
    return inputs;
}

Scenario withInput(const Scenario& scenario, const WhatIfInput& input, double value) {
    Scenario moved = scenario;
    input.field->set(moved, value);
    return moved;
}

void findTurns(WhatIfInput& input, const Scenario& scenario, const Catalog& catalog,
               const std::function<bool()>& stopped) {
    const double home = input.shareOf(input.likely);
    const Best now = bestAt(input, home, scenario, catalog);
    input.below = turnTowards(0, home, now.kind, input, scenario, catalog, stopped);
    input.above = turnTowards(1, home, now.kind, input, scenario, catalog, stopped);
}

}  // namespace headroom
