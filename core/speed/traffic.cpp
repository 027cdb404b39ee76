// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/traffic.h"

#include <algorithm>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/speed/rates.h"

namespace headroom {
namespace {

/// Between layers: bf16 or f16, and F32 in llama.cpp.
double bytesPerActivation(EngineChoice engine) {
    return engineFamily(engine) == EngineChoice::LlamaCpp ? 4.0 : 2.0;
}
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

/// How often `devices` that split tensors hold the same key or latent row.
double copies(const Attention& attention, int devices) {
    if (attention.kind == AttentionKind::Latent) return devices;
    return std::max(1.0, static_cast<double>(devices) / std::max(1, attention.kvHeads));
}

}  // namespace

double expertsPicked(const FeedForward& block, double tokens) {
    const double picks = tokens * block.expertsUsed;
    return block.experts * picks / (block.experts - block.expertsUsed + picks);
}

Bytes expertBytesRead(const ModelSpec& model, const WeightBytes& weights, double batch) {
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        if (block.kind != FeedForwardKind::MixtureOfExperts || block.experts <= 0) continue;
        return weights.expertsTotal * (expertsPicked(block, batch) / block.experts);
    }
    return weights.expertsPerToken;
}

Bytes cacheBytesRead(const ModelSpec& model, const WeightFormat& kv, Tokens depth, int devices) {
    const double elementBytes = kv.bitsPerWeight.value_or(kDefaultCacheBits) / 8.0;
    Bytes sum;
    for (const LayerGroup& group : model.layers) {
        if (group.attention.kind != AttentionKind::None) {
            sum += bytes(group.count * reach(group.attention, depth) *
                         elementsReadPerToken(group.attention) * elementBytes *
                         copies(group.attention, devices));
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

namespace {

/// Elements of keys and values that a query head multiplies for each cached token.
double headElements(const Attention& attention, bool absorbed) {
    if (attention.kind == AttentionKind::Latent && absorbed) {
        return 2.0 * attention.kvLoraRank + attention.ropeHeadSize;
    }
    return attention.keyHeadSize + std::max(attention.valueHeadSize, 1);
}

}  // namespace

double vectorKernelReads(const ModelSpec& model, const WeightFormat& kv, Tokens depth) {
    constexpr double kHeadsTogether = 8;
    const double elementBytes = kv.bitsPerWeight.value_or(kDefaultCacheBits) / 8.0;
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        const bool latent = attention.kind == AttentionKind::Latent;
        const double kvHeads = latent ? 1 : std::max(1, attention.kvHeads);
        const double rounds = std::max(1.0, attention.heads / kvHeads / kHeadsTogether);
        const double elements =
            latent ? headElements(attention, true) : elementsReadPerToken(attention);
        sum += group.count * reach(attention, depth) * elements * elementBytes * rounds;
    }
    for (const LayerGroup& group : model.layers) {
        sum += (group.recurrence.stateBytes * group.count).value;
    }
    return sum;
}

double attentionOperations(const ModelSpec& model, Tokens prompt, Tokens depth, bool absorbed) {
    double sum = 0.0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        const Tokens middle = depth + prompt / 2.0;
        const double elements = attention.heads * headElements(attention, absorbed);
        sum += group.count * 2.0 * elements * prompt.value * reach(attention, middle);
    }
    return sum;
}

Seconds linkTime(const SpeedRequest& request, double tokensPerStep, bool splitsTensors) {
    const int count = request.devices.count;
    if (count < 2) return seconds(0);
    const Accelerator& accelerator = *request.devices.accelerator;
    // Hops of a layer split have the path to themselves.
    const Link link = linkBetween(accelerator, request.link, splitsTensors ? count : 2);
    const Bytes amount =
        bytes(tokensPerStep * request.model->hiddenSize * bytesPerActivation(request.engine));
    if (splitsTensors) {
        return allReduceTime(link, amount, count) * (2.0 * request.model->layerCount);
    }
    return (link.latency + transferTime(amount, link.bandwidth)) * (count - 1.0);
}

}  // namespace headroom
