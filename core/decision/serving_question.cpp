// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_question.h"

#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/serving/serving_setup.h"

namespace headroom {

namespace {

/// A hybrid holds fewer conversations at a time than come.
Scenario asHeld(const OptionResult& result, Scenario scenario) {
    if (result.facts && result.facts->slotCount > 0) {
        scenario.workload.concurrentUsers = result.facts->slotCount;
    }
    return scenario;
}

}  // namespace

std::optional<ServingQuestion> servingQuestion(const OptionResult& result, const Scenario& asked,
                                               const Catalog& catalog, SpeedEnd end) {
    const Scenario scenario = asHeld(result, asked);
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
    if (sendsOverflow(result.option.kind)) question.overflow.queueLonger = 0;
    return question;
}

}  // namespace headroom
