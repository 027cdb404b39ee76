// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/quantity.h"

#include <type_traits>

#include "tests/support/catch.h"

namespace headroom {

namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};

static_assert(Addable<Bytes, Bytes>);
static_assert(!Addable<Bytes, Watts>);
static_assert(!Addable<Bytes, double>);
static_assert(!std::is_convertible_v<double, Bytes>);

}  // namespace

TEST_CASE("GB and GiB are different units", "[units]") {
    CHECK(gigabytes(1).value == 1e9);
    CHECK(gibibytes(1).value == 1073741824.0);  // 2^30
    // 141.1 GB of FP16 weights of a 70.55 B model in binary units: 141.1e9 / 2^30.
    CHECK(inGibibytes(gigabytes(141.107)) == Approx(131.416).epsilon(1e-5));
    CHECK(inMebibytes(gibibytes(2)) == 2048);
}

TEST_CASE("Products across units follow their physics", "[units]") {
    CHECK(energy(watts(1500), hours(2)) == kilowattHours(3));
    // 40 GB at 1 TB/s: one pass over the weights in 40 ms.
    CHECK(transferTime(gigabytes(40), gigabytesPerSecond(1000)) == milliseconds(40));
    CHECK(computeTime(3e12, teraOperationsPerSecond(1)) == seconds(3));
    CHECK(tokenRate(tokens(100), seconds(4)) == tokensPerSecond(25));
    CHECK(inHours(seconds(7200)) == hours(2));
}

}  // namespace headroom
