// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/measure_commands.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/memory/vllm_profile.h"
#include "core/scenario/engines.h"

namespace headroom {
namespace {

/// Requests of a benchmark under load: enough for several rounds of everybody.
constexpr int kRoundsOfLoad = 10;
constexpr int kFewestRequests = 50;

std::string whole(double value) {
    return std::to_string(static_cast<long long>(std::llround(value)));
}

/// Everything the commands quote.
struct Plan {
    MemoryRequest request;
    double prompt{};
    double answer{};
    double depth{};  ///< tokens in the cache half way through an answer
    Speculation speculation;
    int users{1};

    std::string cacheType() const {
        const std::string& id = request.kv->id;
        return id.substr(id.find('-', id.find('-') + 1) + 1);
    }
    bool halfPrecision() const { return request.kv->bitsPerWeight.value_or(16) == 16; }
    std::string model() const {
        const std::string& hub = request.model->huggingFaceId;
        return shellWord(hub.empty() ? "MODEL" : hub);
    }
    std::string requests() const {
        return std::to_string(std::max(kFewestRequests, kRoundsOfLoad * users));
    }
    std::string devices() const { return std::to_string(std::max(1, request.devices.count)); }
    std::string context() const { return whole(request.cache.contextPerSequence.value); }
};

/// vLLM's --speculative-config; nothing without speculation.
std::string vllmSpeculation(const Plan& plan) {
    if (plan.speculation.draftTokens <= 0) return {};
    std::string drafter = R"("method": "ngram", "prompt_lookup_max": 4)";
    if (const ModelSpec* draft = plan.speculation.draft) {
        // Ids of the hub hold letters, digits and -_./ only; others are left to the person.
        const std::string& hub = draft->huggingFaceId;
        const bool plain = !hub.empty() && shellWord(hub) == hub;
        drafter = R"("model": ")" + (plain ? hub : std::string("DRAFT")) + '"';
    } else if (plan.request.model->mtpLayers > 0) {
        drafter = R"("method": "mtp")";
    }
    return " --speculative-config '{" + drafter + R"(, "num_speculative_tokens": )" +
           std::to_string(plan.speculation.draftTokens) + "}'";
}

std::string llamaSpeculation(const Plan& plan) {
    if (plan.speculation.draftTokens <= 0 || plan.speculation.draft == nullptr) return {};
    return " -md DRAFT.gguf -ngld 999 --draft-max " + std::to_string(plan.speculation.draftTokens);
}

std::string llamaCache(const Plan& plan) {
    const std::string type = shellWord(plan.cacheType());
    return plan.halfPrecision() ? std::string() : " -ctk " + type + " -ctv " + type;
}

std::vector<MeasureCommand> llamaCommands(const Plan& plan) {
    const std::string ubatch = " -ub " + std::to_string(plan.request.ubatch);
    const std::string file = " -m MODEL.gguf -ngl 999";
    const std::string users = std::to_string(plan.users);
    // The batch holds prompt and answer of everybody.
    const double pool = plan.users * (plan.prompt + plan.answer);
    std::string batches = plan.users > 1 ? "1," + users : "1";
    return {
        {"Speed of one user", "llama-bench" + file + " -fa 1" + ubatch + llamaCache(plan) + " -p " +
                                  whole(plan.prompt) + " -n " + whole(std::max(1.0, plan.answer)) +
                                  " -d 0," + whole(plan.depth)},
        {"Speed under load", "llama-batched-bench" + file + " -fa on" + ubatch + llamaCache(plan) +
                                 " -c " + whole(std::ceil(pool / 256) * 256) + " -npp " +
                                 whole(plan.prompt) + " -ntg " + whole(std::max(1.0, plan.answer)) +
                                 " -npl " + batches},
        {"Memory at the start", "llama-server" + file + " -fa on" + ubatch + llamaCache(plan) +
                                    " -c " + whole(plan.request.cache.contextTotal.value) +
                                    " -np " + std::to_string(plan.request.cache.slotCount) +
                                    (plan.request.cache.unified ? " --kv-unified" : "") +
                                    llamaSpeculation(plan)},
    };
}

/// Any server with OpenAI's interface.
std::string loadTest(const Plan& plan, const std::string& port) {
    return "vllm bench serve --base-url http://127.0.0.1:" + port + " --model " + plan.model() +
           " --dataset-name random --ignore-eos --random-input-len " + whole(plan.prompt) +
           " --random-output-len " + whole(std::max(1.0, plan.answer)) + " --max-concurrency " +
           std::to_string(plan.users) + " --num-prompts " + plan.requests();
}

std::vector<MeasureCommand> vllmCommands(const Plan& plan) {
    const memory::VllmPlan settings = memory::vllmPlan(plan.request);
    std::string serve = "vllm serve " + plan.model() + " --max-model-len " + plan.context() +
                        " --max-num-seqs " + whole(settings.sequences) +
                        " --max-num-batched-tokens " + whole(settings.batchedTokens);
    if (plan.request.devices.count > 1) serve += " --tensor-parallel-size " + plan.devices();
    if (!plan.halfPrecision()) serve += " --kv-cache-dtype " + shellWord(plan.cacheType());
    if (plan.request.vllm.eager) serve += " --enforce-eager";
    serve += vllmSpeculation(plan);
    if (plan.request.textOnly) serve += " --limit-mm-per-prompt '{\"image\": 0, \"video\": 0}'";
    return {{"Memory at the start", serve}, {"Speed under load", loadTest(plan, "8000")}};
}

std::vector<MeasureCommand> mlxCommands(const Plan& plan) {
    const std::string bench = "mlx_lm.benchmark --model " + plan.model() + " -p " +
                              whole(plan.prompt) + " -g " + whole(std::max(1.0, plan.answer));
    std::vector<MeasureCommand> commands{{"Memory and speed of one user", bench}};
    if (plan.users > 1) {
        commands.push_back({"Speed under load", bench + " -b " + std::to_string(plan.users)});
    }
    return commands;
}

std::vector<MeasureCommand> poolCommands(const Plan& plan) {
    const bool sglang = plan.request.engine == EngineChoice::Sglang;
    const std::string serve =
        sglang
            ? "python3 -m sglang.launch_server --model-path " + plan.model() + " --tp " +
                  plan.devices() + " --context-length " + plan.context()
            : "trtllm-serve " + plan.model() + " --tp_size " + plan.devices() + " --max_seq_len " +
                  plan.context() + " --max_batch_size " + std::to_string(std::max(1, plan.users));
    return {{"Memory at the start", serve},
            {"Speed under load", loadTest(plan, sglang ? "30000" : "8000")}};
}

std::vector<MeasureCommand> ollamaCommands(const Plan& plan) {
    std::string settings = "OLLAMA_FLASH_ATTENTION=1 OLLAMA_CONTEXT_LENGTH=" + plan.context() +
                           " OLLAMA_NUM_PARALLEL=" + std::to_string(plan.request.cache.slotCount);
    if (!plan.halfPrecision()) settings += " OLLAMA_KV_CACHE_TYPE=" + shellWord(plan.cacheType());
    return {{"Memory at the start", settings + " ollama serve; ollama ps"},
            {"Speed of one user", "ollama run --verbose MODEL"}};
}

}  // namespace

std::string shellWord(const std::string& text) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+:-";
    const bool plain =
        !text.empty() && text.front() != '-' && text.find_first_not_of(kPlain) == std::string::npos;
    if (plain) return text;
    std::string result = "'";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) continue;
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

std::vector<MeasureCommand> measureCommands(const OptionResult& result, const Scenario& scenario,
                                            const Catalog& catalog) {
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    if (!problem) return {};
    Plan plan;
    plan.request = problem->request;
    plan.prompt = scenario.workload.prompt.value;
    plan.answer = scenario.workload.answer.value;
    plan.depth = plan.prompt + plan.answer / 2;
    plan.users = scenario.workload.concurrentUsers;
    plan.speculation = speculationOf(scenario.model, catalog);
    switch (plan.request.engine) {
        case EngineChoice::Vllm:
            return vllmCommands(plan);
        case EngineChoice::Mlx:
            return mlxCommands(plan);
        case EngineChoice::Ollama:
            return ollamaCommands(plan);
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return poolCommands(plan);
        case EngineChoice::LlamaCpp:
        case EngineChoice::Automatic:
            break;
    }
    return llamaCommands(plan);
}

}  // namespace headroom
