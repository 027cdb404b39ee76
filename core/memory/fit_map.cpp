// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/fit_map.h"

#include <algorithm>

namespace headroom {

FitMap fitMap(const MemoryProblem& problem, std::vector<Tokens> contexts,
              std::vector<int> slotCounts, const Catalog& catalog) {
    FitMap map;
    map.contexts = std::move(contexts);
    map.slotCounts = std::move(slotCounts);
    map.headroom.reserve(map.contexts.size() * map.slotCounts.size());
    MemoryRequest request = problem.request;
    const WeightBytes weights = weightBytes(*request.model, *request.weights, request.engine);
    Workload workload = problem.workload;
    for (const int slotCount : map.slotCounts) {
        workload.concurrentUsers = slotCount;
        for (const Tokens context : map.contexts) {
            workload.context = context;
            request.cache = cacheRequest(workload, request.engine);
            map.headroom.push_back(
                memoryLedger(request, weights, problem.companions, catalog).headroom());
        }
        map.longest.push_back(
            longestContext(request, weights, workload, problem.companions, catalog));
    }
    return map;
}

std::vector<int> slotSteps(int slotCount, int least) {
    std::vector<int> steps;
    const int most = std::max({slotCount, least, 1});
    for (int step = 1;; step *= 2) {
        steps.push_back(step);
        if (step >= most || step > kMostSlots) break;
    }
    if (slotCount >= 1 && !std::binary_search(steps.begin(), steps.end(), slotCount)) {
        steps.insert(std::lower_bound(steps.begin(), steps.end(), slotCount), slotCount);
    }
    return steps;
}

}  // namespace headroom
