// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain_serving.h"

#include <set>

#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/moved_inputs.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ServingStudyOptions quick() {
    ServingStudyOptions options;
    options.requests = 400;
    options.sweepRequests = 20;
    options.capacityRequests = 200;
    options.capacityRuns = 2;
    options.mostReplicas = 4;
    return options;
}

std::vector<ExplanationLine> simulated(const Scenario& scenario, const std::string& optionId) {
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult* const result = evaluation.find(optionId);
    if (result == nullptr) return {};
    const auto question = servingQuestion(*result, scenario, seedCatalog());
    if (!question) return {};
    const ServingStudyOptions options = quick();
    const ServingStudy study = studyServing(*question, options);
    std::optional<OverflowPrice> overflow;
    if (study.day) {
        overflow = overflowPrice(study.day->overflow, study.day->arrived, scenario,
                                 evaluation.options, seedCatalog());
    }
    return explainServing({*question, options, study, overflow}, *result, scenario, seedCatalog());
}

}  // namespace

TEST_CASE("A simulation is explained from the load to the limits", "[explain][serving]") {
    const auto lines = simulated(busyTeam(), "own/diy-1x4090");
    const ExplanationLine* const hour = lineOf(lines, "Busiest hour");
    REQUIRE(hour != nullptr);
    // 4,000 requests a day, a fifth of them in the busiest hour.
    CHECK(hour->numbers == "4,000 x 20 % / 3,600 s");
    CHECK(hour->result == "800 requests an hour");
    const ExplanationLine* const first = lineOf(lines, "First token");
    REQUIRE(first != nullptr);
    CHECK(first->formula.ends_with(" requests after the warm-up, seed 1"));
    CHECK(first->numbers.starts_with("mean "));
    CHECK(first->result.starts_with("P50 "));
    for (const char* const label :
         {"Full house", "Load", "Wait before a request starts", "Between tokens", "Whole answer",
          "Somebody waits", "Busy", "Within what is asked", "Largest load", "Machines needed",
          "Overflow to an API"}) {
        CAPTURE(label);
        const ExplanationLine* const line = lineOf(lines, label);
        REQUIRE(line != nullptr);
        CHECK_FALSE(line->result.empty());
        CHECK_FALSE(line->source.empty());
        CHECK_FALSE(line->inputs.empty());
    }
    CHECK(lineOf(lines, "Within what is asked")->formula ==
          "requests with first token within 3 s / all that arrive");
}

TEST_CASE("Nothing asked, no limits", "[explain][serving]") {
    Scenario scenario = busyTeam();
    scenario.workload.firstTokenWithin.reset();
    const auto lines = simulated(scenario, "own/diy-1x4090");
    CHECK(lineOf(lines, "First token") != nullptr);
    CHECK(lineOf(lines, "Within what is asked") == nullptr);
    CHECK(lineOf(lines, "Largest load") == nullptr);
    CHECK(lineOf(lines, "Overflow to an API") == nullptr);
}

TEST_CASE("A line of a simulation that an input moves names it", "[explain][serving][property]") {
    std::set<std::string> omissions;
    Scenario vllm = busyTeam();
    vllm.model.weightFormatId = "awq-int4-g128";
    vllm.model.engine = EngineChoice::Vllm;
    vllm.workload.minimumSpeed = tokensPerSecond(20);
    int moved = 0;
    for (const Scenario& scenario : {busyTeam(), vllm}) {
        const std::string option = "own/diy-1x4090";
        const auto before = simulated(scenario, option);
        REQUIRE_FALSE(before.empty());
        for (const Field& field : fields()) {
            const std::optional<double> value = neighbour(field, scenario);
            if (!value) continue;
            Scenario other = scenario;
            field.set(other, *value);
            for (const ExplanationLine& line : simulated(other, option)) {
                const ExplanationLine* const old = lineOf(before, line.label);
                if (old == nullptr || old->result == line.result) continue;
                ++moved;
                if (!names(*old, field.id)) {
                    omissions.insert(std::string(field.id) + " moves " + line.label);
                }
            }
        }
    }
    CHECK(moved > 50);
    for (const std::string& omission : omissions) UNSCOPED_INFO(omission);
    CHECK(omissions.empty());
}
