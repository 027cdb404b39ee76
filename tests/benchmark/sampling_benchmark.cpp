// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: 10,000 draws of 20 inputs, sampled and correlated, in 30 ms.
#include <algorithm>
#include <functional>
#include <memory>

#include "core/decision/rank_correlation.h"
#include "core/decision/risk_statistics.h"
#include "tests/benchmark/pieces.h"

namespace headroom::benchmark {

namespace {

constexpr std::size_t kDraws = 10'000;
constexpr std::size_t kInputs = 20;
constexpr std::size_t kOptions = 12;

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

Draws valuesOf(const Draws& sample) {
    Draws values(kDraws, kInputs);
    const Distribution price({1, 2, 5}, Scale::Ratio);
    for (std::size_t input = 0; input < kInputs; ++input) {
        price.quantiles(sample.column(input), values.column(input));
    }
    return values;
}

/// Sums of two neighbouring inputs.
Draws costsOf(const Draws& values) {
    Draws costs(kDraws, kOptions);
    for (std::size_t option = 0; option < kOptions; ++option) {
        std::ranges::transform(values.column(option), values.column(option + 1),
                               costs.column(option).begin(), std::plus());
    }
    return costs;
}

std::shared_ptr<const Draws> someValues() {
    return std::make_shared<const Draws>(valuesOf(latinHypercube(kDraws, kInputs, 1)));
}

Piece::Work statistics(Setup&) {
    const auto costs = std::make_shared<const Draws>(costsOf(*someValues()));
    return [costs] {
        return cheapestShares(*costs)[0] + regretOf(*costs).perfectInformation +
               bands(*costs)[0].low;
    };
}

Piece::Work regression(Setup&) {
    const std::shared_ptr<const Draws> values = someValues();
    const auto costs = std::make_shared<const Draws>(costsOf(*values));
    return [=] {
        const RankRegression ranks(*values);
        double sum = 0;
        for (std::size_t option = 0; option < kOptions; ++option) {
            sum += ranks.fit(costs->column(option)).rSquared;
        }
        return sum;
    };
}

}  // namespace

void addSamplingPieces(std::vector<Piece>& pieces) {
    pieces.push_back({"sampling/hypercube", "ms", [](Setup&) -> Piece::Work {
                          return [] {
                              const Draws sample = latinHypercube(kDraws, kInputs, 1);
                              return sample.column(0)[0];
                          };
                      }});
    pieces.push_back({"sampling/correlated", "ms", [](Setup&) -> Piece::Work {
                          return [target = groups()] {
                              Draws sample = latinHypercube(kDraws, kInputs, 1);
                              return correlate(sample, target).largestMiss;
                          };
                      }});
    pieces.push_back({"sampling/values", "ms", [](Setup&) -> Piece::Work {
                          const auto sample =
                              std::make_shared<const Draws>(latinHypercube(kDraws, kInputs, 1));
                          return [sample] {
                              const Draws values = valuesOf(*sample);
                              return values.column(0)[0];
                          };
                      }});
    pieces.push_back({"sampling/statistics", "ms", statistics});
    pieces.push_back({"sampling/rank-regression", "ms", regression});
}

}  // namespace headroom::benchmark
