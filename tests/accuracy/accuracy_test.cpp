// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds on the error against published measurements. The class parameters were fitted to the same
// figures: this guards against regressions, and the held-out tests say how far off an unseen
// device or model is (bounds a little above what headroom-accuracy --held-out printed on
// 2026-11-26).
#include <algorithm>
#include <map>

#include "tests/accuracy/measured.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const SpeedCheck& check(SpeedTable table) {
    static const SpeedCheck speed =
        checkSpeed(SpeedTable::Speed, measuredRows("speed.csv"), seedCatalog());
    static const SpeedCheck serving =
        checkSpeed(SpeedTable::Serving, measuredRows("serving.csv"), seedCatalog());
    return table == SpeedTable::Speed ? speed : serving;
}

ErrorGroup groupNamed(const std::vector<ErrorGroup>& groups, const std::string& name) {
    for (const ErrorGroup& group : groups) {
        if (group.name == name) return group;
    }
    FAIL("no group " << name);
    return {};
}

}  // namespace

TEST_CASE("Every published row is predicted or has a reason", "[accuracy]") {
    // 631 and 624 rows in the files; rows of serving.csv hold up to three figures.
    const SpeedObservations& speed = check(SpeedTable::Speed).observations;
    CHECK(speed.figures.size() + speed.unpredicted.size() == 631);
    CHECK(speed.figures.size() >= 590);
    const SpeedObservations& serving = check(SpeedTable::Serving).observations;
    std::vector<std::size_t> rows;
    for (const SpeedObservation& figure : serving.figures) rows.push_back(figure.row);
    for (const SpeedGap& gap : serving.unpredicted) {
        rows.push_back(gap.gap.row);
        CHECK_FALSE(gap.gap.reason.empty());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    CHECK(rows.size() == 624);
    CHECK(rows.front() == 1);
    CHECK(rows.back() == 624);
}

TEST_CASE("Predicted benchmarks keep what is promised", "[accuracy]") {
    CHECK(check(SpeedTable::Speed).broken.empty());
    for (const std::string& sentence : check(SpeedTable::Speed).broken) WARN(sentence);
}

TEST_CASE("Predicted serving keeps what is promised from physics alone", "[accuracy]") {
    const std::vector<ErrorGroup>& groups = check(SpeedTable::Serving).promised;
    for (const char* name : {"tpot_ms", "output_tok_s"}) {
        const ErrorGroup group = groupNamed(groups, name);
        CHECK(group.medianAbsoluteError < 0.20);
        CHECK(group.p90AbsoluteError < 0.60);
    }
    CHECK(groupNamed(groups, "ttft_ms").medianFactor < 1.5);
    // Promised are 6 % within a calibrated series; reached are 5.5 and 5.6 % (docs/serving.md 7).
    CHECK(groupNamed(groups, "tpot_ms, calibrated").medianAbsoluteError < 0.06);
    CHECK(groupNamed(groups, "output_tok_s, calibrated").medianAbsoluteError < 0.06);
}

TEST_CASE("Physics beats one share of the bandwidth on the same rows", "[accuracy]") {
    for (const SpeedTable table : {SpeedTable::Speed, SpeedTable::Serving}) {
        for (const ErrorGroup& simple : check(table).oneConstant) {
            INFO(simple.name);
            CHECK(groupNamed(check(table).groups, simple.name).medianAbsoluteError <
                  0.5 * simple.medianAbsoluteError);
        }
    }
}

TEST_CASE("The seed holds what the fit gives", "[accuracy]") {
    // Three digits are kept of each value.
    const std::vector<SpeedClass> fitted = refittedClasses();
    REQUIRE(fitted.size() == seedCatalog().speedClasses.size());
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        const SpeedClass& seeded = seedCatalog().speedClasses[i];
        INFO(seeded.id);
        CHECK(seeded.rows == fitted[i].rows);
        CHECK(seeded.spread == Approx(fitted[i].spread).epsilon(0.006));
        for (const FittedParameter& parameter : fittedParameters()) {
            INFO(parameter.column);
            CHECK(seeded.*parameter.member == Approx(fitted[i].*parameter.member).epsilon(0.006));
        }
    }
}

TEST_CASE("Devices and models that no fit has seen stay within bounds and ranges", "[accuracy]") {
    for (const std::vector<double>* predicted : {&heldOut().deviceOut, &heldOut().modelOut}) {
        const std::vector<ErrorGroup> groups = promisedGroups(heldOut().all, *predicted);
        CHECK(groupNamed(groups, "decode, one device").medianAbsoluteError < 0.15);
        CHECK(groupNamed(groups, "decode, one device").p90AbsoluteError < 0.40);
        CHECK(groupNamed(groups, "prefill").medianAbsoluteError < 0.26);
        CHECK(groupNamed(groups, "aggregate").medianAbsoluteError < 0.18);
        CHECK(groupNamed(groups, "several devices").medianAbsoluteError < 0.11);
        CHECK(groupNamed(groups, "tpot_ms").medianAbsoluteError < 0.155);
        CHECK(groupNamed(groups, "output_tok_s").medianAbsoluteError < 0.135);
    }

    // P10 to P90 should hold 80 %: of the figures of devices and models that the fit has not seen,
    // since the spread is theirs, and more of those that it has.
    const std::vector<SpeedObservation>& figures = heldOut().all.figures;
    for (const std::vector<double>* predicted : {&heldOut().deviceOut, &heldOut().modelOut}) {
        const double share = shareInRange(figures, *predicted);
        CHECK(share > 0.78);
        CHECK(share < 0.90);
    }
    std::map<std::string, const SpeedClass*> classes;
    for (const SpeedClass& one : seedCatalog().speedClasses) classes[one.id] = &one;
    std::vector<double> fitted;
    for (const SpeedObservation& figure : figures) {
        fitted.push_back(predictedFigure(figure, *classes.at(figure.classId)));
    }
    CHECK(shareInRange(figures, fitted) > 0.80);
    CHECK(shareInRange(figures, fitted) < 0.95);
}
