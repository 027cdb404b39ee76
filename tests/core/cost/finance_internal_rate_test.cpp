// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/internal_rate.h"

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

#include "tests/support/catch.h"

using namespace headroom;
using finance::internalRate;
using finance::internalRates;

namespace {

using Flows = std::vector<double>;

/// Flows whose present value is zero at exactly these rates: the product of (1 + r) x - 1 over the
/// rates, with x = 1 / (1 + rate).
Flows flowsWithRoots(const std::vector<double>& rates, double scale = 1) {
    Flows flows{scale};
    for (const double rate : rates) {
        Flows next(flows.size() + 1, 0.0);
        for (std::size_t t = 0; t < flows.size(); ++t) {
            next[t] -= flows[t];
            next[t + 1] += flows[t] * (1 + rate);
        }
        flows = next;
    }
    return flows;
}

/// Present value, or future value at a negative rate, over the sum of its terms' magnitudes: at the
/// time where no term overflows.
double relativeValue(double rate, const Flows& flows) {
    double value = 0;
    double size = 0;
    const auto add = [&](double flow, double factor) {
        value = value * factor + flow;
        size = size * factor + std::abs(flow);
    };
    if (rate < 0) {
        for (const double flow : flows) add(flow, 1 + rate);
    } else {
        for (auto flow = flows.rbegin(); flow != flows.rend(); ++flow) add(*flow, 1 / (1 + rate));
    }
    return value / size;
}

int signChanges(const Flows& flows) {
    int changes = 0;
    double last = 0;
    for (const double flow : flows) {
        if (flow * last < 0) ++changes;
        if (flow != 0) last = flow;
    }
    return changes;
}

}  // namespace

TEST_CASE("The internal rate of return agrees with the examples of numpy-financial and Excel",
          "[cost][finance]") {
    // numpy-financial `irr` docstring, five decimals; two of its five are in cost_cases.csv too.
    CHECK(internalRate(Flows{-100, 39, 59, 55, 20}).value() == Approx(0.28095).margin(6e-6));
    CHECK(internalRate(Flows{-100, 0, 0, 74}).value() == Approx(-0.0955).margin(6e-6));
    CHECK(internalRate(Flows{-100, 100, 0, -7}).value() == Approx(-0.0833).margin(6e-5));
    CHECK(internalRate(Flows{-100, 100, 0, 7}).value() == Approx(0.06206).margin(6e-6));
    CHECK(internalRate(Flows{-5, 10.5, 1, -8, 1}).value() == Approx(0.0886).margin(6e-5));
    // Excel IRR by the formulajs test suite.
    CHECK(internalRate(Flows{-75000, 12000, 15000, 18000, 21000, 24000}).value() ==
          Approx(0.05715142887178467));
    CHECK(internalRate(
              Flows{-9765000, -24338874, -3354506, 814300, 1595562, 1975118, 1688159, 391944})
              .value() == Approx(-0.33923419058193316));
}

TEST_CASE("Every root above -100 % is found, in order", "[cost][finance]") {
    const std::vector<std::vector<double>> cases{
        {0.10},
        {0.10, 0.20},
        {-0.5, 0.0, 0.5},
        {0.25, 4.0},
        {-0.9, -0.05, 0.01, 0.3, 2.0},
        {-0.3, -0.1, 0.05, 0.15, 0.4, 0.9, 3.0},
    };
    for (const std::vector<double>& rates : cases) {
        for (const double scale : {1.0, -1.0, 1e-200, 1e200}) {
            const std::vector<double> found = internalRates(flowsWithRoots(rates, scale));
            CAPTURE(rates.size(), scale);
            REQUIRE(found.size() == rates.size());
            for (std::size_t i = 0; i < rates.size(); ++i) {
                CHECK(found[i] == Approx(rates[i]).epsilon(1e-9).margin(1e-12));
            }
        }
    }
    // The pump of Lorie and Savage (1955): -1,600, 10,000, -10,000 pays 25 % and 400 %.
    CHECK(internalRates(Flows{-1'600, 10'000, -10'000}).size() == 2);
}

TEST_CASE("A value that touches zero is one root, and one that stays off zero is none",
          "[cost][finance]") {
    const std::vector<double> twice = internalRates(flowsWithRoots({0.1, 0.1}));
    REQUIRE(twice.size() == 1);
    CHECK(twice.front() == Approx(0.1).margin(1e-6));
    CHECK(internalRates(flowsWithRoots({0.1, 0.1, 0.1})).size() == 1);
    // Turning points between roots that double precision cannot part are all at zero.
    CHECK(internalRates(flowsWithRoots({0.1, 0.10001, 0.10002})).size() == 1);
    // 100 x^2 - 150 x + 80: the discriminant 22,500 - 32,000 is negative.
    CHECK(internalRates(Flows{80, -150, 100}).empty());
}

TEST_CASE("Flows without a change of sign have no internal rate", "[cost][finance]") {
    for (const Flows& flows : {Flows{}, Flows{-5}, Flows{0, 0}, Flows{1, 2, 3}, Flows{-1, 0, -2}}) {
        CHECK(internalRates(flows).empty());
        CHECK_FALSE(internalRate(flows).has_value());
    }
}

TEST_CASE("Of several rates the one nearest zero is the internal rate", "[cost][finance]") {
    CHECK(internalRate(flowsWithRoots({-0.5, 0.2, 3})).value() == Approx(0.2));
    CHECK(internalRate(flowsWithRoots({-0.1, 0.2})).value() == Approx(-0.1));
    CHECK(internalRate(Flows{-100, 100}).value() == 0);
}

TEST_CASE("Leading and trailing zeros, tiny and huge flows change nothing", "[cost][finance]") {
    CHECK(internalRate(Flows{0, 0, -100, 110, 0}).value() == Approx(0.1));
    CHECK(internalRate(Flows{-1e-300, 1.1e-300}).value() == Approx(0.1).epsilon(1e-9));
    CHECK(internalRate(Flows{-1e300, 1.1e300}).value() == Approx(0.1).epsilon(1e-12));
    CHECK(internalRate(Flows{-1, 1e200}).value() == Approx(1e200).epsilon(1e-9));
    // The lower of the two rounds to -100 % and is left out.
    CHECK(internalRates(Flows{-1e-200, 1, -1e-200}).size() == 1);
    CHECK(internalRates(Flows{-1e200, 1}).empty());
    CHECK_THROWS_AS(internalRates(Flows{-1, std::numeric_limits<double>::quiet_NaN()}),
                    std::invalid_argument);
    CHECK_THROWS_AS(internalRates(Flows{-1, std::numeric_limits<double>::infinity()}),
                    std::invalid_argument);
}

TEST_CASE("At every root the present value is zero and their number obeys Descartes",
          "[cost][finance]") {
    std::mt19937 random(20261122);  // fixed, so that a failure can be repeated
    const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
    for (int i = 0; i < 300; ++i) {
        Flows flows(2 + random() % 84);
        for (double& flow : flows) flow = random() % 4 == 0 ? 0 : std::pow(1e6, unit());
        for (double& flow : flows) flow *= random() % 3 == 0 ? -1 : 1;
        const std::vector<double> rates = internalRates(flows);
        CAPTURE(i, flows.size(), rates.size());
        double before = -1;
        for (const double rate : rates) {
            CHECK(rate > before);
            before = rate;
            CHECK(std::abs(relativeValue(rate, flows)) <= 1e-12);
        }
        // Descartes: as many roots as changes of sign, or fewer by an even number. No flow here is
        // a millionth of another, so none is lost against -100 %.
        const int lost = signChanges(flows) - static_cast<int>(rates.size());
        CHECK(lost >= 0);
        CHECK(lost % 2 == 0);
    }
}

TEST_CASE("One change of sign has exactly one rate, and it lies between bounds one can see",
          "[cost][finance]") {
    // 36 payments of 320 for 10,000: 11,520 back. Below 15.2 % / 18 months simple, above zero.
    Flows flows(37, 320);
    flows.front() = -10'000;
    const std::vector<double> rates = internalRates(flows);
    REQUIRE(rates.size() == 1);
    CHECK(rates.front() > 0);
    CHECK(rates.front() < 0.152 / 18);
    CHECK(finance::payment(rates.front(), 36, 10'000) == Approx(320));
}

TEST_CASE("The modified internal rate agrees with Excel's MIRR", "[cost][finance]") {
    // formulajs test suite; then numpy-financial's test of `mirr`, 0.0666 to four decimals.
    CHECK(finance::modifiedInternalRate(Flows{-75000, 12000, 15000, 18000, 21000, 24000}, 0.1, 0.12)
              .value() == Approx(0.07971710360838036));
    CHECK(finance::modifiedInternalRate(Flows{-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000},
                                        0.08, 0.055)
              .value() == Approx(0.0666).margin(6e-5));
    // At the internal rate itself, financing and reinvesting change nothing.
    const Flows flows{-100, 39, 59, 55, 20};
    const double rate = internalRate(flows).value();
    CHECK(finance::modifiedInternalRate(flows, rate, rate).value() == Approx(rate));
    CHECK_FALSE(finance::modifiedInternalRate(Flows{1, 2}, 0.1, 0.1).has_value());
    CHECK_FALSE(finance::modifiedInternalRate(Flows{-1}, 0.1, 0.1).has_value());
    CHECK_FALSE(finance::modifiedInternalRate(Flows{}, 0.1, 0.1).has_value());
    CHECK_THROWS_AS(finance::modifiedInternalRate(flows, -1, 0.1), std::invalid_argument);
}
