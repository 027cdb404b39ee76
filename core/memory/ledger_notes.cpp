// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/ledger_notes.h"

#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"
#include "core/memory/llama_rules.h"
#include "core/memory/ollama_rules.h"
#include "core/memory/pool_engines.h"
#include "core/memory/usable_memory.h"
#include "core/memory/vllm_rules.h"
#include "core/scenario/engines.h"
#include "core/units/format.h"

namespace headroom::memory {
namespace {

void addLlamaNotes(const Ledger& ledger, std::vector<std::string>& notes) {
    if (ledger.headroom() < Bytes{0} && ledger.headroom() >= -ledger.devices.front().reserve) {
        notes.push_back(
            "Only the 1 GiB that llama.cpp keeps free per device is touched: with --fit off it "
            "loads, by default it shrinks the context.");
    }
}

void addPoolNotes(const MemoryRequest& request, const Ledger& ledger,
                  std::vector<std::string>& notes) {
    const DeviceLedger& device = ledger.devices.front();
    const Bytes required = device.used() - device.reserve;
    const Bytes taken = ledger.takenEach.value_or(required);
    const std::string both = formatGib(taken) + " per device";
    const std::string needed =
        " whatever the load needs; " + formatGib(required) + " of it is required.";
    switch (request.engine) {
        case EngineChoice::Sglang:
            notes.push_back("SGLang takes " + both + " (--mem-fraction-static " +
                            formatNumber(sglangStaticFraction(request.devices.count), 2) +
                            " for weights and cache)" + needed);
            break;
        case EngineChoice::TensorRtLlm:
            notes.push_back("TensorRT-LLM takes " + both +
                            " (0.9 of what is free once the model is loaded)" + needed);
            break;
        default:
            notes.push_back("vLLM reserves " + both + " (gpu_memory_utilization " +
                            formatNumber(vllmPlan(request).utilisation, 2) + ")" + needed);
            break;
    }
}

void addVllmNotes(const MemoryRequest& request, const Ledger& ledger,
                  std::vector<std::string>& notes) {
    MemoryRequest standard = request;
    standard.vllm.sequences = static_cast<int>(vllmDefaultSequences(request.devices));
    const double sequences = vllmPlan(request).sequences;
    if (*standard.vllm.sequences > sequences) {
        const Bytes more = vllmActivation(standard) - ledger.devices.front().compute;
        notes.push_back("Start with --max-num-seqs " + formatNumber(sequences) +
                        ": the default of " + formatNumber(*standard.vllm.sequences) + " takes " +
                        formatGib(more) + " more for activations.");
    }
    if (request.devices.unified) {
        notes.push_back(
            "On unified memory vLLM counts other programs as its own: leave more room than shown.");
    }
}

/// Why the cache of this model is larger or smaller than on another engine.
void addCacheNotes(const MemoryRequest& request, std::vector<std::string>& notes) {
    bool full = false;
    bool window = false;
    bool state = false;
    bool copied = false;
    const int ranks = request.devices.count;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& attention = group.attention;
        state |= group.recurrence.kind != RecurrentKind::None;
        if (!storesCache(group)) continue;
        (isWindow(attention) ? window : full) = true;
        const bool latent = attention.kind == AttentionKind::Latent;
        copied |= ranks > 1 && (latent || attention.kvHeads < ranks);
    }
    if (copied) {
        notes.push_back(
            "Tensor parallelism copies the KV cache of this model to devices instead of "
            "dividing it.");
    }
    if (request.engine == EngineChoice::Vllm && window) {
        notes.push_back("vLLM keeps a window and every token in flight of sliding-window layers (" +
                        formatNumber(vllmPlan(request).batchedTokens) +
                        " batched tokens); llama.cpp keeps the window and one ubatch.");
    }
    if (request.engine == EngineChoice::Vllm && state && full) {
        notes.push_back(
            "vLLM enlarges the cache blocks of this model until one holds a layer's recurrent "
            "state, so short requests take more than on llama.cpp.");
    }
    if (request.engine == EngineChoice::Sglang && window) {
        notes.push_back(
            "SGLang's sliding-window layers have a pool of their own for 0.8 of the tokens "
            "(--swa-full-tokens-ratio).");
    }
    if (request.engine == EngineChoice::TensorRtLlm && window) {
        notes.push_back(
            "TensorRT-LLM keeps every token of sliding-window layers unless "
            "max_attention_window is set.");
    }
}

void addUnequalNotes(const MemoryRequest& request, std::vector<std::string>& notes) {
    if (request.devices.unequal.empty()) return;
    if (engineFamily(request.engine) == EngineChoice::LlamaCpp) {
        notes.push_back(
            "The devices differ: layers are dealt out by the memory that each has free; "
            "--tensor-split deals them otherwise.");
        return;
    }
    notes.push_back("The devices differ: " + std::string(engineId(request.engine)) +
                    " gives each an equal part, so the smallest decides what fits and the slowest "
                    "how fast it is.");
}

void addMlxNotes(const Ledger& ledger, std::vector<std::string>& notes) {
    const DeviceLedger& device = ledger.devices.front();
    notes.push_back("MLX reserves no cache: it takes " + formatGib(device.weights + device.engine) +
                    " at the start and " + formatGib(device.used()) +
                    " once every conversation is as long as asked.");
    if (device.free() < Bytes{0} && device.used() < device.capacity) {
        constexpr double kMebibyte = 1024.0 * 1024;
        const auto limit = static_cast<long long>(std::ceil(device.used().value / kMebibyte));
        notes.push_back("Metal lends the GPU " + formatGib(device.usable) + " of " +
                        formatGib(device.capacity) + ": sudo sysctl iogpu.wired_limit_mb=" +
                        std::to_string(limit) + " lends enough, and leaves macOS the rest.");
    }
}

void addOllamaNotes(const MemoryRequest& request, std::vector<std::string>& notes) {
    const Tokens standard = ollamaDefaultContext(request.devices);
    const auto length = static_cast<long long>(request.cache.contextPerSequence.value);
    notes.push_back("Ollama's own context on this machine is " + formatTokens(standard) +
                    ": set OLLAMA_CONTEXT_LENGTH=" + std::to_string(length) +
                    " and OLLAMA_NUM_PARALLEL=" + std::to_string(request.cache.slotCount) + ".");
}

void addModelNotes(const MemoryRequest& request, const WeightBytes& weights,
                   std::vector<std::string>& notes) {
    const ModelSpec& model = *request.model;
    if (!model.cacheComplete) {
        notes.push_back(
            "The compressed part of this model's KV cache is not described in the catalog: only "
            "the sliding window is counted.");
    }
    if (model.parametersNonText > 0 && engineFamily(request.engine) != EngineChoice::Vllm) {
        notes.push_back("Text only: the vision or audio tower (" +
                        formatGb(bytes(2 * model.parametersNonText)) +
                        " at 16 bits) is a file of its own and is not counted.");
    }
    if (model.mtpLayers > 0 && request.vllm.draftedTokens > 0) {
        const double loaded = countParameters(model).mtp * weights.bitsPerWeight / 8;
        notes.push_back("Drafting loads the multi-token-prediction block, about " +
                        formatGb(bytes(loaded)) + ", which is not counted.");
    } else if (model.mtpLayers > 0) {
        notes.push_back(
            "The multi-token-prediction block is in the file but not loaded unless speculative "
            "decoding is on.");
    }
    if (weights.scaled) {
        notes.push_back(
            "Layers of this model differ in width: weights are scaled to its published parameter "
            "count.");
    }
}

void addPipelineNotes(const MemoryRequest& request, const Ledger& ledger,
                      std::vector<std::string>& notes) {
    for (const CompanionPlace& place : ledger.companions) {
        if (!place.fromDisk) continue;
        notes.push_back(place.name + " is loaded when used, " + formatGb(place.loaded) +
                        ": at least " + formatDuration(*place.fromDisk) + " from an SSD" +
                        (place.overLink
                             ? ", " + formatDuration(*place.overLink) + " if host memory holds it."
                             : "."));
    }
    if (request.devices.unified && request.index.vectors > 0 &&
        request.index.place == IndexPlace::HostMemory) {
        notes.push_back("The vector index shares the unified memory with the models.");
    }
}

}  // namespace

std::vector<std::string> ledgerNotes(const MemoryRequest& request, const WeightBytes& weights,
                                     const Ledger& ledger) {
    std::vector<std::string> notes;
    if (engineFamily(request.engine) == EngineChoice::Vllm) {
        addPoolNotes(request, ledger, notes);
        if (request.engine == EngineChoice::Vllm) addVllmNotes(request, ledger, notes);
        addCacheNotes(request, notes);
    } else if (engineFamily(request.engine) == EngineChoice::LlamaCpp) {
        addLlamaNotes(ledger, notes);
        if (request.engine == EngineChoice::Ollama) addOllamaNotes(request, notes);
    } else if (request.engine == EngineChoice::Mlx) {
        addMlxNotes(ledger, notes);
    }
    addUnequalNotes(request, notes);
    addModelNotes(request, weights, notes);
    if (request.devices.unified && request.devices.count > 1) {
        notes.push_back(
            "The devices are computers of their own: the engine must be started on each and "
            "connected over the network.");
    }
    addPipelineNotes(request, ledger, notes);
    if (ledger.hostMemory && ledger.hostUsed() > *ledger.hostMemory) {
        notes.push_back("Host memory is short: " + formatGib(ledger.hostUsed()) + " needed, " +
                        formatGib(*ledger.hostMemory) + " installed.");
    }
    for (std::string& note : usableMemoryNotes(request.devices)) notes.push_back(std::move(note));
    return notes;
}

}  // namespace headroom::memory
