// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/cash_flow.h"

#include <cmath>

#include "core/cost/finance.h"
#include "core/cost/resale.h"
#include "tests/core/cost/cost_cases.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Machine machineAt(double price) {
    Machine machine;
    machine.id = "box";
    machine.price = UnitPrice{price, {}};
    return machine;
}

Scenario scenarioOf(int months) {
    Scenario scenario;
    scenario.finance.horizonMonths = months;
    scenario.finance.salesTaxRate = 0.08;
    scenario.finance.maintenanceShare = 0.12;
    scenario.finance.residualShare = 0.45;
    scenario.finance.adminHoursPerMonth = 2;
    scenario.finance.adminHourlyRate = 50;
    scenario.finance.setupHours = 0;
    scenario.finance.inflationPerYear = 0;
    scenario.finance.spotInterruptionsPerHour = 0;
    scenario.finance.networkPerMonth = 30;
    scenario.finance.electricityDriftPerYear = 0.10;
    scenario.place.electricityPriceOverride = 0.30;
    return scenario;
}

Consumption useOf(double kilowattHoursPerMonth) {
    Consumption use;
    use.kilowattHoursPerMonth = kilowattHoursPerMonth;
    return use;
}

double amountOf(const CashFlow& cash, CostComponent component) {
    return cash.of(component).amount();
}

CloudOffer offerAt(double onDemand, double reserved) {
    CloudOffer offer;
    offer.id = "cloud";
    offer.onDemand = UnitPrice{onDemand, {}};
    offer.spot = UnitPrice{onDemand / 2, {}};
    offer.reserved1Year = UnitPrice{reserved, {}};
    offer.reserved3Years = UnitPrice{reserved / 2, {}};
    return offer;
}

}  // namespace

TEST_CASE("Buying pays hardware and tax at once and sells at the end", "[cost][own]") {
    const CashFlow cash = ownCashFlow(machineAt(10'000), useOf(100), scenarioOf(36), {});
    CHECK(cash.upfront() == money(10'800));                      // 10,000 + 8 %
    CHECK(amountOf(cash, CostComponent::Maintenance) == 3'600);  // 12 % x 3 years
    CHECK(amountOf(cash, CostComponent::Admin) == 3'600);        // 2 h x $50 x 36
    CHECK(amountOf(cash, CostComponent::Network) == 1'080);      // $30 x 36
    CHECK(amountOf(cash, CostComponent::Resale) == -4'500);      // 45 % after 36 months
    CHECK(cash.month(1) == money(100 + 100 + 30 + 30));          // the four running lines
    CHECK(cash.capital() == money(10'800));
    // 100 kWh x $0.30 x 1.1^(35/12) = $39.61 in the last month.
    const double last = 30 * std::pow(1.1, 35 / 12.0);
    CHECK(cash.runningPeak().amount() == Approx(230 + last).margin(0.01));
}

TEST_CASE("A price in another currency is converted by the catalog's dated rate", "[cost][own]") {
    Catalog catalog;
    catalog.exchangeRates.push_back({Currency{"EUR"}, 1.25, {}});
    Scenario scenario = scenarioOf(12);
    scenario.finance.currency = Currency{"EUR"};
    const CashFlow cash = ownCashFlow(machineAt(10'000), useOf(0), scenario, catalog);
    CHECK(amountOf(cash, CostComponent::Hardware) == 8'000);
    CHECK(cash.currency == Currency{"EUR"});
    CHECK_THROWS_AS(ownCashFlow(machineAt(10'000), useOf(0), scenario, Catalog{}),
                    std::out_of_range);
}

TEST_CASE("A machine without a price has no cash flow", "[cost][own]") {
    Machine machine;
    CHECK_THROWS_AS(ownCashFlow(machine, useOf(1), scenarioOf(12), {}), std::out_of_range);
}

TEST_CASE("A growing workload buys whole machines in the month that needs them", "[cost][own]") {
    Consumption use = useOf(0);
    use.unitsByMonth = {1, 1, 2, 2, 4, 4};
    Scenario scenario = scenarioOf(6);
    scenario.finance.salesTaxRate = 0;
    const CashFlow cash = ownCashFlow(machineAt(1'000), use, scenario, {});
    const CashLine& hardware = cash.lines.front();
    REQUIRE(hardware.component == CostComponent::Hardware);
    // Month 3 needs a second machine, so it is bought at the end of month 2; two more before 5.
    const std::vector<double> expected{1'000, 0, 1'000, 0, 2'000, 0, 0};
    for (std::size_t n = 0; n < expected.size(); ++n) {
        CAPTURE(n);
        CHECK(hardware.months[n].amount() == expected[n]);
    }
    CHECK(amountOf(cash, CostComponent::Admin) == 100 * (1 + 1 + 2 + 2 + 4 + 4));
    // One machine of age 6 months, one of 4, two of 2.
    const auto aged = [](double months) { return 1'000 * resaleShare(0.45, months); };
    CHECK(amountOf(cash, CostComponent::Resale) ==
          Approx(-(aged(6) + aged(4) + 2 * aged(2))).margin(0.01));
}

TEST_CASE("Renting pays hours times price, and administration by half", "[cost][rent]") {
    Consumption use;
    use.rentedHoursPerMonth = 100;
    use.units = 3;
    Scenario scenario = scenarioOf(12);
    scenario.finance.cloudDriftPerYear = -0.2;
    const CashFlow cash = rentCashFlow(offerAt(2, 1), RentTier::OnDemand, use, scenario, {});
    CHECK(cash.upfront() == money(0));
    CHECK(cash.month(1) == money(600 + 150));  // 3 x 100 h x $2; 3 x 1 h x $50
    // The twelfth month is eleven months of drift away: 600 x 0.8^(11/12) = 489.02.
    CHECK(cash.month(12).amount() == Approx(600 * std::pow(0.8, 11 / 12.0) + 150).margin(0.01));
    const CashFlow spot = rentCashFlow(offerAt(2, 1), RentTier::Spot, use, scenario, {});
    CHECK(spot.month(1) == money(300 + 150));
}

TEST_CASE("A reserved instance is paid around the clock to the end of its term", "[cost][rent]") {
    Consumption use;
    use.rentedHoursPerMonth = 100;
    Scenario scenario = scenarioOf(18);
    scenario.finance.adminHoursPerMonth = 0;
    scenario.finance.cloudDriftPerYear = -0.5;
    const CashFlow cash = rentCashFlow(offerAt(2, 1), RentTier::Reserved1Year, use, scenario, {});
    CHECK(cash.month(1) == money(730));
    CHECK(cash.month(12) == money(730));  // the price is fixed for the term
    CHECK(cash.month(13) == money(365));  // the second term is signed at half the price
    // 18 months use one and a half terms; the other six months of the second are still owed.
    CHECK(amountOf(cash, CostComponent::Commitment) == 6 * 365);
    CHECK(cash.runningPeak() == money(730));
    const CashFlow three = rentCashFlow(offerAt(2, 1), RentTier::Reserved3Years, use, scenario, {});
    CHECK(amountOf(three, CostComponent::Commitment) == 18 * 365);
}

TEST_CASE("Rented storage and addresses cost what the catalog knows, of the same provider",
          "[cost][rent]") {
    Catalog catalog;
    catalog.cloudExtras = {
        {"RunPod", "storage_gb_month", UnitPrice{0.10, {}}, "", {}},
        {"RunPod", "storage_gb_month", UnitPrice{0.07, {}}, "", {}},
        {"Run", "storage_gb_month", UnitPrice{0.01, {}}, "", {}},
        {"RunPod", "public_ip_month", std::nullopt, "", {}},
    };
    CloudOffer offer = offerAt(0, 0);
    offer.provider = "RunPod Secure";
    Consumption use;
    use.storageGigabytes = 40;
    use.units = 2;
    const CashFlow cash = rentCashFlow(offer, RentTier::OnDemand, use, scenarioOf(1), catalog);
    CHECK(amountOf(cash, CostComponent::Storage) == Approx(5.60));  // 40 GB x $0.07 x 2
    CHECK(amountOf(cash, CostComponent::Network) == 0);
}

TEST_CASE("An API costs its tokens, drifting and growing", "[cost][api]") {
    ApiOffer offer;
    offer.input = UnitPrice{2, {}};
    offer.output = UnitPrice{8, {}};
    Consumption use;
    use.inputTokensPerMonth = 30e6;
    use.cachedTokensPerMonth = 10e6;
    use.outputTokensPerMonth = 5e6;
    Scenario scenario = scenarioOf(12);
    scenario.workload.monthlyGrowth = 0.1;
    scenario.finance.apiDriftPerYear = -0.3;
    // Without a cached price the cached tokens cost as much as any input: 40 x 2 + 5 x 8.
    CHECK(apiCashFlow(offer, use, scenario, {}).month(1) == money(120));
    offer.cachedInput = UnitPrice{0.5, {}};
    const CashFlow cash = apiCashFlow(offer, use, scenario, {});
    CHECK(cash.month(1) == money(60 + 5 + 40));
    const double factor = std::pow(1.1, 11) * std::pow(0.7, 11 / 12.0);
    CHECK(cash.month(12).amount() == Approx(105 * factor).margin(0.02));
    CHECK(cash.upfront() == money(0));
}

TEST_CASE("Costs are linear in price, energy and tokens", "[cost][property]") {
    const double factor = GENERATE(2.0, 7.0);
    Scenario scenario = scenarioOf(24);
    scenario.finance.networkPerMonth = 0;
    scenario.finance.adminHoursPerMonth = 0;
    const double one = ownCashFlow(machineAt(1'000), useOf(50), scenario, {}).total().amount();
    const double many =
        ownCashFlow(machineAt(1'000 * factor), useOf(50 * factor), scenario, {}).total().amount();
    // Each of the four lines is exact to half a cent.
    const double rounding = 4 * 0.005 * (1 + factor);
    CHECK(many == Approx(one * factor).margin(rounding));
    Consumption units = useOf(50 * factor);
    units.units = static_cast<int>(factor);
    const double machines = ownCashFlow(machineAt(1'000), units, scenario, {}).total().amount();
    CHECK(machines == Approx(many).margin(rounding));
}

TEST_CASE("Fractions of a cent add up instead of vanishing", "[cost][property]") {
    ApiOffer offer;
    offer.input = UnitPrice{0.003, {}};
    Consumption use;
    use.inputTokensPerMonth = 1e6;  // 0.3 cents a month, 10.8 cents in 36
    const CashFlow cash = apiCashFlow(offer, use, scenarioOf(36), {});
    CHECK(cash.total() == money(0.11));
}

TEST_CASE("Every way of adding up a cash flow agrees", "[cost][property]") {
    const CashFlow cash = ownCashFlow(machineAt(9'999.99), useOf(123.4), scenarioOf(30), {});
    Money byMonth = money(0);
    for (int n = 0; n <= cash.horizonMonths; ++n) byMonth += cash.month(n);
    Money byLine = money(0);
    for (const CashLine& line : cash.lines) byLine += line.total();
    CHECK(byMonth == cash.total());
    CHECK(byLine == cash.total());
    CHECK(cash.cumulative().back() == Approx(cash.total().amount()));
    CHECK(cash.cumulativeWithoutResale().back() ==
          Approx((cash.total() - cash.of(CostComponent::Resale)).amount()));
    CHECK(cash.presentValue(0) == cash.total());
    CHECK(cash.cumulativePresentValue(0.1).back() ==
          Approx(cash.presentValue(0.1).amount()).margin(0.01));
    CHECK(cash.cumulative().size() == 31);
}

TEST_CASE("A higher discount rate lowers the present value of costs to come", "[cost][property]") {
    const CashFlow cash = levelFlow(0, 100, 36);
    double last = cash.presentValue(0).amount();
    for (const double rate : {0.01, 0.05, 0.10, 0.5, 2.0}) {
        const double value = cash.presentValue(rate).amount();
        CHECK(value < last);
        CHECK(value > 0);
        last = value;
    }
    // An annuity of 100 at 1 % a month: 100 / CRF(1 %, 36) = 3,010.75.
    const double annual = std::pow(1.01, 12) - 1;
    CHECK(cash.presentValue(annual).amount() ==
          Approx(100 / finance::capitalRecoveryFactor(0.01, 36)).margin(0.01));
}

TEST_CASE("Break-even says never, always and when", "[cost][breakeven]") {
    // 1,200 + 100 n = 200 n at n = 12.
    const BreakEven when = breakEven(levelFlow(1'200, 100, 36), levelFlow(0, 200, 36));
    CHECK(when.kind == BreakEven::Kind::AtMonth);
    CHECK(when.month == Approx(12));
    // 1,250: between months 12 and 13.
    CHECK(breakEven(levelFlow(1'250, 100, 36), levelFlow(0, 200, 36)).month == Approx(12.5));
    CHECK(breakEven(levelFlow(1'200, 200, 36), levelFlow(0, 200, 36)).kind ==
          BreakEven::Kind::Never);
    CHECK(breakEven(levelFlow(1'200, 100, 12), levelFlow(0, 200, 12)).kind ==
          BreakEven::Kind::Never);
    CHECK(breakEven(levelFlow(0, 100, 12), levelFlow(0, 200, 12)).kind == BreakEven::Kind::Always);
    CHECK(breakEven(levelFlow(100, 100, 12), levelFlow(200, 100, 12)).kind ==
          BreakEven::Kind::Always);
    CHECK(breakEven(levelFlow(0, 100, 12), levelFlow(0, 100, 12)).kind == BreakEven::Kind::Never);
}

TEST_CASE("Break-even ignores resale, which is not in hand before the end", "[cost][breakeven]") {
    CashFlow own = levelFlow(1'200, 100, 12);
    own.lines.push_back({CostComponent::Resale, "", std::vector<Money>(13, money(0))});
    own.lines.back().months.back() = money(-1'000);
    CHECK(breakEven(own, levelFlow(0, 150, 12)).kind == BreakEven::Kind::Never);
}

TEST_CASE("A candidate that falls behind again has not broken even", "[cost][breakeven]") {
    // Ahead from month 2, but a second machine in month 4 puts it behind for good.
    CashFlow own = levelFlow(100, 0, 5);
    own.lines.front().months[4] = money(1'000);
    CHECK(breakEven(own, levelFlow(0, 100, 5)).kind == BreakEven::Kind::Never);
}

TEST_CASE("Break-even lies where the cumulative flows cross", "[cost][breakeven][property]") {
    for (const double price : {500.0, 2'000.0, 9'000.0}) {
        for (const double rent : {50.0, 133.0, 600.0}) {
            CAPTURE(price, rent);
            const CashFlow own = ownCashFlow(machineAt(price), useOf(10), scenarioOf(48), {});
            const CashFlow other = levelFlow(0, rent, 48);
            const BreakEven result = breakEven(own, other);
            const std::vector<double> a = own.cumulativeWithoutResale();
            const std::vector<double> b = other.cumulativeWithoutResale();
            for (std::size_t n = 0; n < a.size(); ++n) {
                const auto month = static_cast<double>(n);
                const bool ahead =
                    result.kind == BreakEven::Kind::Always ||
                    (result.kind == BreakEven::Kind::AtMonth && month > result.month);
                if (ahead) CHECK(a[n] < b[n]);
            }
            if (result.kind == BreakEven::Kind::Never) CHECK(a.back() >= b.back());
            if (result.kind == BreakEven::Kind::AtMonth) {
                const auto before = static_cast<std::size_t>(result.month);
                CHECK(a[before] >= b[before]);
            }
        }
    }
}

TEST_CASE("Break-even of two currencies is a programming error", "[cost][breakeven]") {
    CashFlow euros = levelFlow(1, 1, 1);
    euros.currency = Currency{"EUR"};
    CHECK_THROWS_AS(breakEven(euros, levelFlow(1, 1, 1)), std::logic_error);
}

TEST_CASE("At the break-even price both options cost the same", "[cost][breakeven]") {
    const CashFlow own = ownCashFlow(machineAt(5'000), useOf(80), scenarioOf(36), {});
    Consumption use;
    use.rentedHoursPerMonth = 730;
    const CashFlow rent =
        rentCashFlow(offerAt(0.5, 0.4), RentTier::OnDemand, use, scenarioOf(36), {});
    const std::optional<double> factor = breakEvenPriceFactor(rent, own, 0.08);
    REQUIRE(factor);
    const CashFlow same =
        rentCashFlow(offerAt(0.5 * *factor, 0.4), RentTier::OnDemand, use, scenarioOf(36), {});
    CHECK(same.presentValue(0.08).amount() ==
          Approx(own.presentValue(0.08).amount()).margin(0.005 * 37));
    // Administration alone already costs more than this target: no price >= 0 helps.
    CHECK_FALSE(breakEvenPriceFactor(rent, levelFlow(1, 0, 36), 0.08));
    CHECK_FALSE(breakEvenPriceFactor(levelFlow(5, 0, 36), own, 0.08));
}

TEST_CASE("Electricity takes the override, then the class, then the class that is known",
          "[cost][electricity]") {
    Catalog catalog;
    Tariff tariff;
    tariff.region = "XX";
    tariff.commercial = UnitPrice{0.2, {}};
    catalog.tariffs.push_back(tariff);
    Scenario scenario;
    scenario.place.tariffRegion = "XX";
    scenario.place.customer = CustomerClass::Residential;
    CHECK(electricityPrice(scenario, catalog)->amount == 0.2);
    scenario.place.tariffRegion = "YY";
    CHECK_FALSE(electricityPrice(scenario, catalog));
    scenario.place.electricityPriceOverride = 0.5;
    CHECK(electricityPrice(scenario, catalog)->amount == 0.5);
}

TEST_CASE("Absurd amounts saturate instead of overflowing", "[cost][property]") {
    Scenario scenario = scenarioOf(120);
    scenario.workload.monthlyGrowth = 9;
    ApiOffer offer;
    offer.input = UnitPrice{1e6, {}};
    offer.output = offer.input;
    Consumption use;
    use.inputTokensPerMonth = use.outputTokensPerMonth = 1e300;
    const CashFlow cash = apiCashFlow(offer, use, scenario, {});
    CHECK(cash.total().minor > 0);
    CHECK(std::isfinite(cash.presentValue(0.1).amount()));
}
