// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds on the error against published measurements, a little above what headroom-accuracy printed
// when they were set (2026-11-24: medians 11.5 % and 16.0 %, ninetieth percentiles 56 % and 54 %).
// The class parameters were fitted to the same rows: this guards against regressions and does not
// say how far off an unseen device or model would be.
#include <cmath>

#include "tests/accuracy/errors.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::accuracy;

namespace {

Measurements speedRows() {
    return readSpeed(
        tests::readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/speed.csv"),
        tests::seedCatalog());
}

Measurements servingRows() {
    return readServing(
        tests::readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/serving.csv"),
        tests::seedCatalog());
}

ErrorSummary overall(const Measurements& measured) {
    std::vector<double> all;
    for (const auto& [name, errors] : logErrors(measured.rows, tests::seedCatalog())) {
        all.insert(all.end(), errors.begin(), errors.end());
    }
    return summarise(all);
}

}  // namespace

TEST_CASE("Most published measurements can be described by the catalog", "[accuracy]") {
    const Measurements speed = speedRows();
    CHECK(speed.rows.size() >= 500);
    CHECK(speed.rows.size() + speed.leftOut.size() == 631);  // truth rows of the file
    const Measurements serving = servingRows();
    CHECK(serving.rows.size() >= 250);
    CHECK(serving.rows.size() + serving.leftOut.size() == 624);
}

TEST_CASE("Predicted benchmarks stay within the measured error", "[accuracy]") {
    const ErrorSummary summary = overall(speedRows());
    CHECK(std::expm1(summary.median) < 0.13);
    CHECK(std::expm1(summary.ninetieth) < 0.65);
    CHECK(std::fabs(summary.bias) < 0.08);
}

TEST_CASE("Predicted serving speeds stay within the measured error", "[accuracy]") {
    const ErrorSummary summary = overall(servingRows());
    CHECK(std::expm1(summary.median) < 0.20);
    CHECK(std::expm1(summary.ninetieth) < 0.60);
    CHECK(std::fabs(summary.bias) < 0.08);
}

TEST_CASE("Stated ranges hold about the share of measurements they promise", "[accuracy]") {
    // P10 to P90 should hold 80 %; outliers of a factor of three are cut in the fit, so a little
    // less.
    int inside = 0;
    int count = 0;
    WeightCache sizes;
    const Measurements measured = speedRows();
    for (const Measurement& row : measured.rows) {
        const SpeedClass& parameters =
            *speedClass(*row.request.devices.accelerator, row.request.engine, tests::seedCatalog());
        const double error = std::log(predict(row, sizes.of(row.request), parameters) / row.value);
        if (std::fabs(error) <= 1.2816 * parameters.spread) ++inside;
        ++count;
    }
    const double share = static_cast<double>(inside) / count;
    INFO("share inside the range: " << share);
    CHECK(share > 0.72);
    CHECK(share < 0.95);
}
