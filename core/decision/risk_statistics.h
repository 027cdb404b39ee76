// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/decision/sampling.h"
#include "core/decision/square_matrix.h"
#include "core/units/quantity.h"

namespace headroom {

// Costs are one column per option and one row per draw, the same draws for all (docs/uncertainty.md
// 4). They are finite unless said otherwise. Reductions run in one fixed order over all draws, so
// that neither chunks nor threads of whoever filled the columns show in a result.

/// Percentile of ascending values by linear interpolation between order statistics: share 0 is the
/// first, 1 the last (Hyndman and Fan 1996, type 7; the default of R, NumPy and spreadsheets).
/// Values may be infinite ("never"); at least one.
double percentileOfSorted(std::span<const double> ascending, double share);
/// The same of values in any order.
double percentile(std::span<const double> values, double share);
/// P10, P50 and P90 of values in any order.
Range<double> band(std::span<const double> values);
/// P10, P50 and P90 of each column, such as the cumulative cost up to each month.
std::vector<Range<double>> bands(DrawsView columns);

/// Share of draws in which each option is the cheapest; equal ones share the draw. Sums to one.
std::vector<double> cheapestShares(DrawsView costs);
/// Share of draws in which a is below b; equal draws count half.
double shareBelow(std::span<const double> a, std::span<const double> b);

/// What not choosing the cheapest option of each draw costs. The same columns over named scenarios
/// instead of draws give minimax regret, which needs no probabilities.
struct Regret {
    std::vector<double> expected;  ///< mean over the draws, by option
    std::vector<double> largest;   ///< over all draws, by option
    std::size_t best{};            ///< option of the least mean cost, hence of the least regret
    std::size_t minimax{};         ///< option of the least largest regret
    /// Expected value of perfect information: what knowing every input beforehand would save, on
    /// average, over the option of the best mean. The most that measuring first is worth.
    double perfectInformation{};
};
/// At least one option and one draw. Of equal options the first is named.
Regret regretOf(DrawsView costs);

/// Why an input has no coefficient.
enum class RegressionInput {
    Used,
    Constant,   ///< the same in all draws
    Collinear,  ///< a combination of inputs before it
};

/// Standardised rank regression (Saltelli and others 2008, 1.2.5; Iman and Conover 1979): least
/// squares of the ranks of an output on the ranks of the inputs, each with mean 0 and variance 1.
/// Prepared once for a sample, then fitted to any number of outputs.
class RankRegression {
public:
    explicit RankRegression(DrawsView inputs);

    struct Fit {
        /// Standard deviations of the output's rank for one of the input's; 0 for inputs not used.
        std::vector<double> coefficients;
        /// Share of the variance of the ranks that is explained, 0 to 1; 0 for a constant output.
        double rSquared{};
    };
    /// One value of the output for each draw.
    Fit fit(std::span<const double> output) const;

    const std::vector<RegressionInput>& inputs() const { return m_inputs; }

private:
    Draws m_ranks;  ///< mean 0, norm 1
    std::vector<RegressionInput> m_inputs;
    SquareMatrix m_factor;  ///< Cholesky factor of their correlation, used rows only
};

}  // namespace headroom
