// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/network.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

double milliseconds(const char* from, const char* to) {
    const std::optional<Seconds> trip = networkRoundTrip(from, to);
    REQUIRE(trip);
    return trip->value * 1e3;
}

}  // namespace

// Microsoft, "Azure network round-trip latency statistics", medians of 2026-07-30: East US is in
// Virginia, West Europe in the Netherlands.
TEST_CASE("Round trips come near those between data centres", "[speed][network]") {
    struct Pair {
        const char* from;
        const char* to;
        double measured;
    };
    const Pair pairs[] = {{"US-VA", "NL", 83},  {"US-VA", "JP", 162}, {"US-VA", "SG", 224},
                          {"US-VA", "BR", 117}, {"NL", "SG", 169},    {"NL", "BR", 185},
                          {"JP", "SG", 72},     {"JP", "BR", 262}};
    for (const Pair& pair : pairs) {
        INFO(pair.from << " to " << pair.to << ": " << milliseconds(pair.from, pair.to));
        // 10 ms of access come on top of what data centres measure among themselves.
        CHECK(std::fabs(milliseconds(pair.from, pair.to) - 10 - pair.measured) <
              0.25 * pair.measured);
    }
}

TEST_CASE("A round trip is the same both ways and 10 ms at home", "[speed][network]") {
    CHECK(milliseconds("DE", "JP") == Approx(milliseconds("JP", "DE")));
    CHECK(milliseconds("DE", "DE") == Approx(10));
    CHECK(milliseconds("US-CA", "US-NY") > milliseconds("US-CA", "US-NV"));
}

TEST_CASE("Unknown regions have no round trip, unknown states that of their country",
          "[speed][network]") {
    CHECK_FALSE(networkRoundTrip("DE", "Global"));
    CHECK_FALSE(networkRoundTrip("", "DE"));
    CHECK_FALSE(networkRoundTrip("our-office", "DE"));
    CHECK(milliseconds("US-ZZ", "DE") == Approx(milliseconds("US", "DE")));
}
