// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/rank_correlation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "core/scenario/number_text.h"

namespace headroom {
namespace {

constexpr double kGoodEnough = 0.01;
constexpr int kMostRounds = 6;

using Coefficients = std::array<double, 8>;

double polynomial(const Coefficients& coefficients, double x) {
    double value = 0;
    for (std::size_t i = coefficients.size(); i-- > 0;) value = value * x + coefficients[i];
    return value;
}

// The three rational functions of AS 241: centre, tails, far tails; numerator and denominator from
// the constant term up.
constexpr Coefficients kCentreTop{3.3871328727963666080e0, 1.3314166789178437745e2,
                                  1.9715909503065514427e3, 1.3731693765509461125e4,
                                  4.5921953931549871457e4, 6.7265770927008700853e4,
                                  3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kCentreBottom{1.0,
                                     4.2313330701600911252e1,
                                     6.8718700749205790830e2,
                                     5.3941960214247511077e3,
                                     2.1213794301586595867e4,
                                     3.9307895800092710610e4,
                                     2.8729085735721942674e4,
                                     5.2264952788528545610e3};
constexpr Coefficients kTailTop{1.42343711074968357734e0,  4.63033784615654529590e0,
                                5.76949722146069140550e0,  3.64784832476320460504e0,
                                1.27045825245236838258e0,  2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kTailBottom{1.0,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
constexpr Coefficients kFarTop{6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarBottom{1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

/// The columns of a sample by rank alone, 0 to draws - 1.
using Ranks = std::vector<std::vector<std::uint32_t>>;

double scoreCorrelationOf(double spearmanCorrelation) {
    return 2 * std::sin(std::numbers::pi * spearmanCorrelation / 6);
}

double spearmanOf(double scoreCorrelation) {
    return 6 / std::numbers::pi * std::asin(scoreCorrelation / 2);
}

template <class Function>
SquareMatrix offDiagonal(std::size_t size, Function entry) {
    SquareMatrix result = SquareMatrix::identity(size);
    for (std::size_t row = 1; row < size; ++row) {
        for (std::size_t column = 0; column < row; ++column) {
            result.setBoth(row, column, entry(row, column));
        }
    }
    return result;
}

void check(const Draws& sample, const SquareMatrix& target) {
    if (target.size() != sample.columns()) {
        throw std::invalid_argument("The correlation matrix has " + std::to_string(target.size()) +
                                    " rows for " + std::to_string(sample.columns()) +
                                    " inputs; give one row for each.");
    }
    if (sample.draws() <= sample.columns()) {
        throw std::invalid_argument(
            std::to_string(sample.draws()) + " draws cannot carry the correlation of " +
            std::to_string(sample.columns()) + " inputs; ask for at least " +
            std::to_string(sample.columns() + 1) + ".");
    }
    for (std::size_t row = 0; row < target.size(); ++row) {
        for (std::size_t column = 0; column < target.size(); ++column) {
            const double entry = target(row, column);
            const bool fits = row == column ? entry == 1 : entry >= -1 && entry <= 1;
            if (fits && entry == target(column, row)) continue;
            throw std::invalid_argument(
                "The correlation of inputs " + std::to_string(row + 1) + " and " +
                std::to_string(column + 1) + " is " + shortestText(entry) +
                "; give -1 to 1, the same both ways round, and 1 with itself.");
        }
    }
}

/// Van der Waerden's scores: normal quantiles of rank / (draws + 1), scaled to a norm of one.
std::vector<double> waerdenScores(std::size_t draws) {
    std::vector<double> scores(draws);
    double square = 0;
    for (std::size_t i = 0; i < draws; ++i) {
        scores[i] = inverseNormal(static_cast<double>(i + 1) / static_cast<double>(draws + 1));
        square += scores[i] * scores[i];
    }
    for (double& score : scores) score /= std::sqrt(square);
    return scores;
}

Ranks ranksOf(const Draws& sample, Draws& sorted) {
    Ranks ranks(sample.columns(), std::vector<std::uint32_t>(sample.draws()));
    for (std::size_t input = 0; input < sample.columns(); ++input) {
        const std::vector<std::uint32_t> order = ascendingOrder(sample.column(input));
        for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
            ranks[input][order[rank]] = rank;
            sorted.column(input)[rank] = sample.column(input)[order[rank]];
        }
    }
    return ranks;
}

/// Spearman's correlations. The sums are whole numbers, so they are exact.
SquareMatrix spearmanMatrix(const Ranks& ranks) {
    const auto draws = static_cast<double>(ranks.front().size());
    return offDiagonal(ranks.size(), [&](std::size_t a, std::size_t b) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < ranks[a].size(); ++i) {
            sum += std::uint64_t{ranks[a][i]} * ranks[b][i];
        }
        const double covariance =
            static_cast<double>(sum) / draws - 0.25 * (draws - 1) * (draws - 1);
        return covariance / ((draws * draws - 1) / 12);
    });
}

/// S with S Q = P for lower triangular matrices.
SquareMatrix quotient(const SquareMatrix& p, const SquareMatrix& q) {
    SquareMatrix s(p.size());
    for (std::size_t row = 0; row < p.size(); ++row) {
        for (std::size_t column = row + 1; column-- > 0;) {
            double rest = p(row, column);
            for (std::size_t k = column + 1; k <= row; ++k) rest -= s(row, k) * q(k, column);
            s(row, column) = rest / q(column, column);
        }
    }
    return s;
}

Draws scoredBy(const Ranks& ranks, const std::vector<double>& scores) {
    Draws result(scores.size(), ranks.size());
    for (std::size_t input = 0; input < ranks.size(); ++input) {
        std::ranges::transform(ranks[input], result.column(input).begin(),
                               [&](std::uint32_t rank) { return scores[rank]; });
    }
    return result;
}

/// One round of Iman and Conover: from scores that correlate as `now` to such that correlate as
/// `wanted`. False, with the ranks as they were, when either matrix is not positive definite.
bool rearrange(Ranks& ranks, Draws scored, const SquareMatrix& now, const SquareMatrix& wanted) {
    const auto factorNow = choleskyFactor(now);
    const auto factorWanted = choleskyFactor(wanted);
    if (!factorNow || !factorWanted) return false;
    const SquareMatrix mix = quotient(*factorWanted, *factorNow);
    // From the last column to the first, since each needs the columns before it unchanged.
    for (std::size_t input = ranks.size(); input-- > 0;) {
        const std::span<double> column = scored.column(input);
        for (double& value : column) value *= mix(input, input);
        for (std::size_t other = 0; other < input; ++other) {
            const std::span<const double> source = std::as_const(scored).column(other);
            const double weight = mix(input, other);
            for (std::size_t i = 0; i < column.size(); ++i) column[i] += weight * source[i];
        }
        const std::vector<std::uint32_t> order = ascendingOrder(column);
        for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[input][order[rank]] = rank;
    }
    return true;
}

void write(Draws& sample, const Draws& sorted, const Ranks& ranks) {
    for (std::size_t input = 0; input < ranks.size(); ++input) {
        const std::span<const double> values = sorted.column(input);
        std::ranges::transform(ranks[input], sample.column(input).begin(),
                               [&](std::uint32_t rank) { return values[rank]; });
    }
}

}  // namespace

double inverseNormal(double probability) {
    assert(probability > 0 && probability < 1);
    const double q = probability - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(kCentreTop, r) / polynomial(kCentreBottom, r);
    }
    const double r = std::sqrt(-std::log(q < 0 ? probability : 1 - probability));
    const double size = r <= 5 ? polynomial(kTailTop, r - 1.6) / polynomial(kTailBottom, r - 1.6)
                               : polynomial(kFarTop, r - 5) / polynomial(kFarBottom, r - 5);
    return q < 0 ? -size : size;
}

RankCorrelation correlate(Draws& sample, const SquareMatrix& spearmanTarget) {
    check(sample, spearmanTarget);
    const std::size_t size = spearmanTarget.size();
    if (size == 0) return {SquareMatrix(0), false, 0, SquareMatrix(0), 0};

    const SquareMatrix asked = offDiagonal(size, [&](std::size_t row, std::size_t column) {
        return scoreCorrelationOf(spearmanTarget(row, column));
    });
    const SquareMatrix aim = positiveDefinite(asked);
    RankCorrelation result{spearmanTarget, !(aim == asked), 0, SquareMatrix(size), 0};
    if (result.repaired) {
        result.target = offDiagonal(size, [&](std::size_t row, std::size_t column) {
            return spearmanOf(aim(row, column));
        });
        result.largestRepair = largestDifference(result.target, spearmanTarget);
    }

    const std::vector<double> scores = waerdenScores(sample.draws());
    Draws sorted(sample.draws(), size);
    Ranks ranks = ranksOf(sample, sorted);
    Ranks best;
    SquareMatrix wanted = aim;
    for (int round = 0; round < kMostRounds; ++round) {
        Draws scored = scoredBy(ranks, scores);
        const SquareMatrix now = offDiagonal(size, [&](std::size_t row, std::size_t column) {
            return dotProduct(std::as_const(scored).column(row),
                              std::as_const(scored).column(column));
        });
        if (round > 0) {
            // Ranks do not follow the scores exactly: aim beside the target by what is missing.
            const SquareMatrix reached = spearmanMatrix(ranks);
            wanted = offDiagonal(size, [&](std::size_t row, std::size_t column) {
                return now(row, column) + aim(row, column) -
                       scoreCorrelationOf(reached(row, column));
            });
        }
        if (!rearrange(ranks, std::move(scored), now, wanted)) break;
        const SquareMatrix achieved = spearmanMatrix(ranks);
        const double miss = largestDifference(achieved, result.target);
        if (best.empty() || miss < result.largestMiss) {
            best = ranks;
            result.achieved = achieved;
            result.largestMiss = miss;
        }
        if (miss <= kGoodEnough) break;
    }
    if (best.empty()) {
        best = ranks;
        result.achieved = spearmanMatrix(ranks);
        result.largestMiss = largestDifference(result.achieved, result.target);
    }
    write(sample, sorted, best);
    return result;
}

}  // namespace headroom
