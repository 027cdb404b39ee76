// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/power_supply.h"

#include "core/catalog/power_rule.h"
#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("A certificate says how much of the wall power comes out", "[catalog][compose]") {
    // 80 PLUS, 115 V internal non-redundant, at 20, 50 and 100 % load.
    PowerSupply supply{watts(1000), EightyPlus::Gold, {}, false};
    CHECK(supplyEfficiency(supply, 0.2) == Approx(0.87));
    CHECK(supplyEfficiency(supply, 0.5) == Approx(0.90));
    CHECK(supplyEfficiency(supply, 1.0) == Approx(0.87));
    // Half way between two points; outside them the nearest.
    CHECK(supplyEfficiency(supply, 0.75) == Approx(0.885));
    CHECK(supplyEfficiency(supply, 0.05) == Approx(0.87));
    CHECK(supplyEfficiency(supply, 1.2) == Approx(0.87));
    supply.certificate = EightyPlus::Titanium;
    CHECK(supplyEfficiency(supply, 0.1) == Approx(0.90));
    CHECK(supplyEfficiency(supply, 0.5) == Approx(0.94));
    // 450 W from two supplies of 450 W are half load: 450 / 0.94.
    supply.rated = watts(450);
    CHECK(wallPower(supply, 2, watts(450)).value == Approx(450 / 0.94));
    CHECK(wallPower(supply, 1, watts(450)).value == Approx(450 / 0.90));
}

TEST_CASE("A measured curve wins, and without either the rule's efficiency counts",
          "[catalog][compose]") {
    const PowerSupply measured{watts(1000), EightyPlus::Gold, {{0.1, 0.8}, {0.5, 0.95}}, false};
    CHECK(supplyEfficiency(measured, 0.3) == Approx(0.875));
    CHECK(supplyEfficiency(measured, 0.9) == Approx(0.95));
    CHECK(supplyEfficiency(PowerSupply{}, 0.3) == Approx(kSupplyEfficiency));
    CHECK(wallPower(PowerSupply{}, 1, watts(92)).value == Approx(100));
}

TEST_CASE("Certificates are known by name", "[catalog][compose]") {
    CHECK(eightyPlusNamed("80 PLUS Gold") == EightyPlus::Gold);
    CHECK(eightyPlusNamed("titanium") == EightyPlus::Titanium);
    CHECK(eightyPlusNamed("80 PLUS") == EightyPlus::White);
    CHECK_FALSE(eightyPlusNamed("Diamond").has_value());
    CHECK_FALSE(eightyPlusNamed("").has_value());
}
