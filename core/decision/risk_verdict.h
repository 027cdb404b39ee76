// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include "core/decision/risk_study.h"

namespace headroom {

/// Probabilities that a verdict's words ask for (docs/decision.md).
inline constexpr double kClearProbability = 0.9;
inline constexpr double kLeaningProbability = 0.65;

/// Probability that the cheapest option is of the best one's way of running: owned, rented, hosted.
double wayIsCheapest(std::span<const OptionResult> ranked, const RiskStudy& study);

/// The verdict with what the draws say in place of the margin: clear, leaning or open by
/// probability and by whether a single input turns the decision, and why in `Verdict::risk`: the
/// odds, the inputs that would change it and where, the cheapest way to learn them and what that
/// is worth, what waiting would cost, and how much of the bill others set.
Verdict withRisk(Verdict verdict, std::span<const OptionResult> ranked, const RiskStudy& study,
                 const Scenario& scenario, const Catalog& catalog);

/// The same after a study with the scenario's own draws and seed; `verdict` as it is when `stopped`
/// ends the study early.
Verdict verdictByOdds(Verdict verdict, std::span<const OptionResult> ranked,
                      const Scenario& scenario, const Catalog& catalog,
                      const std::function<bool()>& stopped = {});

}  // namespace headroom
