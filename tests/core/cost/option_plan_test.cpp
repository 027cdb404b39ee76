// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/option_plan.h"

#include <cmath>

#include "core/cost/cash_flow.h"
#include "core/cost/finance.h"
#include "core/cost/resale.h"
#include "tests/support/catch.h"

using namespace headroom;

namespace {

/// Nothing but the price: every other cost is switched on by the test that looks at it.
Scenario bareScenario(int months) {
    Scenario scenario;
    scenario.finance.horizonMonths = months;
    scenario.finance.adminHoursPerMonth = 0;
    scenario.finance.setupHours = 0;
    scenario.finance.maintenanceShare = 0;
    scenario.finance.residualShare = 0;
    scenario.finance.inflationPerYear = 0;
    scenario.finance.electricityDriftPerYear = 0;
    scenario.finance.egressGigabytesPerMonth = 0;
    scenario.finance.spotInterruptionsPerHour = 0;
    return scenario;
}

OptionPrices machineAt(double price) {
    OptionPrices prices;
    prices.machine = prices.residualPrice = price;
    prices.accelerators = 2;
    prices.peakKilowatts = 1.5;
    prices.tariff = 0.2;
    return prices;
}

CashFlow owned(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
               const OwnTerms& terms = {}) {
    CostPlan plan;
    planOwn(prices, use, scenario, terms, true, plan);
    CHECK(plan.workings.size() == plan.lines.size());
    return cashFlowOf(plan, scenario.finance.currency);
}

double of(const CashFlow& cash, CostComponent component) {
    return cash.of(component).amount();
}

}  // namespace

TEST_CASE("What comes with a machine is paid with it, for each one", "[cost][plan]") {
    Scenario scenario = bareScenario(24);
    scenario.finance.shippingPerMachine = 120;
    scenario.finance.siteWork = 900;
    scenario.finance.warrantyShare = 0.1;
    scenario.finance.sparesShare = 0.05;
    scenario.finance.setupHours = 10;
    scenario.finance.adminHourlyRate = 60;
    scenario.finance.softwarePerGpuYear = 4'500;
    Consumption use;
    use.units = 3;
    const CashFlow cash = owned(machineAt(5'000), use, scenario);
    CHECK(of(cash, CostComponent::Hardware) == 15'000);
    CHECK(of(cash, CostComponent::Shipping) == 360);
    CHECK(of(cash, CostComponent::SiteWork) == 900);  // once, however many machines
    CHECK(of(cash, CostComponent::Warranty) == 1'500);
    CHECK(of(cash, CostComponent::Spares) == 750);
    CHECK(of(cash, CostComponent::Setup) == 1'800);
    CHECK(of(cash, CostComponent::Software) == 2 * 3 * 4'500 * 2);  // GPUs, machines, years
    CHECK(cash.capital().amount() == 15'000 + 360 + 900 + 1'500 + 750);
    CHECK(cash.upfront().amount() == cash.capital().amount() + 1'800);
}

TEST_CASE("Cooling is what the PUE adds to the machine's own energy", "[cost][plan]") {
    Consumption use;
    use.kilowattHoursPerMonth = 150;  // at the meter
    use.pue = 1.5;
    const CashFlow cash = owned(machineAt(0), use, bareScenario(10));
    CHECK(of(cash, CostComponent::Electricity) == Approx(100 * 0.2 * 10));
    CHECK(of(cash, CostComponent::Cooling) == Approx(50 * 0.2 * 10));
}

TEST_CASE("Colocation bills peak kilowatts and needs no room", "[cost][plan]") {
    Scenario scenario = bareScenario(12);
    scenario.finance.siteWork = 900;
    scenario.finance.networkPerMonth = 40;
    scenario.colocation.pricePerKilowatt = 200;
    scenario.colocation.networkPerMonth = 75;
    Consumption use;
    use.units = 2;
    const CashFlow cash =
        owned(machineAt(1'000), use, scenario, {Payment::Cash, Site::Colocation, nullptr});
    CHECK(of(cash, CostComponent::Colocation) == 2 * 1.5 * 200 * 12);
    CHECK(of(cash, CostComponent::SiteWork) == 0);
    CHECK(of(cash, CostComponent::Network) == 75 * 12);  // theirs, not the office's
}

TEST_CASE("Wages, upkeep and licences follow inflation, one year after another", "[cost][plan]") {
    Scenario scenario = bareScenario(36);
    scenario.finance.inflationPerYear = 0.03;
    scenario.finance.adminHoursPerMonth = 1;
    scenario.finance.adminHourlyRate = 100;
    const CashFlow cash = owned(machineAt(0), {}, scenario);
    CHECK(cash.month(1).amount() == 100);
    CHECK(cash.month(13).amount() == Approx(103).margin(0.01));
    CHECK(cash.month(25).amount() == Approx(106.09).margin(0.01));
}

TEST_CASE("A lease pays the price less what is left of it, and gives the machine back",
          "[cost][plan][lease]") {
    Scenario scenario = bareScenario(36);
    scenario.financing = {FinancingChoice::Lease, 0.7, 0.1, 36, 0.12, 36, 0.2};
    scenario.finance.residualShare = 0.5;
    const OwnTerms leased{Payment::Lease, Site::Premises, nullptr};
    // 10,000 of which 2,000 are left, at 1 % a month over 36: the value of the payments and of what
    // is left is the price (docs/finance.md 4).
    const double payment = finance::payment(0.01, 36, 10'000, 2'000);
    const CashFlow whole = owned(machineAt(10'000), {}, scenario, leased);
    CHECK(whole.month(0).minor == 0);
    CHECK(whole.month(1).amount() == Approx(payment).margin(0.01));
    CHECK(of(whole, CostComponent::Lease) == Approx(36 * payment).margin(0.01));
    CHECK(of(whole, CostComponent::Resale) == 0);

    scenario.finance.horizonMonths = 24;
    const CashFlow shorter = owned(machineAt(10'000), {}, scenario, leased);
    // The other twelve payments are owed all the same.
    CHECK(of(shorter, CostComponent::Commitment) == Approx(12 * payment).margin(0.01));

    scenario.finance.horizonMonths = 48;
    const CashFlow longer = owned(machineAt(10'000), {}, scenario, leased);
    CHECK(longer.month(36).amount() == Approx(payment + 2'000).margin(0.01));
    CHECK(of(longer, CostComponent::Resale) == Approx(-10'000 * resaleShare(0.5, 48)).margin(0.01));
}

TEST_CASE("Machines added by growth bring their own payments", "[cost][plan][property]") {
    Scenario scenario = bareScenario(12);
    scenario.finance.setupHours = 2;
    scenario.finance.adminHourlyRate = 50;
    scenario.finance.hardwareDriftPerYear = -0.5;
    Consumption use;
    use.unitsByMonth = {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
    const CashFlow cash = owned(machineAt(1'000), use, scenario);
    CHECK(cash.month(0).amount() == 1'100);
    // The second comes at the end of month 6, at half a year's worth of the drift.
    CHECK(cash.month(6).amount() == Approx(1'000 * std::pow(0.5, 0.5) + 100).margin(0.01));
    // A load that falls again buys nothing twice.
    use.unitsByMonth = {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2};
    scenario.finance.hardwareDriftPerYear = 0;
    CHECK(of(owned(machineAt(1'000), use, scenario), CostComponent::Hardware) == 2'000);
}

TEST_CASE("A machine that is kept costs what it would sell for, and loses from there",
          "[cost][plan][keep]") {
    Scenario scenario = bareScenario(24);
    scenario.finance.residualShare = 0.3;
    scenario.finance.shippingPerMachine = 500;
    const Kept kept{12, 6'500, 0};
    const CashFlow cash =
        owned(machineAt(10'000), {}, scenario, {Payment::Cash, Site::Premises, &kept});
    CHECK(of(cash, CostComponent::MarketValue) == 6'500);
    CHECK(of(cash, CostComponent::Hardware) == 0);
    CHECK(of(cash, CostComponent::Shipping) == 0);
    // The middle curve: 65 % after one year, 30 % after three.
    CHECK(of(cash, CostComponent::Resale) == Approx(-6'500 * 0.30 / 0.65).margin(0.01));
    CHECK(cash.capital().minor == 0);
}

TEST_CASE("Keeping or selling a machine is the same to the tax office in total",
          "[cost][plan][keep][tax]") {
    Scenario scenario = bareScenario(48);
    scenario.incomeTax.federalRate = 0.25;
    const Kept kept{24, 5'000, 4'000};
    CostPlan plan;
    planOwn(machineAt(10'000), {}, scenario, {Payment::Cash, Site::Premises, &kept}, false, plan);
    PlanFlows flows;
    spread(plan, flows);
    double tax = 0;
    for (std::size_t row = 0; row < flows.rows(); ++row) {
        if (flows.component(row) != CostComponent::IncomeTax) continue;
        for (const double flow : flows.row(row)) tax += flow;
        // What is not sold: tax on 5,000 - 4,000 is saved now; the book value is deducted over the
        // three years that are left of five.
        CHECK(flows.row(row)[12] == Approx(-0.25 * (5'000 - 4'000 + 4'000 / 3.0)));
    }
    CHECK(tax == Approx(-0.25 * 5'000));
}

TEST_CASE("Spot pays the hours that its interruptions cost", "[cost][plan][rent]") {
    Scenario scenario = bareScenario(1);
    scenario.finance.spotInterruptionsPerHour = 0.2;
    scenario.finance.spotRestartMinutes = 15;
    OptionPrices prices;
    prices.rentPerHour = 2;
    Consumption use;
    use.rentedHoursPerMonth = 400;
    CostPlan plan;
    planRent(prices, RentTier::Spot, use, scenario, true, plan);
    // 400 h, 80 interruptions of a quarter of an hour.
    CHECK(cashFlowOf(plan, {}).month(1).amount() == Approx(420 * 2));
    planRent(prices, RentTier::OnDemand, use, scenario, true, plan);
    CHECK(cashFlowOf(plan, {}).month(1).amount() == Approx(400 * 2));
    // A month has no more hours than it has.
    use.rentedHoursPerMonth = 730;
    planRent(prices, RentTier::Spot, use, scenario, true, plan);
    CHECK(cashFlowOf(plan, {}).month(1).amount() == Approx(730 * 2));
}

TEST_CASE("Traffic is charged by tiers", "[cost][plan][egress]") {
    // AWS, docs/cost.md c: 100 GB free, $0.09 to 10 TB, $0.085 beyond.
    const std::vector<EgressTier> tiers{{0, 0}, {100, 0.09}, {10'240, 0.085}};
    CHECK(egressCost(tiers, 50) == 0);
    CHECK(egressCost(tiers, 1'100) == Approx(1'000 * 0.09));
    CHECK(egressCost(tiers, 50'000) == Approx(10'140 * 0.09 + 39'760 * 0.085));
    CHECK(egressCost({{0, 0.05}}, 100) == Approx(5));
    CHECK(egressCost({}, 100) == 0);
}

TEST_CASE("Batches are charged at their discount where one is known", "[cost][plan][api]") {
    Scenario scenario = bareScenario(1);
    scenario.finance.batchShare = 0.6;
    OptionPrices prices;
    prices.input = 1;
    prices.output = 2;
    Consumption use;
    use.inputTokensPerMonth = 10e6;
    use.outputTokensPerMonth = 5e6;
    CostPlan plan;
    planApi(prices, use, scenario, true, plan);
    CHECK(cashFlowOf(plan, {}).total().amount() == Approx(20));
    prices.batchDiscount = 0.5;
    planApi(prices, use, scenario, true, plan);
    CHECK(cashFlowOf(plan, {}).total().amount() == Approx(20 * (1 - 0.6 * 0.5)));
}

TEST_CASE("A hybrid pays the API for its share alone", "[cost][plan][hybrid]") {
    OptionPrices hosted;
    hosted.input = hosted.cachedInput = 1;
    hosted.output = 4;
    Consumption use;
    use.inputTokensPerMonth = 10e6;
    use.outputTokensPerMonth = 2e6;
    use.hostedShare = 0.25;
    CostPlan plan;
    planHybrid(machineAt(3'000), hosted, use, bareScenario(12), {}, true, plan);
    const CashFlow cash = cashFlowOf(plan, {});
    CHECK(of(cash, CostComponent::Hardware) == 3'000);
    CHECK(of(cash, CostComponent::ApiInput) == Approx(0.25 * 10 * 12));
    CHECK(of(cash, CostComponent::ApiOutput) == Approx(0.25 * 8 * 12));
}

TEST_CASE("A later start meets drifted prices, a grown load and a shorter horizon",
          "[cost][plan][later]") {
    Scenario scenario = bareScenario(36);
    scenario.finance.hardwareDriftPerYear = 0.2;
    scenario.finance.cloudDriftPerYear = -0.1;
    scenario.workload.monthlyGrowth = 0.05;
    scenario.workload.requestsPerDay = 100;
    const Scenario later = scenarioAfter(scenario, 12);
    CHECK(later.finance.horizonMonths == 24);
    CHECK(later.finance.machinePriceFactor == Approx(1.2));
    CHECK(later.finance.rentPriceFactor == Approx(0.9));
    CHECK(later.workload.requestsPerDay == Approx(100 * std::pow(1.05, 12)));
    CHECK(scenarioAfter(scenario, 0).workload.requestsPerDay == 100);
}

TEST_CASE("Resale follows the published curves and meets the share asked for", "[cost][resale]") {
    // docs/finance.md 3: low, middle and high after one to five years.
    CHECK(resaleShare(0.30, 12) == Approx(0.65));
    CHECK(resaleShare(0.30, 60) == Approx(0.10));
    CHECK(resaleShare(0.55, 24) == Approx(0.70));
    CHECK(resaleShare(0.15, 48) == Approx(0.05));
    CHECK(resaleShare(0.15, 60) == 0);
    for (const double share : {0.0, 0.1, 0.15, 0.2, 0.3, 0.45, 0.55, 0.8, 1.0, 1.5}) {
        CAPTURE(share);
        CHECK(resaleShare(share, 0) == Approx(1));
        CHECK(resaleShare(share, 36) == Approx(share).margin(1e-12));
        double before = 1;
        for (int month = 1; month <= 120 && share <= 1; ++month) {
            const double now = resaleShare(share, month);
            CHECK(now <= before + 1e-12);
            CHECK(now >= 0);
            before = now;
        }
    }
    double before = 0;
    for (double share = 0; share <= 1.5; share += 0.05) {
        CHECK(resaleShare(share, 20) >= before - 1e-12);
        before = resaleShare(share, 20);
    }
}
