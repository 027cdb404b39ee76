// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/claim_plans.h"

#include "core/cost/levelised_cost.h"

namespace headroom::claims {

Scenario plainScenario(int months) {
    Scenario scenario;
    Finance& finance = scenario.finance;
    finance.horizonMonths = months;
    finance.discountRatePerYear = 0;
    finance.adminHoursPerMonth = 0;
    finance.setupHours = 0;
    finance.inflationPerYear = 0;
    finance.egressGigabytesPerMonth = 0;
    finance.maintenanceShare = 0;
    finance.residualShare = 0;
    finance.electricityDriftPerYear = 0;
    return scenario;
}

CashFlow levelCost(double capital, double perMonth, int months) {
    CostPlan plan;
    plan.periods = months;
    plan.lines = {{.component = CostComponent::Hardware, .amount = capital, .first = 0, .last = 0},
                  {.component = CostComponent::Maintenance, .amount = perMonth, .last = months}};
    return cashFlowOf(plan, Currency{"USD"});
}

CashFlow rentedCost(double perHour, double hoursPerMonth, int months) {
    CloudOffer offer;
    offer.onDemand = UnitPrice{perHour, {}};
    Scenario scenario = plainScenario(months);
    scenario.finance.hoursPerMonth = hoursPerMonth;
    Consumption use;
    use.rentedHoursPerMonth = hoursPerMonth;
    return rentCashFlow(offer, RentTier::OnDemand, use, scenario, {});
}

CashFlow hostedCost(double input, double output, double tokensPerMonth, double inputShare,
                    int months) {
    ApiOffer offer;
    offer.input = UnitPrice{input, {}};
    offer.output = UnitPrice{output, {}};
    Consumption use;
    use.inputTokensPerMonth = tokensPerMonth * inputShare;
    use.outputTokensPerMonth = tokensPerMonth * (1 - inputShare);
    return apiCashFlow(offer, use, plainScenario(months), {});
}

std::optional<double> breakEvenMonth(const CashFlow& candidate, const CashFlow& reference) {
    const BreakEven result = breakEven(candidate, reference);
    if (result.kind == BreakEven::Kind::Never) return std::nullopt;
    return result.month;
}

double spread(double fixed, double units) {
    return finance::levelisedCost({.fixedPerYear = fixed, .unitsPerYear = units});
}

}  // namespace headroom::claims
