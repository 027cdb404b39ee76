// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "core/catalog/layer_order.h"
#include "core/catalog/layer_text.h"
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

/// Empty = the type of the model.
std::string stateDtype(RowReader& reader) {
    std::string type = reader.text("ssm_state_dtype");
    if (type.empty() || type == "float32") return type;
    reader.fail("ssm_state_dtype", "float32, or empty for the model's own type");
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
    result.stateInF32 = stateDtype(reader) == "float32";
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

bool seesEverything(const Mixer& mixer) {
    return mixer.attention.kind == AttentionKind::Full ||
           mixer.attention.kind == AttentionKind::Latent;
}

std::vector<int> countsOf(const std::vector<Mixer>& mixers) {
    std::vector<int> counts;
    for (const Mixer& mixer : mixers) counts.push_back(mixer.count);
    return counts;
}

/// What happens before the kinds are mixed: layers of one kind that store a cache come before those
/// that reuse one (Gemma 3n, 4), so they count as one kind here.
std::vector<Mixer> inTurn(const std::vector<Mixer>& mixers) {
    std::vector<Mixer> layers;
    for (const Mixer& mixer : mixers) {
        layers.insert(layers.end(), static_cast<std::size_t>(std::max(0, mixer.count)), mixer);
    }
    return layers;
}

/// The catalog counts mixers by kind, not where they stand: layers that see everything end each
/// period, the others are spread between them.
std::vector<Mixer> orderedMixers(const std::vector<Mixer>& mixers, int layers) {
    std::vector<Mixer> everything;
    std::vector<Mixer> windows;
    std::vector<Mixer> others;
    for (const Mixer& mixer : mixers) {
        if (mixer.count <= 0) continue;
        const bool window = mixer.attention.kind == AttentionKind::SlidingWindow;
        (seesEverything(mixer) ? everything : window ? windows : others).push_back(mixer);
    }
    const std::vector<Mixer> full = inTurn(everything);
    const std::vector<Mixer> local = inTurn(windows);
    std::vector<int> kinds = countsOf(others);
    kinds.push_back(static_cast<int>(local.size()));
    const std::vector<std::size_t> spread = spreadEvenly(kinds);
    std::vector<Mixer> result;
    std::size_t nextFull = 0;
    std::size_t nextLocal = 0;
    std::size_t nextOther = 0;
    for (const bool isFull : endOfPeriods(static_cast<int>(full.size()), layers)) {
        if (isFull) {
            result.push_back(full[nextFull++]);
            continue;
        }
        const std::size_t kind = spread[nextOther++];
        result.push_back(kind < others.size() ? others[kind] : local[nextLocal++]);
    }
    return result;
}

/// Dense blocks of a mixture-of-experts model lead the stack when they are few (DeepSeek, GLM:
/// `first_dense_layers`) and alternate with expert blocks when they are many (Jamba, Llama 4).
constexpr double kLeadingShare = 0.25;

std::vector<FeedForward> orderedBlocks(const std::vector<Block>& blocks, int places) {
    std::vector<FeedForward> result;
    std::vector<int> counts;
    for (const Block& block : blocks) counts.push_back(block.count);
    const bool leads = counts.size() > 1 && counts[0] <= kLeadingShare * places;
    if (leads) {
        for (const Block& block : blocks) {
            result.insert(result.end(), static_cast<std::size_t>(block.count), block.feedForward);
        }
        return result;
    }
    for (const std::size_t kind : spreadEvenly(counts)) {
        result.push_back(blocks[kind].feedForward);
    }
    return result;
}

/// Layers without a mixer take feed-forward blocks first, so that no layer is empty (Nemotron-H).
std::vector<LayerGroup> pairedBlocks(const std::vector<Mixer>& mixers, std::vector<Block> blocks) {
    const auto idle = [](const Mixer& mixer) {
        return mixer.attention.kind == AttentionKind::None &&
               mixer.recurrence.kind == RecurrentKind::None;
    };
    const int places = static_cast<int>(mixers.size());
    Block none = blocks.back();  // layers without a feed-forward block, listed last
    blocks.pop_back();
    const int withMixer =
        static_cast<int>(std::count_if(mixers.begin(), mixers.end(), std::not_fn(idle)));
    const std::vector<FeedForward> work = orderedBlocks(blocks, places);
    const int beside = std::max(0, static_cast<int>(work.size()) - (places - withMixer));
    const std::vector<std::size_t> spread = spreadEvenly({beside, withMixer - beside});
    std::vector<LayerGroup> result;
    std::size_t nextWork = 0;
    std::size_t nextPlace = 0;
    for (const Mixer& mixer : mixers) {
        const bool works = idle(mixer) ? nextWork < work.size() : spread[nextPlace++] == 0;
        result.push_back(
            {1, mixer.attention, mixer.recurrence, works ? work[nextWork++] : none.feedForward});
    }
    return result;
}

/// Layers that an import wrote out, because the counting columns cannot describe them.
std::vector<LayerGroup> writtenLayers(RowReader& reader, int layers) {
    std::vector<LayerGroup> blocks;
    try {
        blocks = layersFromText(reader.text("layer_groups"), layers);
    } catch (const std::invalid_argument& error) {
        reader.fail("layer_groups", error.what());
    }
    if (blocks.size() != static_cast<std::size_t>(layers)) {
        reader.fail("layer_groups", "groups that add up to n_layers");
    }
    return blocks;
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
    result.fusedQkv = reader.flag("fused_qkv").value_or(false);
    result.parallelBlocks = reader.flag("parallel_blocks").value_or(false);
    result.mtpInFile = reader.flag("mtp_in_file").value_or(false);
    result.mtpLayers = reader.count("n_mtp", kMostLayers);
    result.maxContext = tokens(reader.requiredCount("max_context"));
    result.nativeFormat = reader.text("native_dtype");
    result.parametersTotal = fromBillions(reader.requiredNumber("params_total_b", 1e-6, 1e6));
    if (const auto active = reader.number("params_active_b", 1e-6, 1e6)) {
        result.parametersActive = fromBillions(*active);
    }
    result.parametersNonText = fromBillions(reader.number("params_nontext_b").value_or(0));
    const int layers = result.layerCount;
    setBlocks(result, row.has("layer_groups")
                          ? writtenLayers(reader, layers)
                          : pairedBlocks(orderedMixers(mixersOf(reader, layers), layers),
                                         blocksOf(reader, layers)));
    result.fileFormat = reader.text("file_format");
    if (const auto size = reader.number("file_tensor_bytes")) result.fileTensorBytes = bytes(*size);
    result.cacheComplete = row.has("kv_full_bytes_per_token_f16");
    if (!result.cacheComplete) reader.note("KV cache: only the sliding window is described");
    // A release month is not the date of the figures, which have none.
    result.provenance = reader.provenance("source", "date");
    return result;
}

}  // namespace headroom
