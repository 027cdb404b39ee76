// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/fit_map.h"

#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

MemoryProblem problem(CachePlan plan) {
    MemoryProblem result;
    result.request = request("llama-3.1-8b", 8192, 4);
    result.request.devices = machine("diy-1x4090");
    result.workload.cachePlan = plan;
    return result;
}

const std::vector<Tokens> kContexts{tokens(1024), tokens(4096), tokens(16384), tokens(65536)};

}  // namespace

TEST_CASE("Each cell of the map is the ledger of that context and load", "[memory][fit-map]") {
    const MemoryProblem asked = problem(CachePlan::FullEach);
    const FitMap map = fitMap(asked, kContexts, {1, 4, 16}, seedCatalog());
    REQUIRE(map.headroom.size() == 12);
    for (std::size_t s = 0; s < map.slotCounts.size(); ++s) {
        for (std::size_t c = 0; c < map.contexts.size(); ++c) {
            MemoryProblem one = asked;
            one.workload.context = map.contexts[c];
            one.workload.concurrentUsers = map.slotCounts[s];
            INFO(map.contexts[c].value << " x " << map.slotCounts[s]);
            CHECK((map.at(c, s) >= Bytes{0}) == fits(one, seedCatalog()));
        }
    }
}

TEST_CASE("More context or more people never leave more room, and the edge lies between",
          "[memory][fit-map][property]") {
    for (const CachePlan plan : {CachePlan::FullEach, CachePlan::SharedPool}) {
        const FitMap map = fitMap(problem(plan), kContexts, {1, 2, 8, 32}, seedCatalog());
        for (std::size_t s = 0; s < map.slotCounts.size(); ++s) {
            for (std::size_t c = 0; c < map.contexts.size(); ++c) {
                if (c > 0) CHECK(map.at(c, s) <= map.at(c - 1, s));
                if (s > 0) CHECK(map.at(c, s) <= map.at(c, s - 1));
                INFO(map.contexts[c].value << " x " << map.slotCounts[s]);
                CHECK((map.contexts[c] <= map.longest[s]) == (map.at(c, s) >= Bytes{0}));
            }
            if (s > 0) CHECK(map.longest[s] <= map.longest[s - 1]);
        }
    }
}

TEST_CASE("The steps of people hold what was asked", "[memory][fit-map]") {
    CHECK(slotSteps(1, 16) == std::vector<int>{1, 2, 4, 8, 16});
    CHECK(slotSteps(5, 8) == std::vector<int>{1, 2, 4, 5, 8});
    CHECK(slotSteps(20, 16) == std::vector<int>{1, 2, 4, 8, 16, 20, 32});
    CHECK(slotSteps(0, 2) == std::vector<int>{1, 2});
}
