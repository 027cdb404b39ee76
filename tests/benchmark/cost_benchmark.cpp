// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: a cash flow of 60 months in 2 us for each option; 10,000 draws of 12 options over 60 months
// in 250 ms on one core; the tornado of every uncertain input in 5 ms.
#include "tests/benchmark/cost_benchmark.h"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "core/decision/break_even_study.h"
#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {
namespace {

volatile double g_sink = 0;

/// Fastest of five runs, in seconds.
template <class Work>
double fastest(Work work) {
    using Clock = std::chrono::steady_clock;
    double best = 1e9;
    for (int run = 0; run < 5; ++run) {
        const auto start = Clock::now();
        g_sink = g_sink + work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    return best;
}

Scenario fiveYears(double growth, double tax) {
    Scenario scenario = assistant70b();
    scenario.privacy.placement = DataPlacement::Anywhere;
    scenario.finance.horizonMonths = 60;
    scenario.workload.monthlyGrowth = growth;
    scenario.incomeTax.federalRate = tax;
    return scenario;
}

void cashFlows(const char* what, const Scenario& scenario) {
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    constexpr int kRepeats = 200;
    OptionPricer pricer;
    int priced = 0;
    const double seconds = fastest([&] {
        double sum = 0;
        priced = 0;
        for (int repeat = 0; repeat < kRepeats; ++repeat) {
            for (const OptionResult& result : evaluation.options) {
                if (!result.facts) continue;
                sum += pricer.presentValue(*result.facts, scenario);
                ++priced;
            }
        }
        return sum;
    });
    std::cout << "cash flow of 60 months, " << what << ": " << seconds / priced * 1e6
              << " us an option (" << priced / kRepeats << " options)\n";
}

}  // namespace

void costs() {
    cashFlows("before tax", fiveYears(0, 0));
    cashFlows("after tax", fiveYears(0, 0.21));
    cashFlows("growing, after tax", fiveYears(0.02, 0.21));

    const Scenario scenario = fiveYears(0, 0);
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const double whole = fastest(
        [&] { return evaluate(scenario, seedCatalog()).options.front().presentValue.amount(); });
    std::cout << "evaluate, " << evaluation.options.size() << " options: " << whole * 1e3
              << " ms\n";
    for (const int draws : {2'000, 10'000}) {
        RiskRequest request;
        request.draws = draws;
        std::size_t options = 0;
        const double seconds = fastest([&] {
            const RiskStudy study = studyRisk(evaluation.options, scenario, seedCatalog(), request);
            options = study.options.size();
            return study.perfectInformation;
        });
        std::cout << "study of " << draws << " draws x " << options
                  << " options x 60 months: " << seconds * 1e3 << " ms\n";
    }
    const auto pair = decisionPair(evaluation.options);
    if (!pair) return;
    const std::vector<InputRange> inputs = uncertainInputs(scenario);
    const double tornado = fastest([&] {
        return tornadoOf(evaluation.options, pair->first, pair->second, inputs, scenario,
                         seedCatalog())
            .front()
            .atLow;
    });
    std::cout << "tornado of " << inputs.size() << " uncertain inputs: " << tornado * 1e3
              << " ms\n";
    std::vector<InputRange> every;
    for (const Field& field : fields()) {
        const FieldValue value = field.get(scenario);
        const auto* number = std::get_if<double>(&value);
        if (!isNumeric(field) || number == nullptr || !matters(field, scenario)) continue;
        const double low = std::clamp(*number * 0.9, field.minimum, field.maximum);
        const double high = std::clamp(*number * 1.1 + 1e-9, field.minimum, field.maximum);
        if (low < high) every.push_back({&field, {low, *number, high}, scaleOf(field), "", true});
    }
    const double all = fastest([&] {
        return tornadoOf(evaluation.options, pair->first, pair->second, every, scenario,
                         seedCatalog())
            .front()
            .atLow;
    });
    std::cout << "tornado of all " << every.size() << " numeric inputs: " << all * 1e3 << " ms\n";
    const double ties = fastest([&] {
        return breakEvenStudy(evaluation.options[pair->first], evaluation.options[pair->second],
                              scenario, seedCatalog())
            .volume.value.value_or(0);
    });
    std::cout << "ties of two options solved: " << ties * 1e3 << " ms\n";
}

}  // namespace headroom::tests
