// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/ledger.h"
#include "core/memory/tensors.h"
#include "core/memory/training_rules.h"

namespace headroom {
namespace memory {
namespace {

/// Matrices per layer with an adapter: q, k, v, o, gate, up, down.
constexpr double kAdaptedMatrices = 7;
/// Random state and rotary angles kept per token and checkpointed layer.
constexpr double kCheckpointState = 16;
constexpr double kHalf = 2;
constexpr double kFloat = 4;
/// CUDA, NCCL and fragmentation (docs/memory.md 5: 1 to 2 GiB).
constexpr Bytes kFramework = gibibytes(1.5);

struct LayerWidths {
    double query{};
    double cache{};
    double heads{};
    double feedForward{};  ///< that one token passes through
};

LayerWidths widthsOf(const LayerGroup& group) {
    const Attention& a = group.attention;
    LayerWidths widths;
    widths.heads = a.heads;
    if (a.kind == AttentionKind::Latent) {
        widths.query = double(a.heads) * (a.nopeHeadSize + a.ropeHeadSize);
        widths.cache = double(a.kvLoraRank) + a.ropeHeadSize;
    } else {
        widths.query = double(a.heads) * a.keyHeadSize;
        widths.cache = double(a.kvHeads) * a.keyHeadSize;
    }
    widths.query += group.recurrence.innerSize;
    const FeedForward& f = group.feedForward;
    widths.feedForward = f.size + f.sharedSize + double(f.expertsUsed) * f.expertSize;
    return widths;
}

bool isAdapted(const Tensor& tensor) {
    return tensor.role != TensorRole::Small && tensor.part != TensorPart::Experts &&
           tensor.part != TensorPart::Small;
}

/// NF4 with double quantisation (docs/memory.md 5).
WeightFormat nf4() {
    WeightFormat format;
    format.id = "bnb-nf4-dq";
    format.family = "bnb";
    format.bitsPerWeight = 4.127;
    return format;
}

double publishedParameters(const ModelSpec& model) {
    return model.parametersTotal > 0 ? model.parametersTotal : countParameters(model).total();
}

/// ZeRO-3 gathers the layer at work and the next one on every device.
double gatheredBytes(const ModelSpec& model, int devices) {
    if (devices == 1 || model.layerCount == 0) return 0;
    return 2 * kHalf * publishedParameters(model) / model.layerCount * devices;
}

double activationBytes(const ModelSpec& model, const FineTuning& job, AdapterPrecision adapters) {
    double live = 0;
    for (const LayerGroup& group : model.layers) {
        live = std::max(live, savedBytesPerToken(model, group, adapters, job.rank));
    }
    const double tokens = job.sequence.value * job.microBatch;
    return tokens * (checkpointBytesPerToken(model) * model.layerCount + live);
}

void addStates(const ModelSpec& model, const FineTuning& job, FineTuneLedger& ledger) {
    if (job.method == FineTuneMethod::Full) {
        const double parameters = publishedParameters(model);
        ledger.trainableParameters = parameters;
        ledger.weights = bytes(parameters * (kHalf + kFloat));
        ledger.gradients = bytes(parameters * kHalf);
        ledger.optimiser = bytes(parameters * 2 * kFloat);
        return;
    }
    const double adapters = adapterParameters(model, job.rank);
    const Bytes base = job.method == FineTuneMethod::QLora
                           ? weightBytes(model, nf4(), EngineChoice::Vllm).device
                           : bytes(publishedParameters(model) * kHalf);
    ledger.trainableParameters = adapters;
    ledger.weights = base + bytes(adapters * kFloat);
    ledger.gradients = bytes(adapters * kFloat);
    ledger.optimiser = bytes(adapters * 2 * kFloat);
}

}  // namespace

double savedBytesPerToken(const ModelSpec& model, const LayerGroup& group,
                          AdapterPrecision adapters, int rank) {
    const double hidden = model.hiddenSize;
    const LayerWidths w = widthsOf(group);
    const double common = 8 * w.feedForward + 4 * w.query + 4 * w.cache + 4 * w.heads + 24;
    if (adapters == AdapterPrecision::None) return common + 16 * hidden;
    const double low = kAdaptedMatrices * rank;
    // Frozen norms save nothing for their own gradient.
    const double bf16 = common + 12 * hidden + kHalf * low;
    if (adapters == AdapterPrecision::Bf16) return bf16;
    // F32 adapters keep F32 copies of the inputs of all seven matrices.
    return bf16 + 2 * w.feedForward + 4 * w.query + 16 * hidden + kHalf * low;
}

double checkpointBytesPerToken(const ModelSpec& model) {
    return kHalf * model.hiddenSize + kCheckpointState;
}

double headBytesPerToken(const ModelSpec& model) {
    return 4.0 * model.vocabulary + 8.0 * model.hiddenSize;
}

double adapterParameters(const ModelSpec& model, int rank) {
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        visitTensors(model, group, [&](const Tensor& tensor) {
            if (isAdapted(tensor)) sum += group.count * rank * (tensor.columns + tensor.rows);
        });
    }
    return sum;
}

}  // namespace memory

FineTuneLedger fineTuneLedger(const ModelSpec& model, const FineTuning& job, int deviceCount) {
    FineTuneLedger ledger;
    if (job.method == FineTuneMethod::None) return ledger;
    const int devices = std::max(1, deviceCount);
    memory::addStates(model, job, ledger);
    ledger.weights += bytes(memory::gatheredBytes(model, devices));
    const bool full = job.method == FineTuneMethod::Full;
    const auto adapters = full ? memory::AdapterPrecision::None : memory::AdapterPrecision::F32;
    const double tokens = job.sequence.value * job.microBatch;
    ledger.activations = bytes(memory::activationBytes(model, job, adapters)) * devices;
    // The gradient of the logits, two bytes each, joins what the head has saved.
    const double head = memory::headBytesPerToken(model) + 2.0 * model.vocabulary;
    ledger.logits = bytes(tokens * head) * devices;
    ledger.engine = memory::kFramework * devices;
    return ledger;
}

}  // namespace headroom
