// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/catalog/provenance.h"
#include "core/units/quantity.h"

namespace headroom {

/// How a layer remembers earlier tokens.
enum class AttentionKind {
    None,           ///< no attention in this layer (feed-forward or recurrent only)
    Full,           ///< every token is kept
    SlidingWindow,  ///< only the last `window` tokens are kept (also chunked attention)
    Latent,         ///< MLA: one compressed row per token instead of keys and values
};

enum class RecurrentKind {
    None,
    Mamba1,
    Mamba2,
    GatedDeltaNet,
    KimiDelta,
    Lightning,
    ShortConvolution,
    Rwkv
};

enum class FeedForwardKind { None, Dense, MixtureOfExperts };

/// Attention of one layer. Head sizes are elements, not bytes; head size is not hidden / heads in
/// general.
struct Attention {
    AttentionKind kind{AttentionKind::None};
    int heads{};
    int kvHeads{};
    int keyHeadSize{};
    int valueHeadSize{};
    int window{};         ///< tokens, SlidingWindow only
    int kvLoraRank{};     ///< Latent only
    int ropeHeadSize{};   ///< Latent only
    int queryLoraRank{};  ///< Latent only; 0 = queries are not compressed
    int nopeHeadSize{};   ///< Latent only
    int indexHeadSize{};  ///< sparse-attention index keys (DSA); 0 = none
    int indexHeads{};
    bool storesCache{
        true};  ///< false: the layer reuses another layer's cache (Gemma 3n/4 E-models)
    bool expandsLatent{false};  ///< Latent only: a file without latent keys caches full K and V
    bool valueIsKey{false};     ///< K and V share one projection (their cache rows stay separate)

    friend bool operator==(const Attention&, const Attention&) = default;
};

/// Recurrent state of one layer; sizes as in domain terms (Mamba-2, gated delta net ...).
struct Recurrence {
    RecurrentKind kind{RecurrentKind::None};
    int innerSize{};
    int stateSize{};
    int heads{};
    int headSize{};
    int groups{};
    int convolution{};  ///< kernel width
    int timeStepRank{};
    Bytes stateBytes{};  ///< F32 state per sequence and layer
    bool stateInF32{};   ///< the configuration asks for F32 (mamba_ssm_dtype), whatever the engine

    friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

struct FeedForward {
    FeedForwardKind kind{FeedForwardKind::None};
    int size{};       ///< hidden width of a dense block; 0 = unknown or different in every layer
    int matrices{3};  ///< 3 = gated (SwiGLU), 2 = plain
    int experts{};
    int expertsUsed{};
    int expertSize{};
    int sharedExperts{};
    int sharedSize{};  ///< total width of the shared experts
    int latentSize{};  ///< experts work in a smaller space; 0 = hidden size

    friend bool operator==(const FeedForward&, const FeedForward&) = default;
};

/// `count` identical layers; `ModelSpec::order` says where they stand. A layer with attention and
/// recurrence runs both in parallel.
struct LayerGroup {
    int count{};
    Attention attention;
    Recurrence recurrence;
    FeedForward feedForward;

    friend bool operator==(const LayerGroup&, const LayerGroup&) = default;
};

enum class Modality { Text, VisionText, Embedding, Reranker };

/// An open-weight model: what memory and speed need to know, and nothing by family name.
struct ModelSpec {
    std::string id;
    std::string name;
    std::string family;
    std::string developer;
    std::string release;  ///< "2024-07", empty = unknown
    std::string license;  ///< empty = unknown
    std::string huggingFaceId;
    Modality modality{Modality::Text};
    std::vector<LayerGroup> layers;
    int layerCount{};  ///< blocks in the file, the sum of the groups' counts
    /// Index into `layers` for every block from first to last; empty = groups stand one after the
    /// other.
    std::vector<std::uint16_t> order;
    int hiddenSize{};
    int vocabulary{};
    bool tiedEmbeddings{};
    bool qkvBias{};
    bool fusedQkv{};        ///< queries, keys and values are one matrix in the file (Phi)
    bool parallelBlocks{};  ///< attention and feed-forward read the same input (Command R)
    int mtpLayers{};
    bool mtpInFile{};  ///< read from a GGUF that keeps them: llama.cpp gives them a cache
    Tokens maxContext{};
    std::string nativeFormat;  ///< weight_formats id family: bf16, fp8, mxfp4, int4 ...
    double parametersTotal{};  ///< published count
    std::optional<double> parametersActive;  ///< per token, mixture of experts only
    double parametersNonText{};              ///< vision and audio towers
    /// False when the groups cannot describe the whole cache (compressed long-range entries): its
    /// size is then a lower bound.
    bool cacheComplete{true};
    /// The weight format of the file that the model was read from, and the exact bytes of all its
    /// tensors; empty when the model was not read from a file with tensors.
    std::string fileFormat;
    std::optional<Bytes> fileTensorBytes;
    Provenance provenance;

    /// Blocks of the file: prediction blocks that it keeps count too.
    int fileBlocks() const { return layerCount + (mtpInFile ? mtpLayers : 0); }
    bool isMixtureOfExperts() const;
    /// The group that block `index` (0 .. layerCount - 1) belongs to.
    const LayerGroup& block(int index) const;
    friend bool operator==(const ModelSpec&, const ModelSpec&) = default;
};

}  // namespace headroom
