// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/validate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/scenario/companions.h"
#include "core/scenario/fields.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

namespace {

using Catch::Matchers::Contains;
using tests::seedCatalog;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The first finding about a field; an empty one when there is none.
Finding findingFor(const Scenario& scenario, std::string_view field) {
    for (const Finding& finding : validate(scenario, seedCatalog())) {
        if (finding.field == field) return finding;
    }
    return {};
}

int countFor(const Scenario& scenario, std::string_view field) {
    const std::vector<Finding> findings = validate(scenario, seedCatalog());
    return static_cast<int>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return finding.field == field; }));
}

}  // namespace

TEST_CASE("The default scenario is in order", "[scenario][validate]") {
    const auto findings = validate(Scenario{}, seedCatalog());
    for (const Finding& finding : findings) UNSCOPED_INFO(finding.message);
    CHECK(findings.empty());
    CHECK_FALSE(hasErrors(findings));
}

TEST_CASE("Any number in any field gives findings and never a crash", "[scenario][validate]") {
    for (const Field& field : fields()) {
        if (!isNumeric(field)) continue;
        for (const double value : {std::nan(""), kInfinity, -kInfinity, -1.0, 0.0, 1e308, -1e308,
                                   5e-324, field.minimum, field.maximum}) {
            CAPTURE(field.id, value);
            Scenario scenario;
            field.set(scenario, value);
            const auto findings = validate(scenario, seedCatalog());
            const bool possible =
                std::isfinite(value) && value >= field.minimum && value <= field.maximum;
            bool reported = false;
            for (const Finding& finding : findings) {
                CHECK(finding.message.size() > 10);
                CHECK(finding.message.back() == '.');
                CHECK_FALSE(finding.remedy.empty());
                CHECK(findField(finding.field) != nullptr);
                reported |= finding.field == field.id && finding.severity == Severity::Error;
            }
            // 5e-324 is rounded to 0 by whole-number fields, which may allow it.
            if (value != 5e-324) CHECK((possible || reported));
        }
    }
}

TEST_CASE("All numbers wrong at once are all reported", "[scenario][validate]") {
    Scenario scenario;
    std::size_t count = 0;
    for (const Field& field : fields()) {
        if (!isNumeric(field)) continue;
        field.set(scenario, std::nan(""));
        ++count;
    }
    const auto findings = validate(scenario, seedCatalog());
    CHECK(hasErrors(findings));
    CHECK(findings.size() >= count);
}

TEST_CASE("A number out of range is told with range and remedy", "[scenario][validate]") {
    Scenario scenario;
    scenario.workload.concurrentUsers = 0;
    const Finding users = findingFor(scenario, "workload.concurrent_users");
    CHECK(users.severity == Severity::Error);
    CHECK(users.message == "Concurrent users is 0 slots; the possible range is 1 to 10,000 slots.");
    CHECK(users.remedy == "Type 1 or more.");
    scenario.workload.peakHourShare = 1.5;
    const Finding share = findingFor(scenario, "workload.peak_hour_share");
    CHECK_THAT(share.message, Contains("150 %") && Contains("100 %"));
    CHECK_THAT(share.remedy, Contains("or less"));
    scenario.workload.context = tokens(kInfinity);
    CHECK_THAT(findingFor(scenario, "workload.context_tokens").message, Contains("not a number"));
}

TEST_CASE("Broken tokens are reported", "[scenario][validate]") {
    Scenario scenario;
    scenario.workload.context = tokens(8192.5);
    const Finding finding = findingFor(scenario, "workload.context_tokens");
    CHECK(finding.severity == Severity::Warning);
    CHECK_THAT(finding.message, Contains("8,192.5") && Contains("whole number"));
}

TEST_CASE("A context beyond the model's maximum is refused with both lengths",
          "[scenario][validate]") {
    Scenario scenario;  // Llama 3.1 8B: 131,072 tokens in database/seed/models.csv
    scenario.workload.context = tokens(131072);
    CHECK(findingFor(scenario, "workload.context_tokens").message.empty());
    scenario.workload.context = tokens(262144);
    const Finding finding = findingFor(scenario, "workload.context_tokens");
    CHECK(finding.severity == Severity::Error);
    CHECK_THAT(finding.message, Contains("262,144") && Contains("131,072"));
    CHECK_THAT(finding.remedy, Contains("131,072"));
}

TEST_CASE("Prompt and answer must fit into the context", "[scenario][validate]") {
    Scenario scenario;
    scenario.workload.prompt = tokens(8000);
    scenario.workload.answer = tokens(192);
    CHECK(findingFor(scenario, "workload.context_tokens").message.empty());
    scenario.workload.answer = tokens(193);
    const Finding finding = findingFor(scenario, "workload.context_tokens");
    CHECK(finding.severity == Severity::Error);
    CHECK_THAT(finding.message, Contains("8,193 tokens") && Contains("8,192 tokens"));
    CHECK_THAT(finding.remedy, Contains("8,193"));
}

TEST_CASE("Unknown ids suggest the nearest one", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.modelId = "lama-3.1-8b";
    CHECK(findingFor(scenario, "model.id").remedy == "Did you mean \"llama-3.1-8b\"?");
    scenario.model.modelId = "LLAMA-3.1-8B";
    CHECK(findingFor(scenario, "model.id").remedy == "Did you mean \"llama-3.1-8b\"?");
    scenario.model.modelId = "zzzzzzzzzzzzzzzz";
    CHECK(findingFor(scenario, "model.id").remedy == "Choose one from the catalog.");
    scenario.model.modelId = std::string(1'000'000, 'x');
    CHECK(findingFor(scenario, "model.id").remedy == "Choose one from the catalog.");
    scenario.model.modelId.clear();
    CHECK(findingFor(scenario, "model.id").severity == Severity::Error);
    scenario.model.weightFormatId = "q4_k_m";
    CHECK_THAT(findingFor(scenario, "model.weights").message, Contains("\"q4_k_m\""));
    scenario.model.weightFormatId = "gguf-q4km";
    CHECK(findingFor(scenario, "model.weights").remedy == "Did you mean \"gguf-q4_k_m\"?");
    scenario.model.kvFormatId = "kv-llamacpp-q8";
    CHECK_THAT(findingFor(scenario, "model.kv_cache").remedy, Contains("kv-llamacpp-"));
    scenario.place.tariffRegion = "US-CQ";
    CHECK_THAT(findingFor(scenario, "place.tariff_region").remedy, Contains("US-C"));
}

TEST_CASE("Weights that the engine cannot read are refused", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.engine = EngineChoice::Vllm;
    Finding finding = findingFor(scenario, "model.weights");
    CHECK(finding.severity == Severity::Error);
    CHECK_THAT(finding.message, Contains("vLLM") && Contains("gguf-q4_k_m"));
    CHECK_THAT(finding.remedy, Contains("llama.cpp"));
    scenario.model.engine = EngineChoice::Automatic;
    CHECK(findingFor(scenario, "model.weights").message.empty());
    scenario.model.weightFormatId = "exl3-4.0";
    CHECK_THAT(findingFor(scenario, "model.weights").message, Contains("None of the engines"));
    scenario.model.weightFormatId = "kv-llamacpp-f16";
    CHECK_THAT(findingFor(scenario, "model.weights").message, Contains("not weights"));
}

TEST_CASE("Cache formats are checked against engine and model", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.kvFormatId = "gguf-q8_0";
    CHECK_THAT(findingFor(scenario, "model.kv_cache").message, Contains("stores weights"));

    scenario.model.kvFormatId = "kv-llamacpp-q8_0";
    scenario.model.weightFormatId = "bf16";
    scenario.model.engine = EngineChoice::Vllm;
    const Finding lacking = findingFor(scenario, "model.kv_cache");
    CHECK(lacking.severity == Severity::Warning);
    CHECK_THAT(lacking.message, Contains("vLLM") && Contains("kv-llamacpp-q8_0"));
    // Every engine keeps 16-bit keys and values.
    scenario.model.kvFormatId = "kv-llamacpp-f16";
    CHECK(findingFor(scenario, "model.kv_cache").message.empty());

    scenario.model.kvFormatId = "kv-vllm-fp8_ds_mla";
    CHECK_THAT(findingFor(scenario, "model.kv_cache").message, Contains("MLA"));
    scenario.model.modelId = "deepseek-v3";
    CHECK(findingFor(scenario, "model.kv_cache").message.empty());
}

TEST_CASE("Models whose cache or task is special are pointed out", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.modelId = "bge-m3";
    CHECK(findingFor(scenario, "model.id").severity == Severity::Warning);
    CHECK_THAT(findingFor(scenario, "model.id").message, Contains("no answers"));
    scenario.model.modelId = "deepseek-v4-flash";
    CHECK_THAT(findingFor(scenario, "model.id").message, Contains("sliding-window part"));
}

TEST_CASE("Companions are checked like the main model", "[scenario][validate]") {
    const auto companionFinding = [](Companion companion) {
        Scenario scenario;
        scenario.model.companions = {std::move(companion)};
        return findingFor(scenario, "model.companions");
    };
    CHECK(companionFinding({"bge-m3", "gguf-f16", tokens(8192), 2}).message.empty());
    CHECK(companionFinding({"bge-m4", "gguf-f16"}).remedy == "Did you mean \"bge-m3\"?");
    CHECK_THAT(companionFinding({"bge-m3", "gguf-f17"}).remedy, Contains("gguf-f16"));
    CHECK_THAT(companionFinding({"bge-m3", "gguf-f16", tokens(8192), 0}).message,
               Contains("0 slots"));
    CHECK_THAT(companionFinding({"bge-m3", "gguf-f16", tokens(8193)}).message,
               Contains("8,193 tokens") && Contains("8,192 tokens"));
    for (const double context : {std::nan(""), kInfinity, -kInfinity, 0.0, -1.0, 1e308}) {
        CAPTURE(context);
        CHECK(companionFinding({"bge-m3", "gguf-f16", tokens(context)}).severity ==
              Severity::Error);
    }
}

TEST_CASE("A draft model without a context follows the main model", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.modelId = "qwen3-32b";
    scenario.model.companions = parseCompanions("draft=qwen3-0.6b@gguf-q8_0");
    CHECK_FALSE(hasErrors(validate(scenario, seedCatalog())));
    CHECK(countFor(scenario, "model.companions") == 0);
    // 0 is no context for a server of its own.
    scenario.model.companions.front().role = CompanionRole::Embedding;
    CHECK(findingFor(scenario, "model.companions").severity == Severity::Error);
    // A vocabulary of 128,256 beside one of 151,936.
    scenario.model.companions = parseCompanions("draft=llama-3.2-1b");
    CHECK(findingFor(scenario, "model.companions").severity == Severity::Warning);
}

TEST_CASE("A graph of single links is refused", "[scenario][validate]") {
    Scenario scenario;
    scenario.model.index.links = 1;
    CHECK_FALSE(hasErrors(validate(scenario, seedCatalog())));  // no index is asked for
    scenario.model.index.vectors = 1e6;
    CHECK(findingFor(scenario, "model.index_links").remedy.find("0 for a flat list") !=
          std::string::npos);
    scenario.model.index.links = 0;
    CHECK_FALSE(hasErrors(validate(scenario, seedCatalog())));
}

TEST_CASE("Adapters on experts of a dense model are pointed out", "[scenario][validate]") {
    Scenario scenario;
    scenario.workload.fineTuning.method = FineTuneMethod::Lora;
    scenario.workload.fineTuning.targets = AdapterTargets::Experts;
    CHECK(findingFor(scenario, "workload.fine_tune_targets").severity == Severity::Note);
    scenario.model.modelId = "qwen3-30b-a3b";
    CHECK(countFor(scenario, "workload.fine_tune_targets") == 0);
}

TEST_CASE("A tariff without a price asks for one", "[scenario][validate]") {
    Scenario scenario;
    scenario.place.tariffRegion = "NZ";  // residential only in database/seed/electricity.csv
    CHECK(findingFor(scenario, "place.customer").message.empty());
    scenario.place.customer = CustomerClass::Industrial;
    const Finding finding = findingFor(scenario, "place.customer");
    CHECK(finding.severity == Severity::Error);
    CHECK_THAT(finding.message, Contains("industrial") && Contains("New Zealand"));
    CHECK_THAT(finding.remedy, Contains("residential"));
    scenario.place.electricityPriceOverride = 0.2;
    CHECK(findingFor(scenario, "place.customer").message.empty());
    scenario.place.tariffRegion = "nowhere";
    CHECK(findingFor(scenario, "place.tariff_region").severity == Severity::Warning);
}

TEST_CASE("A currency without a rate is refused", "[scenario][validate]") {
    Scenario scenario;
    scenario.finance.currency = Currency{"EUR"};
    CHECK(findingFor(scenario, "finance.currency").message.empty());
    scenario.finance.currency = Currency{"EUX"};
    CHECK(findingFor(scenario, "finance.currency").severity == Severity::Error);
    CHECK_THAT(findingFor(scenario, "finance.currency").message, Contains("EUX"));
    scenario.finance.currency = Currency{"nonsense"};
    CHECK(findingFor(scenario, "finance.currency").severity == Severity::Error);
}

TEST_CASE("Remarkable but possible inputs are warnings", "[scenario][validate]") {
    Scenario scenario;
    scenario.workload.requestsPerDay = 0;
    CHECK(findingFor(scenario, "workload.requests_per_day").severity == Severity::Warning);
    scenario = {};
    scenario.workload.monthlyGrowth = 0.5;  // 1.5^36 = 2.19 million
    CHECK_THAT(findingFor(scenario, "workload.monthly_growth").message, Contains("2,184,164"));
    scenario = {};
    scenario.place.circuitVolts.reset();
    CHECK(findingFor(scenario, "place.circuit_volts").severity == Severity::Warning);
    scenario.place.circuitAmperes.reset();
    CHECK(validate(scenario, seedCatalog()).empty());
    scenario = {};
    scenario.finance.residualShare = 1.2;
    CHECK(findingFor(scenario, "finance.residual_share").severity == Severity::Warning);
    scenario = {};
    scenario.workload.fineTuning.method = FineTuneMethod::Lora;
    scenario.workload.fineTuning.sequence = tokens(262144);
    CHECK(findingFor(scenario, "workload.fine_tune_sequence_tokens").severity == Severity::Error);
}

TEST_CASE("An empty catalog is reported, not dereferenced", "[scenario][validate]") {
    const auto findings = validate(Scenario{}, Catalog{});
    CHECK(hasErrors(findings));
    for (const Finding& finding : findings) CHECK_THAT(finding.remedy, Contains("catalog"));
}

}  // namespace headroom
