// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: 10,000 draws of 20 inputs, sampled and correlated, in 30 ms.
#include "tests/benchmark/sampling_benchmark.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <utility>

#include "core/decision/rank_correlation.h"
#include "core/decision/risk_statistics.h"

namespace headroom::tests {
namespace {

constexpr std::size_t kDraws = 10'000;
constexpr std::size_t kInputs = 20;
constexpr std::size_t kOptions = 12;

/// Keeps the compiler from leaving out work whose result nobody reads.
volatile double g_sink = 0;

/// Fastest of five runs; `work` returns something to read.
template <class Work>
void time(const char* what, Work work) {
    using Clock = std::chrono::steady_clock;
    double fastest = 1e9;
    for (int run = 0; run < 5; ++run) {
        const auto start = Clock::now();
        g_sink = g_sink + work();
        fastest = std::min(fastest, std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::cout << what << ": " << fastest * 1e3 << " ms\n";
}

/// Groups of three inputs that correlate by 0.7.
SquareMatrix groups() {
    SquareMatrix target = SquareMatrix::identity(kInputs);
    for (std::size_t row = 1; row < kInputs; ++row) {
        for (std::size_t column = row / 3 * 3; column < row; ++column) {
            target.setBoth(row, column, 0.7);
        }
    }
    return target;
}

}  // namespace

void sampling() {
    const SquareMatrix target = groups();
    Draws sample = latinHypercube(kDraws, kInputs, 1);
    time("hypercube, 10,000 draws x 20 inputs", [&] {
        sample = latinHypercube(kDraws, kInputs, 1);
        return std::as_const(sample).column(0)[0];
    });
    time("hypercube, rank correlated", [&] {
        sample = latinHypercube(kDraws, kInputs, 1);
        return correlate(sample, target).largestMiss;
    });
    Draws values(kDraws, kInputs);
    const Distribution price({1, 2, 5}, Scale::Ratio);
    time("values of the 20 inputs, ratio scale", [&] {
        for (std::size_t input = 0; input < kInputs; ++input) {
            price.quantiles(std::as_const(sample).column(input), values.column(input));
        }
        return std::as_const(values).column(0)[0];
    });
    Draws costs(kDraws, kOptions);
    for (std::size_t option = 0; option < kOptions; ++option) {
        std::ranges::transform(std::as_const(values).column(option),
                               std::as_const(values).column(option + 1),
                               costs.column(option).begin(), std::plus());
    }
    time("shares, regret and bands of 12 options", [&] {
        return cheapestShares(costs)[0] + regretOf(costs).perfectInformation + bands(costs)[0].low;
    });
    time("rank regression of 12 options on 20 inputs", [&] {
        const RankRegression regression(values);
        double sum = 0;
        for (std::size_t option = 0; option < kOptions; ++option) {
            sum += regression.fit(std::as_const(costs).column(option)).rSquared;
        }
        return sum;
    });
}

}  // namespace headroom::tests
