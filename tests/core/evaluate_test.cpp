// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole path on the seed catalog: four example questions, and laws that hold for any question.
#include "core/evaluate.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/explain/explain.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Without those that are made of others and exist only where these do: a hybrid where the machine
/// alone does not serve everybody, a later purchase of the best machine.
std::set<std::string> feasibleIds(const Evaluation& evaluation) {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < evaluation.feasibleCount; ++i) {
        const OptionKind kind = evaluation.options[i].option.kind;
        if (sendsOverflow(kind) || kind == OptionKind::Later) continue;
        ids.insert(evaluation.options[i].option.id);
    }
    return ids;
}

bool contains(const std::set<std::string>& all, const std::set<std::string>& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

void checkSpeedIsFinite(const SpeedEstimate& speed) {
    for (const Range<TokensPerSecond>& range :
         {speed.decodeSingle, speed.decodePerUser, speed.decodeTotal, speed.prefill}) {
        CHECK(std::isfinite(range.low.value));
        CHECK(std::isfinite(range.high.value));
        CHECK(range.low <= range.likely);
        CHECK(range.likely <= range.high);
    }
    CHECK(std::isfinite(speed.firstTokenBusy.likely.value));
}

/// Whatever the question, an answer is consistent in itself.
void checkConsistent(const Evaluation& evaluation) {
    REQUIRE_FALSE(evaluation.options.empty());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        const OptionResult& result = evaluation.options[i];
        CAPTURE(result.option.id);
        ids.insert(result.option.id);
        CHECK(result.feasible == (i < evaluation.feasibleCount));
        CHECK(result.feasible == result.exclusions.empty());
        for (const Exclusion& exclusion : result.exclusions) CHECK_FALSE(exclusion.reason.empty());
        CHECK(std::isfinite(result.costPerMillionTokens));
        CHECK(std::isfinite(result.utilisation));
        CHECK(result.option.units >= 1);
        CHECK(result.option.units <= kMostUnits);
        if (result.speed) checkSpeedIsFinite(*result.speed);
        if (result.power) CHECK(std::isfinite(result.power->perMonth.value));
        if (!result.feasible) continue;
        REQUIRE(result.cash);
        CHECK(result.total == result.cash->total());
        CHECK(result.presentValue.minor >= 0);
        if (result.option.kind != OptionKind::Api) {
            REQUIRE(result.ledger);
            REQUIRE(result.speed);
            CHECK(result.ledger->fits());
            CHECK(result.ledger->headroom().value >= 0);
        }
        if (i > 0) {
            const bool ordered = !(result.presentValue < evaluation.options[i - 1].presentValue);
            CHECK(ordered);
        }
    }
    CHECK(ids.size() == evaluation.options.size());
    for (const std::size_t index : evaluation.highlights) CHECK(index < ids.size());
    CHECK(evaluation.highlights.size() <= 3);
    CHECK_FALSE(evaluation.verdict.sentence.empty());
    CHECK((evaluation.verdict.advice == Advice::NothingFits) == (evaluation.feasibleCount == 0));
    CHECK(evaluation.verdict.relaxations.empty() == (evaluation.feasibleCount > 0));
}

}  // namespace

TEST_CASE("A 70B assistant on premises gets own machines that one circuit carries", "[evaluate]") {
    const Scenario scenario = assistant70b();
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    checkConsistent(evaluation);
    REQUIRE(evaluation.feasibleCount > 0);
    CHECK(evaluation.verdict.advice == Advice::Buy);
    const Watts limit = watts(120 * 15 * 0.8);  // 1,440 W
    for (std::size_t i = 0; i < evaluation.feasibleCount; ++i) {
        const OptionResult& result = evaluation.options[i];
        CAPTURE(result.option.id);
        CHECK(result.option.kind == OptionKind::Own);
        CHECK(result.power->states.peak / result.option.units <= limit);
        const Machine& machine = *seedCatalog().machine(result.option.catalogId);
        CHECK_FALSE(machine.needs240V);
        CHECK(machine.price);
        // 40 GiB of cache at f16 and about 40 GiB of weights cannot fit less.
        CHECK(result.ledger->total().used() > gibibytes(78));
    }
    for (const OptionResult& result : evaluation.options) {
        if (result.option.kind == OptionKind::Own) continue;
        CAPTURE(result.option.id);
        CHECK(std::any_of(result.exclusions.begin(), result.exclusions.end(),
                          [](const Exclusion& exclusion) {
                              return exclusion.constraint == Constraint::Privacy;
                          }));
    }
    const OptionResult* pair = evaluation.find("own/diy-2x4090");
    REQUIRE(pair);
    CHECK_FALSE(pair->feasible);
    CHECK(pair->exclusions.front().constraint == Constraint::Memory);
    CHECK(evaluation.find("own/nothing") == nullptr);
}

TEST_CASE("Bursty chat with an 8B model is not bought", "[evaluate]") {
    const Evaluation evaluation = evaluate(burstyChat8b(), seedCatalog());
    checkConsistent(evaluation);
    CHECK(evaluation.verdict.advice == Advice::CallApi);
    CHECK(evaluation.verdict.sentence.rfind("Do not buy", 0) == 0);
    CHECK(evaluation.verdict.warnings.size() >= 2);  // bursty, small model
    REQUIRE_FALSE(evaluation.breakEvens.empty());
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        CHECK(evaluation.options[pair.candidate].option.kind == OptionKind::Own);
        if (evaluation.options[pair.reference].option.kind == OptionKind::Api) {
            CHECK(pair.result.kind == BreakEven::Kind::Never);
        }
    }
}

TEST_CASE("Retrieval in the EU under contract uses verified clouds or own machines", "[evaluate]") {
    const Evaluation evaluation = evaluate(retrieval30b(), seedCatalog());
    checkConsistent(evaluation);
    REQUIRE(evaluation.feasibleCount > 0);
    for (std::size_t i = 0; i < evaluation.feasibleCount; ++i) {
        const OptionResult& result = evaluation.options[i];
        CAPTURE(result.option.id);
        if (result.option.kind == OptionKind::Rented) {
            const CloudOffer& offer = *seedCatalog().cloudOffer(result.option.catalogId);
            CHECK((offer.hipaaBaa.value_or(false) || offer.soc2.value_or(false)));
            CHECK(offer.euRegion.value_or(false));
        }
        if (result.option.kind != OptionKind::Api) {
            CHECK(result.ledger->total().companions.value > 0);
        }
    }
}

TEST_CASE("Weekly LoRA of a 70B holds the frozen base in 16 bit beside serving", "[evaluate]") {
    const Evaluation evaluation = evaluate(weeklyLora70b(), seedCatalog());
    checkConsistent(evaluation);
    for (const OptionResult& result : evaluation.options) {
        CAPTURE(result.option.id);
        if (result.option.kind == OptionKind::Api) {
            CHECK_FALSE(result.feasible);
        } else if (result.feasible) {
            REQUIRE(result.fineTune);
            // 70.6 B parameters x 2 bytes = 131.4 GiB before anything else.
            CHECK(result.fineTune->used() > gibibytes(131));
            CHECK(result.fineTune->used() <= result.ledger->total().usable);
            // Every device has a rate, known or estimated: no one is told to buy blindly.
            REQUIRE(result.training);
            CHECK(result.training->hoursPerMonth() > 0);
            CHECK(result.training->hoursPerMonth() <= 730);
        }
    }
}

TEST_CASE("The same question has the same answer to the last digit", "[evaluate]") {
    for (const Scenario& scenario : exampleScenarios()) {
        const Evaluation first = evaluate(scenario, seedCatalog());
        const Evaluation second = evaluate(scenario, seedCatalog());
        REQUIRE(first.options.size() == second.options.size());
        CHECK(first.verdict.sentence == second.verdict.sentence);
        CHECK(first.highlights == second.highlights);
        for (std::size_t i = 0; i < first.options.size(); ++i) {
            CHECK(first.options[i].option.id == second.options[i].option.id);
            CHECK(first.options[i].presentValue == second.options[i].presentValue);
            CHECK(first.options[i].costPerMillionTokens == second.options[i].costPerMillionTokens);
        }
    }
}

TEST_CASE("A freer placement never loses an option", "[evaluate][property]") {
    Scenario scenario = burstyChat8b();
    scenario.privacy.euOnly = GENERATE(false, true);
    std::set<std::string> stricter;
    for (const auto placement :
         {DataPlacement::OwnPremises, DataPlacement::OwnHardware, DataPlacement::ContractedCloud,
          DataPlacement::AnyCloud, DataPlacement::Anywhere}) {
        scenario.privacy.placement = placement;
        const std::set<std::string> ids = feasibleIds(evaluate(scenario, seedCatalog()));
        CHECK(contains(ids, stricter));
        stricter = ids;
    }
    CHECK_FALSE(stricter.empty());
}

TEST_CASE("A larger budget never loses an option", "[evaluate][property]") {
    Scenario scenario = assistant70b();
    scenario.privacy.placement = DataPlacement::Anywhere;
    std::set<std::string> poorer;
    for (const double limit : {0.0, 5e3, 2e4, 1e5, 1e6}) {
        scenario.finance.capitalLimit = limit;
        scenario.finance.monthlyLimit = limit / 10 + 200;
        const std::set<std::string> ids = feasibleIds(evaluate(scenario, seedCatalog()));
        CHECK(contains(ids, poorer));
        poorer = ids;
    }
    scenario.finance.capitalLimit.reset();
    scenario.finance.monthlyLimit.reset();
    CHECK(contains(feasibleIds(evaluate(scenario, seedCatalog())), poorer));
}

TEST_CASE("A longer context never wins an option", "[evaluate][property]") {
    Scenario scenario = assistant70b();
    scenario.privacy.placement = DataPlacement::Anywhere;
    std::set<std::string> shorter;
    bool first = true;
    for (const double context : {8'192.0, 16'384.0, 65'536.0, 131'072.0}) {
        scenario.workload.context = tokens(context);
        const std::set<std::string> ids = feasibleIds(evaluate(scenario, seedCatalog()));
        if (!first) CHECK(contains(shorter, ids));
        shorter = ids;
        first = false;
    }
}

TEST_CASE("A stricter speed floor, circuit or noise limit never wins an option",
          "[evaluate][property]") {
    Scenario scenario = assistant70b();
    const std::set<std::string> before = feasibleIds(evaluate(scenario, seedCatalog()));
    Scenario faster = scenario;
    faster.workload.minimumSpeed = tokensPerSecond(10);
    CHECK(contains(before, feasibleIds(evaluate(faster, seedCatalog()))));
    Scenario quieter = scenario;
    quieter.place.noiseLimitDba = 30;
    CHECK(contains(before, feasibleIds(evaluate(quieter, seedCatalog()))));
    Scenario weaker = scenario;
    weaker.place.circuitAmperes = 2;
    CHECK(contains(before, feasibleIds(evaluate(weaker, seedCatalog()))));
}

TEST_CASE("Extreme but valid questions stay finite and consistent", "[evaluate][property]") {
    Scenario scenario = GENERATE(assistant70b(), burstyChat8b(), retrieval30b());
    scenario.privacy = {};
    const int users = GENERATE(1, 256);
    const double requests = GENERATE(1.0, 1e6);
    const int horizon = GENERATE(1, 120);
    scenario.workload.concurrentUsers = users;
    scenario.workload.requestsPerDay = requests;
    scenario.finance.horizonMonths = horizon;
    scenario.workload.monthlyGrowth = horizon > 1 ? 0.05 : 0.0;
    scenario.finance.apis = ApiComparison::AnyModel;
    CAPTURE(scenario.model.modelId, users, requests, horizon);
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    REQUIRE_FALSE(hasErrors(evaluation.findings));
    checkConsistent(evaluation);
}

TEST_CASE("Every weight format of the catalog gives an answer", "[evaluate][property]") {
    for (const WeightFormat& format : seedCatalog().formats) {
        if (format.family == "kv-cache") continue;
        CAPTURE(format.id);
        Scenario scenario = burstyChat8b();
        scenario.model.weightFormatId = format.id;
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        if (hasErrors(evaluation.findings)) continue;  // exl2 and the like: no engine reads it
        checkConsistent(evaluation);
    }
}

TEST_CASE("Nothing is judged while the question has errors", "[evaluate]") {
    Scenario scenario;
    scenario.model.modelId = "no-such-model";
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    CHECK(hasErrors(evaluation.findings));
    CHECK(evaluation.options.empty());
    CHECK(evaluation.feasibleCount == 0);
    scenario = {};
    scenario.workload.requestsPerDay = std::nan("");
    CHECK(evaluate(scenario, seedCatalog()).options.empty());
}

TEST_CASE("Machines are added whole as requests grow", "[evaluate]") {
    Scenario scenario = retrieval30b();
    scenario.workload.monthlyGrowth = 0.10;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    std::size_t grown = 0;
    for (const OptionResult& result : evaluation.options) {
        if (result.option.kind != OptionKind::Own || !result.cash || !result.speed) continue;
        const double price = seedCatalog().machine(result.option.catalogId)->price->amount;
        const double bought = result.cash->of(CostComponent::Hardware).amount() / price;
        CAPTURE(result.option.id);
        CHECK(bought == Approx(std::round(bought)).margin(1e-6));
        CHECK(bought >= result.option.units);
        if (bought > result.option.units + 0.5) ++grown;
    }
    CHECK(grown > 0);
}

TEST_CASE("Levelised cost times tokens is the present value", "[evaluate]") {
    Scenario scenario = burstyChat8b();
    scenario.finance.discountRatePerYear = 0;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const Workload& workload = scenario.workload;
    // 60 requests x 30.4 days x 1,900 tokens x 36 months = 124.8 million tokens.
    const double millions = workload.requestsPerDay * workload.activeDaysPerMonth *
                            (workload.prompt.value + workload.answer.value) * 36 / 1e6;
    for (const OptionResult& result : evaluation.options) {
        if (!result.cash) continue;
        CHECK(result.costPerMillionTokens * millions ==
              Approx(result.presentValue.amount()).margin(1e-6));
    }
}
