// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/option_costs.h"

#include <cmath>
#include <set>

#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("Priced again from its facts, every option costs what its cash flow says",
          "[decision][costs][property]") {
    // The draws use unrounded months, the cash flow whole cents: half a cent a line and month.
    for (Scenario scenario : exampleScenarios()) {
        scenario.workload.monthlyGrowth = GENERATE(0.0, 0.03);
        scenario.incomeTax.federalRate = 0.21;
        scenario.financing.choice = FinancingChoice::Each;
        scenario.colocation.pricePerKilowatt = 200;
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        OptionPricer pricer;
        std::set<OptionKind> kinds;
        for (const OptionResult& result : evaluation.options) {
            if (!result.cash) continue;
            REQUIRE(result.facts);
            kinds.insert(result.option.kind);
            CAPTURE(result.option.id);
            const double priced = pricer.presentValue(*result.facts, scenario);
            const double rounding = 0.01 * static_cast<double>(result.cash->lines.size());
            CHECK(priced == Approx(result.presentValue.amount()).margin(rounding));
            const std::span<const double> totals = pricer.totals(*result.facts, scenario);
            REQUIRE(totals.size() == static_cast<std::size_t>(result.cash->horizonMonths) + 1);
            double sum = 0;
            for (const double month : totals) sum += month;
            CHECK(sum == Approx(result.total.amount()).margin(rounding));
        }
        CHECK(kinds.size() >= 3);
    }
}

TEST_CASE("Machines in reserve cost like the others and change no capacity", "[decision][costs]") {
    CostFacts facts;
    facts.kind = OptionKind::Own;
    facts.requestsPerSecond = 0.1;
    facts.serviceSeconds = 10;
    facts.power = {watts(50), watts(400), watts(450), watts(500), true};
    facts.prices.machine = 1'000;
    facts.prices.tariff = 0.2;
    Scenario scenario;
    scenario.workload.requestsPerDay = 4'000;  // 0.22 a second in the busiest hour: 3 machines
    Consumption use;
    consumptionOf(facts, scenario, use);
    CHECK(use.units == 3);
    const double energy = use.kilowattHoursPerMonth;
    scenario.finance.spareUnits = 1;
    consumptionOf(facts, scenario, use);
    CHECK(use.units == 4);
    // The one in reserve idles: 50 W for 730 h.
    CHECK(use.kilowattHoursPerMonth - energy == Approx(36.5));
}

TEST_CASE("A slower machine than estimated needs more of them", "[decision][costs]") {
    CostFacts facts;
    facts.kind = OptionKind::Rented;
    facts.requestsPerSecond = 0.1;
    Scenario scenario;
    scenario.workload.requestsPerDay = 3'500;  // 0.194 a second
    Consumption use;
    consumptionOf(facts, scenario, use);
    CHECK(use.units == 2);
    scenario.workload.speedFactor = 0.9;
    consumptionOf(facts, scenario, use);
    CHECK(use.units == 3);
}

TEST_CASE("Tokens over the horizon are discounted at the rate that is asked for",
          "[decision][costs]") {
    Scenario scenario;
    scenario.finance.horizonMonths = 24;
    scenario.workload.requestsPerDay = 100;
    scenario.workload.activeDaysPerMonth = 30;
    scenario.workload.prompt = tokens(800);
    scenario.workload.answer = tokens(200);
    CHECK(millionTokens(scenario, 0) == Approx(3 * 24));
    double sum = 0;
    for (int n = 1; n <= 24; ++n) sum += 3 / std::pow(1.1, n / 12.0);
    CHECK(millionTokens(scenario, 0.1) == Approx(sum));
    scenario.workload.monthlyGrowth = 0.1;
    sum = 0;
    for (int n = 1; n <= 24; ++n) sum += 3 * std::pow(1.1, n - 1) / std::pow(1.1, n / 12.0);
    CHECK(millionTokens(scenario, 0.1) == Approx(sum));
}
