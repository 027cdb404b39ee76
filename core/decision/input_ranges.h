// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/decision/sampling.h"
#include "core/decision/square_matrix.h"
#include "core/scenario/fields.h"

namespace headroom {

/// A numeric input and how far it may lie from what was typed.
struct InputRange {
    const Field* field{};
    Range<double> range;  ///< P10, the value in the scenario, P90, in the stored unit
    Scale scale{};
    std::string reason;
    bool usual{};  ///< the program's range, not the scenario's
};

/// What is uncertain in a scenario: the usual ranges with their reasons, the scenario's own in
/// their place or beside them. Ranges of nothing and inputs that do not matter are left out; a
/// usual range that the value lies outside of is widened to it. The scenario must be free of
/// errors.
std::vector<InputRange> uncertainInputs(const Scenario& scenario);

/// Volumes, prices and factors spread by ratio, shares and rates by difference.
Scale scaleOf(const Field& field);

/// Whether the input moves money and volumes alone: memory, speed and the rules stay as they are.
bool movesMoneyOnly(const Field& field);

/// Spearman correlations of `inputs`, in their order: the usual ones and the scenario's.
SquareMatrix inputCorrelations(const std::vector<InputRange>& inputs, const Scenario& scenario);

/// How to learn an input before deciding, the cheapest way: "log a week of requests behind an API".
/// Empty when nothing better than waiting is known.
std::string_view waysToLearn(const Field& field);

}  // namespace headroom
