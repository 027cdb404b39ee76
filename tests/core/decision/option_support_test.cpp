// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What kernels and memory mean for whole options of the seed catalog.
#include <algorithm>

#include "core/evaluate.h"
#include "core/explain/explain.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario asking(const char* model, const char* weights, const char* kv = "kv-llamacpp-f16") {
    Scenario scenario;
    scenario.model.modelId = model;
    scenario.model.weightFormatId = weights;
    scenario.model.kvFormatId = kv;
    return scenario;
}

OptionResult optionOf(const Evaluation& evaluation, const std::string& id) {
    const auto found =
        std::find_if(evaluation.options.begin(), evaluation.options.end(),
                     [&](const OptionResult& result) { return result.option.id == id; });
    if (found == evaluation.options.end()) throw std::runtime_error("no option " + id);
    return *found;
}

OptionResult option(const Scenario& scenario, const std::string& id) {
    return optionOf(evaluate(scenario, seedCatalog()), id);
}

const Exclusion* exclusion(const OptionResult& result, Constraint constraint) {
    const auto found =
        std::find_if(result.exclusions.begin(), result.exclusions.end(),
                     [&](const Exclusion& entry) { return entry.constraint == constraint; });
    return found == result.exclusions.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("An option without kernels is out with that reason and a remedy", "[decision][support]") {
    const OptionResult tower = option(asking("llama-3.1-8b", "mlx-4bit-g64"), "own/diy-1x4090");
    const Exclusion* support = exclusion(tower, Constraint::Support);
    REQUIRE(support);
    CHECK(support->reason.find("MLX is made for Apple silicon") == 0);
    CHECK(support->remedy == "Choose vLLM or llama.cpp.");
    CHECK_FALSE(tower.ledger);
}

TEST_CASE("A slow cache marks the option and slows it", "[decision][support]") {
    const Evaluation slow =
        evaluate(asking("llama-3.1-8b", "gguf-q4_k_m", "kv-llamacpp-q5_1"), seedCatalog());
    const Evaluation fast =
        evaluate(asking("llama-3.1-8b", "gguf-q4_k_m", "kv-llamacpp-q8_0"), seedCatalog());
    const OptionResult marked = optionOf(slow, "own/diy-1x4090");
    REQUIRE(marked.cautions.size() == 1);
    CHECK(marked.cautions.front().verdict == SupportVerdict::Slow);
    CHECK(marked.cautions.front().sentence.find("attention runs on the CPU") != std::string::npos);
    const OptionResult unmarked = optionOf(fast, "own/diy-1x4090");
    CHECK(unmarked.cautions.empty());
    // 0.35 of the native rate is left (github.com/am17an/llama.cpp issue 28); the smaller cache
    // itself is read a little faster.
    REQUIRE(marked.speed);
    const double left =
        marked.speed->decodeSingle.likely.value / unmarked.speed->decodeSingle.likely.value;
    CHECK(left == Approx(0.35).margin(0.02));
    CHECK(marked.speed->step.fallback.value > 0);
    CHECK(marked.speed->bound == "a slow fallback");
    // A Mac has the kernels.
    CHECK(optionOf(slow, "own/mac-studio-m4max-128").cautions.empty());
}

TEST_CASE("A fallback whose loss nobody measured keeps its speed and says so",
          "[decision][support]") {
    const OptionResult tower =
        option(asking("llama-3.1-8b", "gguf-q4_k_m", "kv-llamacpp-iq4_nl"), "own/diy-1x4090");
    REQUIRE(tower.cautions.size() == 1);
    CHECK(tower.cautions.front().sentence.find("is unknown") != std::string::npos);
    CHECK(tower.speed->step.fallback == seconds(0));
}

TEST_CASE("Emulated weights stay in and are marked", "[decision][support]") {
    const OptionResult tower = option(asking("llama-3.1-8b", "fp8-channel"), "own/diy-1x3090");
    CHECK(exclusion(tower, Constraint::Support) == nullptr);
    REQUIRE_FALSE(tower.cautions.empty());
    CHECK(tower.cautions.front().verdict == SupportVerdict::Emulated);
    CHECK(option(asking("llama-3.1-8b", "fp8-channel"), "own/diy-1x4090").cautions.empty());
}

TEST_CASE("A model that is too big says what host memory would make of it", "[decision][spill]") {
    const Scenario scenario = asking("llama-3.1-70b", "gguf-q4_k_m");
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult tower = optionOf(evaluation, "own/diy-1x4090");
    CHECK_FALSE(tower.feasible);
    const Exclusion* memory = exclusion(tower, Constraint::Memory);
    REQUIRE(memory);
    REQUIRE(tower.spill);
    REQUIRE(tower.spillSpeed);
    CHECK(memory->consequence.find("of 80 layers lie in host memory") != std::string::npos);
    CHECK(memory->consequence.find("tok/s for one user") != std::string::npos);
    CHECK(memory->consequence.find("driver for Windows") != std::string::npos);
    // The prediction never makes a fit of it, nor a speed that other rules would read.
    CHECK_FALSE(tower.ledger->fits());
    CHECK(tower.spillSpeed->onProcessor->value < 12);
    // Two cards hold it: no consequence.
    CHECK_FALSE(optionOf(evaluation, "own/diy-4x3090").spill);
    // No host memory of its own, no spill.
    CHECK_FALSE(optionOf(evaluation, "own/mac-studio-m4max-36").spill);
}

TEST_CASE("An unknown host bandwidth stays unknown", "[decision][spill]") {
    const Evaluation evaluation = evaluate(asking("llama-3.1-405b", "gguf-q4_k_m"), seedCatalog());
    const OptionResult tower = optionOf(evaluation, "own/diy-4x4090");
    REQUIRE(tower.spill);
    CHECK_FALSE(tower.spillSpeed->onProcessor);
    CHECK(exclusion(tower, Constraint::Memory)->consequence.find("how slow is unknown") !=
          std::string::npos);
}

TEST_CASE("The screen is a choice of the scenario", "[decision][memory]") {
    Scenario scenario = asking("llama-3.1-8b", "gguf-q4_k_m");
    const Bytes with = option(scenario, "own/diy-1x4090").ledger->headroom();
    scenario.place.display = DisplayUse::None;
    const Bytes without = option(scenario, "own/diy-1x4090").ledger->headroom();
    CHECK((without - with).value == Approx(gibibytes(0.75).value));
}

TEST_CASE("The explanation names the shares of memory and the fallback", "[explain][support]") {
    const Scenario scenario = asking("llama-3.1-8b", "gguf-q4_k_m", "kv-llamacpp-q5_1");
    const OptionResult tower = option(scenario, "own/diy-1x4090");
    const auto has = [](const std::vector<ExplanationLine>& lines, const std::string& label) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const ExplanationLine& line) { return line.label == label; });
    };
    const std::vector<ExplanationLine> memory = explainMemory(tower, scenario, seedCatalog());
    CHECK(has(memory, "As sold"));
    CHECK(has(memory, "Driver or system"));
    CHECK(has(memory, "Screen"));
    CHECK(has(memory, "Usable"));
    CHECK(has(explainSpeed(tower, scenario, seedCatalog()), "Slow fallback"));
}

TEST_CASE("A machine with cards of several kinds is judged by all of them",
          "[decision][support][devices]") {
    Catalog catalog = seedCatalog();
    Machine mixed = *catalog.machine("diy-1x4090");
    mixed.id = "mixed";
    mixed.furtherAccelerators = {{"rtx-3090", 1}};
    Machine unknown = mixed;
    unknown.id = "unknown";
    unknown.furtherAccelerators = {{"rtx-9999", 1}};
    catalog.machines.push_back(mixed);
    catalog.machines.push_back(unknown);
    Scenario scenario;
    scenario.model.modelId = "qwen3-32b";
    const Evaluation evaluation = evaluate(scenario, catalog);
    const OptionResult* both = evaluation.find("own/mixed");
    REQUIRE(both);
    REQUIRE(both->ledger);
    CHECK(both->ledger->devices.size() == 2);
    CHECK(both->ledger->fits());
    REQUIRE(both->speed);
    // Without a class for one of the cards the speed is unknown, not guessed.
    Catalog bare = catalog;
    std::erase_if(bare.speedClasses,
                  [](const SpeedClass& row) { return row.deviceClass != "hbm-hopper"; });
    CHECK_FALSE(evaluate(scenario, bare).find("own/mixed")->speed);
    const OptionResult* strange = evaluation.find("own/unknown");
    REQUIRE(strange);
    CHECK_FALSE(strange->ledger);
    REQUIRE_FALSE(strange->exclusions.empty());
    CHECK(strange->exclusions.front().reason.find("rtx-9999") != std::string::npos);
    // FP8 kernels exist on the 4090 and not on the 3090: the pair has what both have.
    scenario.model.weightFormatId = "fp8-channel";
    scenario.model.engine = EngineChoice::TensorRtLlm;
    const Evaluation fp8 = evaluate(scenario, catalog);
    const OptionResult* pair = fp8.find("own/mixed");
    const OptionResult* alone = fp8.find("own/diy-1x3090");
    REQUIRE((pair && alone));
    const auto unsupported = [](const OptionResult& result) {
        return std::any_of(result.exclusions.begin(), result.exclusions.end(),
                           [](const Exclusion& e) { return e.constraint == Constraint::Support; });
    };
    CHECK(unsupported(*pair) == unsupported(*alone));
}
