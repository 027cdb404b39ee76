// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

double normalShare(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

SquareMatrix pair(double correlation) {
    SquareMatrix matrix = SquareMatrix::identity(2);
    matrix.setBoth(0, 1, correlation);
    return matrix;
}

/// Blocks of four inputs that correlate by 0.7, 0.3 to the next block, nothing beyond.
SquareMatrix blocks(std::size_t size) {
    SquareMatrix matrix = SquareMatrix::identity(size);
    for (std::size_t row = 1; row < size; ++row) {
        for (std::size_t column = 0; column < row; ++column) {
            const std::size_t apart = row / 4 - column / 4;
            matrix.setBoth(row, column, apart == 0 ? 0.7 : apart == 1 ? 0.3 : 0.0);
        }
    }
    return matrix;
}

double largestMiss(const Draws& sample, const SquareMatrix& target) {
    double largest = 0;
    for (std::size_t row = 1; row < target.size(); ++row) {
        for (std::size_t column = 0; column < row; ++column) {
            const double achieved = spearman(sample.column(row), sample.column(column));
            largest = std::max(largest, std::abs(achieved - target(row, column)));
        }
    }
    return largest;
}

std::vector<double> sortedColumn(const Draws& sample, std::size_t column) {
    const std::span<const double> values = sample.column(column);
    std::vector<double> copy(values.begin(), values.end());
    std::ranges::sort(copy);
    return copy;
}

}  // namespace

TEST_CASE("Normal quantiles agree with the error function and with Python's",
          "[decision][correlation]") {
    // statistics.NormalDist().inv_cdf of Python 3.11, in the centre, the tails and far out.
    CHECK(inverseNormal(0.5) == 0);
    CHECK(inverseNormal(0.25) == Approx(-0.6744897501960817).epsilon(1e-15));
    CHECK(inverseNormal(0.0751) == Approx(-1.4388253927525398).epsilon(1e-15));
    CHECK(inverseNormal(0.0749) == Approx(-1.4402382675279632).epsilon(1e-15));
    CHECK(inverseNormal(0.975) == Approx(1.9599639845400536).epsilon(1e-15));
    CHECK(inverseNormal(1e-6) == Approx(-4.753424308822899).epsilon(1e-15));
    CHECK(inverseNormal(1e-15) == Approx(-7.941345326170995).epsilon(1e-15));
    for (double share = 1e-9; share < 0.5; share *= 1.3) {
        CHECK(normalShare(inverseNormal(share)) == Approx(share).epsilon(1e-13));
        CHECK(normalShare(inverseNormal(1 - share)) == Approx(1 - share).epsilon(1e-13));
    }
}

TEST_CASE("Order and ranks, with ties, signs and zeros", "[decision][correlation]") {
    const std::vector<double> values{3, -1, 0.0, 3, -0.0, 1e300, -1e-300};
    CHECK(ascendingOrder(values) == std::vector<std::uint32_t>{1, 6, 2, 4, 0, 3, 5});
    CHECK(averageRanks(values) == std::vector<double>{5.5, 1, 3.5, 5.5, 3.5, 7, 2});
    CHECK(ascendingOrder(std::vector<double>{}).empty());
    CHECK(averageRanks(std::vector<double>(4, 2.0)) == std::vector<double>(4, 2.5));
    // Against the standard library on a column that uses every digit of the key.
    const Draws sample = latinHypercube(5000, 1, 4);
    std::vector<double> normal(5000);
    std::ranges::transform(sample.column(0), normal.begin(), inverseNormal);
    std::vector<double> ordered;
    for (const std::uint32_t index : ascendingOrder(normal)) ordered.push_back(normal[index]);
    std::ranges::sort(normal);
    CHECK(ordered == normal);
}

TEST_CASE("Correlations of short series by hand", "[decision][correlation]") {
    const std::vector<double> a{1, 2, 3, 4, 5};
    // Deviations (-2 -1 0 1 2) and (-1 -2 1 0 2): 8 / 10.
    CHECK(pearson(a, std::vector<double>{2, 1, 4, 3, 5}) == Approx(0.8).epsilon(1e-14));
    // The same ranks, whatever the distances.
    CHECK(spearman(a, std::vector<double>{20, -7, 1e6, 21, 1e9}) == Approx(0.8).epsilon(1e-14));
    // Ranks 1.5 1.5 3 4.5 4.5: 9 / sqrt(10 x 9).
    CHECK(spearman(a, std::vector<double>{0, 0, 1, 2, 2}) ==
          Approx(9 / std::sqrt(90.0)).epsilon(1e-14));
    CHECK(pearson(a, std::vector<double>(5, 3.0)) == 0);
    CHECK(spearman(a, std::vector<double>{5, 4, 3, 2, 1}) == -1);
}

TEST_CASE("A Cholesky factor multiplies back", "[decision][correlation]") {
    // Textbook example: 4 12 -16 / 12 37 -43 / -16 -43 98 = L L' with 2 / 6 1 / -8 5 3.
    SquareMatrix matrix(3);
    matrix(0, 0) = 4;
    matrix(1, 1) = 37;
    matrix(2, 2) = 98;
    matrix.setBoth(1, 0, 12);
    matrix.setBoth(2, 0, -16);
    matrix.setBoth(2, 1, -43);
    const auto factor = choleskyFactor(matrix);
    REQUIRE(factor);
    CHECK((*factor)(0, 0) == 2);
    CHECK((*factor)(1, 0) == 6);
    CHECK((*factor)(1, 1) == 1);
    CHECK((*factor)(2, 0) == -8);
    CHECK((*factor)(2, 1) == 5);
    CHECK((*factor)(2, 2) == 3);
    CHECK((*factor)(0, 2) == 0);
    CHECK_FALSE(choleskyFactor(pair(1)));
}

TEST_CASE("Rank correlations come out within 0.02 and strata stay hit once",
          "[decision][correlation]") {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        const Draws before = latinHypercube(2000, 20, seed);
        Draws sample = before;
        const RankCorrelation result = correlate(sample, blocks(20));
        CHECK_FALSE(result.repaired);
        CHECK(result.target == blocks(20));
        const double miss = largestMiss(sample, blocks(20));
        INFO("seed " << seed << ": " << miss);
        CHECK(miss <= 0.02);
        CHECK(result.largestMiss == Approx(miss).margin(1e-12));
        for (std::size_t input = 0; input < 20; ++input) {
            CHECK(sortedColumn(sample, input) == sortedColumn(before, input));
        }
    }
}

TEST_CASE("Two inputs reach any correlation within 0.02", "[decision][correlation]") {
    for (const double target : {-0.95, -0.7, -0.3, 0.0, 0.2, 0.5, 0.8, 0.95, 0.99}) {
        Draws sample = latinHypercube(2000, 2, 9);
        const RankCorrelation result = correlate(sample, pair(target));
        INFO(target << ": " << result.achieved(0, 1));
        CHECK(result.achieved(0, 1) ==
              Approx(spearman(sample.column(0), sample.column(1))).margin(1e-12));
        CHECK(std::abs(result.achieved(0, 1) - target) <= 0.02);
    }
}

TEST_CASE("Inputs asked to be independent lose the chance correlation of the draw",
          "[decision][correlation]") {
    Draws sample = latinHypercube(200, 10, 1);
    // 45 pairs with a standard error of 1 / sqrt(199) = 0.07 each.
    CHECK(largestMiss(sample, SquareMatrix::identity(10)) > 0.1);
    correlate(sample, SquareMatrix::identity(10));
    CHECK(largestMiss(sample, SquareMatrix::identity(10)) <= 0.02);
}

TEST_CASE("A target that no sample has is repaired and said", "[decision][correlation]") {
    // a and b move together, b and c too, a and c against each other: impossible.
    SquareMatrix target = SquareMatrix::identity(3);
    target.setBoth(0, 1, 0.9);
    target.setBoth(1, 2, 0.9);
    target.setBoth(0, 2, -0.9);
    Draws sample = latinHypercube(2000, 3, 1);
    const RankCorrelation result = correlate(sample, target);
    CHECK(result.repaired);
    CHECK(result.largestRepair == Approx(largestDifference(result.target, target)));
    CHECK(result.largestRepair > 0.2);
    CHECK(result.largestMiss <= 0.02);
    // What is symmetric stays so: b sits between a and c, and the signs hold.
    CHECK(result.target(0, 1) == Approx(result.target(1, 2)).epsilon(1e-9));
    CHECK(result.target(0, 1) > 0.3);
    CHECK(result.target(0, 2) < -0.3);
}

TEST_CASE("The repaired matrix is a correlation matrix near the one asked for",
          "[decision][correlation]") {
    SquareMatrix asked = SquareMatrix::identity(3);
    asked.setBoth(0, 1, 0.9);
    asked.setBoth(1, 2, 0.9);
    asked.setBoth(0, 2, -0.9);
    const SquareMatrix repaired = positiveDefinite(asked);
    REQUIRE(choleskyFactor(repaired));
    // By hand: the eigenvalues of asked are 1.9, 1.9 and -0.8, the last along (1, -1, 1). Without
    // it the matrix is 1.9 (I - v v'), that is 1.9 x 2/3 on the diagonal, 1.9/3 beside, scaled 1/2.
    CHECK(repaired(0, 1) == Approx(0.5).epsilon(1e-5));
    CHECK(repaired(1, 2) == Approx(0.5).epsilon(1e-5));
    CHECK(repaired(0, 2) == Approx(-0.5).epsilon(1e-5));
    CHECK(repaired(1, 1) == 1);
    CHECK(positiveDefinite(pair(0.5)) == pair(0.5));
}

TEST_CASE("Inputs that move as one are within reach", "[decision][correlation]") {
    Draws sample = latinHypercube(2000, 2, 1);
    const RankCorrelation result = correlate(sample, pair(1));
    CHECK(result.repaired);
    CHECK(result.largestRepair < 1e-5);
    CHECK(result.achieved(0, 1) > 0.999);
    Draws opposite = latinHypercube(2000, 2, 1);
    CHECK(correlate(opposite, pair(-1)).achieved(0, 1) < -0.999);
}

TEST_CASE("Eigenvectors reproduce the matrix", "[decision][correlation]") {
    const SquareMatrix matrix = blocks(8);
    const Eigen eigen = symmetricEigen(matrix);
    SquareMatrix back(8);
    double trace = 0;
    for (std::size_t k = 0; k < 8; ++k) {
        trace += eigen.values[k];
        for (std::size_t row = 0; row < 8; ++row) {
            for (std::size_t column = 0; column < 8; ++column) {
                back(row, column) +=
                    eigen.vectors(row, k) * eigen.values[k] * eigen.vectors(column, k);
            }
        }
    }
    CHECK(largestDifference(back, matrix) < 1e-12);
    CHECK(trace == Approx(8).epsilon(1e-12));
}

TEST_CASE("The same seed gives the same correlated sample", "[decision][correlation]") {
    Draws first = latinHypercube(500, 5, 8);
    Draws second = latinHypercube(500, 5, 8);
    correlate(first, blocks(5));
    correlate(second, blocks(5));
    for (std::size_t input = 0; input < 5; ++input) {
        CHECK(std::ranges::equal(first.column(input), second.column(input)));
    }
    // The first column is the reference of all others and keeps its order.
    CHECK(std::ranges::equal(std::as_const(first).column(0), latinHypercube(500, 1, 8).column(0)));
}

TEST_CASE("The correlated hypercube of seed 1 is the same on every platform",
          "[decision][correlation]") {
    // Recomputed in Python from docs/uncertainty.md 3, with its own normal quantile and an explicit
    // inverse of the factor: one round at 300 draws, three at 60.
    SquareMatrix target = SquareMatrix::identity(3);
    target.setBoth(0, 1, 0.7);
    target.setBoth(0, 2, -0.3);
    target.setBoth(1, 2, 0.2);
    Draws one = latinHypercube(300, 3, 1);
    CHECK(correlate(one, target).largestMiss == Approx(0.006622073578595289).epsilon(1e-9));
    const double second[]{0x1.2368a45a73333p-1, 0x1.96994d8f8cccdp-1, 0x1.83a1fb04851ecp-3,
                          0x1.559080e4ab852p-1, 0x1.dcf1868cdb4e8p-1};
    const double third[]{0x1.896144bbbae14p-1, 0x1.016e47919036ap-1, 0x1.10162b41e2222p-1,
                         0x1.a7e9f840f851fp-1, 0x1.e58891a7e8f5cp-1};
    CHECK(std::ranges::equal(std::as_const(one).column(1).first(5), second));
    CHECK(std::ranges::equal(std::as_const(one).column(2).first(5), third));

    Draws three = latinHypercube(60, 3, 1);
    CHECK(correlate(three, target).largestMiss == Approx(0.008974715198666328).epsilon(1e-9));
    const double last[]{0x1.5264fa722eeefp-1, 0x1.76f43dce48889p-1, 0x1.8854d4e7ddddep-4,
                        0x1.c2ebc0a466666p-4, 0x1.18b781ff7bbbcp-1};
    CHECK(std::ranges::equal(std::as_const(three).column(2).first(5), last));
}

TEST_CASE("A matrix that is no correlation matrix is refused", "[decision][correlation]") {
    Draws sample = latinHypercube(100, 2, 1);
    CHECK_THROWS_WITH(correlate(sample, SquareMatrix::identity(3)),
                      "The correlation matrix has 3 rows for 2 inputs; give one row for each.");
    CHECK_THROWS_WITH(correlate(sample, pair(1.5)),
                      "The correlation of inputs 1 and 2 is 1.5; give -1 to 1, the same both ways "
                      "round, and 1 with itself.");
    SquareMatrix lopsided = pair(0.5);
    lopsided(1, 0) = 0.4;
    CHECK_THROWS_AS(correlate(sample, lopsided), std::invalid_argument);
    SquareMatrix diagonal = pair(0.5);
    diagonal(1, 1) = 0.9;
    CHECK_THROWS_AS(correlate(sample, diagonal), std::invalid_argument);
    CHECK_THROWS_AS(correlate(sample, pair(std::nan(""))), std::invalid_argument);
    Draws few = latinHypercube(2, 2, 1);
    CHECK_THROWS_WITH(correlate(few, pair(0.5)),
                      "2 draws cannot carry the correlation of 2 inputs; ask for at least 3.");
}
