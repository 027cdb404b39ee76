// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/sampling.h"
#include "core/evaluate.h"
#include "core/scenario/fields.h"

namespace headroom {

/// Where an input turns the answer from one way of running the model to another.
struct Turn {
    double value{};                  ///< in the stored unit, within 2 % of the span searched
    std::optional<OptionKind> kind;  ///< of the best option beyond it; nullopt = nothing fits
    std::string name;                ///< of that option
};

/// An input that decides between buying, renting and calling, and how far it may be moved.
struct WhatIfInput {
    const Field* field{};
    double likely{};  ///< as typed
    double lowest{};
    double highest{};
    Scale scale{};
    std::optional<Turn> below;  ///< the first one met from `likely` downwards
    std::optional<Turn> above;

    double at(double share) const;       ///< the value at 0..1 of the way, even in the scale
    double shareOf(double value) const;  ///< the reverse, 0..1
};

/// Volume, evenness of the load, prices of rent and APIs, and the horizon, as far as they matter in
/// this scenario; without turns. The ranges are ours: wide enough for what a plan is wrong by.
std::vector<WhatIfInput> whatIfInputs(const Scenario& scenario);

/// The scenario with this input at another value.
Scenario withInput(const Scenario& scenario, const WhatIfInput& input, double value);

/// Looks for the turns of one input by judging the whole scenario anew at some twenty values. A way
/// that wins only between two neighbouring steps (a fifth of the way to the end each) is missed.
/// `stopped` ends it early, then without what was not found yet.
void findTurns(WhatIfInput& input, const Scenario& scenario, const Catalog& catalog,
               const std::function<bool()>& stopped = {});

}  // namespace headroom
