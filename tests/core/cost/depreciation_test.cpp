// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/depreciation.h"

#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace headroom;
using finance::DepreciationConvention;
using finance::DepreciationMethod;
using finance::DepreciationPlan;

namespace {

using Years = std::vector<double>;

constexpr DepreciationConvention kHalfYear = DepreciationConvention::HalfYear;
constexpr DepreciationConvention kFullYear = DepreciationConvention::FullYear;
constexpr DepreciationConvention kQuarter1 = DepreciationConvention::MidQuarter1;
constexpr DepreciationConvention kQuarter2 = DepreciationConvention::MidQuarter2;
constexpr DepreciationConvention kQuarter3 = DepreciationConvention::MidQuarter3;
constexpr DepreciationConvention kQuarter4 = DepreciationConvention::MidQuarter4;

double sum(const Years& years) {
    return std::accumulate(years.begin(), years.end(), 0.0);
}

std::string messageOf(double basis, const DepreciationPlan& plan) {
    try {
        finance::deductions(basis, plan);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "nothing thrown";
}

struct Table {
    int recoveryYears;
    DepreciationConvention convention;
    Years percent;
};

/// IRS Publication 946 (2025), Appendix A, tables, as published copies agree on them
/// (docs/finance.md 1).
const std::vector<Table>& irsTables() {
    static const std::vector<Table> tables{
        // A-1, half-year
        {3, kHalfYear, {33.33, 44.45, 14.81, 7.41}},
        {5, kHalfYear, {20, 32, 19.2, 11.52, 11.52, 5.76}},
        {7, kHalfYear, {14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46}},
        {10, kHalfYear, {10, 18, 14.4, 11.52, 9.22, 7.37, 6.55, 6.55, 6.56, 6.55, 3.28}},
        {15,
         kHalfYear,
         {5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95}},
        {20, kHalfYear, {3.75,  7.219, 6.677, 6.177, 5.713, 5.285, 4.888,
                         4.522, 4.462, 4.461, 4.462, 4.461, 4.462, 4.461,
                         4.462, 4.461, 4.462, 4.461, 4.462, 4.461, 2.231}},
        // A-2, first quarter
        {3, kQuarter1, {58.33, 27.78, 12.35, 1.54}},
        {5, kQuarter1, {35, 26, 15.6, 11.01, 11.01, 1.38}},
        {7, kQuarter1, {25, 21.43, 15.31, 10.93, 8.75, 8.74, 8.75, 1.09}},
        {10, kQuarter1, {17.5, 16.5, 13.2, 10.56, 8.45, 6.76, 6.55, 6.55, 6.56, 6.55, 0.82}},
        {15,
         kQuarter1,
         {8.75, 9.13, 8.21, 7.39, 6.65, 5.99, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9,
          0.74}},
        {20, kQuarter1, {6.563, 7,     6.482, 5.996, 5.546, 5.13,  4.746,
                         4.459, 4.459, 4.459, 4.459, 4.46,  4.459, 4.46,
                         4.459, 4.46,  4.459, 4.46,  4.459, 4.46,  0.565}},
        // A-3, second quarter
        {3, kQuarter2, {41.67, 38.89, 14.14, 5.3}},
        {5, kQuarter2, {25, 30, 18, 11.37, 11.37, 4.26}},
        {7, kQuarter2, {17.85, 23.47, 16.76, 11.97, 8.87, 8.87, 8.87, 3.34}},
        {10, kQuarter2, {12.5, 17.5, 14, 11.2, 8.96, 7.17, 6.55, 6.55, 6.56, 6.55, 2.46}},
        {15,
         kQuarter2,
         {6.25, 9.38, 8.44, 7.59, 6.83, 6.15, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91,
          2.21}},
        {20, kQuarter2, {4.688, 7.148, 6.612, 6.116, 5.658, 5.233, 4.841,
                         4.478, 4.463, 4.463, 4.463, 4.463, 4.463, 4.463,
                         4.462, 4.463, 4.462, 4.463, 4.462, 4.463, 1.673}},
        // A-4, third quarter
        {3, kQuarter3, {25, 50, 16.67, 8.33}},
        {5, kQuarter3, {15, 34, 20.4, 12.24, 11.3, 7.06}},
        {7, kQuarter3, {10.71, 25.51, 18.22, 13.02, 9.3, 8.85, 8.86, 5.53}},
        {10, kQuarter3, {7.5, 18.5, 14.8, 11.84, 9.47, 7.58, 6.55, 6.55, 6.56, 6.55, 4.1}},
        {15,
         kQuarter3,
         {3.75, 9.63, 8.66, 7.8, 7.02, 6.31, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91,
          3.69}},
        {20, kQuarter3, {2.813, 7.289, 6.742, 6.237, 5.769, 5.336, 4.936, 4.566, 4.46, 4.46, 4.46,
                         4.46,  4.461, 4.46,  4.461, 4.46,  4.461, 4.46,  4.461, 4.46, 2.788}},
        // A-5, fourth quarter
        {3, kQuarter4, {8.33, 61.11, 20.37, 10.19}},
        {5, kQuarter4, {5, 38, 22.8, 13.68, 10.94, 9.58}},
        {7, kQuarter4, {3.57, 27.55, 19.68, 14.06, 10.04, 8.73, 8.73, 7.64}},
        {10, kQuarter4, {2.5, 19.5, 15.6, 12.48, 9.98, 7.99, 6.55, 6.55, 6.56, 6.55, 5.74}},
        {15,
         kQuarter4,
         {1.25, 9.88, 8.89, 8, 7.2, 6.48, 5.9, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.17}},
        {20, kQuarter4, {0.938, 7.43,  6.872, 6.357, 5.88,  5.439, 5.031,
                         4.654, 4.458, 4.458, 4.458, 4.458, 4.458, 4.458,
                         4.458, 4.458, 4.458, 4.459, 4.458, 4.459, 3.901}},
    };
    return tables;
}

void checkYears(const Years& computed, const Years& expected) {
    REQUIRE(computed.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        CHECK(computed[i] == Approx(expected[i]).margin(1e-9));
    }
}

std::vector<DepreciationPlan> plans() {
    std::vector<DepreciationPlan> all;
    for (const auto convention :
         {kFullYear, kHalfYear, kQuarter1, kQuarter2, kQuarter3, kQuarter4}) {
        for (const int years : {1, 3, 5, 7, 10, 15, 20}) {
            for (const double bonus : {0.0, 0.4, 1.0}) {
                for (const double expensed : {0.0, 2'500.0, 50'000.0}) {
                    for (const double salvage : {0.0, 1'000.0, 10'000.0}) {
                        DepreciationPlan plan{DepreciationMethod::StraightLine,
                                              years,
                                              convention,
                                              bonus,
                                              expensed,
                                              salvage};
                        all.push_back(plan);
                        plan.method = DepreciationMethod::DecliningBalance;
                        all.push_back(plan);
                        plan.method = DepreciationMethod::Macrs;
                        if (years > 1 && convention != kFullYear && salvage == 0) {
                            all.push_back(plan);
                        }
                    }
                }
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("The computed percentages are those of all thirty IRS columns", "[cost][tax]") {
    CHECK(irsTables().size() == 30);
    for (const Table& table : irsTables()) {
        CAPTURE(table.recoveryYears, static_cast<int>(table.convention));
        // Equal as decimals, not within a tolerance: they are whole hundredths or thousandths.
        CHECK(finance::macrsPercentages(table.recoveryYears, table.convention) == table.percent);
        CHECK(sum(table.percent) == Approx(100).epsilon(1e-12));
    }
}

TEST_CASE("Straight line spreads basis less salvage evenly", "[cost][tax]") {
    // Excel SLN(30000, 7500, 10) = 2250, formulajs test suite.
    checkYears(
        finance::deductions(30'000, {DepreciationMethod::StraightLine, 10, kFullYear, 0, 0, 7'500}),
        Years(10, 2'250));
    // Half of the first year, the other half after the last.
    checkYears(finance::deductions(5'000, {DepreciationMethod::StraightLine, 5, kHalfYear}),
               {500, 1'000, 1'000, 1'000, 1'000, 500});
    checkYears(finance::deductions(8'000, {DepreciationMethod::StraightLine, 2, kQuarter4}),
               {500, 4'000, 3'500});
}

TEST_CASE("Declining balance agrees with Excel's DDB and stops at the salvage value",
          "[cost][tax]") {
    // Excel DDB(1000000, 100000, 6, 1..6), formulajs test suite.
    DepreciationPlan plan{
        DepreciationMethod::DecliningBalance, 6, kFullYear, 0, 0, 100'000, 2.0, false};
    checkYears(finance::deductions(1'000'000, plan),
               {333'333.3333333333, 222'222.22222222225, 148'148.14814814815, 98'765.43209876546,
                65'843.62139917696, 31'687.242798353895});
    plan.decliningFactor = 1.5;
    checkYears(finance::deductions(1'000'000, plan),
               {250'000, 187'500, 140'625, 105'468.75, 79'101.5625, 59'326.171875});
    // 822,021.48 are deducted; without the switch 177,978.52 are left, 77,978.52 over the salvage.
    CHECK(finance::bookValue(1'000'000, plan, 6) == Approx(177'978.515625));
}

TEST_CASE("Declining balance changes to straight line when that deducts more", "[cost][tax]") {
    // 10,000 over 5 years at 200 %: 4,000 and 2,400 and 1,440, then 2,160 / 2 = 1,080 > 864.
    checkYears(finance::deductions(10'000, {DepreciationMethod::DecliningBalance, 5, kFullYear}),
               {4'000, 2'400, 1'440, 1'080, 1'080});
    // With half a first year this is the IRS table before rounding: 20, 32, 19.2, 11.52 %...
    checkYears(finance::deductions(10'000, {DepreciationMethod::DecliningBalance, 5, kHalfYear}),
               {2'000, 3'200, 1'920, 1'152, 1'152, 576});
}

TEST_CASE("Expensing comes first, bonus second and the schedule takes the rest", "[cost][tax]") {
    // 100,000: 20,000 expensed; 40 % of 80,000 = 32,000; 48,000 by table A-1, 20 % = 9,600 first.
    DepreciationPlan plan;
    plan.expensed = 20'000;
    plan.bonusShare = 0.4;
    checkYears(finance::deductions(100'000, plan),
               {61'600, 15'360, 9'216, 5'529.6, 5'529.6, 2'764.8});
    plan.bonusShare = 1;
    checkYears(finance::deductions(100'000, plan), {100'000, 0, 0, 0, 0, 0});
    plan.bonusShare = 0;
    plan.expensed = 250'000;  // more than there is
    checkYears(finance::deductions(100'000, plan), {100'000, 0, 0, 0, 0, 0});
    checkYears(finance::deductions(0, {}), Years(6, 0));
}

TEST_CASE("Deductions are never negative and sum to basis less salvage", "[cost][tax]") {
    for (const DepreciationPlan& plan : plans()) {
        CAPTURE(static_cast<int>(plan.method), static_cast<int>(plan.convention),
                plan.recoveryYears, plan.bonusShare, plan.expensed, plan.salvage);
        const Years years = finance::deductions(10'000, plan);
        const int extra = plan.convention == kFullYear ? 0 : 1;
        CHECK(static_cast<int>(years.size()) == plan.recoveryYears + extra);
        for (const double year : years) CHECK(year >= 0);
        CHECK(sum(years) == Approx(10'000 - plan.salvage).margin(1e-8));
        CHECK(finance::bookValue(10'000, plan, 0) == 10'000);
        CHECK(finance::bookValue(10'000, plan, 1) == 10'000 - years.front());
        CHECK(finance::bookValue(10'000, plan, 99) == Approx(plan.salvage).margin(1e-8));
    }
}

TEST_CASE("The mid-quarter convention applies above 40 % in the last quarter", "[cost][tax]") {
    // 26 U.S.C. 168(d)(3): more than 40 %, so exactly 40 % is not enough.
    CHECK_FALSE(finance::midQuarterApplies({60, 0, 0, 40}));
    CHECK(finance::midQuarterApplies({59, 0, 0, 40}));
    CHECK(finance::midQuarterApplies({0, 0, 0, 1}));
    CHECK_FALSE(finance::midQuarterApplies({0, 0, 0, 0}));
    CHECK(finance::taxConvention({60, 0, 0, 40}, 4) == kHalfYear);
    CHECK(finance::taxConvention({50, 0, 0, 50}, 1) == kQuarter1);
    CHECK(finance::taxConvention({50, 0, 0, 50}, 4) == kQuarter4);
    CHECK_THROWS_AS(finance::taxConvention({1, 0, 0, 0}, 5), std::invalid_argument);
    CHECK_THROWS_AS(finance::midQuarterApplies({-1, 0, 0, 0}), std::invalid_argument);
}

TEST_CASE("Expensing is cut by the limit, its phase-out and the income", "[cost][tax]") {
    const finance::ExpensingLimits& limits = finance::kSection179Of2025;  // 2.5 and 4 million
    const auto allowed = [&](double elected, double cost, double income) {
        return finance::expensing(elected, cost, income, limits);
    };
    CHECK(allowed(100'000, 100'000, 500'000).allowed == 100'000);
    CHECK(allowed(3e6, 3e6, 9e6).allowed == 2.5e6);
    CHECK(allowed(3e6, 3e6, 9e6).carriedForward == 0);  // over the limit: depreciates instead
    CHECK(allowed(2.5e6, 4e6, 9e6).allowed == 2.5e6);
    CHECK(allowed(2.5e6, 5e6, 9e6).allowed == 1.5e6);  // 1 million over the threshold
    CHECK(allowed(2.5e6, 6.5e6, 9e6).allowed == 0);
    CHECK(allowed(2.5e6, 8e6, 9e6).allowed == 0);
    CHECK(allowed(200'000, 100'000, 9e6).allowed == 100'000);
    // The income limit alone is carried forward; a loss counts as no income.
    CHECK(allowed(100'000, 100'000, 30'000).allowed == 30'000);
    CHECK(allowed(100'000, 100'000, 30'000).carriedForward == 70'000);
    CHECK(allowed(100'000, 100'000, -50'000).allowed == 0);
    CHECK(allowed(100'000, 100'000, -50'000).carriedForward == 100'000);
    CHECK_THROWS_AS(allowed(-1, 1, 1), std::invalid_argument);
}

TEST_CASE("A plan that does not exist is refused with its value and a remedy", "[cost][tax]") {
    DepreciationPlan plan;
    plan.recoveryYears = 4;
    CHECK(messageOf(1'000, plan) ==
          "MACRS has no 4-year recovery period for equipment. Choose 3, 5, 7, 10, 15 or 20 years; "
          "computers have 5.");
    plan = {};
    plan.convention = kFullYear;
    CHECK(messageOf(1'000, plan) ==
          "MACRS has no full-year convention. Choose half-year or mid-quarter.");
    plan = {};
    plan.salvage = 100;
    CHECK(
        messageOf(1'000, plan) ==
        "The salvage value under MACRS is 100, but must be 0. Set it to 0, or use straight line.");
    plan = {};
    plan.bonusShare = 40;
    CHECK(messageOf(1'000, plan) ==
          "The bonus share is 40, but must be from 0 to 1. Enter shares as fractions: 0.21 for 21 "
          "%.");
    plan = {DepreciationMethod::StraightLine, 5, kFullYear, 0, 0, 2'000};
    CHECK(messageOf(1'000, plan) ==
          "The salvage value is 2,000, but must be at most the basis, 1,000. Lower it; above the "
          "basis nothing is left to write off.");
    plan = {DepreciationMethod::StraightLine, 0, kFullYear};
    CHECK_THROWS_AS(finance::deductions(1'000, plan), std::invalid_argument);
    CHECK_THROWS_AS(finance::deductions(-1, {}), std::invalid_argument);
}
