// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/ledger_notes.h"

#include <algorithm>
#include <cmath>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"
#include "core/memory/llama_rules.h"
#include "core/memory/vllm_rules.h"
#include "core/units/format.h"

namespace headroom::memory {
namespace {

void addLlamaNotes(const MemoryRequest& request, const Ledger& ledger,
                   std::vector<std::string>& notes) {
    if (ledger.headroom() < Bytes{0} && ledger.headroom() >= -ledger.devices.front().reserve) {
        notes.push_back(
            "Only the 1 GiB that llama.cpp keeps free per device is touched: with --fit off it "
            "loads, by default it shrinks the context.");
    }
    const bool cuda =
        !request.devices.accelerator || request.devices.accelerator->vendor == "NVIDIA";
    if (cuda && lacksCudaAttention(request)) {
        notes.push_back(
            "This cache type has no attention kernel in llama.cpp's default CUDA build: attention "
            "runs on the CPU. Use f16, q8_0 or q4_0.");
    }
}

void addVllmNotes(const MemoryRequest& request, const Ledger& ledger,
                  std::vector<std::string>& notes) {
    const DeviceLedger& device = ledger.devices.front();
    const Bytes budget = device.usable - device.reserve;
    notes.push_back("vLLM reserves " + formatGib(budget) +
                    " per device (gpu_memory_utilization 0.92) whatever the load needs; " +
                    formatGib(device.used() - device.reserve) + " of it is required.");
    const double sequences = vllmSequences(request.cache.slotCount);
    const double standard = vllmDefaultSequences(request.devices);
    if (standard > sequences) {
        const double batched = vllmBatchedTokens(request.devices);
        const Bytes more =
            vllmActivation(*request.model, standard, batched, request.devices.count) -
            device.compute;
        notes.push_back("Start with --max-num-seqs " + formatNumber(sequences) +
                        ": the default of " + formatNumber(standard) + " takes " + formatGib(more) +
                        " more for activations.");
    }
    if (request.devices.unified) {
        notes.push_back(
            "On unified memory vLLM counts other programs as its own: leave more room than shown.");
    }
    const int ranks = request.devices.count;
    for (const LayerGroup& group : request.model->layers) {
        const Attention& attention = group.attention;
        const bool copied = attention.kind == AttentionKind::Latent || attention.kvHeads < ranks;
        if (ranks > 1 && attention.kind != AttentionKind::None && copied) {
            notes.push_back(
                "Tensor parallelism copies the KV cache of this model to devices instead of "
                "dividing it.");
            return;
        }
    }
}

void addModelNotes(const MemoryRequest& request, const WeightBytes& weights,
                   std::vector<std::string>& notes) {
    const ModelSpec& model = *request.model;
    if (!model.cacheComplete) {
        notes.push_back(
            "The compressed part of this model's KV cache is not described in the catalog: only "
            "the sliding window is counted.");
    }
    if (model.parametersNonText > 0 && request.engine != EngineChoice::Vllm) {
        notes.push_back("Text only: the vision or audio tower (" +
                        formatGb(bytes(2 * model.parametersNonText)) +
                        " at 16 bits) is a file of its own and is not counted.");
    }
    if (model.mtpLayers > 0) {
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

}  // namespace

std::vector<std::string> ledgerNotes(const MemoryRequest& request, const WeightBytes& weights,
                                     const Ledger& ledger) {
    std::vector<std::string> notes;
    if (request.engine == EngineChoice::Vllm) {
        addVllmNotes(request, ledger, notes);
    } else if (request.engine == EngineChoice::LlamaCpp) {
        addLlamaNotes(request, ledger, notes);
    }
    addModelNotes(request, weights, notes);
    if (request.devices.unified && request.devices.count > 1) {
        notes.push_back(
            "The devices are computers of their own: the engine must be started on each and "
            "connected over the network.");
    }
    if (ledger.hostMemory && ledger.hostUsed() > *ledger.hostMemory) {
        notes.push_back("Host memory is short: " + formatGib(ledger.hostUsed()) + " needed, " +
                        formatGib(*ledger.hostMemory) + " installed.");
    }
    return notes;
}

}  // namespace headroom::memory
