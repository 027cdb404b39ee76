// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other direction of model_rows.cpp.
#include <stdexcept>

#include "core/catalog/layer_text.h"
#include "core/catalog/row.h"

namespace headroom {

namespace {

constexpr double kBytesF16 = 2;

void setCount(Row& row, std::string_view column, double value) {
    row.set(std::string(column), plainNumber(value));
}

void setKnown(Row& row, std::string_view column, double value) {
    if (value > 0) setCount(row, column, value);
}

void setText(Row& row, std::string_view column, const std::string& text) {
    if (!text.empty()) row.set(std::string(column), text);
}

std::string_view modalityText(Modality modality) {
    switch (modality) {
        case Modality::VisionText:
            return "vision-text";
        case Modality::Embedding:
            return "embedding";
        case Modality::Reranker:
            return "reranker";
        case Modality::Text:
            break;
    }
    return "text";
}

std::string_view recurrentText(RecurrentKind kind) {
    switch (kind) {
        case RecurrentKind::Mamba1:
            return "mamba1";
        case RecurrentKind::Mamba2:
            return "mamba2";
        case RecurrentKind::GatedDeltaNet:
            return "gdn";
        case RecurrentKind::KimiDelta:
            return "kda";
        case RecurrentKind::Lightning:
            return "lightning";
        case RecurrentKind::ShortConvolution:
            return "shortconv";
        case RecurrentKind::Rwkv:
            return "rwkv";
        case RecurrentKind::None:
            break;
    }
    return {};
}

bool isGlobal(const Attention& attention) {
    return attention.kind == AttentionKind::Full || attention.kind == AttentionKind::Latent;
}

/// What the layers add up to, and one example of each kind.
struct Totals {
    int full{};
    int fullStoring{};
    int window{};
    int windowStoring{};
    int recurrent{};
    int dense{};
    int sparse{};
    double stateBytes{};
    double fullBytes{};
    double windowBytes{};
    const Attention* global{};
    const Attention* local{};
    const Recurrence* recurrence{};
    const FeedForward* block{};
    const FeedForward* experts{};
};

/// Bytes of one token's cache row in f16 (docs/memory.md 1.3).
double rowBytes(const Attention& a) {
    const double elements = a.kind == AttentionKind::Latent
                                ? a.kvLoraRank + a.ropeHeadSize
                                : a.kvHeads * (double(a.keyHeadSize) + a.valueHeadSize);
    return kBytesF16 * (elements + a.indexHeadSize);
}

Totals totalsOf(const std::vector<LayerGroup>& layers) {
    Totals t;
    for (const LayerGroup& group : layers) {
        const Attention& a = group.attention;
        const int storing = a.storesCache ? group.count : 0;
        if (isGlobal(a)) {
            t.full += group.count;
            t.fullStoring += storing;
            t.fullBytes += storing * rowBytes(a);
            if (!t.global) t.global = &a;
        } else if (a.kind == AttentionKind::SlidingWindow) {
            t.window += group.count;
            t.windowStoring += storing;
            t.windowBytes += storing * rowBytes(a);
            if (!t.local) t.local = &a;
        }
        if (group.recurrence.kind != RecurrentKind::None) {
            t.recurrent += group.count;
            t.stateBytes += group.count * group.recurrence.stateBytes.value;
            if (!t.recurrence) t.recurrence = &group.recurrence;
        }
        if (group.feedForward.kind == FeedForwardKind::Dense) {
            t.dense += group.count;
            if (!t.block) t.block = &group.feedForward;
        } else if (group.feedForward.kind == FeedForwardKind::MixtureOfExperts) {
            t.sparse += group.count;
            if (!t.experts) t.experts = &group.feedForward;
        }
    }
    return t;
}

std::string_view attentionText(const Totals& t) {
    if (t.recurrence) {
        const RecurrentKind kind = t.recurrence->kind;
        const bool mamba = kind == RecurrentKind::Mamba1 || kind == RecurrentKind::Mamba2;
        return mamba ? "hybrid-mamba" : "hybrid-linear";
    }
    const Attention* const a = t.global ? t.global : t.local;
    if (!a) return "mha";
    if (a->kind == AttentionKind::Latent) return "mla";
    if (a->kvHeads == 1 && a->heads > 1) return "mqa";
    return a->kvHeads == a->heads ? "mha" : "gqa";
}

void setAttention(Row& row, const ModelSpec& model, const Totals& t) {
    // The schema wants heads of every model; where no layer has attention, nothing reads them.
    static const Attention kNone{.kind = AttentionKind::None,
                                 .heads = 1,
                                 .kvHeads = 1,
                                 .keyHeadSize = 1,
                                 .valueHeadSize = 1};
    const Attention& common = t.local ? *t.local : t.global ? *t.global : kNone;
    const Attention& global = t.global ? *t.global : common;
    setCount(row, "n_heads", common.heads);
    setCount(row, "n_kv_heads", common.kvHeads);
    setCount(row, "head_dim", common.keyHeadSize);
    if (common.valueHeadSize != common.keyHeadSize) {
        setCount(row, "v_head_dim", common.valueHeadSize);
    }
    row.set("attention_kind", std::string(attentionText(t)));
    setCount(row, "n_full_layers", t.full);
    setCount(row, "n_swa_layers", t.window);
    setCount(row, "n_recurrent_layers", t.recurrent);
    if (t.local) setKnown(row, "sliding_window", t.local->window);
    if (t.local && t.global) {
        if (global.keyHeadSize != common.keyHeadSize) {
            setCount(row, "global_head_dim", global.keyHeadSize);
        }
        if (global.kvHeads != common.kvHeads) setCount(row, "global_kv_heads", global.kvHeads);
    }
    if (global.valueIsKey) setCount(row, "k_eq_v_global", 1);
    setKnown(row, "q_lora_rank", global.queryLoraRank);
    setKnown(row, "kv_lora_rank", global.kvLoraRank);
    setKnown(row, "qk_rope_head_dim", global.ropeHeadSize);
    setKnown(row, "qk_nope_head_dim", global.nopeHeadSize);
    setKnown(row, "index_head_dim", global.indexHeadSize);
    setKnown(row, "index_n_heads", global.indexHeads);
    if (t.fullStoring < t.full && t.fullStoring + t.windowStoring > 0) {
        setCount(row, "n_kv_full_layers", t.fullStoring);
    }
    if (t.windowStoring < t.window && t.fullStoring + t.windowStoring > 0) {
        setCount(row, "n_kv_swa_layers", t.windowStoring);
    }
    if (!model.cacheComplete) return;
    setCount(row, "kv_full_bytes_per_token_f16", t.fullBytes);
    setCount(row, "kv_swa_bytes_per_token_f16", t.windowBytes);
}

void setRecurrence(Row& row, const Totals& t) {
    if (!t.recurrence) return;
    const Recurrence& r = *t.recurrence;
    row.set("ssm_type", std::string(recurrentText(r.kind)));
    setCount(row, "recurrent_state_bytes_per_seq", t.stateBytes);
    if (r.stateInF32) row.set("ssm_state_dtype", "float32");
    setKnown(row, "ssm_d_inner", r.innerSize);
    setKnown(row, "ssm_d_state", r.stateSize);
    setKnown(row, "ssm_n_heads", r.heads);
    setKnown(row, "ssm_head_dim", r.headSize);
    setKnown(row, "ssm_n_groups", r.groups);
    setKnown(row, "ssm_d_conv", r.convolution);
    setKnown(row, "ssm_dt_rank", r.timeStepRank);
}

void setBlocks(Row& row, const Totals& t) {
    const FeedForward* const any = t.block ? t.block : t.experts;
    if (any && any->matrices != 3) setCount(row, "mlp_mats", any->matrices);
    setCount(row, "n_mlp_layers", t.dense);
    if (t.block) setKnown(row, "ffn_dim", t.block->size);
    if (!t.experts) return;
    setCount(row, "n_moe_layers", t.sparse);
    setCount(row, "n_experts", t.experts->experts);
    setCount(row, "n_experts_used", t.experts->expertsUsed);
    setCount(row, "moe_ffn_dim", t.experts->expertSize);
    setKnown(row, "n_shared_experts", t.experts->sharedExperts);
    setKnown(row, "shared_ffn_dim", t.experts->sharedSize);
    setKnown(row, "moe_latent_dim", t.experts->latentSize);
}

bool sameKind(const LayerGroup& a, const LayerGroup& b) {
    return a.attention == b.attention && a.recurrence == b.recurrence &&
           a.feedForward == b.feedForward;
}

/// Whether the columns alone give the same layers in the same order.
bool readsBack(const Row& row, const ModelSpec& model) {
    try {
        const ModelSpec read = modelFromRow(row);
        for (int i = 0; i < model.layerCount; ++i) {
            if (!sameKind(read.block(i), model.block(i))) return false;
        }
        return read.layerCount == model.layerCount;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

}  // namespace

Row rowFromModel(const ModelSpec& model) {
    constexpr double kBillion = 1e9;
    const Totals totals = totalsOf(model.layers);
    Row row;
    setText(row, "id", model.id);
    setText(row, "name", model.name);
    setText(row, "family", model.family);
    setText(row, "developer", model.developer);
    setText(row, "release", model.release);
    setText(row, "license", model.license);
    setText(row, "hf_id", model.huggingFaceId);
    row.set("modality", std::string(modalityText(model.modality)));
    setCount(row, "n_layers", model.layerCount);
    setCount(row, "hidden_size", model.hiddenSize);
    setCount(row, "vocab_size", model.vocabulary);
    setCount(row, "tied_embeddings", model.tiedEmbeddings ? 1 : 0);
    setCount(row, "qkv_bias", model.qkvBias ? 1 : 0);
    if (model.fusedQkv) setCount(row, "fused_qkv", 1);
    if (model.parallelBlocks) setCount(row, "parallel_blocks", 1);
    setKnown(row, "n_mtp", model.mtpLayers);
    if (model.mtpInFile) setCount(row, "mtp_in_file", 1);
    setCount(row, "max_context", model.maxContext.value);
    setText(row, "native_dtype", model.nativeFormat);
    setCount(row, "params_total_b", model.parametersTotal / kBillion);
    if (model.parametersActive) {
        setCount(row, "params_active_b", *model.parametersActive / kBillion);
    }
    setKnown(row, "params_nontext_b", model.parametersNonText / kBillion);
    setAttention(row, model, totals);
    setRecurrence(row, totals);
    setBlocks(row, totals);
    setText(row, "file_format", model.fileFormat);
    if (model.fileTensorBytes) setCount(row, "file_tensor_bytes", model.fileTensorBytes->value);
    setText(row, "source", model.provenance.source);
    setText(row, "date", model.provenance.date);
    setText(row, "notes", model.provenance.notes);
    if (model.provenance.confidence == Confidence::High) row.set("confidence", "high");
    if (model.provenance.confidence == Confidence::Medium) row.set("confidence", "medium");
    if (model.provenance.confidence == Confidence::Low) row.set("confidence", "low");
    setText(row, "changed_by", model.provenance.changedBy);
    if (!readsBack(row, model)) row.set("layer_groups", layersToText(model));
    return row;
}

}  // namespace headroom
