// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/solvers.h"

#include <set>

#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

MemoryProblem problem(const std::string& modelId, const std::string& machineId, double context,
                      int users) {
    MemoryProblem result;
    result.request = request(modelId, context, users);
    result.request.devices = machine(machineId);
    result.workload.context = tokens(context);
    result.workload.concurrentUsers = users;
    result.workload.cachePlan = CachePlan::FullEach;
    return result;
}

bool fitsWith(MemoryProblem changed, int users) {
    changed.workload.concurrentUsers = users;
    return fits(changed, seedCatalog());
}

}  // namespace

TEST_CASE("The most slots fit and one more does not", "[memory][solvers][property]") {
    for (const char* id : {"llama-3.1-8b", "gemma-3-12b", "qwen3-30b-a3b", "gpt-oss-20b"}) {
        for (const EngineChoice engine : {EngineChoice::LlamaCpp, EngineChoice::Vllm}) {
            MemoryProblem asked = problem(id, "diy-1x4090", 4096, 1);
            asked.request.engine = engine;
            const int most = mostSlots(asked, seedCatalog());
            INFO(id << " " << most);
            if (most == 0) {
                CHECK_FALSE(fitsWith(asked, 1));
                continue;
            }
            CHECK(fitsWith(asked, most));
            CHECK((most == kMostSlots || !fitsWith(asked, most + 1)));
        }
    }
}

TEST_CASE("The best format has the most bits of those that fit", "[memory][solvers]") {
    const MemoryProblem asked = problem("qwen3-32b", "diy-1x4090", 8192, 1);
    const std::vector<FormatFit> all = formatFits(asked, seedCatalog());
    const WeightFormat* best = bestFormat(asked, seedCatalog());
    REQUIRE(best);
    REQUIRE(all.size() > 20);
    bool reached = false;
    for (const FormatFit& fit : all) {
        INFO(fit.format->id);
        CHECK(fit.format->family.starts_with("gguf"));
        CHECK(fit.fits == (fit.headroom >= Bytes{0}));
        if (fit.format == best) reached = true;
        if (!reached) CHECK_FALSE(fit.fits);
    }
    CHECK(std::is_sorted(all.begin(), all.end(), [](const FormatFit& a, const FormatFit& b) {
        return a.bitsPerWeight > b.bitsPerWeight;
    }));
    // 32.8 billion parameters in 24 GB leave between 4 and 5 bits each (docs/llama_cpp.md: Q4_K_M
    // has 4.82 to 4.90).
    CHECK(best->bitsPerWeight.value() < 6);
}

TEST_CASE("No smaller machine holds what the smallest one does", "[memory][solvers][property]") {
    const MemoryProblem asked = problem("llama-3.3-70b", "diy-1x4090", 16384, 2);
    const Machine* smallest = smallestMachine(asked, seedCatalog());
    REQUIRE(smallest);
    for (const Machine& other : seedCatalog().machines) {
        if (other.usableForGpu >= smallest->usableForGpu) continue;
        MemoryProblem trial = asked;
        trial.request.devices = devicesOf(other, seedCatalog());
        INFO(other.id);
        CHECK_FALSE(fits(trial, seedCatalog()));
    }
}

TEST_CASE("Every remedy is enough by itself and the mildest comes first",
          "[memory][solvers][property]") {
    // 8 GiB of cache at f16 beside 19 GiB of weights: too much for 24 GB.
    MemoryProblem asked = problem("qwen3-32b", "diy-1x4090", 32768, 1);
    REQUIRE_FALSE(fits(asked, seedCatalog()));
    const std::vector<MemoryRemedy> remedies = memoryRemedies(asked, seedCatalog());
    REQUIRE_FALSE(remedies.empty());
    CHECK(std::is_sorted(
        remedies.begin(), remedies.end(),
        [](const MemoryRemedy& a, const MemoryRemedy& b) { return a.setting < b.setting; }));
    for (const MemoryRemedy& remedy : remedies) {
        INFO(remedy.change);
        CHECK(remedy.headroom >= Bytes{0});
        CHECK_FALSE(remedy.change.empty());
    }
    const auto has = [&](MemoryRemedy::Setting setting) {
        return std::any_of(remedies.begin(), remedies.end(),
                           [&](const MemoryRemedy& remedy) { return remedy.setting == setting; });
    };
    CHECK(has(MemoryRemedy::Setting::Context));
    CHECK(has(MemoryRemedy::Setting::Format));
}

TEST_CASE("What fits needs no remedy, what never fits has none", "[memory][solvers]") {
    CHECK(memoryRemedies(problem("llama-3.1-8b", "diy-1x4090", 8192, 1), seedCatalog()).empty());
    CHECK(memoryRemedies(problem("deepseek-v3", "diy-1x4090", 8192, 1), seedCatalog()).empty());
}

TEST_CASE("vLLM fits with a smaller step, without graphs or without its vision tower",
          "[memory][solvers]") {
    // Every remedy of a setting that is a number or a switch is applied here as its user would.
    const auto applied = [](MemoryProblem changed, const MemoryRemedy& remedy) {
        using Setting = MemoryRemedy::Setting;
        if (remedy.setting == Setting::BatchedTokens)
            changed.request.vllm.batchedTokens = static_cast<int>(remedy.value);
        if (remedy.setting == Setting::TextOnly) changed.request.textOnly = true;
        if (remedy.setting == Setting::Eager) changed.request.vllm.eager = true;
        if (remedy.setting == Setting::FewerSlots)
            changed.workload.concurrentUsers = static_cast<int>(remedy.value);
        if (remedy.setting == Setting::Context) changed.workload.context = tokens(remedy.value);
        return changed;
    };
    std::set<MemoryRemedy::Setting> seen;
    for (const char* id : {"gemma-3-12b", "llama-3.1-8b", "qwen3-14b"}) {
        for (double context = 2048; context <= 40'960; context += 512) {
            MemoryProblem asked = problem(id, "diy-1x4090", context, 4);
            asked.request.engine = EngineChoice::Vllm;
            asked.request.weights = &format("fp8-channel");
            asked.request.kv = &format("kv-llamacpp-f16");
            for (const MemoryRemedy& remedy : memoryRemedies(asked, seedCatalog())) {
                INFO(id << " " << context << " " << remedy.change);
                CHECK(remedy.headroom >= Bytes{0});
                const MemoryProblem changed = applied(asked, remedy);
                if (remedy.format) continue;
                CHECK(fits(changed, seedCatalog()));
                seen.insert(remedy.setting);
            }
        }
    }
    for (const MemoryRemedy::Setting setting :
         {MemoryRemedy::Setting::BatchedTokens, MemoryRemedy::Setting::TextOnly,
          MemoryRemedy::Setting::Eager, MemoryRemedy::Setting::FewerSlots,
          MemoryRemedy::Setting::Context}) {
        CHECK(seen.contains(setting));
    }
}
