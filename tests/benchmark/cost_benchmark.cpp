// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: a cash flow of 60 months in 2 us for each option.
#include <memory>

#include "core/decision/break_even_study.h"
#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "tests/benchmark/pieces.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

namespace headroom::benchmark {

namespace {

using namespace headroom::tests;

/// Every priced option of one evaluation, priced anew.
Piece cashFlows(const std::string& name, const Scenario& scenario) {
    return {"cash-flow/" + name, "us", [scenario](Setup& setup) -> Piece::Work {
                const auto evaluation =
                    std::make_shared<const Evaluation>(evaluate(scenario, seedCatalog()));
                setup.things = 0;
                for (const OptionResult& result : evaluation->options) {
                    setup.things += result.facts ? 1 : 0;
                }
                setup.note = "an option, of " + std::to_string(static_cast<int>(setup.things));
                return [evaluation, scenario, pricer = std::make_shared<OptionPricer>()] {
                    double sum = 0;
                    for (const OptionResult& result : evaluation->options) {
                        if (result.facts) sum += pricer->presentValue(*result.facts, scenario);
                    }
                    return sum;
                };
            }};
}

Piece::Work ties(Setup&) {
    const Scenario scenario = overMonths(60);
    const auto evaluation = std::make_shared<const Evaluation>(evaluate(scenario, seedCatalog()));
    const auto pair = decisionPair(evaluation->options).value();
    return [=] {
        return breakEvenStudy(evaluation->options[pair.first], evaluation->options[pair.second],
                              scenario, seedCatalog())
            .volume.value.value_or(0);
    };
}

}  // namespace

void addCostPieces(std::vector<Piece>& pieces) {
    for (const int months : {12, 36, 60, 120}) {
        pieces.push_back(cashFlows("months=" + std::to_string(months), overMonths(months)));
    }
    Scenario taxed = overMonths(60);
    taxed.incomeTax.federalRate = 0.21;
    pieces.push_back(cashFlows("after-tax", taxed));
    taxed.workload.monthlyGrowth = 0.02;
    pieces.push_back(cashFlows("after-tax-growing", taxed));
    pieces.push_back({"solver/ties", "ms", ties});
}

}  // namespace headroom::benchmark
