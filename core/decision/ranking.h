// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/decision/option.h"

namespace headroom {

/// Feasible options by present value; then the others by how nearly they fit: fewest reasons, then
/// cost, those without a price last. Ties go by id, so the order is the same every time.
void rankOptions(std::vector<OptionResult>& options);

/// An option with one reason against it that a change of mind could lift: neither privacy nor a
/// missing kernel nor an unknown price, and at least half the asked context where memory is short.
bool nearlyFits(const OptionResult& result, const Scenario& scenario);

/// Whether two options of one kind hold and serve the same: the same devices from another seller,
/// or with a larger disk. Only the price is left to choose by.
bool servesAlike(const OptionResult& a, const OptionResult& b);

/// The next option of another product: of those of the best one's kind the first that does not
/// serve alike, else the first that does, else the first of another kind. Renting first and buying
/// later is none.
std::optional<std::size_t> nextProduct(std::span<const OptionResult> ranked);

/// The next best choice: the cheapest feasible option of another kind when it costs at most
/// kWithinReach times the best, else the next product.
inline constexpr double kWithinReach = 2.0;
std::optional<std::size_t> runnerUp(std::span<const OptionResult> ranked);

/// Best, runner-up and the cheapest that nearly fits: indices into ranked options, at most three.
std::vector<std::size_t> highlightsOf(std::span<const OptionResult> ranked,
                                      const Scenario& scenario);

/// The best feasible option that `wanted` takes, of options in any order; nullptr without one.
const OptionResult* bestFeasible(std::span<const OptionResult> options,
                                 const std::function<bool(const Option&)>& wanted);

/// First feasible option of a kind in ranked options.
std::optional<std::size_t> bestOf(OptionKind kind, std::span<const OptionResult> ranked);

}  // namespace headroom
