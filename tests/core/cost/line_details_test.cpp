// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the amounts of a plan are made. That the formulas give them is tested where a spreadsheet
// program computes them, in tests/database/workbook_live_test.cpp.
#include <set>

#include "core/cost/option_plan.h"
#include "core/cost/resale.h"
#include "core/decision/option_costs.h"
#include "core/evaluate.h"
#include "core/scenario/fields.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario everyWayOfPaying(Scenario scenario, double growth) {
    scenario.workload.monthlyGrowth = growth;
    scenario.financing.choice = FinancingChoice::Each;
    scenario.colocation.pricePerKilowatt = 200;
    scenario.finance.salesTaxRate = 0.08;
    scenario.finance.hardwareDriftPerYear = -0.1;
    scenario.finance.cloudDriftPerYear = 0.05;
    scenario.incomeTax.federalRate = 0.21;
    return scenario;
}

}  // namespace

TEST_CASE("The factors of a line multiply to its amount", "[cost][details][property]") {
    for (const Scenario& example : exampleScenarios()) {
        const Scenario scenario = everyWayOfPaying(example, GENERATE(0.0, 0.04));
        for (const OptionResult& result : evaluate(scenario, seedCatalog()).options) {
            if (!result.facts) continue;
            CAPTURE(result.option.id);
            for (const DatedPlan& dated : detailedPlans(*result.facts, scenario)) {
                const CostPlan& plan = dated.plan;
                REQUIRE(plan.details.size() == plan.lines.size());
                REQUIRE(plan.workings.size() == plan.lines.size());
                for (std::size_t i = 0; i < plan.lines.size(); ++i) {
                    double product = 1;
                    for (const LineFactor& factor : plan.details[i].factors) {
                        product *= factor.value;
                        CHECK_FALSE(factor.label.empty());
                    }
                    CAPTURE(costComponentLabel(plan.lines[i].component));
                    CHECK(product == Approx(plan.lines[i].amount).epsilon(1e-12).margin(1e-12));
                }
            }
        }
    }
}

TEST_CASE("Details add lines that an input could make something, and change no cost",
          "[cost][details]") {
    const Scenario scenario = burstyChat8b();
    for (const OptionResult& result : evaluate(scenario, seedCatalog()).options) {
        if (!result.cash || result.option.kind != OptionKind::Own) continue;
        CAPTURE(result.option.id);
        const std::vector<DatedPlan> plans = detailedPlans(*result.facts, scenario);
        REQUIRE(plans.size() == 1);
        const CostPlan& plan = plans.front().plan;
        std::set<CostComponent> components;
        for (const PlanLine& line : plan.lines) components.insert(line.component);
        // Nothing today, all of them inputs; there is no fine-tuning in this scenario.
        CHECK(components.count(CostComponent::SalesTax) == 1);
        CHECK(components.count(CostComponent::SiteWork) == 1);
        CHECK(components.count(CostComponent::FineTuning) == 0);
        CHECK(cashFlowOf(plan, scenario.finance.currency).total() == result.total);
        return;
    }
    FAIL("no machine with a price");
}

TEST_CASE("Only those who ask get details", "[cost][details]") {
    Consumption use;
    OptionPrices prices;
    prices.machine = 5'000;
    CostPlan plan;
    planOwn(prices, use, burstyChat8b(), {}, true, plan);
    CHECK(plan.details.empty());
    CHECK_FALSE(plan.lines.empty());
    for (const PlanLine& line : plan.lines) CHECK(line.amount != 0);
}

TEST_CASE("Every input of money that a later start meets changed has a formula",
          "[cost][details]") {
    Scenario scenario = burstyChat8b();
    scenario.workload.monthlyGrowth = 0.02;
    scenario.colocation = {.pricePerKilowatt = 200, .networkPerMonth = 40};
    scenario.finance.networkPerMonth = 30;
    scenario.finance.softwarePerGpuYear = 500;
    scenario.finance.hardwareDriftPerYear = -0.1;
    scenario.finance.cloudDriftPerYear = 0.05;
    scenario.finance.apiDriftPerYear = -0.2;
    const Scenario later = scenarioAfter(scenario, 7);
    std::set<std::string_view> moved;
    for (const MovedInput& input : inputsAfter(7)) {
        moved.insert(input.fieldId);
        CHECK(input.formula.starts_with('{' + std::string(input.fieldId) + "}*(1+{"));
        CHECK(input.formula.ends_with("^(7/12)"));
    }
    for (const Field& field : fields()) {
        // The horizon and the volume are not written as formulas.
        if (field.id == "finance.horizon_months" || field.id == "workload.requests_per_day") {
            continue;
        }
        CAPTURE(field.id);
        CHECK((field.get(scenario) != field.get(later)) == (moved.count(field.id) == 1));
    }
}
