// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>
#include <utility>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Mean by the midpoint rule over the quantile function: knows nothing of the closed form.
double numericMean(const Distribution& distribution) {
    constexpr int kSteps = 400'000;
    double sum = 0;
    for (int i = 0; i < kSteps; ++i) sum += distribution.quantile((i + 0.5) / kSteps);
    return sum / kSteps;
}

/// Draws per stratum of a column: all ones in a Latin hypercube.
std::vector<int> strataHits(std::span<const double> column) {
    std::vector<int> hits(column.size());
    for (const double uniform : column) ++hits.at(stratumOf(uniform, column.size()));
    return hits;
}

std::string messageOf(const Range<double>& range, Scale scale = Scale::Linear,
                      const Limits& limits = {}) {
    return rangeProblem("Use", range, scale, limits).value_or("");
}

}  // namespace

TEST_CASE("A distribution has the percentiles of its range", "[decision][sampling]") {
    for (const Scale scale : {Scale::Linear, Scale::Ratio}) {
        for (const Range<double> range :
             {Range<double>{2, 5, 9}, {1, 1, 4}, {1, 4, 4}, {3, 3, 3}}) {
            INFO(range.low << ' ' << range.likely << ' ' << range.high);
            const Distribution distribution(range, scale);
            CHECK(distribution.quantile(0.1) == Approx(range.low).epsilon(1e-14));
            CHECK(distribution.quantile(0.5) == range.likely);
            CHECK(distribution.quantile(0.9) == Approx(range.high).epsilon(1e-14));
        }
    }
}

TEST_CASE("The ends lie where the triangles of docs/uncertainty.md 1 end", "[decision][sampling]") {
    // By hand for 2, 5, 9: 5 - 3 x 1.809017 and 5 + 4 x 1.809017, from 1 / (1 - sqrt(0.2)).
    const Distribution linear({2, 5, 9});
    CHECK(linear.quantile(0) == Approx(-0.427050983124842).epsilon(1e-12));
    CHECK(linear.quantile(1) == Approx(12.236067977499790).epsilon(1e-12));
    // Each end solves ((low - a) / (m - a))^2 / 2 = 0.1.
    const double a = linear.quantile(0);
    CHECK(0.5 * std::pow((2 - a) / (5 - a), 2) == Approx(0.1).epsilon(1e-12));
    // For 1, 2, 5 in logarithms: 2 x 0.5^1.809017 and 2 x 2.5^1.809017.
    const Distribution ratio({1, 2, 5}, Scale::Ratio);
    CHECK(ratio.quantile(0) == Approx(2 * std::pow(0.5, 1.8090169943749475)).epsilon(1e-12));
    CHECK(ratio.quantile(1) == Approx(2 * std::pow(2.5, 1.8090169943749475)).epsilon(1e-12));
}

TEST_CASE("The cumulative share undoes the quantile", "[decision][sampling]") {
    for (const Scale scale : {Scale::Linear, Scale::Ratio}) {
        const Distribution distribution({2, 5, 9}, scale);
        double previous = -kInfinity;
        for (int i = 0; i <= 1000; ++i) {
            const double value = distribution.quantile(i / 1000.0);
            CHECK(value >= previous);
            CHECK(distribution.cumulative(value) == Approx(i / 1000.0).margin(1e-12));
            previous = value;
        }
        CHECK(distribution.cumulative(-100) == 0);
        CHECK(distribution.cumulative(100) == 1);
    }
}

TEST_CASE("A side without width puts its half of the draws on the likely value",
          "[decision][sampling]") {
    const Distribution above({1, 1, 4});
    CHECK(above.quantile(0) == 1);
    CHECK(above.cumulative(0.999) == 0);
    CHECK(above.cumulative(1) == 0.5);
    const Distribution certain({3, 3, 3});
    CHECK(certain.quantile(0) == 3);
    CHECK(certain.quantile(1) == 3);
    CHECK(certain.cumulative(2.999) == 0);
    CHECK(certain.cumulative(3) == 1);
    CHECK(certain.mean() == 3);
}

TEST_CASE("Draws beyond a limit lie on it", "[decision][sampling]") {
    const Distribution share({0.5, 0.9, 0.95}, Scale::Linear, {0.2, 1});
    CHECK(share.quantile(0) == 0.2);
    CHECK(share.quantile(0.1) == Approx(0.5));
    // The upper end is 0.9 + 0.05 x 1.809 = 0.990, within the limit.
    CHECK(share.quantile(1) == Approx(0.9904508497187474).epsilon(1e-12));
    CHECK(share.cumulative(0.2) == Approx(0.5 * std::pow(1 - 0.7 / (0.4 * 1.8090169943749475), 2)));
    CHECK(share.cumulative(0.1999) == 0);
    CHECK(Distribution({2, 5, 9}, Scale::Linear, {2, 9}).cumulative(9) == 1);
}

TEST_CASE("The mean agrees with the quantile function", "[decision][sampling]") {
    struct Case {
        Range<double> range;
        Scale scale;
        Limits limits;
    };
    // Wide and narrow, one-sided, with and without limits that bite; narrow ones take the series.
    const Case cases[]{{{2, 5, 9}, Scale::Linear, {}},
                       {{2, 5, 9}, Scale::Linear, {2, 9}},
                       {{0.5, 0.9, 0.95}, Scale::Linear, {0.45, 0.98}},
                       {{1, 2, 5}, Scale::Ratio, {}},
                       {{1, 2, 5}, Scale::Ratio, {1, 5}},
                       {{1, 2, 5}, Scale::Ratio, {0, 5.5}},
                       {{1, 100, 20'000}, Scale::Ratio, {}},
                       {{100, 110, 120}, Scale::Ratio, {}},
                       {{100, 110, 120}, Scale::Ratio, {99, 121}},
                       {{1, 1, 1.5}, Scale::Ratio, {}}};
    for (const auto& [range, scale, limits] : cases) {
        INFO(range.low << ' ' << range.likely << ' ' << range.high);
        const Distribution distribution(range, scale, limits);
        CHECK(distribution.mean() == Approx(numericMean(distribution)).epsilon(1e-6));
    }
    // By hand: likely + (upper reach - lower reach) / 6 = 5 + (4 - 3) x 1.809017 / 6.
    CHECK(Distribution({2, 5, 9}).mean() == Approx(5 + 1.8090169943749475 / 6).epsilon(1e-14));
}

TEST_CASE("A range that has no distribution is refused with its remedy", "[decision][sampling]") {
    CHECK(messageOf({5, 3, 9}) ==
          "Use: low is 5, above likely, 3; give values that rise from low to high.");
    CHECK(messageOf({1, 30, 9}) ==
          "Use: likely is 30, above high, 9; give values that rise from low to high.");
    CHECK(messageOf({0, 3, 9}, Scale::Ratio) == "Use: low is 0; give a value above zero.");
    CHECK(messageOf({0.1, 0.5, 1.2}, Scale::Linear, {0, 1}) ==
          "Use: high is 1.2; the most possible is 1.");
    CHECK(messageOf({-0.1, 0.5, 0.8}, Scale::Linear, {0, 1}) ==
          "Use: low is -0.1; the least possible is 0.");
    CHECK(messageOf({1, std::nan(""), 2}) == "Use: low, likely and high must be numbers.");
    CHECK(messageOf({1, 2, kInfinity}) == "Use: low, likely and high must be numbers.");
    CHECK(messageOf({-1, 0, 0}).empty());
    CHECK_THROWS_AS(Distribution({5, 3, 9}), std::invalid_argument);
}

TEST_CASE("Every stratum of every input is hit once", "[decision][sampling]") {
    for (const std::size_t draws : {1U, 2U, 7U, 1000U, 10'000U}) {
        const Draws sample = latinHypercube(draws, 20, 1);
        for (std::size_t input = 0; input < 20; ++input) {
            const std::vector<int> hits = strataHits(sample.column(input));
            CHECK(std::ranges::count(hits, 1) == static_cast<std::ptrdiff_t>(draws));
        }
    }
    std::vector<double> largest(kMaxDraws);
    latinHypercubeColumn(3, 0, largest);
    CHECK(std::ranges::count(strataHits(largest), 1) == static_cast<std::ptrdiff_t>(kMaxDraws));
    CHECK(std::ranges::all_of(largest, [](double u) { return u > 0 && u < 1; }));
}

TEST_CASE("The hypercube of seed 1 is the same on every platform", "[decision][sampling]") {
    // Recomputed in Python from the description in docs/uncertainty.md 2, to the last bit.
    const Draws five = latinHypercube(5, 2, 1);
    const double first[]{0x1.5682520366666p-1, 0x1.373adfbd33333p-2, 0x1.bc8ed66600000p-2,
                         0x1.e640264100000p-1, 0x1.3fc1d7e400000p-3};
    const double second[]{0x1.52becfeeccccdp-2, 0x1.cb5648dc33333p-1, 0x1.865b4fb366666p-1,
                          0x1.98950dc733333p-3, 0x1.0f86ed509999ap-1};
    CHECK(std::ranges::equal(std::as_const(five).column(0), first));
    CHECK(std::ranges::equal(std::as_const(five).column(1), second));

    const Draws live = latinHypercube(2000, 20, 1);
    const double last[]{0x1.9472de3c34189p-1, 0x1.094511d44c6a8p-1, 0x1.cb2819652ba5ep-1,
                        0x1.e9bf181f6db23p-1, 0x1.641d220a9ae14p-2};
    CHECK(std::ranges::equal(live.column(19).first(5), last));
    const Draws report = latinHypercube(10'000, 4, 1);
    CHECK(report.column(3)[0] == 0x1.b9927798e39c1p-1);
}

TEST_CASE("Columns depend on the seed and their index, not on their neighbours",
          "[decision][sampling]") {
    const Draws few = latinHypercube(100, 3, 5);
    const Draws many = latinHypercube(100, 8, 5);
    CHECK(std::ranges::equal(few.column(2), many.column(2)));
    CHECK_FALSE(std::ranges::equal(many.column(2), many.column(3)));
    CHECK_FALSE(std::ranges::equal(few.column(0), latinHypercube(100, 1, 6).column(0)));
}

TEST_CASE("Threads, chunks and their order do not show in the result", "[decision][sampling]") {
    constexpr std::size_t kDraws = 2000;
    constexpr std::size_t kInputs = 6;
    const Distribution price({1, 2, 5}, Scale::Ratio);
    const auto evaluate = [&](DrawsView inputs, std::span<double> costs) {
        for (std::size_t i = 0; i < costs.size(); ++i) {
            for (std::size_t input = 0; input < kInputs; ++input) {
                costs[i] += price.quantile(inputs.column(input)[i]) / double(input + 1);
            }
        }
    };
    const Draws sample = latinHypercube(kDraws, kInputs, 11);
    std::vector<double> whole(kDraws);
    evaluate(sample, whole);

    Draws threaded(kDraws, kInputs);
    std::vector<std::thread> threads;
    for (std::size_t input = kInputs; input-- > 0;) {
        threads.emplace_back(
            [&, input] { latinHypercubeColumn(11, input, threaded.column(input)); });
    }
    for (std::thread& thread : threads) thread.join();
    threads.clear();
    std::vector<double> pieces(kDraws);
    for (std::size_t end = kDraws; end > 0;) {
        const std::size_t begin = end - std::min<std::size_t>(end, 313);
        threads.emplace_back([&, begin, end] {
            evaluate(DrawsView(threaded).rows(begin, end),
                     std::span(pieces).subspan(begin, end - begin));
        });
        end = begin;
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(pieces == whole);
}

TEST_CASE("The mean of a hypercube is far closer than that of free draws", "[decision][sampling]") {
    // Each stratum is off by at most half its width: |error| <= (end - start) / (2 n).
    const Distribution distribution({2, 5, 9});
    const Draws sample = latinHypercube(1000, 1, 1);
    std::vector<double> values(1000);
    distribution.quantiles(sample.column(0), values);
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 1000;
    CHECK(std::abs(mean - distribution.mean()) < (12.24 + 0.43) / 1000);
}

TEST_CASE("A number of draws that cannot be kept exact is refused", "[decision][sampling]") {
    CHECK_THROWS_WITH(latinHypercube(0, 1, 1), "The number of draws is 0; give 1 to 100000.");
    CHECK_THROWS_AS(latinHypercube(kMaxDraws + 1, 1, 1), std::invalid_argument);
}
