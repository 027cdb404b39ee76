// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// NREL's System Advisor Model through the plan that every option of ours is priced by: a yearly
// project with a loan, MACRS and two income taxes, from the regression data of ssc
// (test/input_json/FinancialModels, commit e97a19f8, BSD-3-Clause).
#include "core/cost/cost_plan.h"
#include "core/cost/finance.h"
#include "core/cost/tax_terms.h"
#include "core/scenario/scenario.h"
#include "tests/core/cost/published_replays.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

CostPlan projectOf(const PublishedCase& sam, bool withEnergyValue) {
    const double cost = sam.input("installed_cost");
    const double inflation = sam.input("inflation");
    CostPlan plan;
    plan.periods = static_cast<int>(sam.input("years"));
    plan.periodsPerYear = 1;
    const auto yearly = [&](CostComponent component, double amount, double drift) {
        plan.lines.push_back({.component = component,
                              .amount = amount,
                              .driftPerYear = drift,
                              .first = 1,
                              .last = plan.periods});
    };
    plan.lines.push_back({.component = CostComponent::Hardware,
                          .amount = cost,
                          .first = 0,
                          .last = 0,
                          .tax = TaxTreatment::Capital});
    yearly(CostComponent::Network, sam.input("property_tax_rate") * cost, 0.0);
    yearly(CostComponent::Maintenance, sam.input("insurance_rate") * cost, inflation);
    yearly(CostComponent::Admin, sam.input("om_capacity") * sam.input("capacity_kw"), inflation);
    yearly(CostComponent::Electricity, sam.input("fuel_mmbtu") * sam.input("fuel_price"),
           inflation);
    if (withEnergyValue) {
        plan.series.push_back(sam.inputs.at("energy_value"));
        plan.lines.push_back({.component = CostComponent::ApiOutput,
                              .amount = -1.0,
                              .first = 1,
                              .last = plan.periods,
                              .series = 0});
    }
    plan.loan = {sam.input("debt_fraction"), sam.input("loan_rate"),
                 static_cast<int>(sam.input("loan_term"))};
    IncomeTax tax;
    tax.federalRate = sam.input("fed_tax");
    tax.stateRate = sam.input("state_tax");
    tax.method = DepreciationMethod::MacrsHalfYear;
    plan.tax = taxTerms(tax);
    return plan;
}

/// SAM's outputs by name; SAM counts what the project brings in, a plan what it costs.
Figures samFigures(const PublishedCase& sam) {
    const double real = sam.input("real_discount");
    const double nominal = finance::nominalRate(real, sam.input("inflation"));
    Figures figures;
    PlanFlows flows;
    const CostPlan project = projectOf(sam, true);
    spread(project, flows);
    figures["npv"] = -presentValueOf(flows.totals(), nominal, 1);
    figures["after_tax_cash_flow_y1"] = -flows.totals()[1];
    figures["after_tax_cash_flow_y5"] = -flows.totals()[5];
    figures["effective_tax"] = project.tax.rate * 100;
    for (std::size_t row = 0; row < flows.rows(); ++row) {
        const CostComponent component = flows.component(row);
        if (component == CostComponent::LoanInterest || component == CostComponent::LoanPrincipal) {
            figures["debt_payment"] += flows.row(row)[7];
        }
    }
    spread(projectOf(sam, false), flows);
    const double costs = presentValueOf(flows.totals(), nominal, 1);
    std::vector<double> energy(flows.totals().size(), sam.input("annual_energy"));
    energy.front() = 0;
    // Cents per kWh: levelised cost is the ratio of two present values, the output discounted at
    // the nominal or at the real rate.
    figures["lcoe_nominal"] = 100 * costs / presentValueOf(energy, nominal, 1);
    figures["lcoe_real"] = 100 * costs / presentValueOf(energy, real, 1);
    return figures;
}

}  // namespace

std::map<std::string, Replay> headroom::tests::projectReplays() {
    return {{"ssc-cashloan-generic-commercial", samFigures}};
}

TEST_CASE("The plan reproduces SAM's after-tax, loan-financed cash flow", "[cost][plan][nrel]") {
    const PublishedCase& sam = publishedCase("ssc-cashloan-generic-commercial");
    const Figures figures = samFigures(sam);
    CHECK(figures.size() == sam.outputs.size());
    for (const auto& [name, value] : figures) {
        CAPTURE(name);
        CHECK(value == Approx(sam.output(name).value).epsilon(1e-9));
    }
}

TEST_CASE("Tax that is saved too early waits for the first year with income", "[cost][plan][tax]") {
    // 60,000 bought, straight line over 3 years, 40 %: 8,000 saved each year; with income from year
    // 3 on, all 24,000 at the end of year 3; with none within the horizon, nothing.
    CostPlan plan;
    plan.periods = 36;
    plan.lines.push_back({.component = CostComponent::Hardware,
                          .amount = 60'000,
                          .first = 0,
                          .last = 0,
                          .tax = TaxTreatment::Capital});
    IncomeTax tax;
    tax.federalRate = 0.4;
    tax.years = 3;
    const auto savedAt = [&](int firstYear, std::size_t month) {
        tax.firstYearWithIncome = firstYear;
        plan.tax = taxTerms(tax);
        PlanFlows flows;
        spread(plan, flows);
        REQUIRE(flows.component(1) == CostComponent::IncomeTax);
        return -flows.row(1)[month];
    };
    CHECK(savedAt(1, 12) == Approx(8'000));
    CHECK(savedAt(1, 24) == Approx(8'000));
    CHECK(savedAt(1, 36) == Approx(8'000));
    CHECK(savedAt(3, 12) == 0);
    CHECK(savedAt(3, 36) == Approx(24'000));
    CHECK(savedAt(4, 36) == 0);
}

TEST_CASE("What is sold above its book value is taxed, what is left below it deducted",
          "[cost][plan][tax]") {
    CostPlan plan;
    plan.periods = 24;
    plan.lines = {{.component = CostComponent::Hardware,
                   .amount = 10'000,
                   .first = 0,
                   .last = 0,
                   .tax = TaxTreatment::Capital},
                  {.component = CostComponent::Resale,
                   .amount = -7'000,
                   .first = 24,
                   .last = 24,
                   .tax = TaxTreatment::Disposal}};
    IncomeTax tax;
    tax.federalRate = 0.25;
    tax.years = 5;
    plan.tax = taxTerms(tax);
    PlanFlows flows;
    spread(plan, flows);
    double saved = 0;
    for (const double flow : flows.row(2)) saved -= flow;
    // Over its life 10,000 - 7,000 are consumed, whatever the schedule: 25 % of 3,000.
    CHECK(saved == Approx(750));
    // 2,000 in year 1; 2,000 and the book value of 6,000, less 7,000 of proceeds, in year 2.
    CHECK(flows.row(2)[12] == Approx(-500));
    CHECK(flows.row(2)[24] == Approx(-250));
}

TEST_CASE("A loan is repaid in full, and costs its interest and nothing else",
          "[cost][plan][loan]") {
    for (const int term : {12, 36, 60}) {
        CAPTURE(term);
        CostPlan plan;
        plan.periods = 36;
        plan.lines.push_back({.component = CostComponent::Hardware,
                              .amount = 20'000,
                              .first = 0,
                              .last = 0,
                              .tax = TaxTreatment::Capital});
        plan.loan = {0.7, 0.01, term};
        PlanFlows flows;
        spread(plan, flows);
        double proceeds = 0;
        double principal = 0;
        for (const double flow : flows.row(1)) proceeds += flow;
        for (const double flow : flows.row(3)) principal += flow;
        CHECK(proceeds == Approx(-14'000));
        CHECK(principal == Approx(14'000));
        // At the loan's own rate a loan is worth nothing.
        CHECK(finance::npv(0.01, flows.totals()) == Approx(20'000));
        if (term == 36) {
            CHECK(flows.row(2)[1] + flows.row(3)[1] == Approx(finance::payment(0.01, 36, 14'000)));
        }
    }
}
