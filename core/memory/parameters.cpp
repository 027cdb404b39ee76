// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/tensors.h"
#include "core/memory/weights.h"

namespace headroom {

using memory::Tensor;
using memory::TensorPart;

namespace {

double layerParameters(const ModelSpec& model, const LayerGroup& group) {
    double sum = 0;
    memory::visitTensors(model, group, [&](const Tensor& tensor) { sum += tensor.elements(); });
    return sum;
}

void addLayer(const ModelSpec& model, const LayerGroup& group, ParameterCount& result) {
    const double used = group.feedForward.experts > 0
                            ? double(group.feedForward.expertsUsed) / group.feedForward.experts
                            : 0;
    memory::visitTensors(model, group, [&](const Tensor& tensor) {
        const double elements = tensor.elements() * group.count;
        switch (tensor.part) {
            case TensorPart::Attention:
                result.attention += elements;
                break;
            case TensorPart::FeedForward:
                result.feedForward += elements;
                break;
            case TensorPart::Experts:
                result.experts += elements;
                result.expertsActive += elements * used;
                break;
            case TensorPart::Recurrence:
                result.recurrence += elements;
                break;
            case TensorPart::Small:
                result.small += elements;
                break;
        }
    });
}

/// The published total settles what the prediction blocks hold (some bring their own embeddings,
/// some a dense block); when it leaves them out (DeepSeek V3), they are counted as one more layer
/// each with a 2 hidden -> hidden input projection (docs/memory.md 6, 8).
double predictionParameters(const ModelSpec& model, double counted) {
    const double hidden = model.hiddenSize;
    const double estimate =
        model.mtpLayers *
        (layerParameters(model, memory::predictionBlock(model)) + 2 * hidden * hidden);
    const double published = model.parametersTotal - counted;
    constexpr double kPlausibleShare = 0.1;
    return published > kPlausibleShare * estimate ? published : estimate;
}

}  // namespace

ParameterCount countParameters(const ModelSpec& model) {
    ParameterCount result;
    for (const LayerGroup& group : model.layers) addLayer(model, group, result);
    const double table = double(model.vocabulary) * model.hiddenSize;
    result.embedding = table;
    if (memory::sharesCaches(model)) {
        result.embedding += memory::kLayerEmbeddingWidth * model.vocabulary * model.layerCount;
    }
    result.output = model.tiedEmbeddings || !memory::hasOutputMatrix(model) ? 0 : table;
    result.small += model.hiddenSize;
    result.nonText = model.parametersNonText;
    if (model.mtpLayers > 0) result.mtp = predictionParameters(model, result.total());
    return result;
}

}  // namespace headroom
