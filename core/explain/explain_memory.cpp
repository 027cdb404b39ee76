// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/decision/memory_question.h"
#include "core/decision/support.h"
#include "core/explain/lines.h"
#include "core/explain/memory_lines.h"
#include "core/memory/vllm_profile.h"
#include "core/units/format.h"

namespace headroom {
namespace {

std::string cacheSource(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Vllm:
            return "docs/memory.md 3";
        case EngineChoice::Mlx:
            return "docs/memory.md 4";
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return "docs/vllm.md 7";
        case EngineChoice::Ollama:
        case EngineChoice::LlamaCpp:
        case EngineChoice::Automatic:
            break;
    }
    return "docs/memory.md 1.2 and 1.3";
}

/// Buffers, contexts and what an engine keeps free.
std::string overheadSource(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Vllm:
            return "docs/memory.md 3";
        case EngineChoice::Mlx:
            return "docs/memory.md 4";
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return "docs/vllm.md 7";
        case EngineChoice::Ollama:
        case EngineChoice::LlamaCpp:
        case EngineChoice::Automatic:
            break;
    }
    return "docs/memory.md 1.5 and 1.6";
}

ExplanationLine weightsLine(const MemoryProblem& subject, const DeviceLedger& total,
                            const Explained& of) {
    const WeightBytes sizes =
        weightBytes(*subject.request.model, *subject.request.weights, subject.request.engine);
    return {"Weights",
            sizes.fromFile ? "bytes of all tensors, read from the model's file"
                           : "parameters x bits per weight / 8, tensor by tensor",
            formatSignificant(subject.request.model->parametersTotal / 1e9) + " B x " +
                formatNumber(sizes.bitsPerWeight, 2) + " bit / 8 = " + formatGb(sizes.file) +
                " file; on the GPU side",
            formatGib(total.weights),
            "docs/memory.md 1.1; " + sourceText(subject.request.model->provenance),
            inputs::weights(of)};
}

/// The cache of one layer group: the model reduced to that group goes through the same estimator.
ExplanationLine kvLine(const MemoryProblem& subject, const LayerGroup& group, const Explained& of) {
    ModelSpec part = *subject.request.model;
    part.layers = {group};
    part.order.clear();
    part.layerCount = group.count;
    MemoryRequest request = subject.request;
    request.model = &part;
    const Bytes amount = kvBytes(request);
    const Attention& attention = group.attention;
    const double perElement = subject.request.kv->bitsPerWeight.value_or(16.0) / 8.0;
    const bool latent = attention.kind == AttentionKind::Latent;
    const bool window = attention.kind == AttentionKind::SlidingWindow;
    const double rowElements =
        latent ? attention.kvLoraRank + attention.ropeHeadSize
               : attention.kvHeads * (attention.keyHeadSize + attention.valueHeadSize);
    const double cells = amount.value / (group.count * rowElements * perElement);
    const std::string row = latent ? std::string(1, '(') + formatNumber(attention.kvLoraRank) +
                                         " + " + formatNumber(attention.ropeHeadSize) + ")"
                                   : formatNumber(attention.kvHeads) + " x (" +
                                         formatNumber(attention.keyHeadSize) + " + " +
                                         formatNumber(attention.valueHeadSize) + ")";
    return {latent   ? "KV cache, latent layers"
            : window ? "KV cache, sliding-window layers"
                     : "KV cache, full-attention layers",
            latent ? "layers x cells x (compressed row + RoPE key) x bytes per element"
                   : "layers x cells x KV heads x (key size + value size) x bytes per element",
            formatNumber(group.count) + " x " + formatNumber(cells) + " x " + row + " x " +
                formatSignificant(perElement) + " B",
            formatGib(amount),
            cacheSource(subject.request.engine),
            inputs::cache(of)};
}

void addCacheLines(std::vector<ExplanationLine>& lines, const MemoryProblem& subject,
                   const DeviceLedger& total, const Explained& of) {
    const Ledger& ledger = *of.result.ledger;
    for (const LayerGroup& group : subject.request.model->layers) {
        if (group.attention.kind == AttentionKind::None || !group.attention.storesCache) continue;
        lines.push_back(kvLine(subject, group, of));
    }
    lines.push_back({"KV cache", "all layers, all conversations, on all devices",
                     formatTokens(ledger.contextTotal) + " in the pool, " +
                         formatTokens(ledger.contextPerSequence) + " for one conversation, " +
                         subject.request.kv->id,
                     formatGib(total.cache()), cacheSource(ledger.engine), inputs::cache(of)});
    if (total.state.value > 0.0) {
        lines.push_back({"Recurrent state", "layers x state per sequence x conversations",
                         formatNumber(subject.request.cache.slotCount) + " conversations",
                         formatGib(total.state), "docs/memory.md 1.4", inputs::state(of)});
    }
}

ExplanationLine computeLine(const MemoryProblem& subject, const DeviceLedger& total,
                            const Explained& of) {
    const MemoryRequest& request = subject.request;
    std::string batch = "batch step of " + formatNumber(request.ubatch) + " tokens";
    if (request.engine == EngineChoice::Vllm) {
        const memory::VllmPlan plan = memory::vllmPlan(request);
        batch = "profile run of " + formatNumber(plan.batchedTokens) + " batched tokens and " +
                formatNumber(plan.sequences) + " sequences";
    }
    return {"Compute buffer",
            "largest intermediate results of one batch step",
            batch,
            formatGib(total.compute),
            overheadSource(request.engine),
            inputs::compute(of)};
}

/// From what was sold to what the engine may allocate.
void addUsableLines(std::vector<ExplanationLine>& lines, const DeviceLedger& total, bool unified,
                    const Explained& of) {
    lines.push_back({"As sold", "memory of all devices", "", formatGib(total.capacity), "catalog",
                     inputs::devices(of)});
    lines.push_back(
        {unified ? "Operating system" : "Driver or system",
         unified ? "what its limit keeps from the GPU" : "what is not reported to engines", "",
         formatGib(total.capacity - total.display - total.usable), "docs/hardware.md 0",
         inputs::devices(of)});
    if (total.display > Bytes{0}) {
        lines.push_back({"Screen", "on the first device", "", formatGib(total.display),
                         "docs/support.md 3",
                         InputList(of).fields({"place.display"}).with(inputs::devices(of)).take()});
    }
    lines.push_back({"Usable", "what the engine may allocate, all devices",
                     formatGib(total.capacity) + " less the above", formatGib(total.usable),
                     "docs/hardware.md 0", inputs::usable(of)});
}

}  // namespace

std::vector<ExplanationLine> explainMemory(const OptionResult& result, const Scenario& scenario,
                                           const Catalog& catalog) {
    const std::optional<MemoryProblem> subject = memoryProblem(result, scenario, catalog);
    if (!subject) return {};
    const Explained of{result, scenario, catalog};
    const Ledger& ledger = *result.ledger;
    const InputReferences all = inputs::memory(of);
    const DeviceLedger total = ledger.total();
    std::vector<ExplanationLine> lines{weightsLine(*subject, total, of)};
    addCacheLines(lines, *subject, total, of);
    lines.push_back(computeLine(*subject, total, of));
    lines.push_back(
        {"Engine", "driver context, libraries and captured graphs per device",
         std::string(engineName(ledger.engine)) + " on " + devicesText(subject->request.devices),
         formatGib(total.engine), overheadSource(ledger.engine), inputs::engine(of)});
    addPipelineLines(lines, of);
    if (total.reserve.value > 0.0) {
        lines.push_back({"Reserve", "kept free by the engine's own rule", "",
                         formatGib(total.reserve), overheadSource(ledger.engine), all});
    }
    addUsableLines(lines, total, subject->request.devices.unified, of);
    lines.push_back({"Free", "usable - everything above",
                     formatGib(total.usable) + " - " + formatGib(total.used()),
                     formatGib(total.free()), "", all});
    if (subject->request.devices.count > 1) {
        lines.push_back({"Headroom", "free on the tightest device",
                         "bound by " + ledger.bindingTerm(), formatGib(ledger.headroom()), "",
                         all});
    }
    addRoomLines(lines, *subject, of);
    addFineTuneLines(lines, of, *subject->request.model, subject->request.devices);
    for (const Exclusion& exclusion : result.exclusions) {
        if (exclusion.consequence.empty()) continue;
        lines.push_back({"If tried", "", "", exclusion.consequence, "docs/support.md 4", all});
    }
    for (const Caution& caution : result.cautions) {
        lines.push_back(
            {"Caution", "", "", caution.sentence, "docs/support.md 1", inputs::support(of)});
    }
    for (const std::string& note : ledger.notes) lines.push_back({"Note", "", "", note, "", all});
    return lines;
}

}  // namespace headroom
