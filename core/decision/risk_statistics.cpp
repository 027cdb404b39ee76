// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/risk_statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/decision/ranks.h"

namespace headroom {
namespace {

/// An input whose ranks are explained to within this share by those before it is collinear.
constexpr double kLeastOwnShare = 1e-8;

double between(double lower, double upper, double fraction) {
    // Written so that infinite values do not meet as a difference.
    if (fraction == 0 || lower == upper) return lower;
    if (std::isinf(lower) || std::isinf(upper)) return std::isinf(upper) ? upper : lower;
    return lower + fraction * (upper - lower);
}

struct Position {
    std::size_t index;
    double fraction;
};

Position positionOf(double share, std::size_t count) {
    const double position = share * static_cast<double>(count - 1);
    const auto index = std::min(static_cast<std::size_t>(position), count - 1);
    return {index, position - static_cast<double>(index)};
}

/// Percentile of unordered values, of which those from `settled` on are known to be no less than
/// those before it. Reorders the values.
double selected(std::span<double> values, std::size_t settled, double share) {
    const auto [index, fraction] = positionOf(share, values.size());
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(std::min(settled, index)), nth,
                     values.end());
    if (fraction == 0) return *nth;
    return between(*nth, *std::min_element(nth + 1, values.end()), fraction);
}

Range<double> bandInPlace(std::span<double> values) {
    Range<double> result;
    result.low = selected(values, 0, 0.1);
    result.likely = selected(values, positionOf(0.1, values.size()).index, 0.5);
    result.high = selected(values, positionOf(0.5, values.size()).index, 0.9);
    return result;
}

std::vector<double> leastOfEachDraw(DrawsView costs) {
    const std::span<const double> first = costs.column(0);
    std::vector<double> least(first.begin(), first.end());
    for (std::size_t option = 1; option < costs.columns(); ++option) {
        std::ranges::transform(least, costs.column(option), least.begin(),
                               [](double a, double b) { return std::min(a, b); });
    }
    return least;
}

/// Ranks with mean 0 and norm 1; all zero for constant values.
std::vector<double> standardRanks(std::span<const double> values) {
    std::vector<double> ranks = averageRanks(values);
    const double mean = 0.5 * static_cast<double>(values.size() + 1);
    for (double& rank : ranks) rank -= mean;
    const double norm = std::sqrt(dotProduct(ranks, ranks));
    if (norm > 0) {
        for (double& rank : ranks) rank /= norm;
    }
    return ranks;
}

}  // namespace

double percentileOfSorted(std::span<const double> ascending, double share) {
    assert(!ascending.empty() && share >= 0 && share <= 1);
    const auto [index, fraction] = positionOf(share, ascending.size());
    const std::size_t next = std::min(index + 1, ascending.size() - 1);
    return between(ascending[index], ascending[next], fraction);
}

double percentile(std::span<const double> values, double share) {
    assert(!values.empty() && share >= 0 && share <= 1);
    std::vector<double> copy(values.begin(), values.end());
    return selected(copy, 0, share);
}

Range<double> band(std::span<const double> values) {
    assert(!values.empty());
    std::vector<double> copy(values.begin(), values.end());
    return bandInPlace(copy);
}

std::vector<Range<double>> bands(DrawsView columns) {
    std::vector<Range<double>> result;
    result.reserve(columns.columns());
    std::vector<double> copy(columns.draws());
    for (std::size_t column = 0; column < columns.columns(); ++column) {
        std::ranges::copy(columns.column(column), copy.begin());
        result.push_back(bandInPlace(copy));
    }
    return result;
}

std::vector<double> cheapestShares(DrawsView costs) {
    assert(costs.columns() > 0 && costs.draws() > 0);
    const std::vector<double> least = leastOfEachDraw(costs);
    std::vector<double> sharing(costs.draws());
    for (std::size_t option = 0; option < costs.columns(); ++option) {
        const std::span<const double> column = costs.column(option);
        for (std::size_t i = 0; i < column.size(); ++i) sharing[i] += column[i] == least[i] ? 1 : 0;
    }
    std::vector<double> shares(costs.columns());
    for (std::size_t option = 0; option < costs.columns(); ++option) {
        const std::span<const double> column = costs.column(option);
        for (std::size_t i = 0; i < column.size(); ++i) {
            if (column[i] == least[i]) shares[option] += 1 / sharing[i];
        }
        shares[option] /= static_cast<double>(costs.draws());
    }
    return shares;
}

double shareBelow(std::span<const double> a, std::span<const double> b) {
    assert(a.size() == b.size() && !a.empty());
    double halves = 0;
    for (std::size_t i = 0; i < a.size(); ++i) halves += a[i] < b[i] ? 2 : a[i] == b[i] ? 1 : 0;
    return halves / (2 * static_cast<double>(a.size()));
}

Regret regretOf(DrawsView costs) {
    assert(costs.columns() > 0 && costs.draws() > 0);
    const std::vector<double> least = leastOfEachDraw(costs);
    Regret result;
    for (std::size_t option = 0; option < costs.columns(); ++option) {
        const std::span<const double> column = costs.column(option);
        double total = 0;
        double largest = 0;
        for (std::size_t i = 0; i < column.size(); ++i) {
            total += column[i] - least[i];
            largest = std::max(largest, column[i] - least[i]);
        }
        result.expected.push_back(total / static_cast<double>(costs.draws()));
        result.largest.push_back(largest);
    }
    const auto firstLeast = [](const std::vector<double>& values) {
        return static_cast<std::size_t>(std::ranges::min_element(values) - values.begin());
    };
    result.best = firstLeast(result.expected);
    result.minimax = firstLeast(result.largest);
    result.perfectInformation = result.expected[result.best];
    return result;
}

RankRegression::RankRegression(DrawsView inputs)
    : m_ranks(inputs.draws(), inputs.columns()),
      m_inputs(inputs.columns(), RegressionInput::Used),
      m_factor(inputs.columns()) {
    const Draws& ranks = m_ranks;
    for (std::size_t row = 0; row < inputs.columns(); ++row) {
        std::ranges::copy(standardRanks(inputs.column(row)), m_ranks.column(row).begin());
        double own = dotProduct(ranks.column(row), ranks.column(row));
        if (own == 0) {
            m_inputs[row] = RegressionInput::Constant;
            continue;
        }
        for (std::size_t column = 0; column < row; ++column) {
            if (m_inputs[column] != RegressionInput::Used) continue;
            double rest = dotProduct(ranks.column(row), ranks.column(column));
            for (std::size_t k = 0; k < column; ++k) rest -= m_factor(row, k) * m_factor(column, k);
            m_factor(row, column) = rest / m_factor(column, column);
            own -= m_factor(row, column) * m_factor(row, column);
        }
        if (own < kLeastOwnShare) {
            m_inputs[row] = RegressionInput::Collinear;
            for (std::size_t k = 0; k < row; ++k) m_factor(row, k) = 0;
        } else {
            m_factor(row, row) = std::sqrt(own);
        }
    }
}

RankRegression::Fit RankRegression::fit(std::span<const double> output) const {
    assert(output.size() == m_ranks.draws());
    const std::size_t size = m_inputs.size();
    const std::vector<double> ranks = standardRanks(output);
    Fit result;
    // L z = correlations with the output, then L' coefficients = z; R^2 is the square of z.
    std::vector<double> z(size);
    for (std::size_t row = 0; row < size; ++row) {
        if (m_inputs[row] != RegressionInput::Used) continue;
        double rest = dotProduct(m_ranks.column(row), ranks);
        for (std::size_t k = 0; k < row; ++k) rest -= m_factor(row, k) * z[k];
        z[row] = rest / m_factor(row, row);
        result.rSquared += z[row] * z[row];
    }
    result.rSquared = std::min(result.rSquared, 1.0);
    result.coefficients.assign(size, 0);
    for (std::size_t row = size; row-- > 0;) {
        if (m_inputs[row] != RegressionInput::Used) continue;
        double rest = z[row];
        for (std::size_t k = row + 1; k < size; ++k) {
            rest -= m_factor(k, row) * result.coefficients[k];
        }
        result.coefficients[row] = rest / m_factor(row, row);
    }
    return result;
}

}  // namespace headroom
