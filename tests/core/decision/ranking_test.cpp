// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/ranking.h"
#include "core/decision/risk_study.h"

#include "tests/core/decision/option_results.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("Feasible options come first by present value, ties by id", "[decision][ranking]") {
    std::vector<OptionResult> options{
        resultOf("c", OptionKind::Own, 300),
        excluded(resultOf("x", OptionKind::Own, 1), Constraint::Speed),
        resultOf("b", OptionKind::Rented, 100),
        resultOf("a", OptionKind::Api, 100),
    };
    rankOptions(options);
    CHECK(idsOf(options) == "a b c x");
}

TEST_CASE("Misses are ordered by the number of reasons, then cost, unknown cost last",
          "[decision][ranking]") {
    std::vector<OptionResult> options{
        excluded(excluded(resultOf("two", OptionKind::Own, 1), Constraint::Speed),
                 Constraint::Power),
        excluded(resultOf("dear", OptionKind::Own, 900), Constraint::Speed),
        excluded(unpriced("unpriced"), Constraint::Price),
        excluded(resultOf("cheap", OptionKind::Own, 100), Constraint::Power),
    };
    rankOptions(options);
    CHECK(idsOf(options) == "cheap dear unpriced two");
}

TEST_CASE("A device that can never run the model is far from fitting", "[decision][ranking]") {
    OptionResult hopeless = excluded(resultOf("hopeless", OptionKind::Own, 1), Constraint::Memory);
    hopeless.longestContext = tokens(0);
    std::vector<OptionResult> options{
        hopeless,
        excluded(resultOf("unsupported", OptionKind::Own, 1), Constraint::Support),
        excluded(excluded(resultOf("near", OptionKind::Own, 500), Constraint::Speed),
                 Constraint::Power),
    };
    rankOptions(options);
    CHECK(options.front().option.id == "near");
}

TEST_CASE("The runner-up is of another kind when that is within reach", "[decision][ranking]") {
    const std::vector<OptionResult> within{resultOf("a", OptionKind::Own, 100),
                                           resultOf("b", OptionKind::Own, 110),
                                           resultOf("c", OptionKind::Rented, 190)};
    CHECK(runnerUp(within) == 2U);
    const std::vector<OptionResult> beyond{resultOf("a", OptionKind::Own, 100),
                                           resultOf("b", OptionKind::Own, 110),
                                           resultOf("c", OptionKind::Rented, 210)};
    CHECK(runnerUp(beyond) == 1U);
    // Another tier of the same offer is no other choice.
    std::vector<OptionResult> tiers{resultOf("a", OptionKind::Rented, 100),
                                    resultOf("a2", OptionKind::Rented, 110)};
    tiers[1].option.catalogId = tiers[0].option.catalogId;
    CHECK_FALSE(runnerUp(tiers));
    CHECK_FALSE(runnerUp(std::vector<OptionResult>{}));
}

TEST_CASE("The same devices from another seller are no other product while there is one",
          "[decision][ranking]") {
    // The boxes of resultOf differ in name and price alone.
    std::vector<OptionResult> options{
        resultOf("a", OptionKind::Own, 100), resultOf("clone", OptionKind::Own, 105),
        resultOf("faster", OptionKind::Own, 150), resultOf("larger", OptionKind::Own, 160)};
    CHECK(servesAlike(options[0], options[1]));
    CHECK(nextProduct(options) == 1U);
    options[3].ledger->devices.front().capacity = gibibytes(96);
    CHECK_FALSE(servesAlike(options[0], options[3]));
    CHECK(nextProduct(options) == 3U);
    options[2].speed->decodePerUser.likely = tokensPerSecond(1'000);
    CHECK(nextProduct(options) == 2U);
    CHECK(runnerUp(options) == 2U);
    CHECK(decisionPair(options) == std::pair<std::size_t, std::size_t>{0, 2});
    // Two of them are not the one.
    options[1].option.units = 2;
    CHECK(nextProduct(options) == 1U);
    // Unknown speeds are not alike.
    options[1] = resultOf("untested", OptionKind::Own, 105);
    options[1].speed.reset();
    CHECK(nextProduct(options) == 1U);
}

TEST_CASE("Nearly fitting means one reason that a change of mind could lift",
          "[decision][ranking]") {
    const Scenario scenario;  // 8,192 tokens of context
    const auto near = [&](Constraint constraint) {
        return nearlyFits(excluded(resultOf("x", OptionKind::Own, 1), constraint), scenario);
    };
    CHECK(near(Constraint::Speed));
    CHECK(near(Constraint::Capital));
    CHECK_FALSE(near(Constraint::Privacy));
    CHECK_FALSE(near(Constraint::Support));
    CHECK_FALSE(near(Constraint::Price));
    OptionResult memory = excluded(resultOf("x", OptionKind::Own, 1), Constraint::Memory);
    memory.longestContext = tokens(4'096);
    CHECK(nearlyFits(memory, scenario));
    memory.longestContext = tokens(2'048);
    CHECK_FALSE(nearlyFits(memory, scenario));
    CHECK_FALSE(nearlyFits(
        excluded(excluded(resultOf("x", OptionKind::Own, 1), Constraint::Speed), Constraint::Power),
        scenario));
}

TEST_CASE("Highlights are the best, the runner-up and the cheapest near miss",
          "[decision][ranking]") {
    std::vector<OptionResult> options{
        resultOf("best", OptionKind::Own, 100),
        resultOf("second", OptionKind::Rented, 120),
        excluded(resultOf("dear", OptionKind::Own, 90), Constraint::Speed),
        excluded(resultOf("near", OptionKind::Own, 60), Constraint::Power),
        excluded(resultOf("secret", OptionKind::Api, 10), Constraint::Privacy),
    };
    rankOptions(options);
    const std::vector<std::size_t> chosen = highlightsOf(options, Scenario{});
    REQUIRE(chosen.size() == 3);
    CHECK(options[chosen[0]].option.id == "best");
    CHECK(options[chosen[1]].option.id == "second");
    CHECK(options[chosen[2]].option.id == "near");
}
