// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_question.h"

#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario asked(EngineChoice engine, const char* weights) {
    Scenario scenario;
    scenario.model.weightFormatId = weights;
    scenario.model.engine = engine;
    scenario.workload.concurrentUsers = 6;
    scenario.workload.requestsPerDay = 5'000;
    return scenario;
}

ServingQuestion questionOf(const Scenario& scenario, const char* id) {
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult* result = evaluation.find(id);
    REQUIRE(result);
    const auto question = servingQuestion(*result, scenario, seedCatalog());
    REQUIRE(question);
    return *question;
}

}  // namespace

TEST_CASE("llama.cpp is asked with its slots, vLLM with its pool", "[decision][serving]") {
    const ServingQuestion slots =
        questionOf(asked(EngineChoice::LlamaCpp, "gguf-q4_k_m"), "own/diy-1x4090");
    CHECK(slots.setup.scheme == CacheScheme::StaticSlots);
    CHECK(slots.setup.maxRunning == 6);
    const ServingQuestion pool =
        questionOf(asked(EngineChoice::Vllm, "fp8-channel"), "own/diy-1x4090");
    CHECK(pool.setup.scheme == CacheScheme::Paged);
    // 8 GB of FP8 weights in 24 GB leave room for 128 KiB a token: some 80,000 tokens.
    INFO(pool.setup.kvBudget.value);
    CHECK(pool.setup.kvBudget > tokens(40'000));
    CHECK(pool.setup.kvBudget < tokens(120'000));
    CHECK(pool.setup.batchedTokens >= tokens(pool.setup.maxRunning));
}

TEST_CASE("Every option with a speed and room can be simulated", "[decision][serving][property]") {
    for (const auto& [engine, weights] : {std::pair{EngineChoice::LlamaCpp, "gguf-q4_k_m"},
                                          {EngineChoice::Vllm, "bf16"},
                                          {EngineChoice::Mlx, "mlx-4bit-g64"}}) {
        const Scenario scenario = asked(engine, weights);
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        int simulated = 0;
        for (const OptionResult& result : evaluation.options) {
            const auto question = servingQuestion(result, scenario, seedCatalog());
            if (!question || ++simulated > 2) continue;
            SimulationOptions options;
            options.requests = 200;
            const ServingResult served = simulate(question->setup, question->load, options);
            INFO(result.option.id);
            // Prompts that leave no room for an answer are told, which is no error.
            CHECK_FALSE(hasErrors(served.findings));
            CHECK(served.finished + served.refused == served.arrived);
        }
        CHECK(simulated > 0);
    }
}

TEST_CASE("What has no speed cannot be simulated", "[decision][serving]") {
    const Scenario scenario = asked(EngineChoice::Automatic, "gguf-q4_k_m");
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    for (const OptionResult& result : evaluation.options) {
        if (!result.speed) CHECK_FALSE(servingQuestion(result, scenario, seedCatalog()));
    }
}
