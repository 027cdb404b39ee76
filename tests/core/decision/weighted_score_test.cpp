// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/weighted_score.h"

#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

OptionResult costing(const char* name, double cost, OptionKind kind) {
    OptionResult result;
    result.option.id = result.option.name = name;
    result.option.kind = kind;
    result.feasible = true;
    result.presentValue = money(cost, Currency{});
    return result;
}

}  // namespace

TEST_CASE("Without weights nothing is scored and nothing is said", "[decision][weights]") {
    const Evaluation evaluation = evaluate(burstyChat8b(), seedCatalog());
    for (const OptionResult& result : evaluation.options) CHECK_FALSE(result.score);
    CHECK(scoreSentence(evaluation.options).empty());
}

TEST_CASE("A score is the weighted mean of what an option reaches of the best",
          "[decision][weights]") {
    std::vector<OptionResult> options{costing("api", 1'000, OptionKind::Api),
                                      costing("own", 2'000, OptionKind::Own)};
    options.push_back(costing("out", 1, OptionKind::Own));
    options.back().feasible = false;
    addScores(options, {.cost = 3, .privacy = 1}, Catalog{});
    // Cost: 1 and 1/2 of it at three quarters; privacy: a hosted API without an agreement is the
    // lowest of six grades, own premises the highest.
    CHECK(*options[0].score == Approx(75));
    CHECK(*options[1].score == Approx(0.75 * 50 + 25));
    CHECK_FALSE(options[2].score);
    CHECK(scoreSentence(options) == "By your weights it comes first, too, with 75 of 100 points.");
    addScores(options, {.cost = 1, .privacy = 3}, Catalog{});
    CHECK(scoreSentence(options) ==
          "By your weights own comes first with 88 of 100 points; the cheapest has 25.");
}

TEST_CASE("What is not known reaches nothing of the best", "[decision][weights]") {
    std::vector<OptionResult> options{costing("api", 1'000, OptionKind::Api),
                                      costing("own", 2'000, OptionKind::Own)};
    options[1].speed.emplace();
    options[1].speed->firstTokenBusy.likely = seconds(2);
    options[1].carbonKilogramsPerMonth = 0;
    addScores(options, {.firstToken = 1, .carbon = 1}, Catalog{});
    CHECK(*options[0].score == 0);
    CHECK(*options[1].score == Approx(100));
}

TEST_CASE("Scores lie between 0 and 100, scale with no weight and change no order",
          "[decision][weights][property]") {
    Scenario scenario = retrieval30b();
    const Evaluation plain = evaluate(scenario, seedCatalog());
    scenario.weights = {1, 2, 3, 4, 5};
    const Evaluation weighted = evaluate(scenario, seedCatalog());
    scenario.weights = {2, 4, 6, 8, 10};
    const Evaluation doubled = evaluate(scenario, seedCatalog());
    REQUIRE(weighted.options.size() == plain.options.size());
    for (std::size_t i = 0; i < plain.options.size(); ++i) {
        CHECK(weighted.options[i].option.id == plain.options[i].option.id);
        CHECK(weighted.options[i].score.has_value() == plain.options[i].feasible);
        if (!weighted.options[i].score) continue;
        CHECK(*weighted.options[i].score >= 0);
        CHECK(*weighted.options[i].score <= 100 + 1e-9);
        CHECK(*weighted.options[i].score == Approx(*doubled.options[i].score));
    }
    CHECK(weighted.verdict.facts.size() == plain.verdict.facts.size() + 1);
}
