// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/verdict.h"

#include "core/decision/ranking.h"
#include "core/evaluate.h"
#include "tests/core/decision/option_results.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario largeModel() {
    Scenario scenario;
    scenario.model.modelId = "llama-3.1-70b";
    scenario.workload.context = tokens(131'072);
    scenario.workload.concurrentUsers = 4;
    return scenario;
}

Verdict judge(std::vector<OptionResult> options, const Scenario& scenario = largeModel()) {
    for (OptionResult& result : options) {
        // Facts quote catalog rows; any will do.
        if (result.option.kind == OptionKind::Rented) {
            result.option.catalogId = seedCatalog().cloudOffers.front().id;
        }
        if (result.option.kind == OptionKind::Api) {
            result.option.catalogId = seedCatalog().apiOffers.front().id;
        }
    }
    rankOptions(options);
    return verdictOf(options, scenario, seedCatalog());
}

bool mentions(const std::vector<std::string>& sentences, std::string_view text) {
    for (const std::string& sentence : sentences) {
        if (sentence.find(text) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("The sentence says what to do, for whom and how long", "[decision][verdict]") {
    const Verdict own = judge({resultOf("m", OptionKind::Own, 9'000)});
    CHECK(own.advice == Advice::Buy);
    CHECK(own.sentence ==
          "Buy one Box m. It holds the model with 131,072 tokens of context for four people and "
          "costs least over 36 months.");
    const Verdict rent =
        judge({resultOf("r", OptionKind::Rented, 5'000), resultOf("m", OptionKind::Own, 9'000)});
    CHECK(rent.advice == Advice::Rent);
    CHECK(rent.sentence ==
          "Do not buy: rent one Box r. It costs $5,000 over 36 months; the cheapest machine that "
          "fits costs $9,000.");
    const Verdict call =
        judge({resultOf("a", OptionKind::Api, 500), resultOf("m", OptionKind::Own, 9'000)});
    CHECK(call.advice == Advice::CallApi);
    CHECK(call.sentence.rfind("Do not buy: call Box a.", 0) == 0);
    CHECK(judge({resultOf("a", OptionKind::Api, 500)}).sentence ==
          "Call Box a. It costs least over 36 months.");
}

TEST_CASE("Five facts stand below the sentence", "[decision][verdict]") {
    for (const OptionKind kind : {OptionKind::Own, OptionKind::Rented, OptionKind::Api}) {
        const Verdict verdict = judge({resultOf("x", kind, 9'000)});
        CHECK(verdict.facts.size() == 5);
        CHECK(mentions(verdict.facts, "$9,000 in 36 months"));
    }
    const Verdict own = judge({resultOf("x", OptionKind::Own, 9'000)});
    CHECK(own.facts[0] == "40.0 GiB of 48.0 GiB used");
    CHECK(own.facts[1] == "12 tok/s a user with four busy");
    CHECK(own.facts[2] == "first token 4 s with everybody busy");
    CHECK(own.facts[3] == "200 W busy, 10 W idle");
}

TEST_CASE("Clarity follows the margin to another kind and the low end of the speed",
          "[decision][verdict]") {
    const auto clarity = [](double other, double floor) {
        Scenario scenario = largeModel();
        if (floor > 0) scenario.workload.minimumSpeed = tokensPerSecond(floor);
        return judge({resultOf("m", OptionKind::Own, 1'000),
                      resultOf("r", OptionKind::Rented, other)},
                     scenario)
            .clarity;
    };
    CHECK(clarity(1'050, 0) == Clarity::Open);     // within 5 %
    CHECK(clarity(1'100, 0) == Clarity::Leaning);  // 10 %
    CHECK(clarity(1'150, 0) == Clarity::Leaning);  // exactly 15 % is not more than 15 %
    CHECK(clarity(1'151, 0) == Clarity::Clear);
    CHECK(clarity(2'000, 9) == Clarity::Clear);     // the low end is 9 tok/s
    CHECK(clarity(2'000, 10) == Clarity::Leaning);  // likely 12 passes, low 9 does not
    // A sister machine at the same price does not blur the advice to buy.
    CHECK(judge({resultOf("m", OptionKind::Own, 1'000), resultOf("n", OptionKind::Own, 1'001),
                 resultOf("r", OptionKind::Rented, 3'000)})
              .clarity == Clarity::Clear);
}

TEST_CASE("Who should not buy is warned", "[decision][verdict]") {
    OptionResult idle = resultOf("m", OptionKind::Own, 9'000);
    idle.utilisation = 0.004;
    Scenario scenario = largeModel();
    CHECK(mentions(judge({idle}, scenario).warnings, "Bursty use: Box m would serve 0.4 %"));
    idle.utilisation = 0.5;
    CHECK_FALSE(mentions(judge({idle}, scenario).warnings, "Bursty"));
    scenario.finance.stage = ProductStage::Idea;
    CHECK(judge({idle}, scenario).warnings.front().find("The product is an idea") == 0);
    scenario.model.modelId = "llama-3.1-8b";
    CHECK(mentions(judge({idle}, scenario).warnings, "fits one 24 GB card"));
    CHECK_FALSE(mentions(judge({idle}, largeModel()).warnings, "24 GB"));
}

TEST_CASE("When nothing fits the smallest changes are named with numbers", "[decision][verdict]") {
    OptionResult slow = excluded(resultOf("slow", OptionKind::Own, 3'000), Constraint::Speed);
    slow.exclusions.front().remedy = "Accept 4.4 tok/s.";
    OptionResult hungry = excluded(resultOf("hungry", OptionKind::Own, 5'000), Constraint::Power);
    hungry.option.catalogId = seedCatalog().machines.front().id;
    hungry.power->states.peak = watts(1'700);
    const Verdict verdict = judge({slow, hungry});
    CHECK(verdict.advice == Advice::NothingFits);
    REQUIRE(verdict.relaxations.size() == 2);
    CHECK(verdict.relaxations[0] ==
          "Provide 120 V / 20 A (1,920 W): Box hungry then passes, for $5,000.");
    CHECK(verdict.relaxations[1] == "Accept 4.4 tok/s: Box slow then passes, for $3,000.");
}

TEST_CASE("When only memory is short the mildest setting that is enough is named",
          "[decision][verdict][memory]") {
    Catalog catalog = seedCatalog();
    std::erase_if(catalog.machines, [](const Machine& machine) {
        return machine.id != "diy-1x4090" && machine.id != "diy-1x3090";
    });
    catalog.cloudOffers.clear();
    catalog.apiOffers.clear();
    Scenario scenario;
    scenario.model.modelId = "qwen3-32b";
    scenario.workload.context = tokens(20'480);
    scenario.workload.prompt = tokens(2'000);
    const auto judged = [&](const Scenario& asked) { return evaluate(asked, catalog).verdict; };
    const Verdict verdict = judged(scenario);
    REQUIRE(verdict.advice == Advice::NothingFits);
    REQUIRE_FALSE(verdict.relaxations.empty());
    INFO(verdict.relaxations.front());
    // 19 GiB of weights and 5 GiB of f16 cache in 24 GB: a smaller batch is not enough, 8 bits are.
    CHECK(verdict.relaxations.front().starts_with("Store the KV cache as q8_0: "));
    CHECK(verdict.relaxations.front().find("then passes, for $") != std::string::npos);
    scenario.model.kvFormatId = "kv-llamacpp-q8_0";
    CHECK(judged(scenario).advice != Advice::NothingFits);
}

TEST_CASE("Without a single change the fewest together are named", "[decision][verdict]") {
    OptionResult two = excluded(excluded(resultOf("m", OptionKind::Own, 4'000), Constraint::Speed),
                                Constraint::Capital);
    two.exclusions[0].remedy = "Accept 4 tok/s.";
    two.exclusions[1].remedy = "Raise the capital limit by $500.";
    const Verdict verdict = judge({two});
    REQUIRE(verdict.relaxations.size() == 1);
    CHECK(verdict.relaxations[0] ==
          "Box m passes with 2 changes: Accept 4 tok/s; Raise the capital limit by $500.");
    CHECK(judge({}).relaxations.size() == 1);
}
