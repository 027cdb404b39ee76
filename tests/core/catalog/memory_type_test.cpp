// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/memory_type.h"

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

TEST_CASE("Capacity and memory type bound the bandwidth", "[catalog][doctor]") {
    // 24 GiB of GDDR6X: 6 to 24 channels of 32 pins at 19 to 24 Gbit/s, 3 % of rounding either way.
    const BandwidthRange range = memoryBandwidthRange("GDDR6X", gibibytes(24)).value();
    CHECK(range.lowest.value == Approx(6 * 32 * 19e9 / 8 * 0.97));
    CHECK(range.highest.value == Approx(24 * 32 * 24e9 / 8 * 1.03));
    // ECC, case and a rate in Mbit/s: 128 GiB at 8,000 are 4 to 128 channels of 32 GB/s.
    CHECK(memoryBandwidthRange("gddr6x ECC", gibibytes(24))->lowest == range.lowest);
    const BandwidthRange stated = memoryBandwidthRange("LPDDR5X-8000", gibibytes(128)).value();
    CHECK(stated.lowest.value == Approx(4 * 32e9 * 0.97));
    CHECK(stated.highest.value == Approx(128 * 32e9 * 1.03));
    CHECK_FALSE(memoryBandwidthRange("XDR", gibibytes(8)).has_value());
    CHECK_FALSE(memoryBandwidthRange("", gibibytes(8)).has_value());
}

TEST_CASE("Every accelerator of the seed keeps within its memory's bandwidth",
          "[catalog][doctor]") {
    // Vendors' data sheets in database/seed/accelerators.csv.
    int checked = 0;
    for (const Accelerator& card : tests::seedCatalog().accelerators) {
        const auto range = memoryBandwidthRange(card.memoryType, card.memory);
        INFO(card.id << ' ' << card.memoryType);
        REQUIRE(range.has_value());
        CHECK(card.bandwidth >= range->lowest);
        CHECK(card.bandwidth <= range->highest);
        ++checked;
    }
    CHECK(checked > 90);
}
