// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/decision/option.h"

namespace headroom {

/// Clear when the runner-up of another kind (or, without one, the next choice) costs more than
/// kClearMargin above the best and the low end of its speed still meets the floor; Open within
/// kOpenMargin; Leaning between.
inline constexpr double kClearMargin = 0.15;
inline constexpr double kOpenMargin = 0.05;
/// Below this share of what a machine could serve, the load is called bursty.
inline constexpr double kBurstyUtilisation = 0.12;
/// Models up to this size in 4 bit fit one 24 GB card, so larger machines buy nothing.
inline constexpr double kSmallModelParameters = 13e9;

/// Whether the pessimistic end of the speed range still meets what is asked.
bool speedIsSafe(const OptionResult& result, const Workload& workload);
/// "buy", "rent", "call an API".
std::string_view wayVerb(OptionKind kind);

/// The answer in words, from ranked options.
Verdict verdictOf(std::span<const OptionResult> ranked, const Scenario& scenario,
                  const Catalog& catalog);

/// When nothing fits: for each kind of requirement the smallest change that would admit something,
/// from the options that miss by that one reason; else the fewest changes together.
std::vector<std::string> relaxationsOf(std::span<const OptionResult> ranked,
                                       const Scenario& scenario, const Catalog& catalog);

}  // namespace headroom
