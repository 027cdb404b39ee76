// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/adapters.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kFloat = 4;
/// bitsandbytes: two states of a byte and, for each, an F32 maximum per block of 256.
constexpr double kEightBitStates = 2 * (1 + kFloat / 256);

bool trainsAll(const FineTuning& job) {
    return job.method == FineTuneMethod::Full;
}

/// Size of an element of weights and states that are trained, outside mixed precision.
double elementBytes(const FineTuning& job) {
    const bool half = trainsAll(job) ? job.precision == TrainingPrecision::PureBf16
                                     : job.adapterType == AdapterType::Bf16;
    return half ? kHalf : kFloat;
}

double optimiserBytes(const FineTuning& job) {
    switch (job.optimiser) {
        case Optimiser::AdamW:
            return 2 * elementBytes(job);
        case Optimiser::AdamW8Bit:
        case Optimiser::PagedAdamW8Bit:
            return kEightBitStates;
        case Optimiser::SgdMomentum:
            return elementBytes(job);
        case Optimiser::Adafactor:
            break;
    }
    return 0;
}

double tables(const ModelSpec& model) {
    return model.tiedEmbeddings ? 1 : 2;
}

}  // namespace

StateBytes stateBytesPerParameter(const FineTuning& job) {
    StateBytes bytes;
    bytes.optimiser = optimiserBytes(job);
    if (!trainsAll(job)) {
        bytes.copy = bytes.gradient = elementBytes(job);
        return bytes;
    }
    bytes.copy = kHalf;
    bytes.master = job.precision == TrainingPrecision::PureBf16 ? 0 : kFloat;
    bytes.gradient = job.precision == TrainingPrecision::MasterGradients ? kFloat : kHalf;
    return bytes;
}

double adapterParameters(const ModelSpec& model, const FineTuning& job) {
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        visitAdapted(model, group, job.targets, [&](const AdaptedMatrix& matrix) {
            sum += group.count * matrix.copies * job.rank * (matrix.columns + matrix.rows);
        });
    }
    if (job.targets == AdapterTargets::Embeddings) {
        sum += tables(model) * job.rank * (double(model.vocabulary) + model.hiddenSize);
    }
    return sum;
}

double adafactorBytes(const ModelSpec& model, const FineTuning& job) {
    const bool all = trainsAll(job);
    const double inner = all ? 0 : 2.0 * job.rank;
    const AdapterTargets targets = all ? AdapterTargets::Experts : job.targets;
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        visitAdapted(model, group, targets, [&](const AdaptedMatrix& matrix) {
            sum += group.count * matrix.copies * (matrix.columns + matrix.rows + inner);
        });
    }
    if (all || job.targets == AdapterTargets::Embeddings) {
        sum += tables(model) * (double(model.vocabulary) + model.hiddenSize + inner);
    }
    return kFloat * sum;
}

double layerParameters(const ModelSpec& model, const LayerGroup& group) {
    double sum = 0;
    visitTensors(model, group, [&](const Tensor& tensor) { sum += tensor.elements(); });
    return sum;
}

double widestMatrix(const ModelSpec& model) {
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        visitAdapted(model, group, AdapterTargets::Experts, [&](const AdaptedMatrix& matrix) {
            widest = std::max(widest, matrix.columns * matrix.rows);
        });
    }
    return widest;
}

}  // namespace headroom::memory
