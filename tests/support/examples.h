// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <vector>

#include "core/evaluate.h"
#include "database/scenario_document.h"
#include "tests/support/seed_catalog.h"
#include "ui/pages/start_page.h"

namespace headroom::tests {

/// An example of the program with its evaluation on the seed catalog, without a window.
struct EvaluatedExample {
    Scenario scenario;
    Evaluation evaluation;
};

/// All examples in the order of the start page; evaluated once.
inline const std::vector<EvaluatedExample>& evaluatedExamples() {
    static const std::vector<EvaluatedExample> all = [] {
        std::vector<EvaluatedExample> result;
        for (const Example& example : examples()) {
            const Scenario scenario = loadScenario(example.resource).scenario;
            result.push_back({scenario, evaluate(scenario, seedCatalog())});
        }
        return result;
    }();
    return all;
}

/// The private 70B assistant: own machines only, a dense model, bars that fit and bars that do not.
inline const EvaluatedExample& privateAssistant() {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        if (example.scenario.model.modelId == "llama-3.3-70b") return example;
    }
    throw std::runtime_error("the example with Llama 3.3 70B is gone");
}

}  // namespace headroom::tests
