// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/decision/input_ranges.h"
#include "core/decision/option.h"
#include "core/decision/risk_statistics.h"

namespace headroom {

/// What prices that others set are multiplied by in a dear year: H100 contracts of one year,
/// October 2025 ($1.70 an hour) to March 2026 ($2.35; docs/uncertainty.md 5).
inline constexpr double kDearYear = 1.38;
/// Draws with the most alike values of one input that stand for knowing it.
inline constexpr std::size_t kDrawsKnown = 50;

/// One bar of the tornado: the difference of two options' present values, first - second, with one
/// input at its ends and all others as typed.
struct TornadoBar {
    InputRange input;
    double atLow{};
    double atHigh{};
    /// The sign at an end differs from that of the scenario as typed: the other option wins there.
    bool flips{};
    double swing() const;  ///< |atHigh - atLow|
};

/// What the draws say about one option.
struct OptionRisk {
    std::size_t option{};  ///< index into the ranked options
    double cheapest{};     ///< 0..1, probability
    Range<double> cost;    ///< present value, P10, P50, P90
    double meanCost{};
    double expectedRegret{};
    std::vector<Range<double>> cumulative;  ///< undiscounted cost by month, without resale
    double dependentShare{};                ///< 0..1 of the present value whose price others set
    double atDearYear{};  ///< present value if those prices were those of a dear year
};

/// What knowing one input beforehand would save on average, at most (expected value of partial
/// perfect information, estimated from the draws).
struct InputWorth {
    std::size_t input{};
    double worth{};
};

/// The two options that the decision is between.
struct RiskPair {
    std::size_t first{};              ///< the best, index into the ranked options
    std::size_t second{};             ///< the best of another way of running, else the next product
    Range<double> difference;         ///< present values, second - first
    double firstCheaper{};            ///< 0..1
    Range<double> breakEvenMonth;     ///< of the owned one of the two; infinite = never
    std::vector<double> differences;  ///< of each draw, second - first, for a histogram
};

struct RiskStudy {
    std::vector<InputRange> inputs;
    bool correlationRepaired{};
    int draws{};
    int seed{};
    std::vector<OptionRisk> options;  ///< as ranked
    std::optional<RiskPair> pair;
    std::vector<TornadoBar> tornado;  ///< of the pair, widest first
    double tornadoBase{};             ///< difference as typed, first - second
    std::vector<InputWorth> worth;    ///< dearest first
    std::vector<double> importance;   ///< standardised rank coefficient on the difference, by input
    double rSquared{};
    double perfectInformation{};  ///< EVPI = expected regret of the option of the best mean
    std::size_t bestMean{};       ///< index into the ranked options
    std::size_t minimax{};        ///< the same of the least largest regret
    /// Mean present value of renting first and choosing when the uncertain has become known, where
    /// the scenario has such an option.
    std::optional<double> waiting;
    bool stopped{};
};

struct RiskRequest {
    int draws{2000};
    int seed{1};
    std::size_t options{12};        ///< most options that are followed
    std::function<bool()> stopped;  ///< asked between draws
    std::function<void(double)> progress;
};

/// Latin-hypercube Monte Carlo over the feasible options, the same draws for all, with the tornado
/// of the two that matter (docs/uncertainty.md). The catalog is read only for inputs that change
/// memory or speed. Empty when nothing is feasible. The options must be ranked and of this
/// scenario.
RiskStudy studyRisk(std::span<const OptionResult> ranked, const Scenario& scenario,
                    const Catalog& catalog, const RiskRequest& request);

/// The study of some of a longer list, in its order, with the indices of that list.
RiskStudy withIndices(RiskStudy study, std::span<const std::size_t> indices);

/// The tornado alone, microseconds per bar; `first` and `second` index the ranked options.
std::vector<TornadoBar> tornadoOf(std::span<const OptionResult> ranked, std::size_t first,
                                  std::size_t second, const std::vector<InputRange>& inputs,
                                  const Scenario& scenario, const Catalog& catalog);

/// The best option and the best of another way of running (Own and its kin, Rented, Api), else the
/// next other product; nullopt with less than two feasible options.
std::optional<std::pair<std::size_t, std::size_t>> decisionPair(
    std::span<const OptionResult> ranked);

/// The options that the study follows: the best of each way first, then the next other products; of
/// those that serve alike the cheapest.
std::vector<std::size_t> riskOptions(std::span<const OptionResult> ranked, std::size_t most);

}  // namespace headroom
