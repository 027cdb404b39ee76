// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/risk_study.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/cost/finance.h"
#include "core/decision/rank_correlation.h"
#include "core/decision/ranking.h"
#include "core/decision/repricer.h"

namespace headroom {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
/// Options whose cost is followed month by month.
constexpr std::size_t kBands = 4;

void addDependence(const OptionResult& result, double ratePerYear, OptionRisk& risk) {
    const double monthly = finance::monthlyRate(ratePerYear);
    double dependent = 0.0;
    for (const CashLine& line : result.cash->lines) {
        if (!isPricedByOthers(line.component)) continue;
        std::vector<double> flows;
        for (const Money& flow : line.months) flows.push_back(flow.amount());
        dependent += finance::npv(monthly, flows);
    }
    const double whole = result.presentValue.amount();
    risk.dependentShare = whole > 0.0 ? std::clamp(dependent / whole, 0.0, 1.0) : 0.0;
    risk.atDearYear = whole + (kDearYear - 1.0) * dependent;
}

/// Uniforms of the hypercube, correlated and turned into values of the inputs.
Draws drawInputs(const std::vector<InputRange>& inputs, const Scenario& scenario, std::size_t draws,
                 std::uint64_t seed, bool& repaired) {
    Draws values = latinHypercube(draws, inputs.size(), seed);
    if (draws > inputs.size() && inputs.size() > 1) {
        repaired = correlate(values, inputCorrelations(inputs, scenario)).repaired;
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const InputRange& input = inputs[i];
        const Distribution distribution(input.range, input.scale,
                                        {input.field->minimum, input.field->maximum});
        distribution.quantiles(values.column(i), values.column(i));
        if (input.field->kind != FieldKind::Integer) continue;
        for (double& value : values.column(i)) value = std::round(value);
    }
    return values;
}

/// One case after another, every option at each.
class Run {
public:
    Run(std::span<const OptionResult> ranked, const Scenario& scenario, const Catalog& catalog,
        const RiskRequest& request, RiskStudy& study)
        : m_ranked(ranked),
          m_scenario(scenario),
          m_catalog(catalog),
          m_request(request),
          m_study(study),
          m_options(riskOptions(ranked, request.options)),
          m_draws(static_cast<std::size_t>(std::max(1, request.draws))) {}

    void run() {
        const std::size_t bands = std::min(kBands, m_options.size());
        Draws inputs =
            drawInputs(m_study.inputs, m_scenario, m_draws,
                       static_cast<std::uint64_t>(m_request.seed), m_study.correlationRepaired);
        const auto months = static_cast<std::size_t>(m_scenario.finance.horizonMonths) + 1;
        m_costs.emplace(m_draws, m_options.size());
        for (std::size_t i = 0; i < bands; ++i) m_cumulative.emplace_back(m_draws, months);
        Repricer repricer(m_scenario, m_catalog);
        for (std::size_t draw = 0; draw < m_draws; ++draw) {
            if (draw % 64 == 0) {
                if (m_request.stopped && m_request.stopped()) {
                    m_study.stopped = true;
                    return;
                }
                if (m_request.progress) {
                    m_request.progress(static_cast<double>(draw) / static_cast<double>(m_draws));
                }
            }
            for (std::size_t i = 0; i < inputs.columns(); ++i) {
                repricer.set(*m_study.inputs[i].field, inputs.column(i)[draw]);
            }
            price(repricer, draw);
        }
        summarise(inputs);
    }

private:
    void price(Repricer& repricer, std::size_t draw) {
        const double rate = repricer.scenario().finance.discountRatePerYear;
        for (std::size_t i = 0; i < m_options.size(); ++i) {
            const std::span<const double> totals = repricer.totals(m_ranked[m_options[i]]);
            m_costs->column(i)[draw] = presentValueOf(totals, rate, 12);
            if (i >= m_cumulative.size()) continue;
            Draws& cumulative = m_cumulative[i];
            double sum = 0.0;
            const std::size_t months = std::min(cumulative.columns(), totals.size());
            for (std::size_t n = 0; n < months; ++n) {
                sum += totals[n];
                const bool last = n + 1 == months;
                cumulative.column(n)[draw] = last ? sum - repricer.lastResale() : sum;
            }
        }
    }

    void summarise(const Draws& inputs) {
        const DrawsView costs = *m_costs;
        const std::vector<double> cheapest = cheapestShares(costs);
        const Regret regret = regretOf(costs);
        for (std::size_t i = 0; i < m_options.size(); ++i) {
            OptionRisk risk;
            risk.option = m_options[i];
            risk.cheapest = cheapest[i];
            risk.cost = band(costs.column(i));
            risk.meanCost = mean(costs.column(i));
            risk.expectedRegret = regret.expected[i];
            if (i < m_cumulative.size()) risk.cumulative = bands(m_cumulative[i]);
            addDependence(m_ranked[m_options[i]], m_scenario.finance.discountRatePerYear, risk);
            m_study.options.push_back(std::move(risk));
        }
        m_study.perfectInformation = regret.perfectInformation;
        m_study.bestMean = m_options[regret.best];
        m_study.minimax = m_options[regret.minimax];
        addWorth(inputs, regret);
        addWaiting();
        addPair(inputs);
    }

    static double mean(std::span<const double> values) {
        return std::accumulate(values.begin(), values.end(), 0.0) /
               static_cast<double>(values.size());
    }

    std::optional<std::size_t> columnOf(std::size_t option) const {
        const auto found = std::find(m_options.begin(), m_options.end(), option);
        if (found == m_options.end()) return std::nullopt;
        return static_cast<std::size_t>(found - m_options.begin());
    }

    /// Mean cost when, in each group of draws next to each other in `order`, the option of the
    /// least mean is chosen.
    double meanWhenKnown(const std::vector<std::size_t>& order) const {
        const std::size_t groups = std::max<std::size_t>(1, m_draws / kDrawsKnown);
        double known = 0.0;
        for (std::size_t group = 0; group < groups; ++group) {
            const std::size_t begin = group * m_draws / groups;
            const std::size_t end = (group + 1) * m_draws / groups;
            double least = kNever;
            for (std::size_t option = 0; option < m_options.size(); ++option) {
                double sum = 0.0;
                for (std::size_t k = begin; k < end; ++k) sum += m_costs->column(option)[order[k]];
                least = std::min(least, sum);
            }
            known += least;
        }
        return known / static_cast<double>(m_draws);
    }

    /// Draws sorted by one input and cut into groups: within a group the input is known. Groups of
    /// draws in no order gain a little by chance alone; that is taken off.
    void addWorth(const Draws& inputs, const Regret& regret) {
        std::vector<std::size_t> order(m_draws);
        std::iota(order.begin(), order.end(), std::size_t{0});
        const double unknown = std::min(meanWhenKnown(order), mean(m_costs->column(regret.best)));
        for (std::size_t input = 0; input < inputs.columns(); ++input) {
            std::iota(order.begin(), order.end(), std::size_t{0});
            const std::span<const double> values = inputs.column(input);
            std::stable_sort(order.begin(), order.end(),
                             [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
            m_study.worth.push_back({input, std::max(0.0, unknown - meanWhenKnown(order))});
        }
        std::stable_sort(
            m_study.worth.begin(), m_study.worth.end(),
            [](const InputWorth& a, const InputWorth& b) { return a.worth > b.worth; });
    }

    /// Renting first shares its first months with renting throughout: the cheaper end is chosen
    /// when the draw is known.
    void addWaiting() {
        std::optional<std::size_t> later;
        for (std::size_t i = 0; i < m_options.size(); ++i) {
            if (m_ranked[m_options[i]].option.kind == OptionKind::Later) later = i;
        }
        if (!later) return;
        const Option& option = m_ranked[m_options[*later]].option;
        for (std::size_t i = 0; i < m_options.size(); ++i) {
            const Option& rented = m_ranked[m_options[i]].option;
            if (rented.kind != OptionKind::Rented || rented.catalogId != option.catalogId ||
                rented.tier != option.tier) {
                continue;
            }
            double sum = 0.0;
            for (std::size_t draw = 0; draw < m_draws; ++draw) {
                sum += std::min(m_costs->column(i)[draw], m_costs->column(*later)[draw]);
            }
            m_study.waiting = sum / static_cast<double>(m_draws);
            return;
        }
    }

    void addPair(const Draws& inputs) {
        const auto both = decisionPair(m_ranked);
        if (!both) return;
        const auto first = columnOf(both->first);
        const auto second = columnOf(both->second);
        if (!first || !second) return;
        RiskPair pair;
        pair.first = both->first;
        pair.second = both->second;
        pair.differences.resize(m_draws);
        for (std::size_t draw = 0; draw < m_draws; ++draw) {
            pair.differences[draw] = m_costs->column(*second)[draw] - m_costs->column(*first)[draw];
        }
        pair.difference = band(pair.differences);
        pair.firstCheaper = shareBelow(m_costs->column(*first), m_costs->column(*second));
        pair.breakEvenMonth = breakEvenBand(*first, *second);
        const RankRegression regression(inputs);
        const RankRegression::Fit fit = regression.fit(pair.differences);
        m_study.importance = fit.coefficients;
        m_study.rSquared = fit.rSquared;
        m_study.pair = std::move(pair);
    }

    /// Month from which the owned one of two has cost less, over the draws.
    Range<double> breakEvenBand(std::size_t first, std::size_t second) const {
        const auto isOwn = [&](std::size_t column) {
            return ownsMachines(m_ranked[m_options[column]].option.kind);
        };
        if (std::max(first, second) >= m_cumulative.size()) return {kNever, kNever, kNever};
        const bool swap = isOwn(second) && !isOwn(first);
        const Draws& candidate = m_cumulative[swap ? second : first];
        const Draws& reference = m_cumulative[swap ? first : second];
        std::vector<double> months;
        std::vector<double> a(candidate.columns());
        std::vector<double> b(candidate.columns());
        for (std::size_t draw = 0; draw < m_draws; ++draw) {
            for (std::size_t n = 0; n < a.size(); ++n) {
                a[n] = candidate.column(n)[draw];
                b[n] = reference.column(n)[draw];
            }
            const BreakEven even = breakEven(std::span<const double>(a), b);
            months.push_back(even.kind == BreakEven::Kind::Never ? kNever : even.month);
        }
        return band(months);
    }

    std::span<const OptionResult> m_ranked;
    const Scenario& m_scenario;
    const Catalog& m_catalog;
    const RiskRequest& m_request;
    RiskStudy& m_study;
    std::vector<std::size_t> m_options;
    std::size_t m_draws;
    std::optional<Draws> m_costs;
    std::vector<Draws> m_cumulative;
};

}  // namespace

double TornadoBar::swing() const {
    return std::abs(atHigh - atLow);
}

std::optional<std::pair<std::size_t, std::size_t>> decisionPair(
    std::span<const OptionResult> ranked) {
    if (ranked.empty() || !ranked.front().feasible) return std::nullopt;
    const OptionKind kind = baseKind(ranked.front().option.kind);
    for (std::size_t i = 1; i < ranked.size() && ranked[i].feasible; ++i) {
        // Renting first and buying the same machine later is no alternative to it.
        if (ranked[i].option.kind == OptionKind::Later) continue;
        if (baseKind(ranked[i].option.kind) != kind) return std::pair{std::size_t{0}, i};
    }
    if (const auto next = nextProduct(ranked)) return std::pair{std::size_t{0}, *next};
    return std::nullopt;
}

std::vector<std::size_t> riskOptions(std::span<const OptionResult> ranked, std::size_t most) {
    std::vector<std::size_t> picked;
    const auto add = [&](std::size_t index) {
        const bool there = std::find(picked.begin(), picked.end(), index) != picked.end();
        if (!there && picked.size() < most && ranked[index].facts) picked.push_back(index);
    };
    if (const auto pair = decisionPair(ranked)) {
        add(pair->first);
        add(pair->second);
    }
    for (const OptionKind kind : kAllKinds) {
        if (const auto best = bestOf(kind, ranked)) add(*best);
    }
    // What the option that buys later begins with is followed as well, to price the choice.
    if (const auto later = bestOf(OptionKind::Later, ranked)) {
        for (std::size_t i = 0; i < ranked.size() && ranked[i].feasible; ++i) {
            if (ranked[i].option.kind == OptionKind::Rented &&
                ranked[i].option.catalogId == ranked[*later].option.catalogId &&
                ranked[i].option.tier == ranked[*later].option.tier) {
                add(i);
            }
        }
    }
    for (std::size_t i = 0; i < ranked.size() && ranked[i].feasible; ++i) {
        const bool repeated = std::any_of(picked.begin(), picked.end(), [&](std::size_t other) {
            return ranked[other].option.catalogId == ranked[i].option.catalogId ||
                   servesAlike(ranked[other], ranked[i]);
        });
        if (!repeated) add(i);
    }
    return picked;
}

std::vector<TornadoBar> tornadoOf(std::span<const OptionResult> ranked, std::size_t first,
                                  std::size_t second, const std::vector<InputRange>& inputs,
                                  const Scenario& scenario, const Catalog& catalog) {
    const OptionResult& a = ranked[first];
    const OptionResult& b = ranked[second];
    Repricer repricer(scenario, catalog);
    const auto difference = [&] { return repricer.presentValue(a) - repricer.presentValue(b); };
    const double base = difference();
    std::vector<TornadoBar> bars;
    for (const InputRange& input : inputs) {
        TornadoBar bar;
        bar.input = input;
        repricer.set(*input.field, input.range.low);
        bar.atLow = difference();
        repricer.set(*input.field, input.range.high);
        bar.atHigh = difference();
        if (movesMoneyOnly(*input.field)) {
            repricer.set(*input.field, input.range.likely);
        } else {
            repricer.reset();
        }
        bar.flips = (bar.atLow > 0.0) != (base > 0.0) || (bar.atHigh > 0.0) != (base > 0.0);
        bars.push_back(std::move(bar));
    }
    std::stable_sort(bars.begin(), bars.end(), [](const TornadoBar& x, const TornadoBar& y) {
        return x.swing() > y.swing();
    });
    return bars;
}

RiskStudy withIndices(RiskStudy study, std::span<const std::size_t> indices) {
    for (OptionRisk& risk : study.options) risk.option = indices[risk.option];
    if (study.options.empty()) return study;
    study.bestMean = indices[study.bestMean];
    study.minimax = indices[study.minimax];
    if (study.pair) {
        study.pair->first = indices[study.pair->first];
        study.pair->second = indices[study.pair->second];
    }
    return study;
}

RiskStudy studyRisk(std::span<const OptionResult> ranked, const Scenario& scenario,
                    const Catalog& catalog, const RiskRequest& request) {
    RiskStudy study;
    study.draws = request.draws;
    study.seed = request.seed;
    if (ranked.empty() || !ranked.front().feasible) return study;
    study.inputs = uncertainInputs(scenario);
    Run(ranked, scenario, catalog, request, study).run();
    if (study.stopped || !study.pair) return study;
    study.tornado =
        tornadoOf(ranked, study.pair->first, study.pair->second, study.inputs, scenario, catalog);
    const auto value = [&](std::size_t index) {
        return OptionPricer().presentValue(*ranked[index].facts, scenario);
    };
    study.tornadoBase = value(study.pair->first) - value(study.pair->second);
    return study;
}

}  // namespace headroom
