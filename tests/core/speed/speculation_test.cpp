// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speculation.h"

#include "core/decision/speed_question.h"
#include "core/evaluate.h"
#include "core/explain/explain.h"
#include "core/speed/work.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using tests::seedCatalog;

namespace {

SpeedRequest requestOf(int batch) {
    SpeedRequest request;
    request.model = seedCatalog().model("llama-3.3-70b");
    request.weights = seedCatalog().format("fp8-channel");
    request.kv = seedCatalog().format("kv-vllm-auto");
    if (request.kv == nullptr) request.kv = seedCatalog().format("kv-llamacpp-f16");
    request.engine = EngineChoice::Vllm;
    request.devices.accelerator = seedCatalog().accelerator("h100-sxm-80gb");
    request.devices.count = 2;
    request.depth = tokens(1000);
    request.prompt = tokens(1000);
    request.batch = batch;
    REQUIRE(request.model != nullptr);
    REQUIRE(request.weights != nullptr);
    REQUIRE(request.kv != nullptr);
    return request;
}

Speculation drafted(int count, double acceptance) {
    Speculation speculation;
    speculation.draftTokens = count;
    speculation.acceptance = acceptance;
    return speculation;
}

double gain(int batch, const Speculation& speculation) {
    SpeedRequest request = requestOf(batch);
    const double before = estimateSpeed(request, seedCatalog()).decodePerUser.likely.value;
    request.speculation = speculation;
    return estimateSpeed(request, seedCatalog()).decodePerUser.likely.value / before;
}

}  // namespace

TEST_CASE("Accepted tokens follow the geometric sum", "[speed][speculation]") {
    CHECK(tokensPerStep({}) == 1);
    // 1 + 0.7 + 0.49 + 0.343 + 0.2401.
    CHECK(tokensPerStep(drafted(4, 0.7)) == Approx(2.7731));
    CHECK(tokensPerStep(drafted(4, 1)) == Approx(5));
    CHECK(tokensPerStep(drafted(4, 0)) == Approx(1));
    CHECK(tokensPerStep(drafted(-3, 0.5)) == 1);
}

TEST_CASE("Speculation helps one stream and vanishes under load",
          "[speed][speculation][property]") {
    const Speculation free = drafted(4, 0.7);
    // Checking costs operations and bytes on the links, so less than the 2.77 tokens arrive.
    CHECK(gain(1, free) > 2.0);
    CHECK(gain(1, free) < 2.7731);
    double last = 10;
    for (const int batch : {1, 8, 64, 256}) {
        INFO(batch);
        CHECK(gain(batch, free) <= last * 1.001);
        last = gain(batch, free);
    }
    CHECK(gain(256, drafted(4, 0.2)) < 1);
    CHECK(gain(1, drafted(4, 0)) <= 1);
    for (double acceptance = 0; acceptance < 0.95; acceptance += 0.1) {
        CHECK(gain(1, drafted(4, acceptance + 0.1)) > gain(1, drafted(4, acceptance)));
    }
}

TEST_CASE("A draft model takes its own steps, one after the other", "[speed][speculation]") {
    SpeedRequest request = requestOf(1);
    request.speculation = drafted(3, 0.8);
    request.speculation.draft = seedCatalog().model("llama-3.2-1b");
    request.speculation.draftWeights = request.weights;
    REQUIRE(request.speculation.draft != nullptr);
    const SpeedClass& parameters =
        *speedClass(*request.devices.accelerator, request.engine, seedCatalog());
    const WeightBytes weights = weightBytes(*request.model, *request.weights, request.engine);
    SpeedRequest draft = requestOf(1);
    draft.model = request.speculation.draft;
    const DecodeStep step = decodeStep(request, weights, parameters);
    CHECK(step.draft.value == Approx(3 * decodeStep(draft, parameters).total().value));
    CHECK(step.total().value > decodeStep(requestOf(1), weights, parameters).total().value);
    CHECK(gain(1, request.speculation) < gain(1, drafted(3, 0.8)));
    // 60 times smaller: still worth it.
    CHECK(gain(1, request.speculation) > 1);
}

TEST_CASE("A scenario's draft reaches speed and working", "[speed][speculation][decision]") {
    Scenario scenario;
    scenario.model.modelId = "llama-3.3-70b";
    scenario.model.draftTokens = 4;
    scenario.model.draftAcceptance = 0.75;
    Companion companion;
    companion.role = CompanionRole::Draft;
    companion.modelId = "llama-3.2-1b";
    companion.weightFormatId = "gguf-q4_k_m";
    companion.context = tokens(0);
    scenario.model.companions = {companion};
    const Speculation speculation = speculationOf(scenario.model, seedCatalog());
    CHECK(speculation.draft == seedCatalog().model("llama-3.2-1b"));
    CHECK(speculation.acceptance == 0.75);
    const Evaluation with = evaluate(scenario, seedCatalog());
    scenario.model.draftTokens.reset();
    const Evaluation without = evaluate(scenario, seedCatalog());
    int compared = 0;
    for (const OptionResult& result : with.options) {
        const OptionResult* plain = without.find(result.option.id);
        if (!result.speed || plain == nullptr || !plain->speed) continue;
        if (++compared > 20) break;
        CHECK(result.speed->decodeSingle.likely > plain->speed->decodeSingle.likely);
    }
    CHECK(compared > 5);
    // The memory of the draft counts, so it is said that its speed does not.
    CHECK(std::any_of(without.findings.begin(), without.findings.end(),
                      [](const Finding& one) { return one.field == "model.draft_tokens"; }));
    scenario.model.draftTokens = 4;
    const std::vector<ExplanationLine> lines =
        explainSpeed(with.options.front(), scenario, seedCatalog());
    const auto says = [&](const char* label) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const ExplanationLine& line) { return line.label == label; });
    };
    if (with.options.front().speed) {
        CHECK(says("Drafting"));
        CHECK(says("Tokens a step"));
    }
}
