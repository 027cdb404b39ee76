// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/option_costs.h"

#include <algorithm>
#include <cmath>

#include "core/cost/finance.h"
#include "core/cost/resale.h"
#include "core/decision/overflow.h"

namespace headroom {
namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr double kHoursPerDay = 24.0;

double rentedHours(RentTier tier, const Finance& finance) {
    return termMonths(tier) > 0 ? finance.hoursPerMonth
                                : finance.rentedHoursPerDay * finance.hoursPerMonth / kHoursPerDay;
}

/// Machines or instances in month n, those in reserve included.
int unitsIn(const CostFacts& facts, const Scenario& scenario, int month) {
    const int reserve = scenario.finance.spareUnits;
    if (facts.fixedUnits > 0) return facts.fixedUnits;
    const double peak = peakRequestsPerSecond(scenario.workload) *
                        growthFactor(scenario.workload, month) / scenario.workload.speedFactor;
    return static_cast<int>(std::min(unitsFor(facts, peak), double{kMostUnits})) + reserve;
}

double kilowattHours(const CostFacts& facts, const Scenario& scenario, int month, int units,
                     double pue) {
    const double growth = growthFactor(scenario.workload, month);
    const double requests =
        requestsPerMonth(scenario.workload) * growth * (1.0 - sharedOut(facts, scenario, growth));
    const int serving =
        facts.fixedUnits > 0 ? units : std::max(1, units - scenario.finance.spareUnits);
    const double hours = scenario.finance.hoursPerMonth;
    const double busy = busyShare(facts, requests / scenario.workload.speedFactor, serving, hours);
    const double watts = facts.power.idle.value * units +
                         (facts.power.decode.value - facts.power.idle.value) * busy * serving;
    return watts * hours / 1000.0 * pue;
}

void addEnergy(const CostFacts& facts, const Scenario& scenario, Consumption& use) {
    use.pue = facts.kind == OptionKind::Colocated ? scenario.colocation.pue : scenario.place.pue;
    const int horizon = scenario.finance.horizonMonths;
    use.kilowattHoursPerMonth = kilowattHours(facts, scenario, 1, use.units, use.pue);
    if (scenario.workload.monthlyGrowth != 0.0) {
        for (int n = 1; n <= horizon; ++n) {
            use.kilowattHoursByMonth.push_back(
                kilowattHours(facts, scenario, n, use.unitsIn(n), use.pue));
        }
    }
    const double tuning = std::min(facts.trainingHoursPerMonth, scenario.finance.hoursPerMonth);
    use.fineTuningKilowattHoursPerMonth =
        (facts.power.prefill.value - facts.power.idle.value) * tuning / 1000.0 * use.pue;
}

void addOverflow(const CostFacts& facts, const Scenario& scenario, Consumption& use) {
    use.hostedShare = sharedOut(facts, scenario, 1.0);
    if (scenario.workload.monthlyGrowth == 0.0) return;
    for (int n = 1; n <= scenario.finance.horizonMonths; ++n) {
        use.hostedShareByMonth.push_back(
            sharedOut(facts, scenario, growthFactor(scenario.workload, n)));
    }
}

OwnTerms termsOf(const CostFacts& facts, const Kept& kept) {
    return {facts.payment, facts.kind == OptionKind::Colocated ? Site::Colocation : Site::Premises,
            facts.kind == OptionKind::Kept ? &kept : nullptr};
}

/// The machine that is there, at the value typed in or at what its price and age say.
Kept keptAt(const CostFacts& facts, const Scenario& scenario) {
    Kept kept = facts.kept;
    if (facts.kind == OptionKind::Kept && !facts.marketValueTyped) {
        kept.marketValue = facts.prices.machine * scenario.finance.machinePriceFactor *
                           resaleShare(scenario.finance.residualShare, kept.ageMonths);
    }
    return kept;
}

/// The plan of one option that is not chained.
void planOf(const CostFacts& facts, const Consumption& use, const Scenario& scenario, bool describe,
            CostPlan& plan) {
    const Kept kept = keptAt(facts, scenario);
    switch (facts.kind) {
        case OptionKind::Own:
        case OptionKind::Colocated:
        case OptionKind::Kept:
            planOwn(facts.prices, use, scenario, termsOf(facts, kept), describe, plan);
            break;
        case OptionKind::Hybrid:
            planHybrid(facts.prices, facts.hosted, use, scenario, termsOf(facts, kept), describe,
                       plan);
            break;
        case OptionKind::Burst:
            planBurst(facts.prices, facts.second->prices, use, burstConsumption(facts, scenario),
                      scenario, termsOf(facts, kept), describe, plan);
            break;
        case OptionKind::Rented:
        case OptionKind::Later:
            planRent(facts.prices, facts.tier, use, scenario, describe, plan);
            break;
        case OptionKind::Api:
            planApi(facts.prices, use, scenario, describe, plan);
            break;
    }
}

/// The months of renting in an option that buys later.
Scenario firstMonths(const Scenario& scenario) {
    Scenario first = scenario;
    first.finance.horizonMonths =
        std::min(scenario.finance.buyAfterMonths, scenario.finance.horizonMonths);
    return first;
}

}  // namespace

double requestsPerMonth(const Workload& workload) {
    return workload.requestsPerDay * workload.activeDaysPerMonth;
}

double peakRequestsPerSecond(const Workload& workload) {
    return workload.requestsPerDay * workload.peakHourShare / kSecondsPerHour;
}

double growthFactor(const Workload& workload, int month) {
    return workload.monthlyGrowth == 0.0 ? 1.0 : std::pow(1.0 + workload.monthlyGrowth, month - 1);
}

double millionTokens(const Scenario& scenario, double ratePerYear) {
    const Workload& workload = scenario.workload;
    const double monthly =
        requestsPerMonth(workload) * (workload.prompt.value + workload.answer.value) / 1e6;
    const double step = (1.0 + workload.monthlyGrowth) / (1.0 + finance::monthlyRate(ratePerYear));
    double month = monthly / (1.0 + finance::monthlyRate(ratePerYear));
    double sum = 0.0;
    for (int n = 1; n <= scenario.finance.horizonMonths; ++n) {
        sum += month;
        month *= step;
    }
    return sum;
}

double unitsFor(const CostFacts& facts, double perSecond) {
    const double perUnit = facts.requestsPerSecond;
    if (!(perUnit > 0.0) || !std::isfinite(perUnit)) return 1.0;
    // A hair above a whole number is rounding, not demand.
    return std::max(1.0, std::ceil(perSecond / perUnit - 1e-9));
}

double busyShare(const CostFacts& facts, double requests, int units, double hoursPerMonth) {
    if (units <= 0 || !(facts.serviceSeconds > 0.0)) return 0.0;
    const double offered =
        requests / units / (hoursPerMonth * kSecondsPerHour) * facts.serviceSeconds;
    return 1.0 - std::exp(-offered);
}

void consumptionOf(const CostFacts& facts, const Scenario& scenario, Consumption& use) {
    const Workload& workload = scenario.workload;
    use.requestsPerMonth = requestsPerMonth(workload);
    const double prompts = use.requestsPerMonth * workload.prompt.value;
    use.cachedTokensPerMonth = prompts * workload.cachedPromptShare;
    use.inputTokensPerMonth = prompts - use.cachedTokensPerMonth;
    use.outputTokensPerMonth = use.requestsPerMonth * workload.answer.value;
    use.hostedShare = 1.0;
    use.unitsByMonth.clear();
    use.kilowattHoursByMonth.clear();
    use.hostedShareByMonth.clear();
    use.units = facts.kind == OptionKind::Api ? 1 : unitsIn(facts, scenario, 1);
    use.storageGigabytes = facts.weightGigabytes;
    if (facts.kind != OptionKind::Api && facts.fixedUnits == 0 && workload.monthlyGrowth > 0.0) {
        for (int n = 1; n <= scenario.finance.horizonMonths; ++n) {
            use.unitsByMonth.push_back(unitsIn(facts, scenario, n));
        }
    }
    if (sendsOverflow(facts.kind)) addOverflow(facts, scenario, use);
    if (ownsMachines(facts.kind)) {
        addEnergy(facts, scenario, use);
    } else if (facts.kind != OptionKind::Api) {
        use.rentedHoursPerMonth = rentedHours(facts.tier, scenario.finance);
        // Jobs run on the rented instance; hours beyond those it is kept up anyway cost extra.
        use.fineTuningHoursPerMonth =
            std::clamp(scenario.finance.hoursPerMonth - use.rentedHoursPerMonth, 0.0,
                       facts.trainingHoursPerMonth);
        use.trainingHoursPerMonth = facts.trainingHoursPerMonth;
    }
}

void OptionPricer::plan(const CostFacts& facts, const Scenario& scenario) {
    consumptionOf(facts, scenario, m_use);
    planOf(facts, m_use, scenario, false, m_plan);
    spread(m_plan, m_flows);
    m_resale = 0.0;
    for (std::size_t row = 0; row < m_flows.rows(); ++row) {
        if (m_flows.component(row) == CostComponent::Resale) m_resale += m_flows.row(row).back();
    }
}

std::span<const double> OptionPricer::totals(const CostFacts& facts, const Scenario& scenario) {
    if (facts.kind != OptionKind::Later || !facts.second) {
        plan(facts, scenario);
        return m_flows.totals();
    }
    const Scenario first = firstMonths(scenario);
    plan(facts, first);
    m_chain.assign(m_flows.totals().begin(), m_flows.totals().end());
    plan(*facts.second, scenarioAfter(scenario, first.finance.horizonMonths));
    m_chain.back() += m_flows.totals().front();
    m_chain.insert(m_chain.end(), m_flows.totals().begin() + 1, m_flows.totals().end());
    return m_chain;
}

double OptionPricer::presentValue(const CostFacts& facts, const Scenario& scenario) {
    return presentValueOf(totals(facts, scenario), scenario.finance.discountRatePerYear, 12);
}

std::vector<DatedPlan> detailedPlans(const CostFacts& facts, const Scenario& scenario) {
    const auto detailed = [](const CostFacts& part, int start, Scenario months) {
        Consumption use;
        consumptionOf(part, months, use);
        DatedPlan dated{start, std::move(months), {}};
        dated.plan.detailed = true;
        planOf(part, use, dated.scenario, true, dated.plan);
        return dated;
    };
    std::vector<DatedPlan> plans;
    if (facts.kind != OptionKind::Later || !facts.second) {
        plans.push_back(detailed(facts, 0, scenario));
        return plans;
    }
    plans.push_back(detailed(facts, 0, firstMonths(scenario)));
    const int start = plans.front().scenario.finance.horizonMonths;
    plans.push_back(detailed(*facts.second, start, scenarioAfter(scenario, start)));
    return plans;
}

CashFlow cashFlowOf(const CostFacts& facts, const Scenario& scenario, Workings workings) {
    const auto flowOf = [workings](const CostFacts& part, const Scenario& months) {
        Consumption use;
        consumptionOf(part, months, use);
        CostPlan plan;
        planOf(part, use, months, workings == Workings::Described, plan);
        return cashFlowOf(plan, months.finance.currency);
    };
    if (facts.kind != OptionKind::Later || !facts.second) return flowOf(facts, scenario);
    const Scenario first = firstMonths(scenario);
    return chained(flowOf(facts, first),
                   flowOf(*facts.second, scenarioAfter(scenario, first.finance.horizonMonths)));
}

}  // namespace headroom
