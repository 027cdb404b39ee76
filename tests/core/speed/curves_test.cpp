// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/curves.h"

#include <algorithm>

#include "core/decision/speed_question.h"
#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

SpeedRequest asked(const char* model, EngineChoice engine, const char* card) {
    Scenario scenario;
    scenario.model.modelId = model;
    scenario.model.weightFormatId = engine == EngineChoice::Vllm ? "fp8-channel" : "gguf-q4_k_m";
    return speedRequest(scenario, engine, devicesOf(*seedCatalog().accelerator(card), 1),
                        seedCatalog());
}

WeightBytes weightsOf(const SpeedRequest& request) {
    return weightBytes(*request.model, *request.weights, request.engine);
}

}  // namespace

TEST_CASE("Steps of the load double, with the half way between, the end and what is asked",
          "[speed][curves]") {
    CHECK(loadSteps(1, 1) == std::vector<int>{1});
    CHECK(loadSteps(8, 5) == std::vector<int>{1, 2, 3, 4, 5, 6, 8});
    CHECK(loadSteps(13, 40) == std::vector<int>{1, 2, 3, 4, 6, 8, 12, 13});
    for (int most = 1; most <= 4096; most += 37) {
        const std::vector<int> steps = loadSteps(most, most / 3);
        CHECK(std::is_sorted(steps.begin(), steps.end()));
        CHECK(std::adjacent_find(steps.begin(), steps.end()) == steps.end());
        CHECK(steps.front() == 1);
        CHECK(steps.back() == most);
    }
}

TEST_CASE("More users are each slower and together at least as fast, first tokens come later",
          "[speed][curves][property]") {
    for (const auto& [model, engine, card] :
         {std::tuple{"llama-3.1-8b", EngineChoice::LlamaCpp, "rtx-4090"},
          {"qwen3-30b-a3b", EngineChoice::LlamaCpp, "rtx-3090"},
          {"llama-3.1-8b", EngineChoice::Vllm, "h100-sxm-80gb"}}) {
        const SpeedRequest request = asked(model, engine, card);
        const auto curve = loadCurve(request, weightsOf(request), loadSteps(128, 5), seedCatalog());
        for (std::size_t i = 1; i < curve.size(); ++i) {
            INFO(model << ' ' << curve[i].users);
            CHECK(curve[i].perUser.likely <= curve[i - 1].perUser.likely);
            CHECK(curve[i].total.likely >= curve[i - 1].total.likely);
            CHECK(curve[i].firstTokenBusy.likely >= curve[i - 1].firstTokenBusy.likely);
            CHECK(curve[i].total.likely.value ==
                  Approx(curve[i].perUser.likely.value * curve[i].users));
        }
        const std::size_t knee = kneeOf(curve);
        REQUIRE(knee < curve.size());
        CHECK(curve[knee].total.likely >= curve.back().total.likely * 0.9);
        CHECK((knee == 0 || curve[knee - 1].total.likely < curve.back().total.likely * 0.9));
    }
    CHECK(kneeOf({}) == 0);
}

TEST_CASE("A deeper cache never makes decoding faster", "[speed][curves][property]") {
    const SpeedRequest request = asked("llama-3.1-8b", EngineChoice::LlamaCpp, "rtx-4090");
    const auto curve = depthCurve(request, weightsOf(request), tokens(131'072), 16, seedCatalog());
    REQUIRE(curve.size() == 17);
    CHECK(curve.front().depth == tokens(0));
    CHECK(curve.back().depth == tokens(131'072));
    for (std::size_t i = 1; i < curve.size(); ++i) {
        CHECK(curve[i].decode.likely < curve[i - 1].decode.likely);
        CHECK(curve[i].decode.low < curve[i].decode.high);
    }
}

TEST_CASE("The curve passes through the speed that the option shows", "[speed][curves]") {
    Scenario scenario;
    scenario.workload.concurrentUsers = 3;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    for (const OptionResult& result : evaluation.options) {
        const auto request = speedRequest(result, scenario, seedCatalog());
        CHECK(request.has_value() == result.speed.has_value());
        if (!request) continue;
        const auto curve = loadCurve(*request, weightsOf(*request), {3}, seedCatalog());
        INFO(result.option.id);
        CHECK(curve.front().perUser.likely.value ==
              Approx(result.speed->decodePerUser.likely.value));
    }
}
