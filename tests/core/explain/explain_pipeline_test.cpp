// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/explain/explain.h"
#include "core/scenario/companions.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const char* kMachine = "own/diy-2x3090";

const ExplanationLine& line(const std::vector<ExplanationLine>& lines, std::string_view label) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const ExplanationLine& entry) {
        return entry.label == label;
    });
    REQUIRE(found != lines.end());
    return *found;
}

struct Explained {
    Scenario scenario;
    Evaluation evaluation;
    std::vector<ExplanationLine> lines(const char* option) const {
        const OptionResult* result = evaluation.find(option);
        REQUIRE(result);
        return explainMemory(*result, scenario, seedCatalog());
    }
};

Explained explained(const Scenario& scenario) {
    return {scenario, evaluate(scenario, seedCatalog())};
}

Scenario trained() {
    Scenario scenario;
    scenario.model.modelId = "llama-3.1-8b";
    scenario.workload.fineTuning.method = FineTuneMethod::Lora;
    return scenario;
}

}  // namespace

TEST_CASE("Every model beside the main one and the index have a line", "[explain][pipeline]") {
    Scenario scenario;
    scenario.model.modelId = "qwen3-30b-a3b";
    scenario.model.companions = parseCompanions(
        "embedding=bge-m3*2, reranker=bge-reranker-v2-m3/swapped, draft=qwen3-0.6b@gguf-q8_0");
    scenario.model.index.vectors = 1e6;
    const Explained made = explained(scenario);
    const auto lines = made.lines(kMachine);
    const Ledger& ledger = *made.evaluation.find(kMachine)->ledger;
    CHECK(line(lines, "Embedding model").numbers.find("resident") != std::string::npos);
    CHECK(line(lines, "Reranker").numbers.find("loaded when used") != std::string::npos);
    CHECK(line(lines, "Draft model").formula.find("main model's process") != std::string::npos);
    const ExplanationLine& index = line(lines, "Vector index");
    CHECK(index.numbers == "1,000,000 x (4,096 + 136.5 + 102) B");
    CHECK(index.result == formatGib(ledger.hostIndex));
    CHECK(line(lines, "Host memory").result == formatGib(ledger.hostUsed()));
    for (const ExplanationLine& entry : lines) {
        CAPTURE(entry.label);
        for (const InputReference& input : entry.inputs) {
            CAPTURE(input.id);
            CHECK((input.kind != InputKind::Field || findField(input.id) != nullptr));
        }
    }
}

TEST_CASE("A fine-tuning job is explained part by part", "[explain][finetune]") {
    const Explained made = explained(trained());
    const auto lines = made.lines(kMachine);
    const FineTuneLedger& ledger = *made.evaluation.find(kMachine)->fineTune;
    CHECK(ledger.devices == 2);
    CHECK(line(lines, "Fine-tuning, gradients").numbers == "41.9 M trained x 4 B / 2 devices");
    CHECK(line(lines, "Fine-tuning, optimiser").numbers == "41.9 M trained x 8 B / 2 devices");
    CHECK(line(lines, "Fine-tuning, weights").result == formatGib(ledger.each.weights));
    CHECK(line(lines, "Fine-tuning, logits").numbers == "4,096 x 1 tokens, vocabulary of 128,256");
    CHECK(line(lines, "Fine-tuning, buffers").result == formatGib(ledger.each.buffers));
    for (const ExplanationLine& entry : lines) {
        CAPTURE(entry.label);
        for (const InputReference& input : entry.inputs) {
            CAPTURE(input.id);
            CHECK((input.kind != InputKind::Field || findField(input.id) != nullptr));
        }
        CHECK_FALSE(entry.result.empty());
    }
    Scenario plain = trained();
    plain.workload.fineTuning.method = FineTuneMethod::None;
    for (const ExplanationLine& entry : explained(plain).lines(kMachine)) {
        CHECK(entry.label.find("Fine-tuning") == std::string::npos);
    }
}

TEST_CASE("A job that does not fit excludes with the smallest change", "[decision][finetune]") {
    Scenario scenario = trained();
    scenario.workload.fineTuning.method = FineTuneMethod::Full;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult* result = evaluation.find("own/diy-1x3090");
    REQUIRE(result);
    const auto found = std::find_if(
        result->exclusions.begin(), result->exclusions.end(),
        [](const Exclusion& entry) { return entry.constraint == Constraint::FineTuning; });
    REQUIRE(found != result->exclusions.end());
    // 16 bytes for each of 8 billion weights on 24 GB: only NF4 fits beside unfused logits.
    CHECK(found->remedy.find("Fits with QLoRA: ") == 0);
}

TEST_CASE("An index larger than host memory excludes, not the devices", "[decision][index]") {
    Scenario scenario;
    scenario.model.index.vectors = 1e9;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult* result = evaluation.find(kMachine);
    REQUIRE(result);
    REQUIRE(result->ledger->headroom() > Bytes{0});
    REQUIRE_FALSE(result->exclusions.empty());
    CHECK(result->exclusions.front().constraint == Constraint::Memory);
    CHECK(result->exclusions.front().reason.find("of host memory; ") != std::string::npos);
    CHECK(result->exclusions.front().remedy.find("smaller vector type") != std::string::npos);
}
