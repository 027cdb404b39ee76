// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/format_choice.h"

#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"

namespace headroom {

namespace {

bool isGguf(const WeightFormat& format) {
    return format.family.starts_with("gguf");
}

}  // namespace

std::vector<FormatChoice> formatChoices(const OptionResult& result, const Scenario& scenario,
                                        const Catalog& catalog) {
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    if (!problem) return {};
    std::optional<SpeedRequest> speed = speedRequest(result, scenario, catalog);
    std::vector<FormatChoice> choices;
    for (const FormatFit& fit : formatFits(*problem, catalog)) {
        if (isGguf(*fit.format) != isGguf(*problem->request.weights)) continue;
        FormatChoice choice{fit, fit.format->id == scenario.model.weightFormatId, std::nullopt};
        if (speed && !catalog.speedClasses.empty()) {
            speed->weights = fit.format;
            choice.speed = estimateSpeed(*speed, catalog);
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<std::size_t> worthTheirBytes(const std::vector<FormatChoice>& choices) {
    const auto beats = [](const FormatChoice& a, const FormatChoice& b) {
        const std::optional<double>& lossA = a.fit.format->perplexityDelta8b;
        const std::optional<double>& lossB = b.fit.format->perplexityDelta8b;
        return lossA && lossB && a.fit.file <= b.fit.file && *lossA <= *lossB &&
               (a.fit.file < b.fit.file || *lossA < *lossB);
    };
    std::vector<std::size_t> worth;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const bool beaten =
            !choices[i].fit.format->perplexityDelta8b ||
            std::any_of(choices.begin(), choices.end(),
                        [&](const FormatChoice& other) { return beats(other, choices[i]); });
        if (choices[i].chosen || !beaten) worth.push_back(i);
    }
    return worth;
}

}  // namespace headroom
