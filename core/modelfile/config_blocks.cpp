// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Feed-forward blocks of each layer, docs/model_files.md 3.4.
#include <algorithm>
#include <stdexcept>

#include "core/modelfile/config_layers.h"

namespace headroom {

namespace {

constexpr int kMostMatrices = 3;

FeedForward expertBlock(const ConfigKeys& keys, int matrices, int experts) {
    FeedForward result;
    result.kind = FeedForwardKind::MixtureOfExperts;
    result.matrices = matrices;
    result.experts = experts;
    result.expertsUsed = keys.required(
        {"num_experts_per_tok", "num_experts_per_token", "top_k_experts", "moe_topk", "moe_k"},
        kLargestConfigCount);
    if (result.expertsUsed > experts) {
        throw std::invalid_argument("The key “num_experts_per_tok” is " +
                                    std::to_string(result.expertsUsed) + ", and there are " +
                                    std::to_string(experts) + " experts. Correct the file.");
    }
    result.expertSize =
        keys.required({"moe_intermediate_size", "expert_ffn_hidden_size", "intermediate_size"},
                      kWidestConfigBlock);
    result.sharedExperts = keys.countOr(
        {"n_shared_experts", "num_shared_experts", "moe_num_shared_experts", "num_shared_expert"},
        1'000, 0);
    result.sharedSize = keys.countOr(
        {"shared_expert_intermediate_size", "shared_intermediate_size",
         "moe_shared_expert_intermediate_size"},
        kWidestConfigBlock, std::min(kWidestConfigBlock, result.sharedExperts * result.expertSize));
    if (result.sharedSize > 0 && result.sharedExperts == 0) result.sharedExperts = 1;
    result.latentSize = keys.countOr({"moe_latent_size"}, kWidestConfigBlock, 0);
    return result;
}

/// Which layers have experts; all of them unless the file says otherwise.
std::vector<bool> expertLayers(const ConfigKeys& keys, std::size_t layers) {
    std::vector<bool> result(layers, true);
    const std::vector<std::string> kinds = keys.texts("mlp_layer_types");
    const std::vector<int> perLayer = keys.counts("moe_layer_freq", 1);
    const std::vector<int> listed = keys.counts("moe_layers", kMostConfigLayers);
    const std::vector<int> dense = keys.counts("mlp_only_layers", kMostConfigLayers);
    const int leading =
        keys.countOr({"first_k_dense_replace", "moe_layer_start_index", "num_dense_layers"},
                     kMostConfigLayers, 0);
    const int step = keys.countOr({"decoder_sparse_step", "interleave_moe_layer_step",
                                   "expert_layer_period", "moe_layer_freq"},
                                  kMostConfigLayers, 1);
    // Counted from the last layer of each period unless an offset is stated.
    const int offset = keys.countOr({"expert_layer_offset"}, kMostConfigLayers,
                                    keys.has("moe_layer_freq") ? 0 : std::max(1, step) - 1);
    for (std::size_t i = 0; i < layers; ++i) {
        const int layer = static_cast<int>(i);
        if (kinds.size() == layers) {
            result[i] = kinds[i] != "dense";
        } else if (perLayer.size() == layers) {
            result[i] = perLayer[i] == 1;
        } else if (!listed.empty()) {
            result[i] = std::find(listed.begin(), listed.end(), layer) != listed.end();
        } else {
            result[i] = layer >= leading && (step < 1 || layer % step == offset % step) &&
                        std::find(dense.begin(), dense.end(), layer) == dense.end();
        }
    }
    return result;
}

/// Without a list, a layer of a letter pattern is either a mixer or a block, never both.
std::string letterPattern(const ConfigKeys& keys) {
    return keys.text("hybrid_override_pattern");
}

FeedForward denseBlock(int matrices, int size) {
    FeedForward result;
    result.kind = size > 0 ? FeedForwardKind::Dense : FeedForwardKind::None;
    result.matrices = matrices;
    result.size = size;
    return result;
}

}  // namespace

void addConfigBlocks(const ConfigKeys& keys, const ConfigDefaults& defaults,
                     std::vector<LayerGroup>& layers, std::vector<std::string>& gaps) {
    const int matrices = keys.countOr({"mlp_mats"}, kMostMatrices, defaults.matrices);
    const int experts = keys.countOr({"num_experts", "n_routed_experts", "num_local_experts",
                                      "moe_num_experts", "num_moe_experts"},
                                     kLargestConfigCount, 0);
    const bool pureRecurrence = !keys.has("num_attention_heads") && !keys.has("n_head");
    const int size = pureRecurrence
                         ? 0
                         : keys.countOr({"intermediate_size_mlp", "intermediate_size", "n_inner",
                                         "ffn_dim", "ffn_hidden_size", "d_ff"},
                                        kWidestConfigBlock, 0);
    const std::vector<int> sizes = keys.counts("intermediate_size", kWidestConfigBlock);
    const std::string pattern = letterPattern(keys);
    const FeedForward sparse = experts > 1 ? expertBlock(keys, matrices, experts) : FeedForward{};
    const std::vector<bool> hasExperts =
        experts > 1 ? expertLayers(keys, layers.size()) : std::vector<bool>(layers.size(), false);
    bool unknownSize = false;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (pattern.size() == layers.size()) {
            layers[i].feedForward = pattern[i] == '-'   ? denseBlock(matrices, size)
                                    : pattern[i] == 'E' ? sparse
                                                        : FeedForward{};
            continue;
        }
        const int own = sizes.size() == layers.size() ? sizes[i] : size;
        layers[i].feedForward = hasExperts[i] ? sparse : denseBlock(matrices, own);
        unknownSize = unknownSize || (!hasExperts[i] && own == 0 && !pureRecurrence);
    }
    if (unknownSize) {
        gaps.push_back(
            "The width of the feed-forward blocks (“intermediate_size”) is not stated: they are "
            "left out of the parameter count.");
    }
}

}  // namespace headroom
