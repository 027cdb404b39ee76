// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/what_if.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::optional<OptionKind> bestKind(const Scenario& scenario) {
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    if (evaluation.feasibleCount == 0) return std::nullopt;
    return evaluation.options.front().option.kind;
}

const WhatIfInput* find(const std::vector<WhatIfInput>& inputs, std::string_view id) {
    const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const WhatIfInput& input) {
        return input.field->id == id;
    });
    return found == inputs.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("The inputs to try lie around the typed values and within their limits", "[what-if]") {
    const Scenario scenario;
    const std::vector<WhatIfInput> inputs = whatIfInputs(scenario);
    REQUIRE(find(inputs, "workload.requests_per_day") != nullptr);
    REQUIRE(find(inputs, "finance.horizon_months") != nullptr);
    for (const WhatIfInput& input : inputs) {
        CAPTURE(input.field->id);
        CHECK(input.lowest >= input.field->minimum);
        CHECK(input.highest <= input.field->maximum);
        CHECK(input.lowest <= input.likely);
        CHECK(input.likely <= input.highest);
        CHECK(input.at(0) == Approx(input.lowest));
        CHECK(input.at(1) == Approx(input.highest));
        CHECK(input.at(input.shareOf(input.likely)) == Approx(input.likely));
        CHECK(input.at(0.3) < input.at(0.7));
    }
}

TEST_CASE("An input far outside the usual span widens it, and no volume leaves its slider out",
          "[what-if]") {
    Scenario scenario;
    scenario.finance.horizonMonths = 120;
    scenario.workload.requestsPerDay = 0;
    const std::vector<WhatIfInput> inputs = whatIfInputs(scenario);
    REQUIRE(find(inputs, "finance.horizon_months") != nullptr);
    CHECK(find(inputs, "finance.horizon_months")->highest == 120);
    CHECK(find(inputs, "workload.requests_per_day") == nullptr);
}

TEST_CASE("Beyond a turn another way wins, before it the same", "[what-if]") {
    // Buying and renting are close there.
    const Scenario scenario = retrieval30b();
    const std::optional<OptionKind> now = bestKind(scenario);
    int turns = 0;
    for (WhatIfInput input : whatIfInputs(scenario)) {
        CAPTURE(input.field->id);
        // Two of them: each takes some twenty judgements.
        if (input.field->id != "workload.requests_per_day" &&
            input.field->id != "finance.horizon_months") {
            continue;
        }
        findTurns(input, scenario, seedCatalog());
        const double home = input.shareOf(input.likely);
        for (const std::optional<Turn>* turn : {&input.below, &input.above}) {
            if (!turn->has_value()) continue;
            ++turns;
            CAPTURE((*turn)->value);
            CHECK((*turn)->kind != now);
            CHECK(bestKind(withInput(scenario, input, (*turn)->value)) == (*turn)->kind);
            // Two hundredths of the way back the old answer stands: five halvings of a fifth.
            const double there = input.shareOf((*turn)->value);
            const double back = there + (home > there ? 1 : -1) * 0.02;
            CHECK(bestKind(withInput(scenario, input, input.at(back))) == now);
        }
        if (input.below) CHECK(input.below->value < input.likely);
        if (input.above) CHECK(input.above->value > input.likely);
    }
    // Else the test has shown nothing.
    CHECK(turns > 0);
}

TEST_CASE("A search that is stopped finds nothing and ends", "[what-if]") {
    const Scenario scenario;
    std::vector<WhatIfInput> inputs = whatIfInputs(scenario);
    REQUIRE_FALSE(inputs.empty());
    findTurns(inputs.front(), scenario, seedCatalog(), [] { return true; });
    CHECK_FALSE(inputs.front().below.has_value());
    CHECK_FALSE(inputs.front().above.has_value());
}
