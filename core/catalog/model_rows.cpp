// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/catalog/row_reader.h"

namespace headroom {

namespace {

// Far beyond any model, and small enough that products of two such sizes fit an int.
constexpr double kMostLayers = 10'000;
constexpr double kMostHeads = 10'000;
constexpr double kWidestHead = 100'000;
constexpr double kMostSharedExperts = 1'000;
constexpr double kMostMatrices = 8;
constexpr double kWidestBlock = 1'000'000;

/// `count` layers that mix tokens in the same way.
struct Mixer {
    int count{};
    Attention attention;
    Recurrence recurrence;
};

/// `count` layers with the same feed-forward block.
struct Block {
    int count{};
    FeedForward feedForward;
};

RecurrentKind recurrentKind(RowReader& reader) {
    const std::string kind = reader.text("ssm_type");
    if (kind == "mamba1") return RecurrentKind::Mamba1;
    if (kind == "mamba2") return RecurrentKind::Mamba2;
    if (kind == "gdn") return RecurrentKind::GatedDeltaNet;
    if (kind == "kda") return RecurrentKind::KimiDelta;
    if (kind == "lightning") return RecurrentKind::Lightning;
    if (kind == "shortconv") return RecurrentKind::ShortConvolution;
    if (kind == "rwkv") return RecurrentKind::Rwkv;
    reader.fail("ssm_type", "mamba1, mamba2, gdn, kda, lightning, shortconv or rwkv");
}

Recurrence recurrenceOf(RowReader& reader, int layers) {
    Recurrence result;
    result.kind = recurrentKind(reader);
    result.innerSize = reader.count("ssm_d_inner", kWidestBlock);
    result.stateSize = reader.count("ssm_d_state", kWidestHead);
    result.heads = reader.count("ssm_n_heads", kMostHeads);
    result.headSize = reader.count("ssm_head_dim", kWidestHead);
    result.groups = reader.count("ssm_n_groups", kMostHeads);
    result.convolution = reader.count("ssm_d_conv", kMostHeads);
    result.timeStepRank = reader.count("ssm_dt_rank", kWidestHead);
    result.stateBytes = bytes(reader.requiredNumber("recurrent_state_bytes_per_seq") / layers);
    return result;
}

Attention commonAttention(RowReader& reader) {
    Attention result;
    result.heads = reader.requiredCount("n_heads", kMostHeads);
    result.kvHeads = reader.requiredCount("n_kv_heads", kMostHeads);
    result.keyHeadSize = reader.requiredCount("head_dim", kWidestHead);
    result.valueHeadSize =
        reader.knownCount("v_head_dim", kWidestHead).value_or(result.keyHeadSize);
    result.queryLoraRank = reader.count("q_lora_rank", kWidestHead);
    result.ropeHeadSize = reader.count("qk_rope_head_dim", kWidestHead);
    result.nopeHeadSize = reader.count("qk_nope_head_dim", kWidestHead);
    return result;
}

/// Layers that see the whole context. Their heads may be wider and fewer than the local ones
/// (docs/memory.md 8, columns global_head_dim and global_kv_heads).
Attention fullAttention(RowReader& reader) {
    Attention result = commonAttention(reader);
    result.kvLoraRank = reader.count("kv_lora_rank", kWidestHead);
    result.kind = result.kvLoraRank > 0 ? AttentionKind::Latent : AttentionKind::Full;
    if (const auto size = reader.knownCount("global_head_dim", kWidestHead)) {
        result.keyHeadSize = *size;
        result.valueHeadSize = *size;
    }
    result.kvHeads = reader.knownCount("global_kv_heads", kMostHeads).value_or(result.kvHeads);
    result.valueIsKey = reader.flag("k_eq_v_global").value_or(false);
    result.indexHeadSize = reader.count("index_head_dim", kWidestHead);
    result.indexHeads = reader.count("index_n_heads", kMostHeads);
    return result;
}

Attention windowAttention(RowReader& reader) {
    Attention result = commonAttention(reader);
    result.kind = AttentionKind::SlidingWindow;
    result.window = reader.requiredCount("sliding_window");
    result.kvHeads = reader.knownCount("swa_kv_heads", kMostHeads).value_or(result.kvHeads);
    // MLA without a compression rank keeps one row per token that serves as key and as value.
    if (reader.text("attention_kind") == "mla") result.valueHeadSize = 0;
    return result;
}

Mixer withoutCache(Mixer mixer, int count) {
    mixer.count = count;
    mixer.attention.storesCache = false;
    return mixer;
}

/// How many of `layers` layers allocate a cache: the column when given (Gemma 3n and 4 E-models
/// share caches), none when the catalog states zero bytes per token (encoders), else all.
int storingLayers(RowReader& reader, int layers, std::string_view countColumn,
                  std::string_view bytesColumn) {
    const std::optional<int> stated = reader.knownCount(countColumn, kMostLayers);
    if (stated && *stated > layers) reader.fail(countColumn, "no more layers than there are");
    if (stated) return *stated;
    return reader.number(bytesColumn) == 0.0 ? 0 : layers;
}

/// Counts by kind come from the catalog; a layer counted as attention and as recurrence runs both
/// (Falcon-H1), a layer counted as neither has only a feed-forward block (Nemotron-H, pruned
/// models). See docs/memory.md 8.
std::vector<Mixer> mixersOf(RowReader& reader, int layers) {
    const int full = reader.count("n_full_layers", kMostLayers);
    const int window = reader.count("n_swa_layers", kMostLayers);
    const int recurrent = reader.count("n_recurrent_layers", kMostLayers);
    const int both = std::max(0, full + window + recurrent - layers);
    if (both > std::min(full, recurrent)) {
        reader.fail("n_layers", "at least the number of attention layers and of recurrent layers");
    }
    std::vector<Mixer> result;
    result.push_back({std::max(0, layers - full - window - recurrent), {}, {}});
    const Recurrence recurrence = recurrent > 0 ? recurrenceOf(reader, recurrent) : Recurrence{};
    result.push_back({recurrent - both, {}, recurrence});
    if (window > 0) {
        const int storing =
            storingLayers(reader, window, "n_kv_swa_layers", "kv_swa_bytes_per_token_f16");
        result.push_back({storing, windowAttention(reader), {}});
        result.push_back(withoutCache(result.back(), window - storing));
    }
    if (full > 0) {
        const Attention attention = fullAttention(reader);
        result.push_back({both, attention, recurrence});
        const int alone = full - both;
        const int storing = std::min(
            alone, storingLayers(reader, full, "n_kv_full_layers", "kv_full_bytes_per_token_f16"));
        result.push_back({storing, attention, {}});
        result.push_back(withoutCache(result.back(), alone - storing));
    }
    return result;
}

FeedForward expertsOf(RowReader& reader) {
    FeedForward result;
    result.kind = FeedForwardKind::MixtureOfExperts;
    result.matrices = reader.knownCount("mlp_mats", kMostMatrices).value_or(3);
    result.experts = reader.requiredCount("n_experts");
    result.expertsUsed = reader.requiredCount("n_experts_used");
    if (result.expertsUsed > result.experts) {
        reader.fail("n_experts_used", "no more than n_experts");
    }
    result.expertSize = reader.requiredCount("moe_ffn_dim", kWidestBlock);
    result.sharedExperts = reader.count("n_shared_experts", kMostSharedExperts);
    result.sharedSize = reader.knownCount("shared_ffn_dim", kWidestBlock)
                            .value_or(result.sharedExperts * result.expertSize);
    result.latentSize = reader.count("moe_latent_dim", kWidestBlock);
    return result;
}

/// Dense blocks: as many as the catalog states, else the layers left over by the experts when a
/// width is known. A model without any width keeps blocks of size 0: they exist, their width does
/// not.
std::vector<Block> blocksOf(RowReader& reader, int layers) {
    const int experts = reader.count("n_moe_layers", kMostLayers);
    if (experts > layers) reader.fail("n_moe_layers", "no more than n_layers");
    FeedForward dense;
    dense.kind = FeedForwardKind::Dense;
    dense.size = reader.count("ffn_dim", kWidestBlock);
    dense.matrices = reader.knownCount("mlp_mats", kMostMatrices).value_or(3);
    const bool denseExists = dense.size > 0 || experts == 0;
    const int denseLayers =
        reader.knownCount("n_mlp_layers", kMostLayers).value_or(denseExists ? layers - experts : 0);
    if (denseLayers + experts > layers) reader.fail("n_mlp_layers", "no more than n_layers");
    if (denseLayers > 0 && dense.size == 0) {
        reader.note("feed-forward width unknown: count parameters by params_total_b");
    }
    std::vector<Block> result;
    result.push_back({denseLayers, dense});
    if (experts > 0) result.push_back({experts, expertsOf(reader)});
    result.push_back({layers - denseLayers - experts, {}});
    return result;
}

/// The catalog counts mixers and feed-forward blocks apart, not which meets which. Both lists are
/// dealt out in step: layers without a mixer take the first blocks, so that no layer is empty, and
/// dense blocks go before experts. Sums over layers do not depend on the pairing.
std::vector<LayerGroup> paired(const std::vector<Mixer>& mixers, std::vector<Block> blocks) {
    std::vector<LayerGroup> groups;
    auto block = blocks.begin();
    for (const Mixer& mixer : mixers) {
        int left = mixer.count;
        while (left > 0 && block != blocks.end()) {
            const int count = std::min(left, block->count);
            if (count > 0) {
                groups.push_back({count, mixer.attention, mixer.recurrence, block->feedForward});
            }
            left -= count;
            block->count -= count;
            if (block->count == 0) ++block;
        }
    }
    return groups;
}

Modality modalityOf(RowReader& reader) {
    const std::string text = reader.requiredText("modality");
    if (text == "text") return Modality::Text;
    if (text == "vision-text") return Modality::VisionText;
    if (text == "embedding") return Modality::Embedding;
    if (text == "reranker") return Modality::Reranker;
    reader.fail("modality", "text, vision-text, embedding or reranker");
}

double fromBillions(double billions) {
    return std::round(billions * 1e9);
}

}  // namespace

ModelSpec modelFromRow(const Row& row) {
    RowReader reader(row, "models", "id");
    ModelSpec result;
    result.id = reader.requiredText("id");
    result.name = reader.requiredText("name");
    result.family = reader.text("family");
    result.developer = reader.text("developer");
    result.release = reader.text("release");
    result.license = reader.text("license");
    result.huggingFaceId = reader.text("hf_id");
    result.modality = modalityOf(reader);
    result.layerCount = reader.requiredCount("n_layers", kMostLayers);
    result.hiddenSize = reader.requiredCount("hidden_size", kWidestBlock);
    result.vocabulary = reader.requiredCount("vocab_size");
    result.tiedEmbeddings = reader.flag("tied_embeddings").value_or(false);
    result.qkvBias = reader.flag("qkv_bias").value_or(false);
    result.mtpLayers = reader.count("n_mtp", kMostLayers);
    result.maxContext = tokens(reader.requiredCount("max_context"));
    result.nativeFormat = reader.text("native_dtype");
    result.parametersTotal = fromBillions(reader.requiredNumber("params_total_b", 1e-6, 1e6));
    if (const auto active = reader.number("params_active_b", 1e-6, 1e6)) {
        result.parametersActive = fromBillions(*active);
    }
    result.parametersNonText = fromBillions(reader.number("params_nontext_b").value_or(0));
    result.layers =
        paired(mixersOf(reader, result.layerCount), blocksOf(reader, result.layerCount));
    result.cacheComplete = row.has("kv_full_bytes_per_token_f16");
    if (!result.cacheComplete) reader.note("KV cache: only the sliding window is described");
    // A release month is not the date of the figures, which have none.
    result.provenance = reader.provenance("source", "date");
    return result;
}

}  // namespace headroom
