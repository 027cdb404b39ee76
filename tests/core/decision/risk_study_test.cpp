// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/risk_study.h"

#include <cmath>
#include <numeric>

#include "core/decision/break_even_study.h"
#include "core/decision/ranking.h"
#include "core/decision/repricer.h"
#include "core/decision/risk_verdict.h"
#include "core/decision/two_way_map.h"
#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Own, rent and API all allowed, and none far ahead.
Scenario contested() {
    Scenario scenario = assistant70b();
    scenario.privacy.placement = DataPlacement::Anywhere;
    return scenario;
}

const Evaluation& contestedEvaluation() {
    static const Evaluation evaluation = evaluate(contested(), seedCatalog());
    return evaluation;
}

RiskStudy studied(const Scenario& scenario, const Evaluation& evaluation, int draws = 500) {
    RiskRequest request;
    request.draws = draws;
    request.seed = scenario.uncertainty.seed;
    return studyRisk(evaluation.options, scenario, seedCatalog(), request);
}

const InputRange* inputOf(const std::vector<InputRange>& inputs, std::string_view id) {
    for (const InputRange& input : inputs) {
        if (input.field->id == id) return &input;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("Every usual range holds its value, has a reason and can be replaced",
          "[decision][risk]") {
    Scenario scenario = contested();
    const std::vector<InputRange> usual = uncertainInputs(scenario);
    CHECK(usual.size() >= 10);
    for (const InputRange& input : usual) {
        CAPTURE(input.field->id);
        CHECK(input.usual);
        CHECK(input.range.low <= input.range.likely);
        CHECK(input.range.likely <= input.range.high);
        CHECK(input.range.low < input.range.high);
        CHECK(input.range.low >= input.field->minimum);
        CHECK(input.range.high <= input.field->maximum);
        CHECK(input.reason.size() > 10);
        CHECK_FALSE(waysToLearn(*input.field).empty());
        CHECK_FALSE(rangeProblem(input.field->id, input.range, input.scale));
    }
    scenario.uncertainty.ranges = {{"finance.residual_share", 0.4, 0.5, "a buyer's offer"},
                                   {"workload.prompt_tokens", 2'000, 8'000, "two weeks of logs"},
                                   {"finance.maintenance_share", 0.02, 0.02, "a fixed contract"}};
    const std::vector<InputRange> own = uncertainInputs(scenario);
    REQUIRE(inputOf(own, "finance.residual_share") != nullptr);
    CHECK(inputOf(own, "finance.residual_share")->range.low == 0.4);
    CHECK_FALSE(inputOf(own, "finance.residual_share")->usual);
    CHECK(inputOf(own, "workload.prompt_tokens") != nullptr);
    CHECK(inputOf(own, "finance.maintenance_share") == nullptr);  // certain
    CHECK(own.size() == usual.size());                            // one more, one less
}

TEST_CASE("The draws agree with themselves", "[decision][risk][property]") {
    const Scenario scenario = contested();
    const Evaluation& evaluation = contestedEvaluation();
    const RiskStudy study = studied(scenario, evaluation);
    REQUIRE(study.options.size() > 3);
    REQUIRE(study.pair);
    double sum = 0;
    double leastMean = study.options.front().meanCost;
    double leastRegret = study.options.front().expectedRegret;
    for (const OptionRisk& risk : study.options) {
        sum += risk.cheapest;
        leastMean = std::min(leastMean, risk.meanCost);
        leastRegret = std::min(leastRegret, risk.expectedRegret);
        CHECK(risk.cost.low <= risk.cost.likely);
        CHECK(risk.cost.likely <= risk.cost.high);
        CHECK(risk.expectedRegret >= 0);
        CHECK(risk.dependentShare >= 0);
        CHECK(risk.dependentShare <= 1);
    }
    CHECK(sum == Approx(1));
    // The expected regret of the option of the best mean is the value of perfect information.
    CHECK(study.perfectInformation == Approx(leastRegret));
    for (const OptionRisk& risk : study.options) {
        CHECK(risk.expectedRegret - study.perfectInformation ==
              Approx(risk.meanCost - leastMean).margin(1e-6));
    }
    // Nothing that is learnt about one input is worth more than knowing everything.
    for (const InputWorth& worth : study.worth) {
        CHECK(worth.worth >= 0);
        CHECK(worth.worth <= study.perfectInformation + 1e-9);
    }
    CHECK(study.pair->differences.size() == 500);
    CHECK(study.rSquared > 0.5);
    CHECK(study.rSquared <= 1.0 + 1e-12);
}

TEST_CASE("The same seed gives the same study, another another", "[decision][risk]") {
    Scenario scenario = contested();
    const Evaluation& evaluation = contestedEvaluation();
    const RiskStudy first = studied(scenario, evaluation, 200);
    const RiskStudy second = studied(scenario, evaluation, 200);
    CHECK(first.pair->differences == second.pair->differences);
    scenario.uncertainty.seed = 2;
    CHECK(studied(scenario, evaluation, 200).pair->differences != first.pair->differences);
}

TEST_CASE("Without anything uncertain every draw is the scenario itself", "[decision][risk]") {
    Scenario scenario = contested();
    for (const InputRange& input : uncertainInputs(scenario)) {
        scenario.uncertainty.ranges.push_back(
            {std::string(input.field->id), input.range.likely, input.range.likely, "certain"});
    }
    const Evaluation& evaluation = contestedEvaluation();
    const RiskStudy study = studied(scenario, evaluation, 100);
    CHECK(study.inputs.empty());
    for (const OptionRisk& risk : study.options) {
        const double typed = evaluation.options[risk.option].presentValue.amount();
        CHECK(risk.cost.low == Approx(typed).margin(0.2));
        CHECK(risk.cost.high == Approx(typed).margin(0.2));
    }
    CHECK(study.perfectInformation == Approx(0).margin(1e-6));
    CHECK(study.options.front().cheapest == 1);
}

TEST_CASE("Of machines that serve alike the study follows the cheapest", "[decision][risk]") {
    const std::vector<OptionResult>& ranked = contestedEvaluation().options;
    const std::vector<std::size_t> followed = riskOptions(ranked, 12);
    CHECK(followed.size() == 12);
    for (std::size_t later = 1; later < followed.size(); ++later) {
        for (std::size_t i = 0; i < later; ++i) {
            const OptionResult& a = ranked[followed[i]];
            const OptionResult& b = ranked[followed[later]];
            CAPTURE(a.option.id, b.option.id);
            // What renting first begins with is followed as well.
            if (a.option.kind == OptionKind::Rented || b.option.kind == OptionKind::Later) continue;
            CHECK_FALSE(servesAlike(a, b));
        }
    }
}

TEST_CASE("A tornado's ends are the differences with one input at its ends",
          "[decision][risk][tornado]") {
    const Scenario scenario = contested();
    const Evaluation& evaluation = contestedEvaluation();
    const auto pair = decisionPair(evaluation.options);
    REQUIRE(pair);
    std::vector<InputRange> inputs = uncertainInputs(scenario);
    // One that changes memory and speed, so that the options are judged anew.
    inputs.push_back(
        {findField("workload.answer_tokens"), {300, 650, 1'200}, Scale::Ratio, "", {}});
    const std::vector<TornadoBar> bars =
        tornadoOf(evaluation.options, pair->first, pair->second, inputs, scenario, seedCatalog());
    REQUIRE(bars.size() == inputs.size());
    const auto valueOf = [&](const Scenario& changed, std::size_t index) {
        const Evaluation again = evaluate(changed, seedCatalog());
        const OptionResult* found = again.find(evaluation.options[index].option.id);
        REQUIRE(found != nullptr);
        return found->presentValue.amount();
    };
    double before = bars.front().swing();
    for (const TornadoBar& bar : bars) {
        CAPTURE(bar.input.field->id);
        CHECK(bar.swing() <= before);
        before = bar.swing();
        for (const auto& [end, atEnd] : {std::pair{bar.input.range.low, bar.atLow},
                                         std::pair{bar.input.range.high, bar.atHigh}}) {
            Scenario changed = scenario;
            bar.input.field->set(changed, FieldValue(end));
            const double difference =
                valueOf(changed, pair->first) - valueOf(changed, pair->second);
            CHECK(atEnd == Approx(difference).margin(0.5));
        }
    }
}

TEST_CASE("At the tie both options cost the same, to the cent of each line",
          "[decision][breakeven]") {
    const Scenario scenario = contested();
    const Evaluation& evaluation = contestedEvaluation();
    const OptionResult* own = nullptr;
    const OptionResult* rented = nullptr;
    for (const OptionResult& result : evaluation.options) {
        if (!result.feasible) break;
        if (!own && result.option.kind == OptionKind::Own) own = &result;
        if (!rented && result.option.kind == OptionKind::Rented &&
            result.option.tier == RentTier::OnDemand) {
            rented = &result;
        }
    }
    REQUIRE(own != nullptr);
    REQUIRE(rented != nullptr);
    const BreakEvenStudy study = breakEvenStudy(*own, *rented, scenario, seedCatalog());
    REQUIRE(study.priceFactor);
    REQUIRE(study.priceFactor->value);
    Scenario tied = scenario;
    tied.finance.rentPriceFactor = *study.priceFactor->value;
    const double rent = cashFlowOf(*rented->facts, tied)
                            .presentValue(scenario.finance.discountRatePerYear)
                            .amount();
    CHECK(rent == Approx(own->presentValue.amount()).margin(0.05));
    // The same factor as the linear solution on the cash flows, which takes support and commitment
    // for priced as well.
    const auto factor =
        breakEvenPriceFactor(*rented->cash, *own->cash, scenario.finance.discountRatePerYear);
    REQUIRE(factor);
    CHECK(*factor == Approx(*study.priceFactor->value).epsilon(1e-5));
    // Read off the cash flows, the months are those of the study.
    const BreakEven months = breakEven(*own->cash, *rented->cash);
    CHECK(study.months.kind == months.kind);
    CHECK(study.months.month == months.month);
    if (study.discountedMonths.kind == BreakEven::Kind::AtMonth) {
        CHECK(study.discountedMonths.month >= months.month);
    }
}

TEST_CASE("An option that wins everywhere is tied nowhere", "[decision][breakeven]") {
    const Scenario scenario = contested();
    OptionResult cheap = contestedEvaluation().options.front();
    auto facts = std::make_shared<CostFacts>();
    facts->kind = OptionKind::Api;  // of free tokens
    cheap.facts = facts;
    const TiedInput tied =
        tiedInput(*findField("finance.residual_share"), cheap,
                  *contestedEvaluation().find(contestedEvaluation().options.front().option.id),
                  scenario, seedCatalog());
    CHECK_FALSE(tied.value);
    CHECK(tied.lowest < tied.highest);
}

TEST_CASE("The words follow the odds", "[decision][risk][verdict]") {
    for (const Scenario& scenario : exampleScenarios()) {
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        const RiskStudy study = studied(scenario, evaluation);
        const Verdict verdict =
            withRisk(evaluation.verdict, evaluation.options, study, scenario, seedCatalog());
        CAPTURE(verdict.sentence);
        if (study.pair) {
            const double odds = wayIsCheapest(evaluation.options, study);
            const bool flips = std::any_of(study.tornado.begin(), study.tornado.end(),
                                           [](const TornadoBar& bar) { return bar.flips; });
            if (odds < kLeaningProbability) CHECK(verdict.clarity == Clarity::Open);
            if (flips) CHECK(verdict.clarity != Clarity::Clear);
        }
        CHECK(verdict.risk.size() >= 2);
        for (const std::string& sentence : verdict.risk) {
            CAPTURE(sentence);
            CHECK(sentence.back() == '.');
            CHECK(sentence.find("nan") == std::string::npos);
            CHECK(sentence.find("  ") == std::string::npos);
        }
    }
}

TEST_CASE("A stopped study says so and claims nothing", "[decision][risk]") {
    RiskRequest request;
    request.stopped = [] { return true; };
    const RiskStudy study =
        studyRisk(contestedEvaluation().options, contested(), seedCatalog(), request);
    CHECK(study.stopped);
    CHECK(study.options.empty());
    CHECK(withRisk(contestedEvaluation().verdict, contestedEvaluation().options, study, contested(),
                   seedCatalog())
              .risk.empty());
}

TEST_CASE("A map's corners are the scenario at its corners, and its contour a tie",
          "[decision][risk][map]") {
    const Scenario scenario = contested();
    const Evaluation& evaluation = contestedEvaluation();
    const auto pair = decisionPair(evaluation.options);
    REQUIRE(pair);
    const OptionResult& first = evaluation.options[pair->first];
    const OptionResult& second = evaluation.options[pair->second];
    const InputRange volume{
        findField("workload.requests_per_day"), {42, 420, 4'200}, Scale::Ratio, "", false};
    const bool hosted = baseKind(second.option.kind) == OptionKind::Api ||
                        baseKind(first.option.kind) == OptionKind::Api;
    const Field& priced =
        *findField(hosted ? "finance.api_price_factor" : "finance.rent_price_factor");
    const InputRange price{&priced, {0.05, 1, 90}, Scale::Ratio, "", false};
    const TwoWayMap map = twoWayMap(first, second, volume, price, 41, scenario, seedCatalog());
    REQUIRE(map.difference.size() == 41 * 41);
    CHECK(map.xs.front() == Approx(42));
    CHECK(map.ys.back() == Approx(90));
    Scenario corner = scenario;
    corner.workload.requestsPerDay = map.xs.back();
    priced.set(corner, FieldValue(map.ys.front()));
    OptionPricer pricer;
    CHECK(map.at(40, 0) == Approx(pricer.presentValue(*first.facts, corner) -
                                  pricer.presentValue(*second.facts, corner)));
    int tied = 0;
    for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
        if (!map.contour[ix]) continue;
        ++tied;
        Scenario at = scenario;
        at.workload.requestsPerDay = map.xs[ix];
        priced.set(at, FieldValue(*map.contour[ix]));
        const double a = pricer.presentValue(*first.facts, at);
        const double b = pricer.presentValue(*second.facts, at);
        // Straight between two points of the map, 21 % apart; the cost is linear in its factor.
        CHECK(a == Approx(b).epsilon(0.02));
    }
    CHECK(tied > 0);
}
