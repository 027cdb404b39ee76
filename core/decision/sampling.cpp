// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/sampling.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/scenario/number_text.h"
#include "core/serving/random.h"

namespace headroom {
namespace {

/// From the likely value to the end over from the likely value to P10: 1 / (1 - sqrt(0.2)),
/// docs/uncertainty.md 1.
const double kEndPerDecile = 1 / (1 - std::sqrt(0.2));

std::string named(std::string_view what, std::string_view percentile, double value) {
    return std::string(what) + ": " + std::string(percentile) + " is " + shortestText(value);
}

/// Integral of (1 - t) e^(vt) over t in [0, end], end <= 1.
double exponentialSide(double v, double end) {
    if (std::abs(v) > 0.5) {
        const double growth = std::expm1(v * end) / v;
        return growth - (end * std::exp(v * end) - growth) / v;
    }
    // The closed form loses its digits near v = 0; there the series needs few terms.
    double sum = 0;
    double power = end;  // v^k end^(k+1) / k!
    for (int k = 0; k < 20; ++k) {
        sum += power * (1.0 / (k + 1) - end / (k + 2));
        power *= v * end / (k + 1);
    }
    return sum;
}

/// Uniform in [0, bound) without bias, by Lemire's multiplication (2019).
std::uint32_t below(Random& random, std::uint32_t bound) {
    for (;;) {
        const std::uint64_t product = (random.next() >> 32) * bound;
        const auto rest = static_cast<std::uint32_t>(product);
        if (rest >= bound || rest >= (0U - bound) % bound) {
            return static_cast<std::uint32_t>(product >> 32);
        }
    }
}

}  // namespace

std::optional<std::string> rangeProblem(std::string_view what, const Range<double>& range,
                                        Scale scale, const Limits& limits) {
    const auto [low, likely, high] = range;
    if (!std::isfinite(low) || !std::isfinite(likely) || !std::isfinite(high)) {
        return std::string(what) + ": low, likely and high must be numbers.";
    }
    if (low > likely) {
        return named(what, "low", low) + ", above likely, " + shortestText(likely) +
               "; give values that rise from low to high.";
    }
    if (likely > high) {
        return named(what, "likely", likely) + ", above high, " + shortestText(high) +
               "; give values that rise from low to high.";
    }
    if (scale == Scale::Ratio && low <= 0) {
        return named(what, "low", low) + "; give a value above zero.";
    }
    if (low < limits.minimum) {
        return named(what, "low", low) + "; the least possible is " + shortestText(limits.minimum) +
               ".";
    }
    if (high > limits.maximum) {
        return named(what, "high", high) + "; the most possible is " +
               shortestText(limits.maximum) + ".";
    }
    return std::nullopt;
}

Distribution::Distribution(const Range<double>& range, Scale scale, const Limits& limits)
    : m_scale(scale), m_limits(limits), m_likely(range.likely) {
    if (const auto problem = rangeProblem("The range", range, scale, limits)) {
        throw std::invalid_argument(*problem);
    }
    m_below = -offsetOf(range.low) * kEndPerDecile;
    m_above = offsetOf(range.high) * kEndPerDecile;
}

double Distribution::valueAt(double offset) const {
    return m_scale == Scale::Ratio ? m_likely * std::exp(offset) : m_likely + offset;
}

double Distribution::offsetOf(double value) const {
    if (m_scale == Scale::Linear) return value - m_likely;
    return value > 0 ? std::log(value / m_likely) : -std::numeric_limits<double>::infinity();
}

double Distribution::quantile(double share) const {
    assert(share >= 0 && share <= 1);
    const double offset = share <= 0.5 ? -m_below * (1 - std::sqrt(2 * share))
                                       : m_above * (1 - std::sqrt(2 * (1 - share)));
    return std::clamp(valueAt(offset), m_limits.minimum, m_limits.maximum);
}

void Distribution::quantiles(std::span<const double> shares, std::span<double> values) const {
    assert(shares.size() == values.size());
    for (std::size_t i = 0; i < shares.size(); ++i) values[i] = quantile(shares[i]);
}

double Distribution::cumulative(double value) const {
    if (value < m_limits.minimum) return 0;
    if (value >= m_limits.maximum) return 1;
    const double offset = offsetOf(value);
    const double reach = offset < 0 ? m_below : m_above;
    const double beyond = reach > 0 ? std::max(0.0, 1 - std::abs(offset) / reach) : 0.0;
    return offset < 0 ? 0.5 * beyond * beyond : 1 - 0.5 * beyond * beyond;
}

/// The half of the expected value on one side; `reach` is negative below the likely value. With t
/// from 0 at the likely value to 1 at the end, the density is 1 - t; what lies beyond the limit
/// counts at the limit.
double Distribution::sideMean(double reach, double limit) const {
    const double toLimit = std::abs(offsetOf(limit));
    const double end = toLimit < std::abs(reach) ? toLimit / std::abs(reach) : 1.0;
    const double atLimit = end < 1 ? limit * 0.5 * (1 - end) * (1 - end) : 0.0;
    if (m_scale == Scale::Ratio) return m_likely * exponentialSide(reach, end) + atLimit;
    return m_likely * (end - end * end / 2) + reach * end * end * (0.5 - end / 3) + atLimit;
}

double Distribution::mean() const {
    return sideMean(-m_below, m_limits.minimum) + sideMean(m_above, m_limits.maximum);
}

void latinHypercubeColumn(std::uint64_t seed, std::size_t column, std::span<double> uniforms) {
    if (uniforms.empty() || uniforms.size() > kMaxDraws) {
        throw std::invalid_argument("The number of draws is " + std::to_string(uniforms.size()) +
                                    "; give 1 to " + std::to_string(kMaxDraws) + ".");
    }
    Random seeds(seed);
    for (std::size_t skipped = 0; skipped < column; ++skipped) seeds.next();
    Random random(seeds.next());

    std::vector<std::uint32_t> strata(uniforms.size());
    std::iota(strata.begin(), strata.end(), 0U);
    for (std::size_t left = strata.size(); left > 1; --left) {
        std::swap(strata[left - 1], strata[below(random, static_cast<std::uint32_t>(left))]);
    }
    const auto count = static_cast<double>(uniforms.size());
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        // 33 bits inside the stratum and never on its edge, so the sum is exact.
        const double inside = (static_cast<double>(random.next() >> 32) + 0.5) * 0x1.0p-32;
        uniforms[i] = (strata[i] + inside) / count;
    }
}

Draws latinHypercube(std::size_t draws, std::size_t columns, std::uint64_t seed) {
    Draws result(draws, columns);
    for (std::size_t column = 0; column < columns; ++column) {
        latinHypercubeColumn(seed, column, result.column(column));
    }
    return result;
}

std::size_t stratumOf(double uniform, std::size_t draws) {
    return static_cast<std::size_t>(uniform * static_cast<double>(draws));
}

}  // namespace headroom
