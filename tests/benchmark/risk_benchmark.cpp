// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: 10,000 draws of 12 options over 60 months in 250 ms on one core; the tornado of every
// uncertain input in 5 ms.
#include <algorithm>
#include <memory>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "tests/benchmark/pieces.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

namespace headroom::benchmark {

namespace {

using namespace headroom::tests;

Piece study(const std::string& name, int months, int draws, std::size_t options) {
    return {"risk/" + name, "ms", [=](Setup& setup) -> Piece::Work {
                const Scenario scenario = overMonths(months);
                const auto evaluation =
                    std::make_shared<const Evaluation>(evaluate(scenario, seedCatalog()));
                RiskRequest request;
                request.draws = draws;
                request.options = options;
                const std::size_t followed = std::min(options, evaluation->feasibleCount);
                setup.note = std::to_string(draws) + " draws, " + std::to_string(followed) +
                             " options, " + std::to_string(months) + " months";
                return [=] {
                    return studyRisk(evaluation->options, scenario, seedCatalog(), request)
                        .perfectInformation;
                };
            }};
}

/// Each numeric input that matters, a tenth to either side.
std::vector<InputRange> everyInput(const Scenario& scenario) {
    std::vector<InputRange> every;
    for (const Field& field : fields()) {
        const FieldValue value = field.get(scenario);
        const auto* number = std::get_if<double>(&value);
        if (!isNumeric(field) || number == nullptr || !matters(field, scenario)) continue;
        const double low = std::clamp(*number * 0.9, field.minimum, field.maximum);
        const double high = std::clamp(*number * 1.1 + 1e-9, field.minimum, field.maximum);
        if (low < high) every.push_back({&field, {low, *number, high}, scaleOf(field), "", true});
    }
    return every;
}

Piece tornado(const std::string& name, bool every) {
    return {"tornado/" + name, "ms", [every](Setup& setup) -> Piece::Work {
                const Scenario scenario = overMonths(60);
                const auto evaluation =
                    std::make_shared<const Evaluation>(evaluate(scenario, seedCatalog()));
                const auto pair = decisionPair(evaluation->options).value();
                const std::vector<InputRange> inputs =
                    every ? everyInput(scenario) : uncertainInputs(scenario);
                setup.note = std::to_string(inputs.size()) + " inputs";
                return [=] {
                    return tornadoOf(evaluation->options, pair.first, pair.second, inputs, scenario,
                                     seedCatalog())
                        .front()
                        .atLow;
                };
            }};
}

}  // namespace

void addRiskPieces(std::vector<Piece>& pieces) {
    for (const int draws : {1'000, 2'000, 5'000, 10'000}) {
        pieces.push_back(study("draws=" + std::to_string(draws), 60, draws, 12));
    }
    for (const std::size_t options : {3U, 6U, 12U, 24U}) {
        pieces.push_back(study("options=" + std::to_string(options), 60, 2'000, options));
    }
    for (const int months : {12, 36, 60, 120}) {
        pieces.push_back(study("months=" + std::to_string(months), months, 2'000, 12));
    }
    pieces.push_back(tornado("uncertain-inputs", false));
    pieces.push_back(tornado("every-input", true));
}

}  // namespace headroom::benchmark
