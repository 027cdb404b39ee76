// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "core/catalog/layer_order.h"
#include "core/modelfile/config_layers.h"
#include "core/modelfile/gguf_architectures.h"
#include "core/units/format.h"

namespace headroom {
namespace {

// Far beyond any model, and small enough that products of two such sizes fit a double exactly.
constexpr double kMostLayers = 10'000;
constexpr double kWidest = 10'000'000;
constexpr double kMostTokens = 1e9;

/// Reads checked counts by key.
class Reader {
public:
    explicit Reader(const Metadata& metadata) : m_metadata(metadata) {}

    /// nullopt when missing; throws when impossible.
    std::optional<int> known(std::string_view key, double most = kWidest) const {
        const std::vector<double> all = m_metadata.numbers(key);
        if (all.empty()) return std::nullopt;
        return checked(key, all.front(), most);
    }
    int count(std::string_view key, int otherwise = 0) const {
        return known(key).value_or(otherwise);
    }
    int required(std::string_view key, double most = kWidest) const {
        const std::optional<int> value = known(key, most);
        if (!value || *value == 0) {
            throw std::invalid_argument("\"" + std::string(key) +
                                        "\" is missing: a model needs a number above 0 there");
        }
        return *value;
    }
    /// The value of one layer, where a list gives one for each.
    std::optional<int> ofLayer(std::string_view key, int layer) const {
        const std::vector<double>& all = list(key);
        if (all.empty()) return std::nullopt;
        const auto place = static_cast<std::size_t>(layer);
        return checked(key, place < all.size() ? all[place] : all.back(), kWidest);
    }
    bool hasList(std::string_view key) const { return m_metadata.numbers(key).size() > 1; }
    const Metadata& metadata() const { return m_metadata; }

private:
    static int checked(std::string_view key, double value, double most) {
        if (!(value >= 0) || value > most || value != std::floor(value)) {
            throw std::invalid_argument("\"" + std::string(key) + "\" is " + formatNumber(value) +
                                        ": a whole number from 0 to " + formatNumber(most) +
                                        " is expected");
        }
        return static_cast<int>(value);
    }
    std::vector<double> list(std::string_view key) const { return m_metadata.numbers(key); }

    const Metadata& m_metadata;
};

/// The recurrence that the keys describe; None when there are none.
Recurrence recurrenceOf(const Reader& reader, std::string_view architecture, int hidden) {
    Recurrence r;
    r.convolution = reader.count("ssm.conv_kernel");
    r.innerSize = reader.count("ssm.inner_size");
    r.stateSize = reader.count("ssm.state_size");
    r.groups = reader.count("ssm.group_count");
    r.timeStepRank = reader.count("ssm.time_step_rank");
    if (reader.known("full_attention_interval")) {
        r.kind = RecurrentKind::GatedDeltaNet;
        r.heads = r.timeStepRank;
    } else if (const auto head = reader.known("kda.head_dim")) {
        r.kind = RecurrentKind::KimiDelta;
        r.headSize = *head;
        r.heads = reader.count("attention.head_count");
    } else if (const auto cache = reader.known("shortconv.l_cache")) {
        r.kind = RecurrentKind::ShortConvolution;
        r.convolution = *cache;
    } else if (const auto width = reader.known("wkv.head_size")) {
        r.kind = RecurrentKind::Rwkv;
        r.headSize = *width;
    } else if (r.innerSize > 0) {
        // Mamba-2 has groups; Mamba-1 (and Jamba) a state per channel.
        const bool first = r.groups == 0 || architecture == "mamba";
        r.kind = first ? RecurrentKind::Mamba1 : RecurrentKind::Mamba2;
        if (!first) r.heads = r.timeStepRank;
    }
    r.stateBytes = recurrentStateBytes(r, hidden);
    return r;
}

/// Width of all shared experts together; throws where no file can mean it and no int holds it.
int sharedWidth(int experts, int size) {
    const double width = double(experts) * size;
    if (width <= kWidest) return static_cast<int>(width);
    throw std::invalid_argument("\"expert_shared_count\" is " + formatNumber(experts) +
                                " with experts of " + formatNumber(size) + ": together at most " +
                                formatNumber(kWidest) + " are expected");
}

/// Builds the blocks of one file.
class Blocks {
public:
    Blocks(const Reader& reader, std::string_view architecture, const GgufArchitecture& traits,
           const ModelSpec& model)
        : m_reader(reader),
          m_traits(traits),
          m_model(model),
          m_recurrence(recurrenceOf(reader, architecture, model.hiddenSize)),
          m_interval(reader.count("full_attention_interval")),
          m_parallel(architecture == "falcon-h1"),
          m_window(reader.known("attention.sliding_window")
                       .value_or(reader.known("attention.chunk_size")
                                     .value_or(static_cast<int>(traits.window)))),
          m_pattern(reader.metadata().numbers("attention.sliding_window_pattern")),
          m_sharing(reader.count("attention.shared_kv_layers")) {}

    LayerGroup at(int layer) const {
        LayerGroup block;
        block.count = 1;
        const bool recurrent = isRecurrent(layer);
        if (recurrent) block.recurrence = m_recurrence;
        if (!recurrent || m_parallel) block.attention = attention(layer);
        block.feedForward = feedForward(layer);
        return block;
    }

private:
    bool isRecurrent(int layer) const {
        if (m_recurrence.kind == RecurrentKind::None) return false;
        if (m_parallel) return true;
        if (m_interval > 0) return (layer + 1) % m_interval != 0;
        const std::optional<int> heads = m_reader.ofLayer("attention.head_count_kv", layer);
        // Nemotron-H: a layer without KV heads is recurrent unless it has a feed-forward block.
        const bool feeds = m_reader.hasList("feed_forward_length") &&
                           m_reader.ofLayer("feed_forward_length", layer).value_or(0) > 0;
        return heads.value_or(0) == 0 && !feeds;
    }
    bool isWindow(int layer) const {
        if (m_window <= 0) return false;
        const auto place = static_cast<std::size_t>(layer);
        if (m_pattern.size() > 1) return place < m_pattern.size() && m_pattern[place] != 0;
        const int period =
            m_pattern.size() == 1 ? static_cast<int>(m_pattern.front()) : m_traits.windowPeriod;
        if (period <= 0) return false;
        return m_traits.fullFirst ? layer % period != 0 : layer % period < period - 1;
    }

    Attention attention(int layer) const {
        Attention a;
        a.heads = m_reader.ofLayer("attention.head_count", layer).value_or(0);
        a.kvHeads = m_reader.ofLayer("attention.head_count_kv", layer).value_or(a.heads);
        if (a.heads == 0 || a.kvHeads == 0) return {};
        const bool window = isWindow(layer);
        const int plain = m_model.hiddenSize / a.heads;
        a.keyHeadSize = m_reader.count("attention.key_length", plain);
        a.valueHeadSize = m_reader.count("attention.value_length", a.keyHeadSize);
        if (window) {
            a.keyHeadSize = m_reader.count("attention.key_length_swa", a.keyHeadSize);
            a.valueHeadSize = m_reader.count("attention.value_length_swa", a.valueHeadSize);
        }
        a.kind = window ? AttentionKind::SlidingWindow : AttentionKind::Full;
        a.window = window ? m_window : 0;
        if (const int rank = m_reader.count("attention.kv_lora_rank"); rank > 0) {
            makeLatent(a, rank);
        }
        a.indexHeadSize = m_reader.count("attention.indexer.key_length");
        a.indexHeads = m_reader.count("attention.indexer.head_count");
        a.storesCache = !m_traits.encoder && layer < m_model.layerCount - m_sharing;
        return a;
    }
    /// With `key_length_mla` the cached row is the latent one and the other lengths describe it;
    /// without, the file predates latent caches and full keys and values are kept
    /// (docs/memory.md 1.3).
    void makeLatent(Attention& a, int rank) const {
        const std::optional<int> key = m_reader.known("attention.key_length_mla");
        a.kind = AttentionKind::Latent;
        a.kvLoraRank = rank;
        a.queryLoraRank = m_reader.count("attention.q_lora_rank");
        a.ropeHeadSize = m_reader.count("rope.dimension_count", 64);
        a.expandsLatent = !key;
        a.keyHeadSize = key.value_or(a.keyHeadSize);
        a.valueHeadSize = m_reader.count("attention.value_length_mla", a.valueHeadSize);
        a.nopeHeadSize = std::max(0, a.keyHeadSize - a.ropeHeadSize);
    }

    bool hasExperts(int layer) const {
        if (m_reader.count("expert_count") == 0) return false;
        if (layer < m_reader.count("leading_dense_block_count")) return false;
        const int step = m_reader.count("interleave_moe_layer_step", 1);
        return step <= 1 || (layer + 1) % step == 0;
    }
    FeedForward feedForward(int layer) const {
        FeedForward f;
        f.matrices = m_traits.feedForwardMatrices;
        const int dense = m_reader.ofLayer("feed_forward_length", layer).value_or(0);
        if (!hasExperts(layer)) {
            if (dense == 0) return {};
            f.kind = FeedForwardKind::Dense;
            f.size = dense;
            return f;
        }
        f.kind = FeedForwardKind::MixtureOfExperts;
        f.experts = m_reader.count("expert_count");
        f.expertsUsed = std::min(m_reader.count("expert_used_count"), f.experts);
        f.expertSize = m_reader.known("expert_feed_forward_length").value_or(dense);
        f.sharedExperts = m_reader.count("expert_shared_count", m_traits.sharedExperts);
        f.sharedSize = m_reader.known("expert_shared_feed_forward_length")
                           .value_or(sharedWidth(f.sharedExperts, f.expertSize));
        if (m_traits.denseBesideExperts) f.size = dense;
        f.latentSize = m_reader.count("moe_latent_size");
        return f;
    }

    const Reader& m_reader;
    const GgufArchitecture& m_traits;
    const ModelSpec& m_model;
    Recurrence m_recurrence;
    int m_interval{};
    bool m_parallel{};
    int m_window{};
    std::vector<double> m_pattern;
    int m_sharing{};
};

/// What the metadata does not say, settled by the number of parameters: whether one table serves
/// input and output, and whether layers that see everything beside windows use their keys as values
/// (Gemma 4). The nearest count wins.
void settleByParameters(ModelSpec& model, const ParameterCounter& count) {
    const double wanted = model.parametersTotal;
    if (wanted <= 0) return;
    const bool mixed =
        std::any_of(model.layers.begin(), model.layers.end(), [](const LayerGroup& group) {
            return group.attention.kind == AttentionKind::SlidingWindow;
        });
    ModelSpec best = model;
    double nearest = std::numeric_limits<double>::infinity();
    for (const bool tied : {false, true}) {
        for (const bool keysAsValues : {false, true}) {
            if (keysAsValues && !mixed) continue;
            ModelSpec trial = model;
            trial.tiedEmbeddings = tied;
            for (LayerGroup& group : trial.layers) {
                if (group.attention.kind == AttentionKind::Full) {
                    group.attention.valueIsKey = keysAsValues;
                }
            }
            const double deviation = std::abs(count(trial) - wanted);
            if (deviation >= nearest) continue;
            nearest = deviation;
            best = trial;
        }
    }
    model = best;
}

}  // namespace

ModelReading modelFromGguf(std::string_view architecture, const Metadata& metadata,
                           double parameters, const ParameterCounter& count) {
    ModelReading reading;
    const Reader reader(metadata);
    const GgufArchitecture* known = ggufArchitecture(architecture);
    static constexpr GgufArchitecture kUnknown{};
    const GgufArchitecture& traits = known ? *known : kUnknown;
    if (!known) {
        reading.gaps.push_back("the architecture \"" + std::string(architecture) +
                               "\" is not known: its layers are taken as plain attention and "
                               "feed-forward blocks");
    }
    ModelSpec& model = reading.model;
    model.hiddenSize = reader.required("embedding_length");
    const int blocks = reader.required("block_count", kMostLayers);
    model.mtpLayers = std::min(reader.count("nextn_predict_layers"), blocks - 1);
    model.mtpInFile = model.mtpLayers > 0;
    model.layerCount = blocks - model.mtpLayers;
    model.vocabulary = reader.count("vocab_size");
    if (model.vocabulary == 0) reading.gaps.push_back("the size of the vocabulary is not given");
    model.maxContext = tokens(reader.known("context_length", kMostTokens).value_or(0));
    model.qkvBias = traits.qkvBias;
    model.fusedQkv = traits.fusedQkv;
    model.parallelBlocks = traits.parallelBlocks;
    model.parametersTotal = std::max(0.0, parameters);
    const bool embeds = traits.encoder || reader.count("pooling_type") > 0;
    model.modality = embeds ? Modality::Embedding : Modality::Text;

    const Blocks reads(reader, architecture, traits, model);
    std::vector<LayerGroup> order;
    for (int layer = 0; layer < model.layerCount; ++layer) order.push_back(reads.at(layer));
    setBlocks(model, order);
    settleByParameters(model, count);
    return reading;
}

}  // namespace headroom
