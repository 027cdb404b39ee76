// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the commands: llama.cpp tools/llama-bench and tools/batched-bench, vLLM's and SGLang's
// command lines, mlx_lm/benchmark.py.
#include "core/explain/measure_commands.h"

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario asked(const std::string& weights, EngineChoice engine) {
    Scenario scenario;
    scenario.model.modelId = "qwen3-32b";
    scenario.model.weightFormatId = weights;
    scenario.model.engine = engine;
    scenario.workload.context = tokens(16'384);
    scenario.workload.prompt = tokens(3'000);
    scenario.workload.answer = tokens(500);
    scenario.workload.concurrentUsers = 4;
    return scenario;
}

std::string commandsOf(const Scenario& scenario, const std::string& optionId,
                       const Catalog& catalog = seedCatalog()) {
    const Evaluation evaluation = evaluate(scenario, catalog);
    const OptionResult* result = evaluation.find(optionId);
    REQUIRE(result);
    std::string text;
    for (const MeasureCommand& command : measureCommands(*result, scenario, catalog)) {
        text += command.command + '\n';
    }
    return text;
}

}  // namespace

TEST_CASE("llama.cpp is measured with the lengths, users and caches of the scenario",
          "[explain][measure]") {
    Scenario scenario = asked("gguf-q4_k_m", EngineChoice::LlamaCpp);
    scenario.model.kvFormatId = "kv-llamacpp-q8_0";
    const std::string text = commandsOf(scenario, "own/diy-1x4090");
    CAPTURE(text);
    // Half an answer behind the prompt: 3,000 + 250.
    CHECK(text.find("llama-bench -m MODEL.gguf -ngl 999 -fa 1 -ub 512 -ctk q8_0 -ctv q8_0 -p 3000 "
                    "-n 500 -d 0,3250\n") != std::string::npos);
    // 4 x 3,500 tokens, padded to 256.
    CHECK(text.find("-c 14080 -npp 3000 -ntg 500 -npl 1,4\n") != std::string::npos);
    CHECK(text.find("llama-server -m MODEL.gguf") != std::string::npos);
    CHECK(text.find("-c 16384 -np 4 --kv-unified\n") != std::string::npos);
}

TEST_CASE("vLLM is started as the ledger assumed and loaded by its own benchmark",
          "[explain][measure]") {
    Scenario scenario = asked("fp8-channel", EngineChoice::Vllm);
    scenario.model.batchedTokens = 4096;
    scenario.model.eager = true;
    const std::string text = commandsOf(scenario, "own/diy-2x4090");
    CAPTURE(text);
    CHECK(text.find("vllm serve Qwen/Qwen3-32B --max-model-len 16384") != std::string::npos);
    CHECK(text.find("--max-num-batched-tokens 4096 --tensor-parallel-size 2") != std::string::npos);
    CHECK(text.find("--enforce-eager") != std::string::npos);
    CHECK(text.find("--random-input-len 3000 --random-output-len 500 --max-concurrency 4 "
                    "--num-prompts 50") != std::string::npos);
}

TEST_CASE("Drafting is measured as asked", "[explain][measure]") {
    Scenario scenario = asked("fp8-channel", EngineChoice::Vllm);
    scenario.model.draftTokens = 4;
    CHECK(commandsOf(scenario, "own/diy-2x4090")
              .find("--speculative-config '{\"method\": \"ngram\", \"prompt_lookup_max\": 4, "
                    "\"num_speculative_tokens\": 4}'") != std::string::npos);
    Companion draft;
    draft.role = CompanionRole::Draft;
    draft.modelId = "qwen3-0.6b";
    draft.weightFormatId = "fp8-channel";
    draft.context = tokens(0);
    scenario.model.companions = {draft};
    CHECK(commandsOf(scenario, "own/diy-2x4090")
              .find("{\"model\": \"Qwen/Qwen3-0.6B\", \"num_speculative_tokens\": 4}") !=
          std::string::npos);
    Scenario local = asked("gguf-q4_k_m", EngineChoice::LlamaCpp);
    local.model.draftTokens = 6;
    local.model.companions = {draft};
    local.model.companions[0].weightFormatId = "gguf-q4_k_m";
    CHECK(commandsOf(local, "own/diy-1x4090").find("-md DRAFT.gguf -ngld 999 --draft-max 6") !=
          std::string::npos);
}

TEST_CASE("Every option with a ledger has commands, APIs have none", "[explain][measure]") {
    for (const auto& [weights, engine] : {std::pair{"gguf-q4_k_m", EngineChoice::Automatic},
                                          {"bf16", EngineChoice::Automatic},
                                          {"mlx-4bit-g64", EngineChoice::Mlx},
                                          {"gguf-q4_k_m", EngineChoice::Ollama},
                                          {"bf16", EngineChoice::Sglang},
                                          {"bf16", EngineChoice::TensorRtLlm}}) {
        const Scenario scenario = asked(weights, engine);
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        for (const OptionResult& result : evaluation.options) {
            const auto commands = measureCommands(result, scenario, seedCatalog());
            CAPTURE(result.option.id);
            CHECK(commands.empty() == !result.ledger.has_value());
        }
    }
}

TEST_CASE("Hostile ids stay one word", "[explain][measure]") {
    CHECK(shellWord("Qwen/Qwen3-32B") == "Qwen/Qwen3-32B");
    CHECK(shellWord("a b; rm -rf ~") == "'a b; rm -rf ~'");
    CHECK(shellWord("it's\n") == "'it'\\''s'");
    CHECK(shellWord("--flag") == "'--flag'");
    CHECK(shellWord("") == "''");
    Catalog catalog = seedCatalog();
    for (ModelSpec& model : catalog.models) {
        if (model.id == "qwen3-32b") model.huggingFaceId = "$(touch owned)`id`";
    }
    const Scenario scenario = asked("bf16", EngineChoice::Vllm);
    const std::string text = commandsOf(scenario, "own/diy-4x3090", catalog);
    CHECK(text.find("'$(touch owned)`id`'") != std::string::npos);
}
