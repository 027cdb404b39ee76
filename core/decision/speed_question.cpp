// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/speed_question.h"

#include "core/decision/memory_question.h"

namespace headroom {

Speculation speculationOf(const ModelChoice& choice, const Catalog& catalog) {
    Speculation speculation;
    if (!choice.draftTokens) return speculation;
    speculation.draftTokens = *choice.draftTokens;
    speculation.acceptance = choice.draftAcceptance;
    for (const Companion& companion : choice.companions) {
        if (companion.role != CompanionRole::Draft) continue;
        speculation.draft = catalog.model(companion.modelId);
        speculation.draftWeights = catalog.format(companion.weightFormatId);
        break;
    }
    return speculation;
}

SpeedRequest speedRequest(const Scenario& scenario, EngineChoice engine, const DeviceSet& devices,
                          const Catalog& catalog) {
    const Workload& workload = scenario.workload;
    SpeedRequest request;
    request.model = catalog.model(scenario.model.modelId);
    request.weights = catalog.format(scenario.model.weightFormatId);
    request.kv = nearestCacheFormat(*catalog.format(scenario.model.kvFormatId), engine, catalog);
    request.engine = engine;
    request.devices = devices;
    request.batch = workload.concurrentUsers;
    request.depth = workload.prompt + workload.answer / 2.0;
    request.cached = workload.prompt * workload.cachedPromptShare;
    request.prompt = workload.prompt - request.cached;
    request.answer = workload.answer;
    request.ubatch = scenario.model.ubatch;
    request.speculation = speculationOf(scenario.model, catalog);
    const Host host{devices.accelerator, {}};
    for (const Support& support : {supportOf(*request.weights, engine, host, catalog),
                                   cacheSupportOf(*request.kv, engine, host, catalog)}) {
        request.decodeShare *= support.decodeShare.value_or(1.0);
        request.prefillShare *= support.prefillShare.value_or(1.0);
    }
    return request;
}

std::optional<SpeedRequest> speedRequest(const OptionResult& result, const Scenario& scenario,
                                         const Catalog& catalog) {
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    if (!problem || !result.speed) return std::nullopt;
    SpeedRequest request =
        speedRequest(scenario, problem->request.engine, problem->request.devices, catalog);
    request.network = result.roundTrip.value_or(Seconds{});
    return request;
}

}  // namespace headroom
