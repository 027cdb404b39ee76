// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans with a hosted API in them, and the scenario that a later start meets.
#include <algorithm>
#include <cmath>

#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/tax_terms.h"
#include "core/units/format.h"

namespace headroom {
namespace {

void addTokens(PlanBuilder& builder, const OptionPrices& prices, const Consumption& use,
               const Scenario& scenario) {
    const Finance& finance = builder.finance();
    const double growth = std::pow(1.0 + scenario.workload.monthlyGrowth, 12.0);
    // Growth of the volume and drift of the price are one yearly factor; the working shows month 1.
    const double yearly = (1.0 + finance.apiDriftPerYear) * growth - 1.0;
    int series = -1;
    if (!use.hostedShareByMonth.empty()) {
        std::vector<double> shares{0.0};
        for (int n = 1; n <= builder.horizon(); ++n) shares.push_back(use.hostedShareIn(n));
        series = builder.addSeries(std::move(shares));
    }
    const double part = series < 0 ? use.hostedShare : 1.0;
    const double batch = finance.batchShare * prices.batchDiscount.value_or(0.0);
    const auto add = [&](CostComponent component, double tokensPerMonth, double listed) {
        const double price = listed * finance.apiPriceFactor;
        const double millions = tokensPerMonth / 1e6;
        builder.monthly(component, millions * price * (1.0 - batch) * part, yearly, series, [&] {
            std::string text = formatNumber(millions * use.hostedShareIn(1), 2) + " M tokens x " +
                               builder.price(price) + "/M tokens";
            if (batch > 0.0) {
                text += " x (1 - " + formatPercent(finance.batchShare) + " x " +
                        formatPercent(*prices.batchDiscount) + " batch discount)";
            }
            return text;
        });
    };
    add(CostComponent::ApiInput, use.inputTokensPerMonth, prices.input);
    add(CostComponent::ApiCachedInput, use.cachedTokensPerMonth, prices.cachedInput);
    add(CostComponent::ApiOutput, use.outputTokensPerMonth, prices.output);
}

}  // namespace

void planApi(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
             bool describe, CostPlan& plan) {
    PlanBuilder builder(scenario, describe, plan);
    addTokens(builder, prices, use, scenario);
    plan.tax = taxTerms(scenario.incomeTax);
}

void planHybrid(const OptionPrices& prices, const OptionPrices& hosted, const Consumption& use,
                const Scenario& scenario, const OwnTerms& terms, bool describe, CostPlan& plan) {
    planOwn(prices, use, scenario, terms, describe, plan);
    PlanBuilder builder(scenario, describe, plan, true);
    addTokens(builder, hosted, use, scenario);
}

Scenario scenarioAfter(const Scenario& scenario, int months) {
    Scenario later = scenario;
    Finance& finance = later.finance;
    const auto drifted = [&](double perYear) { return std::pow(1.0 + perYear, months / 12.0); };
    const double inflation = drifted(finance.inflationPerYear);
    finance.horizonMonths = std::max(0, finance.horizonMonths - months);
    finance.machinePriceFactor *= drifted(finance.hardwareDriftPerYear);
    finance.rentPriceFactor *= drifted(finance.cloudDriftPerYear);
    finance.apiPriceFactor *= drifted(finance.apiDriftPerYear);
    finance.electricityPriceFactor *= drifted(finance.electricityDriftPerYear);
    for (double* amount : {&finance.adminHourlyRate, &finance.networkPerMonth,
                           &finance.softwarePerGpuYear, &later.colocation.networkPerMonth}) {
        *amount *= inflation;
    }
    if (later.colocation.pricePerKilowatt) *later.colocation.pricePerKilowatt *= inflation;
    later.workload.requestsPerDay *= std::pow(1.0 + later.workload.monthlyGrowth, months);
    return later;
}

}  // namespace headroom
