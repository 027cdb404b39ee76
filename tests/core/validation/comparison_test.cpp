// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/comparison.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

std::vector<Comparison> errors(std::initializer_list<double> shares) {
    std::vector<Comparison> figures;
    for (const double share : shares) {
        figures.push_back({figures.size() + 1, "case", "total", 100 * (1 + share), 100});
    }
    return figures;
}

}  // namespace

TEST_CASE("Errors are shares of the measurement", "[validation]") {
    const ErrorSummary summary = summarise(errors({0, 0.01, -0.02, 0.04})).front();
    CHECK(summary.count == 4);
    CHECK(summary.median == Approx(0.015));  // between 1 % and 2 %
    CHECK(summary.p95 == Approx(0.037));     // 85 % of the way from 2 % to 4 %
    CHECK(summary.worst == Approx(0.04));
    CHECK(summary.worstUnder == Approx(-0.02));
    CHECK(summary.underShare == Approx(0.25));  // one of four more than 1 % below
}

TEST_CASE("Nothing measured and something predicted is infinitely wrong", "[validation]") {
    const Comparison nothing{1, "case", "state", 0, 0};
    const Comparison invented{2, "case", "state", 1, 0};
    CHECK(nothing.relativeError() == 0);
    CHECK(std::isinf(invented.relativeError()));
    const ErrorSummary summary = summarise({nothing, invented}).front();
    CHECK(std::isinf(summary.worst));
    CHECK_FALSE(brokenBounds({summary}, {{.quantity = "state", .worst = 0.005}}).empty());
}

TEST_CASE("Each bound can break", "[validation]") {
    const std::vector<ErrorSummary> summaries = summarise(errors({0, 0.01, -0.02, 0.04}));
    CHECK(brokenBounds(summaries, {{.quantity = "total", .median = 0.015, .p95 = 0.04}}).empty());
    CHECK(brokenBounds(summaries, {{.quantity = "total", .median = 0.01}}).size() == 1);
    CHECK(brokenBounds(summaries, {{.quantity = "total", .p95 = 0.03}}).size() == 1);
    CHECK(brokenBounds(summaries, {{.quantity = "total", .worst = 0.03}}).size() == 1);
    CHECK(brokenBounds(summaries, {{.quantity = "total", .under = 0.01}}).size() == 1);
    CHECK(brokenBounds(summaries, {{.quantity = "kv", .worst = 0}}).empty());
}
