// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/power.h"

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

namespace {

const Catalog& catalog() {
    return tests::seedCatalog();
}

}  // namespace

TEST_CASE("A circuit carries 80 % of its breaker continuously", "[energy]") {
    Place place;
    place.circuitVolts = 120;
    place.circuitAmperes = 15;
    // NEC 210.20(A): 120 V x 15 A x 0.8.
    CHECK(circuitLimit(place)->value == Approx(1440));
    place.circuitVolts = 240;
    place.circuitAmperes = 20;
    CHECK(circuitLimit(place)->value == Approx(3840));
    place.circuitAmperes.reset();
    CHECK_FALSE(circuitLimit(place).has_value());
}

TEST_CASE("Measured power of a machine wins over the rule", "[energy]") {
    // machines.csv: DGX Spark 25 W idle, 95 W under load, 240 W peak.
    const PowerStates spark = powerStates(*catalog().machine("dgx-spark"), catalog());
    CHECK(spark.idle.value == Approx(25));
    CHECK(spark.decode.value == Approx(95));
    CHECK(spark.peak.value == Approx(240));
    CHECK(spark.measured);
}

TEST_CASE("Accelerators of other kinds draw their own power", "[energy]") {
    const Accelerator& first = *catalog().accelerator("rtx-4090");
    const Accelerator& other = *catalog().accelerator("rtx-3090");
    Machine machine;
    machine.kind = "diy-tower";
    machine.acceleratorId = first.id;
    const Watts alone = powerStates(machine, catalog()).peak;
    machine.furtherAccelerators = {{other.id, 2}};
    // docs/hardware.md 0: (TDPs + 200 W) / 0.92.
    CHECK((powerStates(machine, catalog()).peak - alone).value ==
          Approx(2 * other.tdp->value / 0.92));
}

TEST_CASE("Every machine has power states in the order that physics demands", "[energy]") {
    for (const Machine& machine : catalog().machines) {
        const PowerStates states = powerStates(machine, catalog());
        INFO(machine.id);
        CHECK(states.idle.value > 0.0);
        CHECK(states.idle <= states.decode);
        CHECK(states.decode <= states.prefill);
        CHECK(states.prefill <= states.peak);
        if (machine.peakPower) CHECK(states.peak >= *machine.peakPower);
    }
}

TEST_CASE("Average power and energy are conserved over the month", "[energy]") {
    Place place;
    place.pue = 1.3;
    const Machine& spark = *catalog().machine("dgx-spark");
    const PowerEstimate idle = estimatePower(spark, 1, 0.0, place, catalog());
    const PowerEstimate busy = estimatePower(spark, 1, 1.0, place, catalog());
    CHECK(idle.average.value == Approx(25));
    CHECK(busy.average.value == Approx(95));
    // 25 W x 8760 h / 12 / 1000 x PUE 1.3.
    CHECK(idle.perMonth.value == Approx(25 * 730 / 1000.0 * 1.3));
    for (const double share : {0.1, 0.25, 0.5, 0.9}) {
        const PowerEstimate part = estimatePower(spark, 1, share, place, catalog());
        CHECK(part.average.value ==
              Approx(idle.average.value * (1 - share) + busy.average.value * share));
    }
    const PowerEstimate three = estimatePower(spark, 3, 0.5, place, catalog());
    const PowerEstimate one = estimatePower(spark, 1, 0.5, place, catalog());
    CHECK(three.perMonth.value == Approx(3 * one.perMonth.value));
    CHECK(three.states.peak.value == Approx(3 * one.states.peak.value));
    // 1 W = 3.412 BTU/h.
    CHECK(one.heatBtuPerHour == Approx(95 * 3.412).epsilon(1e-3));
}

TEST_CASE("Carbon follows the grid, and an unknown grid stays unknown", "[energy]") {
    Place place;
    place.tariffRegion = "US-CA";
    const Machine& spark = *catalog().machine("dgx-spark");
    const PowerEstimate known = estimatePower(spark, 1, 0.5, place, catalog());
    REQUIRE(catalog().tariff("US-CA")->carbonGramsPerKwh);
    CHECK(*known.carbonKilogramsPerMonth ==
          Approx(known.perMonth.value * *catalog().tariff("US-CA")->carbonGramsPerKwh / 1000));
    place.tariffRegion = "nowhere";
    CHECK_FALSE(estimatePower(spark, 1, 0.5, place, catalog()).carbonKilogramsPerMonth.has_value());
}
