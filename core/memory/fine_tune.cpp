// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/fine_tune.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/memory/training_rules.h"

namespace headroom {
namespace {

constexpr double kHalf = 2;
constexpr double kFloat = 4;
constexpr double kBitsPerByte = 8;
/// CUDA, NCCL and fragmentation (docs/memory.md 5.5).
constexpr Bytes kFramework = gibibytes(1.5);
/// NF4 in blocks of 64 with double quantisation (docs/memory.md 5.3).
constexpr double kNf4Bits = 4 + 8.0 / 64 + 32.0 / (64 * 256);

WeightFormat nf4() {
    WeightFormat format;
    format.id = "bnb-nf4-dq";
    format.family = "bnb";
    format.bitsPerWeight = kNf4Bits;
    return format;
}

double publishedParameters(const ModelSpec& model) {
    return model.parametersTotal > 0 ? model.parametersTotal : countParameters(model).total();
}

bool isPaged(const FineTuning& job) {
    return job.optimiser == Optimiser::PagedAdamW8Bit;
}

/// How many devices share each kind of state.
struct Shares {
    double weights{1};
    double gradients{1};
    double optimiser{1};
};

Shares sharesOf(Sharding sharding, double devices) {
    Shares shares;
    if (sharding >= Sharding::Optimiser) shares.optimiser = devices;
    if (sharding >= Sharding::Gradients) shares.gradients = devices;
    if (sharding >= Sharding::Weights) shares.weights = devices;
    return shares;
}

/// Parameters of the layers and tables that are gathered as one.
struct Modules {
    double layer{};   ///< the largest
    double output{};  ///< the output matrix, as large as the table of embeddings
};

Modules modulesOf(const ModelSpec& model) {
    Modules modules;
    for (const LayerGroup& group : model.layers) {
        modules.layer = std::max(modules.layer, memory::layerParameters(model, group));
    }
    modules.output = double(model.vocabulary) * model.hiddenSize;
    return modules;
}

/// The module at work and the next one, whole on every device, and with full training the
/// gradients of the former until they are shared out.
double gatheredBytes(const ModelSpec& model, const FineTuning& job,
                     const memory::StateBytes& states) {
    const Modules modules = modulesOf(model);
    const double bits = job.method == FineTuneMethod::QLora ? kNf4Bits : kBitsPerByte * kHalf;
    const double layer = modules.layer * bits / kBitsPerByte;
    const double output = modules.output * kHalf;
    const double gradient = job.method == FineTuneMethod::Full
                                ? states.gradient * std::max(modules.layer, modules.output)
                                : 0;
    return layer + std::max(layer, output) + gradient;
}

Bytes buffersOf(const ModelSpec& model, const FineTuning& job, const memory::StateBytes& states,
                double trained, int devices) {
    double buffers = 0;
    if (job.method == FineTuneMethod::QLora) buffers += kHalf * memory::widestMatrix(model);
    if (devices > 1 && job.sharding == Sharding::Weights) {
        buffers += gatheredBytes(model, job, states);
    }
    // DistributedDataParallel reduces gradients in buckets beside them.
    if (devices > 1 && job.sharding == Sharding::Replicated) buffers += states.gradient * trained;
    return bytes(buffers);
}

/// The transformers trainer keeps F32 states for embedding tables under 8-bit optimisers.
double embeddingStateBytes(const ModelSpec& model, const FineTuning& job,
                           const memory::StateBytes& states) {
    const bool eightBit = job.optimiser == Optimiser::AdamW8Bit || isPaged(job);
    if (!eightBit || job.method != FineTuneMethod::Full) return 0;
    return double(model.vocabulary) * model.hiddenSize * (2 * kFloat - states.optimiser);
}

Bytes frozenBytes(const ModelSpec& model, FineTuneMethod method) {
    if (method == FineTuneMethod::Full) return {};
    return method == FineTuneMethod::QLora ? weightBytes(model, nf4(), EngineChoice::Vllm).device
                                           : bytes(publishedParameters(model) * kHalf);
}

}  // namespace

FineTuneParts FineTuneLedger::total() const {
    FineTuneParts sum = each;
    for (Bytes* part : {&sum.weights, &sum.gradients, &sum.optimiser, &sum.activations, &sum.logits,
                        &sum.buffers, &sum.engine}) {
        *part = *part * devices;
    }
    return sum;
}

std::string FineTuneLedger::bindingTerm() const {
    const std::array<std::pair<Bytes, const char*>, 7> parts{{
        {each.weights, "weights"},
        {each.gradients, "gradients"},
        {each.optimiser, "optimiser"},
        {each.activations, "activations"},
        {each.logits, "logits"},
        {each.buffers, "buffers"},
        {each.engine, "engine"},
    }};
    return std::max_element(parts.begin(), parts.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

FineTuneLedger fineTuneLedger(const ModelSpec& model, const FineTuning& job, int deviceCount) {
    FineTuneLedger ledger;
    if (job.method == FineTuneMethod::None) return ledger;
    ledger.devices = std::max(1, deviceCount);
    const memory::StateBytes states = memory::stateBytesPerParameter(job);
    const Shares shares = sharesOf(job.sharding, ledger.devices);
    const double trained = job.method == FineTuneMethod::Full
                               ? publishedParameters(model)
                               : memory::adapterParameters(model, job);
    ledger.trainableParameters = trained;
    ledger.each.weights =
        (frozenBytes(model, job.method) + bytes(states.copy * trained)) / shares.weights +
        bytes(states.master * trained / shares.optimiser);
    ledger.each.gradients = bytes(states.gradient * trained / shares.gradients);
    const double factored =
        job.optimiser == Optimiser::Adafactor ? memory::adafactorBytes(model, job) : 0;
    const Bytes optimiser =
        bytes((states.optimiser * trained + embeddingStateBytes(model, job, states) + factored) /
              shares.optimiser);
    (isPaged(job) ? ledger.hostEach : ledger.each.optimiser) = optimiser;
    ledger.each.activations = bytes(memory::activationBytes(model, job));
    ledger.each.logits = bytes(memory::lossBytes(model, job));
    ledger.each.buffers = buffersOf(model, job, states, trained, ledger.devices);
    ledger.each.engine = kFramework;
    return ledger;
}

Bytes fineTuneHeadroom(const FineTuneLedger& ledger, const DeviceSet& devices) {
    const Bytes paged = devices.unified ? ledger.hostEach : Bytes{0};
    return devices.usableEach - ledger.each.used() - paged;
}

bool fineTuneFits(const FineTuneLedger& ledger, const DeviceSet& devices) {
    return fineTuneHeadroom(ledger, devices) >= Bytes{0} &&
           (!devices.hostMemory || ledger.host() <= *devices.hostMemory);
}

}  // namespace headroom
