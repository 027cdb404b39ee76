// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Attention and recurrence of each layer, docs/model_files.md 3.3.
#include <algorithm>
#include <stdexcept>

#include "core/modelfile/config_layers.h"
#include "core/units/format.h"

namespace headroom {

namespace {

Attention latentAttention(const ConfigKeys& keys, Attention base, int rank) {
    base.kind = AttentionKind::Latent;
    base.kvLoraRank = rank;
    base.queryLoraRank = keys.countOr({"q_lora_rank"}, kWidestConfigHead, 0);
    base.ropeHeadSize = keys.required({"qk_rope_head_dim"}, kWidestConfigHead);
    base.nopeHeadSize = keys.required({"qk_nope_head_dim"}, kWidestConfigHead);
    base.valueHeadSize = keys.required({"v_head_dim"}, kWidestConfigHead);
    base.keyHeadSize = base.nopeHeadSize + base.ropeHeadSize;
    base.kvHeads = base.heads;
    base.indexHeadSize = keys.countOr({"index_head_dim"}, kWidestConfigHead, 0);
    base.indexHeads = keys.countOr({"index_n_heads"}, kMostConfigHeads, 0);
    return base;
}

Attention commonAttention(const ConfigKeys& keys, int hiddenSize) {
    Attention result;
    result.kind = AttentionKind::Full;
    result.heads = keys.required({"num_attention_heads", "n_head", "n_heads"}, kMostConfigHeads);
    const bool one = keys.flag({"multi_query"}).value_or(false);
    result.kvHeads = keys.countOr({"num_key_value_heads", "num_kv_heads", "n_head_kv"},
                                  kMostConfigHeads, one ? 1 : result.heads);
    if (result.kvHeads == 0) result.kvHeads = result.heads;
    const int rank = keys.countOr({"kv_lora_rank"}, kWidestConfigHead, 0);
    if (rank > 0) return latentAttention(keys, result, rank);
    const int stated = keys.countOr({"head_dim", "attention_head_dim"}, kWidestConfigHead, 0);
    if (stated == 0 && hiddenSize % result.heads != 0) {
        throw std::invalid_argument("The key “head_dim” is missing and “hidden_size” (" +
                                    std::to_string(hiddenSize) +
                                    ") is no multiple of “num_attention_heads” (" +
                                    std::to_string(result.heads) + "). Correct the file.");
    }
    result.keyHeadSize = stated > 0 ? stated : hiddenSize / result.heads;
    result.valueHeadSize = keys.countOr({"v_head_dim"}, kWidestConfigHead, result.keyHeadSize);
    return result;
}

/// Layers that see the whole context may have wider, fewer or merged heads.
Attention globalAttention(const ConfigKeys& keys, Attention base) {
    if (const int size = keys.countOr({"global_head_dim"}, kWidestConfigHead, 0)) {
        base.keyHeadSize = size;
        base.valueHeadSize = size;
    }
    if (const int heads = keys.countOr({"num_global_key_value_heads"}, kMostConfigHeads, 0)) {
        base.kvHeads = heads;
    }
    base.valueIsKey = keys.flag({"attention_k_eq_v"}).value_or(false);
    return base;
}

Attention windowAttention(const ConfigKeys& keys, Attention base, int window) {
    base.kind = AttentionKind::SlidingWindow;
    base.window = window;
    base.kvHeads = keys.countOr({"swa_num_key_value_heads"}, kMostConfigHeads, base.kvHeads);
    return base;
}

Recurrence deltaNet(const ConfigKeys& keys) {
    Recurrence result;
    result.kind = RecurrentKind::GatedDeltaNet;
    result.heads = keys.required({"linear_num_value_heads"}, kMostConfigHeads);
    result.groups = keys.required({"linear_num_key_heads"}, kMostConfigHeads);
    result.stateSize = keys.required({"linear_key_head_dim"}, kWidestConfigHead);
    result.headSize = keys.required({"linear_value_head_dim"}, kWidestConfigHead);
    result.convolution = keys.required({"linear_conv_kernel_dim"}, kMostConfigHeads);
    result.innerSize = result.heads * result.headSize;
    return result;
}

Recurrence kimiDelta(const ConfigKeys& keys) {
    Recurrence result;
    result.kind = RecurrentKind::KimiDelta;
    result.heads = keys.required({"linear_attn_config.num_heads"}, kMostConfigHeads);
    result.headSize = keys.required({"linear_attn_config.head_dim"}, kWidestConfigHead);
    result.convolution =
        keys.required({"linear_attn_config.short_conv_kernel_size"}, kMostConfigHeads);
    return result;
}

Recurrence mamba(const ConfigKeys& keys, int hiddenSize) {
    Recurrence result;
    result.stateSize =
        keys.required({"mamba_d_state", "ssm_state_size", "state_size"}, kWidestConfigHead);
    result.convolution =
        keys.required({"mamba_d_conv", "conv_kernel", "conv_kernel_size"}, kMostConfigHeads);
    result.heads =
        keys.countOr({"mamba_n_heads", "mamba_num_heads", "num_heads"}, kMostConfigHeads, 0);
    const int expand = keys.countOr({"mamba_expand", "expand"}, 64, 2);
    if (result.heads == 0) {
        result.kind = RecurrentKind::Mamba1;
        result.innerSize = keys.countOr({"intermediate_size_mamba", "d_inner"}, kWidestConfigBlock,
                                        std::min(expand * hiddenSize, kWidestConfigBlock));
        result.timeStepRank = keys.countOr({"mamba_dt_rank", "time_step_rank"}, kWidestConfigHead,
                                           (hiddenSize + 15) / 16);
        return result;
    }
    result.kind = RecurrentKind::Mamba2;
    result.headSize = keys.countOr({"mamba_d_head", "mamba_head_dim", "head_dim"},
                                   kWidestConfigHead, expand * hiddenSize / result.heads);
    result.innerSize = keys.countOr({"mamba_d_ssm"}, kWidestConfigBlock,
                                    std::min(result.heads * result.headSize, kWidestConfigBlock));
    result.groups = keys.countOr({"mamba_n_groups", "n_groups"}, kMostConfigHeads, 1);
    return result;
}

/// The letter codes of hybrid models: M recurrence, * attention, - and E feed-forward only.
std::vector<std::string> letters(const std::string& pattern) {
    std::vector<std::string> result;
    for (const char c : pattern) result.emplace_back(1, c);
    return result;
}

/// The kind of each layer by name, from whatever states it; empty when nothing does.
std::vector<std::string> statedKinds(const ConfigKeys& keys, int layers) {
    for (const std::string_view name : {"layer_types", "layers_block_type"}) {
        std::vector<std::string> kinds = keys.texts(name);
        if (!kinds.empty()) return kinds;
    }
    if (const std::string text = keys.text("hybrid_override_pattern"); !text.empty()) {
        return letters(text);
    }
    std::vector<std::string> kinds(static_cast<std::size_t>(layers), "full_attention");
    const std::vector<int> delta = keys.counts("linear_attn_config.kda_layers", kMostConfigLayers);
    for (const int layer : delta) {  // counted from 1
        if (layer >= 1 && layer <= layers) kinds[static_cast<std::size_t>(layer - 1)] = "kda";
    }
    if (!delta.empty()) return kinds;
    const int interval = keys.countOr({"full_attention_interval"}, kMostConfigLayers, 0);
    const int period = keys.countOr({"attn_layer_period"}, kMostConfigLayers, 0);
    const int offset = keys.countOr({"attn_layer_offset"}, kMostConfigLayers, 0);
    if (interval == 0 && period == 0) return {};
    for (int i = 0; i < layers; ++i) {
        const bool full = interval > 0 ? (i + 1) % interval == 0 : i % period == offset;
        if (!full) kinds[static_cast<std::size_t>(i)] = interval > 0 ? "linear_attention" : "mamba";
    }
    return kinds;
}

/// Which layers keep only a window, where no list of kinds says so.
std::vector<bool> windowLayers(const ConfigKeys& keys, const ConfigDefaults& defaults, int layers,
                               std::vector<std::string>& gaps) {
    std::vector<bool> result(static_cast<std::size_t>(layers), false);
    int period = keys.countOr({"sliding_window_pattern", "_sliding_window_pattern"},
                              kMostConfigLayers, defaults.windowPeriod);
    const int firstWindow = keys.countOr({"max_window_layers"}, kMostConfigLayers, 0);
    const int chunkPeriod = keys.has("attention_chunk_size")
                                ? keys.countOr({"no_rope_layer_interval"}, kMostConfigLayers, 4)
                                : 0;
    const std::vector<int> rotary = keys.counts("no_rope_layers", 1);  // 1: positions, so chunks
    if (chunkPeriod > 0) period = chunkPeriod;
    if (period == 0 && defaults.modelType.empty()) {
        gaps.push_back(
            "The file states a sliding window, not which layers have it: every layer is taken to "
            "have it. The cache may be larger.");
    }
    for (int i = 0; i < layers; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (chunkPeriod > 0 && rotary.size() == result.size()) {
            result[at] = rotary[at] == 1;
        } else if (period > 0) {
            result[at] = (i + 1) % period != 0;
        } else {
            result[at] = i >= firstWindow;
        }
    }
    return result;
}

int windowOf(const ConfigKeys& keys) {
    if (!keys.flag({"use_sliding_window"}).value_or(true)) return 0;
    return keys.countOr({"sliding_window", "sliding_window_size", "attention_chunk_size"},
                        kLargestConfigCount, 0);
}

bool isOneOf(const std::string& kind, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), kind) != names.end();
}

/// Layers by the names that a configuration gives them.
class MixerList {
public:
    MixerList(const ConfigKeys& keys, const ConfigDefaults& defaults, int hiddenSize)
        : m_keys(keys), m_defaults(defaults), m_hiddenSize(hiddenSize) {}

    LayerGroup named(const std::string& kind) const {
        LayerGroup layer{1, {}, {}, {}};
        if (isOneOf(kind, {"full_attention", "attention", "global_attention", "*"})) {
            layer.attention = full();
        } else if (isOneOf(kind, {"sliding_attention", "chunked_attention", "local_attention"})) {
            const int window = windowOf(m_keys);
            if (window == 0) {
                throw std::invalid_argument(
                    "The key “layer_types” names " + quotedText(kind) +
                    " layers, but “sliding_window” is missing. Correct the file.");
            }
            layer.attention = windowAttention(m_keys, common(), window);
        } else if (kind == "linear_attention") {
            layer.recurrence = deltaNet(m_keys);
        } else if (kind == "kda") {
            layer.recurrence = kimiDelta(m_keys);
        } else if (isOneOf(kind, {"mamba", "mamba2", "recurrent", "M"})) {
            layer.recurrence = mamba(m_keys, m_hiddenSize);
        } else if (isOneOf(kind, {"conv", "short_conv"})) {
            layer.recurrence.kind = RecurrentKind::ShortConvolution;
            layer.recurrence.convolution = m_keys.required({"conv_L_cache"}, kMostConfigHeads);
        } else if (!isOneOf(kind, {"-", "E", "mlp", "moe"})) {
            throw std::invalid_argument("A layer is of the kind " + quotedText(kind) +
                                        ", which this version does not know. Enter the model in "
                                        "the catalog by hand.");
        }
        withState(layer);
        return layer;
    }
    LayerGroup plain(bool window) const {
        LayerGroup layer{1, {}, {}, {}};
        layer.attention = window ? windowAttention(m_keys, common(), windowOf(m_keys)) : full();
        if (m_defaults.parallelMixers) layer.recurrence = mamba(m_keys, m_hiddenSize);
        withState(layer);
        return layer;
    }
    LayerGroup recurrentOnly() const { return named("mamba"); }

private:
    Attention common() const { return commonAttention(m_keys, m_hiddenSize); }
    Attention full() const {
        const Attention base = common();
        return base.kind == AttentionKind::Latent ? base : globalAttention(m_keys, base);
    }
    void withState(LayerGroup& layer) const {
        if (layer.recurrence.kind == RecurrentKind::None) return;
        layer.recurrence.stateBytes = recurrentStateBytes(layer.recurrence, m_hiddenSize);
        layer.recurrence.stateInF32 = m_keys.text("mamba_ssm_dtype") == "float32" ||
                                      m_keys.text("mamba_ssm_cache_dtype") == "float32";
    }

    const ConfigKeys& m_keys;
    const ConfigDefaults& m_defaults;
    int m_hiddenSize;
};

/// The last layers of some models read the cache of earlier ones.
void shareCaches(const ConfigKeys& keys, std::vector<LayerGroup>& layers) {
    const auto shared = static_cast<std::size_t>(
        keys.countOr({"num_kv_shared_layers"}, static_cast<int>(layers.size()), 0));
    for (std::size_t i = layers.size() - shared; i < layers.size(); ++i) {
        layers[i].attention.storesCache = false;
    }
}

}  // namespace

Bytes recurrentStateBytes(const Recurrence& r, int hiddenSize) {
    constexpr double kF32 = 4;
    const double before = std::max(0, r.convolution - 1);
    const double inner = r.innerSize;
    switch (r.kind) {
        case RecurrentKind::None:
            return bytes(0);
        case RecurrentKind::Mamba1:
        case RecurrentKind::Mamba2:
        case RecurrentKind::GatedDeltaNet:
            return bytes(kF32 *
                         (before * (inner + 2.0 * r.groups * r.stateSize) + r.stateSize * inner));
        case RecurrentKind::KimiDelta:
        case RecurrentKind::Lightning: {
            const double width = double(r.heads) * r.headSize;
            const double shifts = r.kind == RecurrentKind::KimiDelta ? 3 * before * width : 0;
            return bytes(kF32 * (shifts + width * r.headSize));
        }
        case RecurrentKind::ShortConvolution:
            return bytes(kF32 * before * hiddenSize);
        case RecurrentKind::Rwkv:
            return bytes(kF32 * hiddenSize * (2.0 + r.headSize));
    }
    return bytes(0);
}

std::vector<LayerGroup> configMixers(const ConfigKeys& keys, const ConfigDefaults& defaults,
                                     int layers, int hiddenSize, std::vector<std::string>& gaps) {
    const MixerList mixers(keys, defaults, hiddenSize);
    std::vector<LayerGroup> result;
    const std::vector<std::string> kinds = statedKinds(keys, layers);
    if (!kinds.empty()) {
        if (kinds.size() != static_cast<std::size_t>(layers)) {
            throw std::invalid_argument("The file lists the kinds of " +
                                        std::to_string(kinds.size()) + " layers and has " +
                                        std::to_string(layers) + ". Correct the file.");
        }
        for (const std::string& kind : kinds) result.push_back(mixers.named(kind));
    } else if (!keys.has("num_attention_heads") && !keys.has("n_head") && keys.has("state_size")) {
        result.assign(static_cast<std::size_t>(layers), mixers.recurrentOnly());
    } else {
        const std::vector<bool> window =
            windowOf(keys) > 0 ? windowLayers(keys, defaults, layers, gaps)
                               : std::vector<bool>(static_cast<std::size_t>(layers), false);
        for (const bool local : window) result.push_back(mixers.plain(local));
    }
    shareCaches(keys, result);
    return result;
}

}  // namespace headroom
