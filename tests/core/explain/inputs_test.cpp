// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/inputs.h"

#include <algorithm>

#include "core/decision/case_comparison.h"
#include "core/explain/explain.h"
#include "core/scenario/fields.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// The columns of a row's key, as the catalog window joins them.
bool rowExists(const InputReference& input, const Catalog& catalog) {
    const std::string& id = input.id;
    if (input.table == "models") return catalog.model(id) != nullptr;
    if (input.table == "weight_formats") return catalog.format(id) != nullptr;
    if (input.table == "accelerators") return catalog.accelerator(id) != nullptr;
    if (input.table == "machines") return catalog.machine(id) != nullptr;
    if (input.table == "cloud_prices") return catalog.cloudOffer(id) != nullptr;
    if (input.table == "api_prices") return catalog.apiOffer(id) != nullptr;
    if (input.table == "electricity") return catalog.tariff(id) != nullptr;
    if (input.table == "exchange_rates") return catalog.exchangeRate(Currency{id}) != nullptr;
    if (input.table == "speed_classes") {
        return std::any_of(catalog.speedClasses.begin(), catalog.speedClasses.end(),
                           [&](const SpeedClass& row) { return row.id == id; });
    }
    if (input.table == "cloud_extras") {
        return std::any_of(
            catalog.cloudExtras.begin(), catalog.cloudExtras.end(), [&](const CloudExtra& row) {
                return row.provider + kKeySeparator + row.item + kKeySeparator + row.unit == id;
            });
    }
    return false;
}

std::string valueOf(const InputReference& input, const Scenario& scenario) {
    const Field& field = *findField(input.id);
    const FieldValue value = field.get(scenario);
    const bool unset = std::holds_alternative<std::monostate>(value);
    if (unset && field.id != "place.electricity_price_per_kwh") return "not set";
    ComparedCase shown;
    shown.scenario = &scenario;
    shown.catalog = &seedCatalog();
    return inputText(field, value, shown);
}

}  // namespace

TEST_CASE("Every reference names a field with its value, an option or a row", "[explain][inputs]") {
    for (const Scenario& scenario : exampleScenarios()) {
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        std::size_t next = 0;
        for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
            const OptionResult& option = evaluation.options[i];
            // The first of each kind of trade and then every seventh: all is a matter of minutes.
            if (i < next) continue;
            next = i + 7;
            for (const auto& lines : {explainMemory(option, scenario, seedCatalog()),
                                      explainSpeed(option, scenario, seedCatalog()),
                                      explainPower(option, scenario, seedCatalog()),
                                      explainCost(option, scenario, seedCatalog()),
                                      std::vector{priceSource(option, seedCatalog())}}) {
                for (const ExplanationLine& line : lines) {
                    for (const InputReference& input : line.inputs) {
                        CAPTURE(option.option.id, line.label, input.table, input.id, input.value);
                        if (input.kind == InputKind::Field) {
                            REQUIRE(findField(input.id) != nullptr);
                            CHECK(input.label == findField(input.id)->label);
                            CHECK(input.value == valueOf(input, scenario));
                        } else if (input.kind == InputKind::Option) {
                            CHECK(evaluation.find(input.id) != nullptr);
                        } else {
                            CHECK(rowExists(input, seedCatalog()));
                            CHECK(input.value.starts_with("catalog"));
                        }
                    }
                }
            }
        }
    }
}

TEST_CASE("A line without inputs is a note or says its source", "[explain][inputs]") {
    const Scenario scenario = weeklyLora70b();
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult& option = evaluation.options.front();
    for (const auto& lines : {explainMemory(option, scenario, seedCatalog()),
                              explainSpeed(option, scenario, seedCatalog()),
                              explainPower(option, scenario, seedCatalog()),
                              explainCost(option, scenario, seedCatalog())}) {
        for (const ExplanationLine& line : lines) {
            CAPTURE(line.label);
            CHECK((!line.inputs.empty() || !line.source.empty() || line.label == "Note"));
        }
    }
}

TEST_CASE("References read as a sentence, the rest as a number", "[explain][inputs]") {
    const InputReferences inputs{
        {InputKind::Field, "workload.context_tokens", "", "Context length", "8,192 tokens"},
        {InputKind::CatalogRow, "rtx-4090", "accelerators", "RTX 4090", "catalog, 2025-11-02"},
        {InputKind::Field, "model.eager", "", "Eager", "no"}};
    CHECK(referencesText(inputs, 9) ==
          "Context length 8,192 tokens · RTX 4090 (catalog, 2025-11-02) · Eager no");
    CHECK(referencesText(inputs, 1) == "Context length 8,192 tokens and 2 more");
    CHECK(referencesText({}, 4).empty());
}
