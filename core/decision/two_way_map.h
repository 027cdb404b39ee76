// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/decision/input_ranges.h"
#include "core/decision/option.h"

namespace headroom {

/// The difference of two options' present values, first - second, over two inputs at once.
struct TwoWayMap {
    const Field* x{};
    const Field* y{};
    std::vector<double> xs;  ///< ascending, even in the input's scale
    std::vector<double> ys;
    std::vector<double> difference;  ///< by y, then x; negative = the first costs less
    /// For each x the value of y at which both cost the same, the one nearest to the typed; nullopt
    /// = at none of the map.
    std::vector<std::optional<double>> contour;

    double at(std::size_t ix, std::size_t iy) const { return difference[iy * xs.size() + ix]; }
};

/// `points` values of each input from the low to the high end of its range.
TwoWayMap twoWayMap(const OptionResult& first, const OptionResult& second, const InputRange& x,
                    const InputRange& y, int points, const Scenario& scenario,
                    const Catalog& catalog);

}  // namespace headroom
