// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/decision/option_costs.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/moved_inputs.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Explained {
    Scenario scenario;
    Evaluation evaluation;
};

const Explained& longContext70b() {
    static const Explained explained = [] {
        Explained made;
        made.scenario.model.modelId = "llama-3.1-70b";
        made.scenario.workload.context = tokens(131'072);
        made.evaluation = evaluate(made.scenario, seedCatalog());
        return made;
    }();
    return explained;
}

}  // namespace

TEST_CASE("The cache is explained by layers, cells, heads and bytes", "[explain]") {
    const Explained& made = longContext70b();
    const OptionResult* result = made.evaluation.find("own/mac-studio-m3ultra-256");
    REQUIRE(result);
    const auto lines = explainMemory(*result, made.scenario, seedCatalog());
    const ExplanationLine* cache = lineOf(lines, "KV cache, full-attention layers");
    REQUIRE(cache);
    // 80 x 131,072 x 8 x 256 x 2 B = 42,949,672,960 B = 40 GiB.
    CHECK(cache->numbers == "80 x 131,072 x 8 x (128 + 128) x 2 B");
    CHECK(cache->result == "40.0 GiB");
    const ExplanationLine* free = lineOf(lines, "Free");
    REQUIRE(free);
    CHECK(free->result == formatGib(result->ledger->total().free()));
}

TEST_CASE("Every cost line is explained and the total stands below", "[explain]") {
    const Explained& made = longContext70b();
    for (const OptionResult& result : made.evaluation.options) {
        if (!result.cash) continue;
        const auto lines = explainCost(result, made.scenario, seedCatalog());
        const CashFlow described = cashFlowOf(*result.facts, made.scenario, Workings::Described);
        REQUIRE(lines.size() > result.cash->lines.size());
        REQUIRE(described.lines.size() == result.cash->lines.size());
        for (std::size_t i = 0; i < result.cash->lines.size(); ++i) {
            CHECK(result.cash->lines[i].working.empty());
            CHECK(described.lines[i].component == result.cash->lines[i].component);
            CHECK(described.lines[i].months == result.cash->lines[i].months);
            CHECK_FALSE(described.lines[i].working.empty());
            CHECK(lines[i].numbers == described.lines[i].working);
            CHECK(lines[i].result == formatMoney(result.cash->lines[i].total()));
        }
        CHECK(lineOf(lines, "Present value")->result == formatMoney(result.presentValue));
    }
}

TEST_CASE("Every field that an explanation names exists", "[explain]") {
    const Explained& made = longContext70b();
    for (const OptionResult& result : made.evaluation.options) {
        for (const auto& lines : {explainMemory(result, made.scenario, seedCatalog()),
                                  explainSpeed(result, made.scenario, seedCatalog()),
                                  explainPower(result, made.scenario, seedCatalog()),
                                  explainCost(result, made.scenario, seedCatalog())}) {
            for (const ExplanationLine& entry : lines) {
                CAPTURE(result.option.id, entry.label);
                for (const InputReference& input : entry.inputs) {
                    CAPTURE(input.id);
                    CHECK((input.kind != InputKind::Field || findField(input.id) != nullptr));
                }
                CHECK_FALSE(entry.result.empty());
            }
        }
    }
}

TEST_CASE("What an option does not have is not explained", "[explain]") {
    const Explained& made = longContext70b();
    for (const OptionResult& result : made.evaluation.options) {
        if (ownsMachines(result.option.kind)) continue;
        CHECK(explainPower(result, made.scenario, seedCatalog()).empty());
        if (result.option.kind != OptionKind::Api) continue;
        CHECK(explainMemory(result, made.scenario, seedCatalog()).empty());
        CHECK(explainSpeed(result, made.scenario, seedCatalog()).empty());
    }
}

TEST_CASE("Prices are listed with date and source, and unknown indices are left out", "[explain]") {
    const Explained& made = longContext70b();
    REQUIRE(made.evaluation.options.size() > 2);
    const auto lines = priceSources(made.evaluation, {0, 1, 1'000'000}, seedCatalog());
    REQUIRE(lines.size() == 2);
    CHECK(lines.front().label == made.evaluation.options.front().option.name);
    CHECK_FALSE(lines.front().source.empty());
}

TEST_CASE("The list of what is left out follows the inputs", "[explain]") {
    const auto mentions = [](const Scenario& scenario, std::string_view text) {
        for (const std::string& sentence : notIncluded(scenario)) {
            if (sentence.find(text) != std::string::npos) return true;
        }
        return false;
    };
    Scenario scenario;
    CHECK(mentions(scenario, "Sales tax"));
    CHECK_FALSE(mentions(scenario, "Labour"));
    scenario.finance.salesTaxRate = 0.08;
    scenario.finance.adminHoursPerMonth = 0;
    CHECK_FALSE(mentions(scenario, "Sales tax"));
    CHECK(mentions(scenario, "Labour"));
}
