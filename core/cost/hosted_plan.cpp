// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans with a hosted API in them, and the scenario that a later start meets.
#include <algorithm>
#include <cmath>

#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/tax_terms.h"
#include "core/scenario/number_text.h"
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
    const auto detail = [&](double millions, double listed) {
        LineDetail made{{{"Million tokens a month", millions},
                         {"Price per million", listed},
                         builder.input("finance.api_price_factor")},
                        "{finance.api_drift_per_year}"};
        if (growth != 1.0) {
            made.drift = "(1+" + made.drift + ")*" + shortestText(growth) + "-1";
        }
        if (prices.batchDiscount) {
            made.factors.push_back(
                {"1 - batch share x discount", 1.0 - batch,
                 "1-{finance.batch_share}*" + shortestText(*prices.batchDiscount)});
        }
        if (part != 1.0) made.factors.push_back({"Share that the API answers", part});
        return made;
    };
    const auto add = [&](CostComponent component, double tokensPerMonth, double listed) {
        const double price = listed * finance.apiPriceFactor;
        const double millions = tokensPerMonth / 1e6;
        builder.monthly(
            component, millions * price * (1.0 - batch) * part, yearly, series,
            [&] {
                std::string text = formatNumber(millions * use.hostedShareIn(1), 2) +
                                   " M tokens x " + builder.price(price) + "/M tokens";
                if (batch > 0.0) {
                    text += " x (1 - " + formatPercent(finance.batchShare) + " x " +
                            formatPercent(*prices.batchDiscount) + " batch discount)";
                }
                return text;
            },
            [&] { return detail(millions, listed); });
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

std::vector<MovedInput> inputsAfter(int months) {
    const std::string years = "^(" + shortestText(months) + "/12)";
    std::vector<MovedInput> inputs;
    const auto moves = [&](std::string_view id, std::string_view drift) {
        inputs.push_back(
            {id, '{' + std::string(id) + "}*(1+{" + std::string(drift) + "})" + years});
    };
    moves("finance.machine_price_factor", "finance.hardware_drift_per_year");
    moves("finance.rent_price_factor", "finance.cloud_drift_per_year");
    moves("finance.api_price_factor", "finance.api_drift_per_year");
    moves("finance.electricity_price_factor", "finance.electricity_drift_per_year");
    for (const std::string_view id :
         {"finance.admin_hourly_rate", "finance.network_per_month", "finance.software_per_gpu_year",
          "finance.colocation_network_per_month", "finance.colocation_per_kilowatt"}) {
        moves(id, "finance.inflation_per_year");
    }
    return inputs;
}

}  // namespace headroom
