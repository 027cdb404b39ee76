// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_question.h"

#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/memory/vllm_profile.h"
#include "core/scenario/engines.h"

namespace headroom {
namespace {

/// Tokens of all conversations that the devices hold at once: as many of the usual length as fit
/// beside each other, and at least one of the full context.
Tokens cachePool(const MemoryProblem& problem, const Catalog& catalog) {
    const Workload& workload = problem.workload;
    const Tokens usual = std::max(workload.prompt + workload.answer, tokens(1));
    MemoryProblem asked = problem;
    asked.workload.cachePlan = CachePlan::SharedPool;
    const int most = mostSlots(asked, catalog);
    if (most < 1) return tokens(0);
    return std::max(workload.context, usual * static_cast<double>(most));
}

/// Engines with a paged cache admit by its blocks, the others by slots.
void setScheme(const MemoryProblem& problem, Tokens pool, ServingSetup& setup) {
    const MemoryRequest& request = problem.request;
    const bool paged = engineFamily(request.engine) == EngineChoice::Vllm;
    setup.scheme = paged ? CacheScheme::Paged : CacheScheme::StaticSlots;
    setup.context = request.cache.contextPerSequence;
    setup.kvBudget = pool;
    if (paged) {
        const memory::VllmPlan plan = memory::vllmPlan(request);
        setup.maxRunning = std::max(1, static_cast<int>(plan.sequences));
        setup.batchedTokens = tokens(std::max<double>(plan.batchedTokens, setup.maxRunning));
        return;
    }
    setup.maxRunning = std::max(1, request.cache.slotCount);
    setup.batchedTokens = tokens(std::max(request.ubatch, setup.maxRunning));
}

}  // namespace

std::optional<ServingQuestion> servingQuestion(const OptionResult& result, const Scenario& scenario,
                                               const Catalog& catalog) {
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    const std::optional<SpeedRequest> speed = speedRequest(result, scenario, catalog);
    if (!problem || !speed) return std::nullopt;
    const Tokens pool = cachePool(*problem, catalog);
    if (pool <= tokens(0)) return std::nullopt;
    ServingQuestion question;
    ServingSetup& setup = question.setup;
    setScheme(*problem, pool, setup);
    setup.replicas = std::max(1, result.option.units);
    const WeightBytes weights = weightBytes(*speed->model, *speed->weights, speed->engine);
    setup.steps =
        stepTimes(*speed, weights, catalog, {setup.maxRunning, setup.context, setup.batchedTokens});
    const Workload& workload = scenario.workload;
    question.load = openLoad(workload, kPromptVariation, kAnswerVariation);
    question.slo.firstToken = workload.firstTokenWithin;
    question.slo.speed = workload.minimumSpeed;
    return question;
}

}  // namespace headroom
