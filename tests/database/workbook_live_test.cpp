// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs that a workbook calls live: changed there, its sheets show what the program computes for
// the changed scenario.
#include <algorithm>
#include <cmath>

#include "core/decision/assessor.h"
#include "core/scenario/number_text.h"
#include "tests/database/workbook_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Another value that the field accepts, far enough to be seen and sometimes at a whole number.
double moved(const Field& field, double value) {
    if (field.kind == FieldKind::Integer) return value + 1 <= field.maximum ? value + 1 : value - 1;
    const double other = field.kind == FieldKind::Percent ? value + 0.031 : value * 1.37 + 1.0;
    return other <= field.maximum ? other : field.minimum + (value - field.minimum) / 2;
}

/// What the option costs in a scenario in which only money has moved: its machines and its speed
/// stay, its prices are taken from the catalog again.
CashFlow repriced(const OptionResult& result, const Scenario& scenario) {
    Assessor assessor(scenario, seedCatalog());
    const auto fresh = [&](CostFacts& facts, Option option) {
        const OptionResult again = assessor.assess(option);
        REQUIRE(again.facts);
        facts.prices = again.facts->prices;
        facts.hosted = again.facts->hosted;
        facts.kept = again.facts->kept;
    };
    CostFacts facts = *result.facts;
    Option option = result.option;
    if (option.kind != OptionKind::Later) {
        fresh(facts, option);
        return cashFlowOf(facts, scenario);
    }
    option.kind = OptionKind::Rented;
    fresh(facts, option);
    auto then = std::make_shared<CostFacts>(*facts.second);
    option.kind = OptionKind::Own;
    option.catalogId = option.secondId;
    fresh(*then, option);
    facts.second = std::move(then);
    return cashFlowOf(facts, scenario);
}

/// The workbook with one input changed against the program. Returns how many options it moved.
int checkMoved(const WrittenWorkbook& written, const Field& field, const QString& cell) {
    CAPTURE(std::string(field.id));
    Scenario scenario = written.scenario;
    const FieldValue before = field.get(scenario);
    REQUIRE(std::holds_alternative<double>(before));
    const double value = moved(field, std::get<double>(before));
    field.set(scenario, value);
    const QString change = u"Inputs!%1=%2"_s.arg(cell, QString::fromStdString(shortestText(value)));
    const std::vector<SheetCells> sheets = openedByGnumeric(written.path, {change});
    REQUIRE(sheets.size() == kFirstOptionSheet + written.options.size());
    int changed = 0;
    for (std::size_t n = 0; n < written.options.size(); ++n) {
        const OptionResult& option = *written.options[n];
        CAPTURE(option.option.id);
        const CashFlow cash = repriced(option, scenario);
        const double rate = scenario.finance.discountRatePerYear;
        const double margin = std::pow(10.0, -cash.currency.minorDigits()) *
                              static_cast<double>(std::max<std::size_t>(1, cash.lines.size()));
        const SheetCells& sheet = sheets[kFirstOptionSheet + n];
        const int row = sheet.rowOf(u"Total over %1 months"_s.arg(cash.horizonMonths));
        CHECK(sheet.number(row, 1) == Approx(cash.total().amount()).margin(margin));
        CHECK(sheet.number(row + 1, 1) == Approx(cash.presentValue(rate).amount()).margin(margin));
        if (cash.presentValue(rate) != option.presentValue) ++changed;
    }
    return changed;
}

/// Checks every live input; gives their ids.
std::set<std::string> checkEveryLiveInput(const Scenario& scenario) {
    const WrittenWorkbook written(scenario);
    const SheetCells inputs = openedByGnumeric(written.path)[kInputsSheet];
    std::set<std::string> live;
    for (const Field& field : fields()) {
        const InputCell cell = inputCell(inputs, field);
        if (!cell.live) continue;
        live.insert(std::string(field.id));
        const int changed = checkMoved(written, field, cell.address);
        CAPTURE(std::string(field.id));
        // The real cost per token alone follows inflation where no wage is paid.
        CHECK(changed > 0);
    }
    return live;
}

}  // namespace

TEST_CASE("An input that a workbook calls live moves every sheet as it moves the program",
          "[workbook]") {
    Scenario scenario = everyCost();
    SECTION("with cash, loans and leases, before tax") {
        const std::set<std::string> live = checkEveryLiveInput(scenario);
        for (const char* id : {"finance.discount_rate_per_year",
                               "finance.inflation_per_year",
                               "finance.cloud_drift_per_year",
                               "finance.api_drift_per_year",
                               "finance.electricity_drift_per_year",
                               "finance.hardware_drift_per_year",
                               "finance.admin_hourly_rate",
                               "finance.admin_hours_per_month",
                               "finance.setup_hours",
                               "finance.electricity_price_factor",
                               "finance.machine_price_factor",
                               "finance.rent_price_factor",
                               "finance.api_price_factor",
                               "finance.loan_rate_per_year",
                               "finance.loan_share",
                               "finance.loan_months",
                               "finance.lease_rate_per_year",
                               "finance.lease_buyout_share",
                               "finance.residual_share",
                               "finance.sales_tax_rate",
                               "finance.maintenance_share",
                               "finance.rented_hours_per_day",
                               "finance.support_share",
                               "finance.egress_gigabytes_per_month",
                               "finance.batch_share",
                               "place.pue",
                               "finance.colocation_pue",
                               "finance.colocation_per_kilowatt"}) {
            CAPTURE(id);
            CHECK(live.count(id) == 1);
        }
        // Speed, memory or the number of machines stand behind these.
        for (const char* id : {"workload.requests_per_day", "finance.horizon_months",
                               "finance.hours_per_month", "finance.spare_units"}) {
            CAPTURE(id);
            CHECK(live.count(id) == 0);
        }
    }
    SECTION("with growth and income tax") {
        scenario.workload.monthlyGrowth = 0.06;
        tax(scenario);
        scenario.place.electricityPriceOverride = 0.21;
        const std::set<std::string> live = checkEveryLiveInput(scenario);
        for (const char* id :
             {"finance.income_tax_rate", "finance.state_tax_rate", "finance.first_year_with_income",
              "finance.bonus_depreciation_share", "finance.expensed_amount", "existing.book_value",
              "place.electricity_price_per_kwh"}) {
            CAPTURE(id);
            CHECK(live.count(id) == 1);
        }
    }
    SECTION("with costs that were nothing, and fine-tuning beside the rented hours") {
        scenario = weeklyLora70b();
        scenario.finance.rentedHoursPerDay = 8;
        scenario.workload.fineTuning.tokensPerJob = tokens(100e6);
        const std::set<std::string> live = checkEveryLiveInput(scenario);
        for (const char* id : {"finance.sales_tax_rate", "finance.shipping_per_machine",
                               "finance.support_share", "finance.rented_hours_per_day"}) {
            CAPTURE(id);
            CHECK(live.count(id) == 1);
        }
    }
}
