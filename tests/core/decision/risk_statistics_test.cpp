// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/risk_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

#include "core/decision/rank_correlation.h"
#include "tests/support/catch.h"

using namespace headroom;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Draws matrix(std::initializer_list<std::vector<double>> columns) {
    Draws result(columns.begin()->size(), columns.size());
    std::size_t index = 0;
    for (const std::vector<double>& column : columns) {
        std::ranges::copy(column, result.column(index++).begin());
    }
    return result;
}

/// Independent standard normals by inverse transformation of a correlated-to-zero hypercube.
Draws normals(std::size_t draws, std::size_t columns, std::uint64_t seed, double spearman01 = 0) {
    Draws sample = latinHypercube(draws, columns, seed);
    SquareMatrix target = SquareMatrix::identity(columns);
    if (columns > 1) target.setBoth(0, 1, spearman01);
    correlate(sample, target);
    for (std::size_t column = 0; column < columns; ++column) {
        const std::span<double> values = sample.column(column);
        std::ranges::transform(values, values.begin(), inverseNormal);
    }
    return sample;
}

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

double normalShare(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normalDensity(double z) {
    return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
}

}  // namespace

TEST_CASE("Percentiles interpolate as type 7 does", "[decision][risk]") {
    // R: quantile(c(1, 2, 4, 8), c(0.1, 0.5, 0.9)) is 1.3, 3.0, 6.8; position p (n - 1).
    const std::vector<double> values{8, 1, 4, 2};
    CHECK(percentile(values, 0.1) == Approx(1.3).epsilon(1e-14));
    CHECK(percentile(values, 0.5) == 3);
    CHECK(percentile(values, 0.9) == Approx(6.8).epsilon(1e-14));
    CHECK(percentile(values, 0) == 1);
    CHECK(percentile(values, 1) == 8);
    CHECK(percentile(std::vector<double>{7}, 0.9) == 7);

    const Draws sample = latinHypercube(1000, 1, 1);
    std::vector<double> sorted(sample.column(0).begin(), sample.column(0).end());
    std::ranges::sort(sorted);
    const Range<double> found = band(sample.column(0));
    CHECK(found.low == percentileOfSorted(sorted, 0.1));
    CHECK(found.likely == percentileOfSorted(sorted, 0.5));
    CHECK(found.high == percentileOfSorted(sorted, 0.9));
    CHECK(percentile(sample.column(0), 0.37) == percentileOfSorted(sorted, 0.37));
}

TEST_CASE("A break-even that never comes counts as infinite", "[decision][risk]") {
    const Range<double> months = band(std::vector<double>{12, kInfinity, 10, kInfinity, 14});
    CHECK(months.low == Approx(10.8));
    CHECK(months.likely == 14);
    CHECK(months.high == kInfinity);
    CHECK(band(std::vector<double>(3, kInfinity)).low == kInfinity);
    CHECK(band(std::vector<double>{-kInfinity, 1, 2}).low == -kInfinity);
}

TEST_CASE("Bands of several horizons are those of each column", "[decision][risk]") {
    const Draws costs = matrix({{3, 1, 2}, {30, 10, 20}});
    const std::vector<Range<double>> found = bands(costs);
    REQUIRE(found.size() == 2);
    // Type 7 by hand: 1 + 0.2, the middle, 3 - 0.2.
    CHECK(found[0].low == Approx(1.2));
    CHECK(found[0].likely == 2);
    CHECK(found[0].high == Approx(2.8));
    CHECK(found[1].high == Approx(28));
    // A chunk of draws is a sample too.
    CHECK(bands(DrawsView(costs).rows(1, 3))[0].likely == 1.5);
}

TEST_CASE("Each draw has one cheapest option, or equal ones share it", "[decision][risk]") {
    // By hand: draw 1 a; draw 2 a and b; draw 3 all three; draw 4 c.
    const Draws costs = matrix({{1, 5, 2, 9}, {2, 5, 2, 8}, {3, 6, 2, 7}});
    const std::vector<double> shares = cheapestShares(costs);
    CHECK(shares[0] == Approx((1 + 0.5 + 1 / 3.0) / 4).epsilon(1e-14));
    CHECK(shares[1] == Approx((0.5 + 1 / 3.0) / 4).epsilon(1e-14));
    CHECK(shares[2] == Approx((1 / 3.0 + 1) / 4).epsilon(1e-14));
    CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == Approx(1).epsilon(1e-14));
    // a is below b once, equal twice, above once.
    CHECK(shareBelow(costs.column(0), costs.column(1)) == 0.5);
    CHECK(shareBelow(costs.column(0), costs.column(2)) == Approx(2.5 / 4));
}

TEST_CASE("Regret by hand", "[decision][risk]") {
    // Least of each draw 10, 10, 20. Regrets: a 0, 20, 40; b 30, 0, 0; c 25, 15, 10.
    const Draws costs = matrix({{10, 30, 60}, {40, 10, 20}, {35, 25, 30}});
    const Regret regret = regretOf(costs);
    CHECK(regret.expected[0] == 20);
    CHECK(regret.expected[1] == 10);
    CHECK(regret.expected[2] == Approx(50 / 3.0).epsilon(1e-14));
    CHECK(regret.largest == std::vector<double>{40, 30, 25});
    CHECK(regret.best == 1);
    CHECK(regret.minimax == 2);
    CHECK(regret.perfectInformation == 10);
    // One option leaves nothing to regret.
    CHECK(regretOf(matrix({{3, 4}})).perfectInformation == 0);
}

TEST_CASE("The value of perfect information is the expected regret of the best mean",
          "[decision][risk]") {
    const Draws z = normals(2000, 3, 3);
    Draws costs(2000, 3);
    for (std::size_t option = 0; option < 3; ++option) {
        for (std::size_t i = 0; i < 2000; ++i) {
            costs.column(option)[i] = 100'000 + 4'000.0 * double(option) +
                                      10'000.0 * double(3 - option) * z.column(option)[i];
        }
    }
    const Draws& seen = costs;
    double informed = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
        informed += std::min({seen.column(0)[i], seen.column(1)[i], seen.column(2)[i]});
    }
    informed /= 2000;
    const Regret regret = regretOf(costs);
    double leastMean = kInfinity;
    for (std::size_t option = 0; option < 3; ++option) {
        leastMean = std::min(leastMean, mean(seen.column(option)));
        // Definition: mean cost over what a clairvoyant pays.
        CHECK(regret.expected[option] ==
              Approx(mean(seen.column(option)) - informed).epsilon(1e-9));
    }
    CHECK(mean(seen.column(regret.best)) == leastMean);
    CHECK(regret.perfectInformation == *std::ranges::min_element(regret.expected));
    CHECK(regret.perfectInformation == Approx(leastMean - informed).epsilon(1e-9));
}

TEST_CASE("A normal difference is won with probability Phi(-mu/sigma)", "[decision][risk]") {
    // a ~ N(100, 10^2), b ~ N(mu + 100, 15^2): a - b has mean -mu and, with the correlation
    // rho = 2 sin(pi s / 6) of normals whose Spearman correlation is s, the variance below. At
    // 10,000 draws the hypercube's standard error is at most 0.005.
    for (const double spearman01 : {0.0, 0.8, -0.5}) {
        const Draws z = normals(10'000, 2, 1, spearman01);
        const double rho = 2 * std::sin(std::numbers::pi * spearman01 / 6);
        const double sigma = std::sqrt(100 + 225 - 2 * rho * 150);
        for (const double mu : {-20.0, -5.0, 0.0, 3.0, 12.0}) {
            Draws costs(10'000, 2);
            for (std::size_t i = 0; i < 10'000; ++i) {
                costs.column(0)[i] = 100 + 10 * z.column(0)[i];
                costs.column(1)[i] = 100 + mu + 15 * z.column(1)[i];
            }
            INFO("Spearman " << spearman01 << ", mean difference " << mu);
            const Draws& seen = costs;
            const double below = shareBelow(seen.column(0), seen.column(1));
            CHECK(below == Approx(normalShare(mu / sigma)).margin(0.01));
            CHECK(below == Approx(cheapestShares(costs)[0]).epsilon(1e-12));
            // Unit normal loss integral (Raiffa and Schlaifer 1961): sigma (phi(k) - k Phi(-k)).
            const double k = std::abs(mu) / sigma;
            CHECK(regretOf(costs).perfectInformation ==
                  Approx(sigma * (normalDensity(k) - k * normalShare(-k))).margin(0.02 * sigma));
        }
    }
}

TEST_CASE("Rank regression finds the weights of a linear model", "[decision][risk]") {
    // Independent normals with standard deviations 1, 3, 0.5 and coefficients 4, -1, 2: shares
    // coefficient x sd / total = 4, -3, 1 over sqrt(26). The output is normal, so the correlation
    // of ranks is (6/pi) asin(share / 2), by at most 0.018 from the share itself.
    const Draws z = normals(10'000, 3, 5);
    Draws inputs(10'000, 3);
    std::vector<double> output(10'000);
    const double deviations[]{1, 3, 0.5};
    const double coefficients[]{4, -1, 2};
    for (std::size_t input = 0; input < 3; ++input) {
        for (std::size_t i = 0; i < 10'000; ++i) {
            inputs.column(input)[i] = 7 + deviations[input] * z.column(input)[i];
            output[i] += coefficients[input] * std::as_const(inputs).column(input)[i];
        }
    }
    const RankRegression::Fit fit = RankRegression(inputs).fit(output);
    double explained = 0;
    for (std::size_t input = 0; input < 3; ++input) {
        const double share = coefficients[input] * deviations[input] / std::sqrt(26.0);
        const double ranks = 6 / std::numbers::pi * std::asin(share / 2);
        CHECK(fit.coefficients[input] == Approx(ranks).margin(0.012));
        CHECK(fit.coefficients[input] == Approx(share).margin(0.03));
        explained += ranks * ranks;
    }
    CHECK(fit.rSquared == Approx(explained).margin(0.02));
}

TEST_CASE("Coefficients of correlated inputs are those of the model, not of the correlation",
          "[decision][risk]") {
    // Ranks themselves enter linearly, so the recovery is exact up to the ranking of the output:
    // y = rank(a) alone, although b follows a.
    const Draws z = normals(2000, 2, 2, 0.8);
    const RankRegression::Fit fit = RankRegression(z).fit(z.column(0));
    CHECK(fit.coefficients[0] == Approx(1).margin(1e-9));
    CHECK(fit.coefficients[1] == Approx(0).margin(1e-9));
    CHECK(fit.rSquared == Approx(1).margin(1e-9));
}

TEST_CASE("A monotone response to one input is explained in full", "[decision][risk]") {
    const Draws sample = latinHypercube(500, 1, 1);
    std::vector<double> output(500);
    std::ranges::transform(sample.column(0), output.begin(),
                           [](double u) { return -std::exp(20 * u); });
    const RankRegression::Fit fit = RankRegression(sample).fit(output);
    CHECK(fit.coefficients[0] == Approx(-1).epsilon(1e-12));
    CHECK(fit.rSquared == Approx(1).epsilon(1e-12));
}

TEST_CASE("Constant and repeated inputs get no coefficient and say so", "[decision][risk]") {
    const Draws z = normals(1000, 2, 6);
    Draws inputs(1000, 5);
    std::ranges::copy(z.column(0), inputs.column(0).begin());
    std::ranges::fill(inputs.column(1), 3.0);
    // The same ranks as input 0, the other way round.
    std::ranges::transform(z.column(0), inputs.column(2).begin(),
                           [](double value) { return -std::exp(value); });
    std::ranges::copy(z.column(1), inputs.column(3).begin());
    std::ranges::copy(z.column(1), inputs.column(4).begin());
    const RankRegression regression(inputs);
    CHECK(regression.inputs() ==
          std::vector<RegressionInput>{RegressionInput::Used, RegressionInput::Constant,
                                       RegressionInput::Collinear, RegressionInput::Used,
                                       RegressionInput::Collinear});
    const RankRegression::Fit fit = regression.fit(z.column(1));
    CHECK(fit.coefficients[3] == Approx(1).margin(1e-9));
    CHECK(fit.coefficients[1] == 0);
    CHECK(fit.coefficients[2] == 0);
    CHECK(fit.coefficients[4] == 0);
    CHECK(fit.rSquared == Approx(1).epsilon(1e-9));

    const RankRegression::Fit flat = regression.fit(std::vector<double>(1000, 5.0));
    CHECK(flat.rSquared == 0);
    CHECK(flat.coefficients == std::vector<double>(5, 0.0));
}

TEST_CASE("R squared of what no line explains is near zero", "[decision][risk]") {
    // Symmetric about the middle: the ranks of (u - 1/2)^2 do not correlate with u.
    const Draws sample = latinHypercube(2000, 1, 1);
    std::vector<double> output(2000);
    std::ranges::transform(sample.column(0), output.begin(),
                           [](double u) { return (u - 0.5) * (u - 0.5); });
    CHECK(RankRegression(sample).fit(output).rSquared < 0.001);
}
