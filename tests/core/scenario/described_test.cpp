// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/described.h"

#include "core/evaluate.h"
#include "core/scenario/validate.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("Every three answers give a scenario without an error that something can run",
          "[scenario][described]") {
    for (const PurposeSpec& purpose : purposes()) {
        for (const ModelSizeSpec& size : modelSizes()) {
            Description description;
            description.purpose = purpose.id;
            description.amount = purpose.usualAmount;
            description.size = size.id;
            const Scenario scenario = describedScenario(description, seedCatalog());
            INFO(scenario.question);
            for (const Finding& finding : validate(scenario, seedCatalog())) {
                INFO(finding.message);
                CHECK(finding.severity != Severity::Error);
            }
            CHECK(evaluate(scenario, seedCatalog()).feasibleCount > 0);
            CHECK_FALSE(scenario.title.empty());
        }
    }
}

TEST_CASE("The amounts of a description stay within what a scenario may hold",
          "[scenario][described]") {
    for (const PurposeSpec& purpose : purposes()) {
        for (const int amount : {-3, 1, purpose.largestAmount}) {
            Description description;
            description.purpose = purpose.id;
            description.amount = amount;
            const Scenario scenario = describedScenario(description, seedCatalog());
            INFO(scenario.question);
            CHECK_FALSE(hasErrors(validate(scenario, seedCatalog())));
            CHECK(scenario.workload.concurrentUsers >= 1);
        }
    }
}

TEST_CASE("More people never mean fewer requests or fewer at once", "[scenario][described]") {
    for (const PurposeSpec& purpose : purposes()) {
        Workload before;
        before.requestsPerDay = 0;
        before.concurrentUsers = 0;
        for (const int amount : {1, 2, 10, 11, 500, 5'000}) {
            Description description;
            description.purpose = purpose.id;
            description.amount = amount;
            const Workload now = describedScenario(description, seedCatalog()).workload;
            CHECK(now.requestsPerDay > before.requestsPerDay);
            CHECK(now.concurrentUsers >= before.concurrentUsers);
            before = now;
        }
    }
}

TEST_CASE("A named model is taken as it is, and its context is not exceeded",
          "[scenario][described]") {
    Catalog catalog;
    ModelSpec tiny;
    tiny.id = "tiny";
    tiny.name = "Tiny";
    tiny.maxContext = tokens(2'048);
    tiny.parametersTotal = 1e9;
    ModelSpec search = tiny;
    search.id = "search";
    search.modality = Modality::Embedding;
    search.parametersTotal = 30e9;
    ModelSpec middle = tiny;
    middle.id = "middle";
    middle.parametersTotal = 100e9;
    catalog.models = {tiny, search, middle};

    Description description;
    description.purpose = Purpose::Coding;
    description.modelId = "tiny";
    const Scenario scenario = describedScenario(description, catalog);
    CHECK(scenario.model.modelId == "tiny");
    CHECK(scenario.workload.context == tokens(2'048));
    CHECK(scenario.workload.prompt + scenario.workload.answer <= scenario.workload.context);

    // Without the usual models: the text model nearest in parameters, never a search model.
    description.modelId.clear();
    CHECK(describedScenario(description, catalog).model.modelId == "middle");
    description.size = ModelSize::Small;
    CHECK(describedScenario(description, catalog).model.modelId == "tiny");
}

TEST_CASE("A description leaves place and money of its base alone", "[scenario][described]") {
    Scenario base;
    base.finance.currency = Currency("EUR");
    base.place.tariffRegion = "DE";
    base.author = "Ada";
    Description description;
    description.purpose = Purpose::Trying;
    description.placement = DataPlacement::OwnPremises;
    const Scenario scenario = describedScenario(description, seedCatalog(), base);
    CHECK(scenario.place == base.place);
    CHECK(scenario.author == "Ada");
    CHECK(scenario.finance.currency == base.finance.currency);
    CHECK(scenario.finance.stage == ProductStage::Idea);
    CHECK(scenario.privacy.placement == DataPlacement::OwnPremises);
}
