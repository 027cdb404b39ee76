// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/decision/option.h"
#include "core/scenario/validate.h"

namespace headroom {

/// Break-even between two options of an evaluation, by index.
struct BreakEvenPair {
    std::size_t candidate{};
    std::size_t reference{};
    BreakEven result;      ///< undiscounted
    BreakEven discounted;  ///< at the scenario's rate
};

struct Evaluation {
    std::vector<Finding> findings;
    /// Feasible ones first, by present value; then the others by how nearly they fit (fewest
    /// reasons, then cost).
    std::vector<OptionResult> options;
    std::size_t feasibleCount{};
    Verdict verdict;
    /// Indices into options: best, runner-up of another kind or machine, cheapest that nearly fits;
    /// at most three.
    std::vector<std::size_t> highlights;
    std::vector<BreakEvenPair> breakEvens;  ///< best owned against best rented and best API

    const OptionResult* find(std::string_view optionId) const;
};

/// The pure heart: no clock, file or global; the same inputs give the same numbers to the last
/// digit. With errors in the findings `options` is empty. The catalog must outlive nothing: results
/// hold copies.
Evaluation evaluate(const Scenario& scenario, const Catalog& catalog);

}  // namespace headroom
