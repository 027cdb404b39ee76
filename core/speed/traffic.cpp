// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/traffic.h"

#include <algorithm>
#include <cmath>

#include "core/speed/rates.h"

namespace headroom {
namespace {

constexpr double kBytesPerActivation = 2.0;  // bf16 or f16 between layers
constexpr double kDefaultCacheBits = 16.0;

/// Tokens that a layer looks back on at `depth`.
double reach(const Attention& attention, Tokens depth) {
    if (attention.kind != AttentionKind::SlidingWindow) return depth.value;
    return std::min(depth.value, static_cast<double>(attention.window));
}

double elementsReadPerToken(const Attention& attention) {
    if (attention.kind == AttentionKind::Latent) {
        return attention.kvLoraRank + attention.ropeHeadSize + attention.indexHeadSize;
    }
    return static_cast<double>(attention.kvHeads) *
               (attention.keyHeadSize + attention.valueHeadSize) +
           attention.indexHeadSize;
}

}  // namespace

Bytes expertBytesRead(const ModelSpec& model, const WeightBytes& weights, double batch) {
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        if (block.kind != FeedForwardKind::MixtureOfExperts || block.experts <= 0) continue;
        const double share = static_cast<double>(block.expertsUsed) / block.experts;
        return weights.expertsTotal * (1.0 - std::pow(1.0 - share, batch));
    }
    return weights.expertsPerToken;
}

Bytes cacheBytesRead(const ModelSpec& model, const WeightFormat& kv, Tokens depth) {
    const double elementBytes = kv.bitsPerWeight.value_or(kDefaultCacheBits) / 8.0;
    Bytes sum;
    for (const LayerGroup& group : model.layers) {
        if (group.attention.kind != AttentionKind::None) {
            sum += bytes(group.count * reach(group.attention, depth) *
                         elementsReadPerToken(group.attention) * elementBytes);
        }
        sum += group.recurrence.stateBytes * group.count;
    }
    return sum;
}

double operationsPerToken(const ModelSpec& model) {
    const ParameterCount count = countParameters(model);
    const double counted = count.active() - (model.tiedEmbeddings ? 0.0 : count.embedding);
    // Pruned models whose block widths the catalog does not know are counted by their total.
    return 2.0 * std::max(counted, model.isMixtureOfExperts() ? 0.0 : 0.5 * model.parametersTotal);
}

double attentionOperations(const ModelSpec& model, Tokens prompt, Tokens depth) {
    double sum = 0.0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        const Tokens middle = depth + prompt / 2.0;
        const double headElements = static_cast<double>(attention.heads) *
                                    (attention.keyHeadSize + std::max(attention.valueHeadSize, 1));
        sum += group.count * 2.0 * headElements * prompt.value * reach(attention, middle);
    }
    return sum;
}

Seconds linkTime(const SpeedRequest& request, double tokensPerStep, bool splitsTensors) {
    const int count = request.devices.count;
    if (count < 2) return seconds(0);
    const Link link = linkOf(*request.devices.accelerator);
    const Bytes amount = bytes(tokensPerStep * request.model->hiddenSize * kBytesPerActivation);
    if (splitsTensors) {
        return allReduceTime(link, amount, count) * (2.0 * request.model->layerCount);
    }
    return (link.latency + transferTime(amount, link.bandwidth)) * (count - 1.0);
}

}  // namespace headroom
