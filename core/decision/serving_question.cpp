// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_question.h"

#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/serving/serving_setup.h"

namespace headroom {
std::optional<ServingQuestion> servingQuestion(const OptionResult& result, const Scenario& scenario,
                                               const Catalog& catalog, SpeedEnd end) {
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    const std::optional<SpeedRequest> speed = speedRequest(result, scenario, catalog);
    if (!problem || !speed) return std::nullopt;
    if (!result.ledger->fits()) return std::nullopt;
    const WeightBytes weights = weightBytes(*speed->model, *speed->weights, speed->engine);
    ServingQuestion question;
    question.setup = servingSetup(problem->request, weights, *result.ledger, *speed, catalog, end);
    question.setup.replicas = std::max(1, result.option.units);
    const Workload& workload = scenario.workload;
    question.load = openLoad(workload, kPromptVariation, kAnswerVariation);
    question.slo.firstToken = workload.firstTokenWithin;
    question.slo.speed = workload.minimumSpeed;
    return question;
}

}  // namespace headroom
