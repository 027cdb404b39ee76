// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain_risk.h"

#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/moved_inputs.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Studied {
    Scenario scenario = assistant70b();
    Evaluation evaluation;
    RiskStudy study;
    Studied() {
        scenario.privacy.placement = DataPlacement::Anywhere;
        scenario.uncertainty.ranges = {
            {"finance.residual_share", 0.4, 0.5, "A buyer's offer, in writing."}};
        evaluation = evaluate(scenario, seedCatalog());
        RiskRequest request;
        request.draws = 400;
        study = studyRisk(evaluation.options, scenario, seedCatalog(), request);
    }
    std::vector<ExplanationLine> lines(std::size_t option) const {
        return explainRisk(study, evaluation.options, option, scenario, seedCatalog());
    }
};

const Studied& studied() {
    static const Studied made;
    return made;
}

std::string resultOf(const std::vector<ExplanationLine>& lines, std::string_view label) {
    const ExplanationLine* const line = lineOf(lines, label);
    return line == nullptr ? std::string() : line->result;
}

}  // namespace

TEST_CASE("The odds are explained with the numbers of the option asked for", "[explain][risk]") {
    const Studied& made = studied();
    REQUIRE(made.study.options.size() > 2);
    for (const OptionRisk& risk : made.study.options) {
        const auto lines = made.lines(risk.option);
        CHECK(resultOf(lines, "Cheapest") == formatPercent(risk.cheapest, 1));
        CHECK(resultOf(lines, "Regret") == formatMoney(money(risk.expectedRegret)));
        CHECK(resultOf(lines, "Set by others") == formatPercent(risk.dependentShare));
        CHECK(resultOf(lines, "+38 % year") == formatMoney(money(risk.atDearYear)));
        const OptionResult& result = made.evaluation.options[risk.option];
        const ExplanationLine* const values = lineOf(lines, "Present value over all draws");
        REQUIRE(values != nullptr);
        CHECK(values->formula.ends_with("as typed it is " + formatMoney(result.presentValue)));
        CHECK(values->inputs.front().id == result.option.id);
    }
}

TEST_CASE("The two that the decision is between are explained together", "[explain][risk]") {
    const Studied& made = studied();
    REQUIRE(made.study.pair);
    const RiskPair& pair = *made.study.pair;
    const auto lines = made.lines(made.study.options.front().option);
    CHECK(resultOf(lines, "Cheaper of the two") == formatPercent(pair.firstCheaper, 1));
    // The tornado begins at the difference of the present values as typed.
    const auto value = [&](std::size_t option) {
        return made.evaluation.options[option].presentValue.amount();
    };
    CHECK(resultOf(lines, "Difference as typed") ==
          formatMoney(money(value(pair.second) - value(pair.first))));
    const ExplanationLine* const difference = lineOf(lines, "Difference");
    REQUIRE(difference != nullptr);
    CHECK(difference->numbers == made.evaluation.options[pair.second].option.name + " - " +
                                     made.evaluation.options[pair.first].option.name);
    CHECK(resultOf(lines, "Perfect information") ==
          formatMoney(money(made.study.perfectInformation)));
    CHECK(resultOf(lines, "Worth knowing")
              .starts_with(formatMoney(money(made.study.worth.front().worth)) + " at most, for "));
}

TEST_CASE("Every uncertain input has its range, reason and field", "[explain][risk]") {
    const Studied& made = studied();
    const auto lines = made.lines(made.study.options.front().option);
    for (const InputRange& input : made.study.inputs) {
        CAPTURE(input.field->id);
        const ExplanationLine* const line = lineOf(lines, input.field->label);
        REQUIRE(line != nullptr);
        CHECK(names(*line, input.field->id));
        CHECK(line->source.starts_with(input.reason));
        CHECK(names(*line, "uncertainty.ranges") == !input.usual);
        CHECK(names(*lineOf(lines, "Difference"), input.field->id));
    }
    CHECK(lineOf(lines, "Resale after 3 years") != nullptr);
    // 3 h, which are usually 0.4 to 2.5 times that; 1.2000000000000002 as a product of doubles.
    CHECK(made.scenario.finance.adminHoursPerMonth == 3);
    CHECK(resultOf(lines, "Admin time") == "1.2 h a month to 7.5 h a month");
    // Of prices with prices and resale (docs/uncertainty.md 5).
    CHECK(resultOf(lines, "Correlations") == "5 pairs of inputs");
    const ExplanationLine* const draws = lineOf(lines, "Draws");
    REQUIRE(draws != nullptr);
    CHECK(draws->result.starts_with("400 cases of "));
}

TEST_CASE("An option that was not drawn leaves the first, no option nothing", "[explain][risk]") {
    const Studied& made = studied();
    const std::size_t none = made.evaluation.options.size();
    CHECK(resultOf(made.lines(none), "Cheapest") ==
          formatPercent(made.study.options.front().cheapest, 1));
    CHECK(explainRisk({}, {}, 0, made.scenario, seedCatalog()).empty());
}
