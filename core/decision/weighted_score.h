// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/decision/option.h"

namespace headroom {

/// Whether any weight is set.
bool hasWeights(const Weights& weights);

/// Writes the score of each feasible option, 0..100, into `OptionResult::score`: the mean of what
/// it reaches of the best in each thing that counts, weighted (docs/decision.md). Nothing without
/// weights. It orders nothing by itself.
void addScores(std::span<OptionResult> options, const Weights& weights, const Catalog& catalog);

/// "By your weights NAME comes first with 84 of 100 points; the cheapest has 71."; empty without
/// weights. The options must be ranked and scored.
std::string scoreSentence(std::span<const OptionResult> ranked);

}  // namespace headroom
