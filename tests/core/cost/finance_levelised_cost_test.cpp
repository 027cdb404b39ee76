// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "core/cost/finance.h"
#include "core/cost/levelised_cost.h"
#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("Levelised cost spreads capital and fixed cost and adds the variable cost",
          "[cost][finance]") {
    // (0.1 x 1,000 + 50) / 300 + 0.2 = 0.7
    CHECK(finance::levelisedCost({1'000, 0.1, 50, 0.2, 300}) == Approx(0.7));
    CHECK_THROWS_AS(finance::levelisedCost({1'000, 0.1, 50, 0.2, 0}), std::invalid_argument);
}

TEST_CASE("At the levelised cost, revenue repays the capital with interest", "[cost][finance]") {
    // 8 % over 5 years on 1,000 and 50 a year, for 300 units a year: the present value of what the
    // units earn at that price equals the present value of all costs.
    const double price =
        finance::levelisedCost({1'000, finance::capitalRecoveryFactor(0.08, 5), 50, 0, 300});
    CHECK(finance::presentValue(0.08, 5, price * 300) ==
          Approx(1'000 + finance::presentValue(0.08, 5, 50)));
}

TEST_CASE("NREL's simple levelised cost follows its printed equation", "[cost][finance]") {
    // (1,500 x 0.08 + 20) / (8760 x 0.4) + 3 x 0.007 + 0.002 = 140 / 3504 + 0.023
    finance::SimpleEnergyCost plant{1'500, 0.08, 20, 0.4, 3, 0.007, 0.002};
    CHECK(finance::simpleLevelisedCost(plant) == Approx(0.0399543379 + 0.023).epsilon(1e-8));
    plant.capacityFactor = 0;
    CHECK_THROWS_AS(finance::simpleLevelisedCost(plant), std::invalid_argument);
    plant.capacityFactor = 1.2;
    CHECK_THROWS_AS(finance::simpleLevelisedCost(plant), std::invalid_argument);
}
