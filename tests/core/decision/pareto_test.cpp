// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/pareto.h"

#include <algorithm>
#include <cmath>

#include "core/evaluate.h"
#include "core/serving/random.h"
#include "tests/core/decision/option_results.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ParetoPoint pointOf(double cost, PrivacyGrade privacy, double wait, double speed) {
    return {cost, privacy, seconds(wait), tokensPerSecond(speed)};
}

OptionResult timed(OptionResult result, double wait, double speed) {
    result.speed.emplace();
    result.speed->firstTokenBusy.likely = seconds(wait);
    result.speed->decodePerUser.likely = tokensPerSecond(speed);
    return result;
}

/// A few levels of each criterion, so that ties and chains of dominance are common; every fourth
/// option has no speed.
std::vector<OptionResult> drawnOptions(std::uint64_t seed, int count) {
    Random random(seed);
    const auto level = [&](int levels) { return std::floor(random.uniform() * levels); };
    std::vector<OptionResult> options;
    for (int i = 0; i < count; ++i) {
        const auto kind =
            kAllKinds[static_cast<std::size_t>(level(static_cast<int>(kAllKinds.size())))];
        OptionResult result = resultOf(std::to_string(i), kind, 100 * (1 + level(6)));
        result.speed.reset();
        if (level(4) > 0) result = timed(result, 1 + level(4), 10 * (1 + level(4)));
        options.push_back(result);
    }
    return options;
}

bool contains(const std::vector<std::size_t>& front, std::size_t index) {
    return std::find(front.begin(), front.end(), index) != front.end();
}

}  // namespace

TEST_CASE("Dominance asks for no loss anywhere and a gain somewhere", "[decision][pareto]") {
    const ParetoPoint base = pointOf(100, PrivacyGrade::AnyCloud, 2, 20);
    CHECK_FALSE(dominates(base, base));
    CHECK(dominates(pointOf(99, PrivacyGrade::AnyCloud, 2, 20), base));
    CHECK(dominates(pointOf(100, PrivacyGrade::OwnPremises, 2, 20), base));
    CHECK(dominates(pointOf(100, PrivacyGrade::AnyCloud, 1, 20), base));
    CHECK(dominates(pointOf(100, PrivacyGrade::AnyCloud, 2, 21), base));
    CHECK_FALSE(dominates(pointOf(50, PrivacyGrade::HostedApi, 1, 40), base));
    CHECK_FALSE(dominates(pointOf(50, PrivacyGrade::OwnPremises, 3, 40), base));
}

TEST_CASE("An unknown latency dominates nothing and is judged by what is known",
          "[decision][pareto]") {
    const ParetoPoint unknown{100, PrivacyGrade::HostedApi};
    CHECK_FALSE(dominates({1, PrivacyGrade::OwnPremises}, unknown));
    CHECK(dominates(pointOf(90, PrivacyGrade::HostedApi, 60, 1), unknown));
    CHECK_FALSE(dominates(pointOf(100, PrivacyGrade::HostedApi, 60, 1), unknown));
    CHECK_FALSE(dominates(pointOf(110, PrivacyGrade::OwnPremises, 0.1, 100), unknown));
}

TEST_CASE("Privacy is graded by the freest place that data goes to", "[decision][pareto]") {
    Catalog catalog;
    catalog.cloudOffers.resize(2);
    catalog.cloudOffers[0].id = "audited";
    catalog.cloudOffers[0].soc2 = true;
    catalog.cloudOffers[1].id = "unknown";
    catalog.apiOffers.resize(2);
    catalog.apiOffers[0].id = "signed";
    catalog.apiOffers[0].provider = "A";
    catalog.apiOffers[1].id = "open";
    catalog.apiOffers[1].provider = "B";
    catalog.apiStatements.push_back({"A", "baa", "on request", {}});
    const auto grade = [&](OptionKind kind, const char* id, const char* second = "") {
        Option option;
        option.kind = kind;
        option.catalogId = id;
        option.secondId = second;
        return privacyGrade(option, catalog);
    };
    CHECK(grade(OptionKind::Own, "box") == PrivacyGrade::OwnPremises);
    CHECK(grade(OptionKind::Kept, "box") == PrivacyGrade::OwnPremises);
    CHECK(grade(OptionKind::Colocated, "box") == PrivacyGrade::OwnHardwareElsewhere);
    CHECK(grade(OptionKind::Rented, "audited") == PrivacyGrade::ContractedCloud);
    CHECK(grade(OptionKind::Rented, "unknown") == PrivacyGrade::AnyCloud);
    CHECK(grade(OptionKind::Rented, "no such offer") == PrivacyGrade::AnyCloud);
    CHECK(grade(OptionKind::Later, "audited", "box") == PrivacyGrade::ContractedCloud);
    CHECK(grade(OptionKind::Api, "signed") == PrivacyGrade::HostedApiUnderAgreement);
    CHECK(grade(OptionKind::Api, "open") == PrivacyGrade::HostedApi);
    CHECK(grade(OptionKind::Hybrid, "box", "open") == PrivacyGrade::HostedApi);
    CHECK(PrivacyGrade::AnyCloud > PrivacyGrade::HostedApiUnderAgreement);
}

TEST_CASE("The front holds what nothing dominates, and what is left out is dominated by it",
          "[decision][pareto]") {
    const Catalog catalog;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const std::vector<OptionResult> options = drawnOptions(seed, 40);
        const std::vector<std::size_t> front = paretoFront(options, catalog);
        REQUIRE_FALSE(front.empty());
        for (std::size_t i = 0; i < options.size(); ++i) {
            const ParetoPoint point = paretoPoint(options[i], catalog);
            const auto beats = [&](std::size_t other) {
                return dominates(paretoPoint(options[other], catalog), point);
            };
            INFO("seed " << seed << ", option " << i);
            CHECK(std::any_of(front.begin(), front.end(), beats) != contains(front, i));
        }
    }
}

TEST_CASE("A dominated option changes nothing, nor does one that is out", "[decision][pareto]") {
    const Catalog catalog;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        std::vector<OptionResult> options = drawnOptions(seed, 30);
        options.push_back(timed(resultOf("good", OptionKind::Own, 50), 1, 30));
        const std::vector<std::size_t> front = paretoFront(options, catalog);
        options.push_back(timed(resultOf("worse", OptionKind::Own, 60), 1, 30));
        options.push_back(
            excluded(timed(resultOf("out", OptionKind::Own, 1), 0.1, 900), Constraint::Speed));
        CHECK(paretoFront(options, catalog) == front);
    }
    CHECK(paretoFront(std::vector<OptionResult>{}, catalog).empty());
}

TEST_CASE("The cheapest option with a known latency is on the front of an evaluation",
          "[decision][pareto]") {
    const Evaluation evaluation = evaluate(retrieval30b(), seedCatalog());
    REQUIRE(evaluation.feasibleCount > 2);
    const std::vector<std::size_t> front = paretoFront(evaluation.options, seedCatalog());
    CHECK(contains(front, 0));
    CHECK(front.size() < evaluation.feasibleCount);
    CHECK(front.back() < evaluation.feasibleCount);
}
