// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/finance.h"

#include <array>
#include <cmath>
#include <stdexcept>

#include "tests/core/cost/cost_cases.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("Net present value leaves the first flow undiscounted", "[cost][finance]") {
    // numpy-financial documentation, npv(0.08, [-40000, 5000, 8000, 12000, 30000]) = 3065.22267.
    const PublishedCase& example = publishedCase("npf-npv");
    CHECK(agrees(finance::npv(example.input("rate"), example.inputs.at("cf")),
                 example.output("npv")));
}

TEST_CASE("Excel's net present value discounts the first flow by one period", "[cost][finance]") {
    for (const char* id : {"excel-npv-a", "claris-npv"}) {
        CAPTURE(id);
        const PublishedCase& example = publishedCase(id);
        const std::vector<double>& flows = example.inputs.at("cf");
        CHECK(agrees(finance::npvExcel(example.input("rate"), flows), example.output("npv")));
        // The textbook value differs by exactly one period.
        CHECK(finance::npv(example.input("rate"), flows) ==
              Approx(example.output("npv").value * (1 + example.input("rate"))).margin(1e-6));
    }
}

TEST_CASE("A level payment repays the loan, also without interest", "[cost][finance]") {
    // numpy-financial pmt and Excel PMT print payments as negative; ours are positive.
    for (const char* id : {"npf-pmt", "excel-pmt"}) {
        CAPTURE(id);
        const PublishedCase& example = publishedCase(id);
        const int periods = static_cast<int>(example.input("n"));
        CHECK(agrees(-finance::payment(example.input("rate"), periods, example.input("pv")),
                     example.output("pmt")));
    }
    const PublishedCase& excel = publishedCase("excel-pmt");
    CHECK(agrees(-finance::payment(0, static_cast<int>(excel.input("n")), excel.input("pv")),
                 excel.output("pmt_zero")));
}

TEST_CASE("The present value of all payments and the balloon is the principal", "[cost][finance]") {
    for (const double rate : {0.0, 0.004, 0.01, 0.05}) {
        for (const double balloon : {0.0, 2500.0}) {
            CAPTURE(rate, balloon);
            const double paid = finance::payment(rate, 36, 10'000, balloon);
            std::array<double, 37> flows{};
            for (std::size_t n = 1; n < flows.size(); ++n) flows[n] = paid;
            flows.back() += balloon;
            CHECK(finance::npv(rate, flows) == Approx(10'000).epsilon(1e-12));
        }
    }
}

TEST_CASE("The capital recovery factor is r / (1 - (1+r)^-n) and 1/n without interest",
          "[cost][finance]") {
    // 0.08 / (1 - 1.08^-10) = 0.08 / (1 - 0.4631934881) = 0.1490294887
    CHECK(finance::capitalRecoveryFactor(0.08, 10) == Approx(0.1490294887).epsilon(1e-9));
    CHECK(finance::capitalRecoveryFactor(0.0, 8) == 0.125);
}

TEST_CASE("Twelve monthly rates compound to the effective annual rate", "[cost][finance]") {
    for (const double rate : {-0.2, 0.0, 0.03, 0.10, 1.0}) {
        CHECK(std::pow(1 + finance::monthlyRate(rate), 12) == Approx(1 + rate).epsilon(1e-12));
    }
}

TEST_CASE("Quoted and effective rates convert into each other", "[cost][finance]") {
    // Excel EFFECT(10 %, 4) = 10.381 %, NOMINAL(10 %, 4) = 9.645 % (formulajs test suite).
    CHECK(finance::effectiveRate(0.1, 4) == Approx(0.10381289062499977));
    CHECK(finance::quotedRate(0.1, 4) == Approx(0.09645475633778045));
    for (const double rate : {-0.3, 0.0, 1e-9, 0.08, 2.0}) {
        for (const int periods : {1, 4, 12, 365}) {
            CAPTURE(rate, periods);
            CHECK(finance::effectiveRate(finance::quotedRate(rate, periods), periods) ==
                  Approx(rate).epsilon(1e-12).margin(1e-15));
        }
        CHECK(finance::effectiveRate(rate, 1) == Approx(rate));
        CHECK(finance::quotedRate(rate, 12) / 12 == Approx(finance::monthlyRate(rate)));
    }
    CHECK_THROWS_AS(finance::effectiveRate(0.1, 0), std::invalid_argument);
    CHECK_THROWS_AS(finance::effectiveRate(-5, 4), std::invalid_argument);
    CHECK_THROWS_AS(finance::quotedRate(-1, 4), std::invalid_argument);
    CHECK_THROWS_AS(finance::monthlyRate(-1), std::invalid_argument);
}

TEST_CASE("Inflation turns a real rate into a nominal one and back", "[cost][finance]") {
    CHECK(finance::nominalRate(0.05, 0.03) == Approx(0.0815));  // 1.05 x 1.03
    CHECK(finance::nominalRate(0, 0.03) == 0.03);
    for (const double real : {-0.02, 0.0, 0.064, 0.5}) {
        for (const double inflation : {-0.01, 0.0, 0.025, 1.0}) {
            const double nominal = finance::nominalRate(real, inflation);
            CHECK(finance::realRate(nominal, inflation) == Approx(real).margin(1e-15));
        }
    }
    CHECK_THROWS_AS(finance::realRate(0.05, -1), std::invalid_argument);
}

TEST_CASE("State income tax is deducted before the federal one", "[cost][finance]") {
    // 7 % + 21 % x 93 % = 26.53 %.
    CHECK(finance::combinedTaxRate(0.21, 0.07) == Approx(0.2653));
    CHECK(finance::combinedTaxRate(0.21, 0) == 0.21);
    CHECK(finance::combinedTaxRate(0, 0.07) == 0.07);
    CHECK_THROWS_AS(finance::combinedTaxRate(21, 0.07), std::invalid_argument);
    CHECK_THROWS_AS(finance::combinedTaxRate(0.21, -0.1), std::invalid_argument);
}

TEST_CASE("Present value is linear in its flows", "[cost][finance]") {
    const std::array<double, 5> a{-100, 39, 59, 55, 20};
    const std::array<double, 5> b{3, -7, 0, 1e4, -250};
    for (const double rate : {-0.2, 0.0, 0.08, 1.5}) {
        std::array<double, 5> both{};
        for (std::size_t t = 0; t < both.size(); ++t) both[t] = 2 * a[t] - 3 * b[t];
        CHECK(finance::npv(rate, both) ==
              Approx(2 * finance::npv(rate, a) - 3 * finance::npv(rate, b)).epsilon(1e-12));
    }
    CHECK(finance::npv(0.1, {}) == 0);
}
