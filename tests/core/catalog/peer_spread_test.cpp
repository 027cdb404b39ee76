// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/peer_spread.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("Median and deviation of peers ignore how far an outlier is", "[catalog][doctor]") {
    // Logarithms -1, 0, 0.5, 1, x: for every x above 1 the middle is 0.5, the deviations from it
    // 1.5, 0.5, 0, 0.5 and x - 0.5, whose middle is 0.5.
    for (const double far : {2.0, 20.0}) {
        const PeerSpread peers =
            peerSpread({std::exp(-1), 1, std::exp(0.5), std::exp(1), std::exp(far)});
        CHECK(peers.count == 5);
        CHECK(peers.median == Approx(std::exp(0.5)));
        CHECK(peers.deviation == Approx(1.4826 * 0.5));
    }
    // Between the two in the middle, in logarithms: sqrt(2 x 8).
    CHECK(peerSpread({1, 2, 8, 9}).median == Approx(4));
    CHECK(peerSpread({}).count == 0);
}

TEST_CASE("A figure is compared with its narrow group, with the wide one when that is too small",
          "[catalog][doctor]") {
    const Row row;
    const auto found = [&](int narrowPeers, int widePeers, double value) {
        PeerComparison comparison(0.3, 0.7);
        for (int i = 0; i < narrowPeers; ++i) comparison.add(row, "price", 1, "a", "all");
        for (int i = 0; i < widePeers; ++i) comparison.add(row, "price", 1, "b", "all");
        comparison.add(row, "price", value, "a", "all");
        int outliers = 0;
        bool narrow = false;
        comparison.outliers([&](const PeerComparison::Outlier& outlier) {
            CHECK(outlier.value == value);
            narrow = outlier.narrow;
            ++outliers;
        });
        return outliers == 0 ? std::string("none") : narrow ? "narrow" : "wide";
    };
    // All peers agree, so the floors decide: exp(3.5 x 0.3) = 2.86 and exp(3.5 x 0.7) = 11.6.
    CHECK(found(4, 0, 2.85) == "none");
    CHECK(found(4, 0, 2.87) == "narrow");
    CHECK(found(4, 0, 1 / 2.87) == "narrow");
    CHECK(found(3, 0, 100) == "none");
    CHECK(found(3, 1, 11.5) == "none");
    CHECK(found(3, 1, 11.7) == "wide");
    // Nothing has a logarithm of zero or less, and so no peers.
    CHECK(found(4, 0, 0) == "none");
    CHECK(found(4, 0, -5) == "none");
}
