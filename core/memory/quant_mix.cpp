// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/quant_mix.h"

#include <array>
#include <utility>

namespace headroom::memory {
namespace {

constexpr std::array<std::pair<std::string_view, MixRule>, 20> kRules{{
    {"gguf-q5_k_m", MixRule::Q5_K_M},   {"gguf-q4_k_m", MixRule::Q4_K_M},
    {"gguf-q4_k_s", MixRule::Q4_K_S},   {"gguf-q3_k_l", MixRule::Q3_K_L},
    {"gguf-q3_k_m", MixRule::Q3_K_M},   {"gguf-q2_k", MixRule::Q2_K},
    {"gguf-q2_k_s", MixRule::Q2_K_S},   {"gguf-iq4_nl", MixRule::IQ4},
    {"gguf-iq4_xs", MixRule::IQ4},      {"gguf-iq3_m", MixRule::IQ3_M},
    {"gguf-iq3_s", MixRule::IQ3_S},     {"gguf-iq3_xs", MixRule::IQ3_XS},
    {"gguf-iq3_xxs", MixRule::IQ3_XXS}, {"gguf-iq2_m", MixRule::IQ2_M},
    {"gguf-iq2_s", MixRule::IQ2_S},     {"gguf-iq2_xs", MixRule::IQ2_XS},
    {"gguf-iq2_xxs", MixRule::IQ2_XXS}, {"gguf-iq1_m", MixRule::IQ1},
    {"gguf-iq1_s", MixRule::IQ1},       {"gguf-mxfp4_moe", MixRule::ExpertsOnly},
}};

MixRule ruleOf(const WeightFormat& format) {
    for (const auto& [id, rule] : kRules) {
        if (format.id == id) return rule;
    }
    return MixRule::Uniform;
}

/// The first and last eighth of the layers and every third one between them.
bool usesMoreBits(int layer, int layers) {
    const int eighth = layers / 8;
    return layer < eighth || layer >= 7 * layers / 8 || (layer - eighth) % 3 == 2;
}

/// Presets between two and three bits keep 3-bit values where the smaller ones keep 2-bit ones.
bool isTwoBit(MixRule rule) {
    return rule == MixRule::IQ2_M || rule == MixRule::IQ2_S || rule == MixRule::IQ2_XS ||
           rule == MixRule::IQ2_XXS || rule == MixRule::IQ1;
}
bool isUpperTwoBit(MixRule rule) {
    return rule == MixRule::IQ2_M || rule == MixRule::IQ2_S;
}

bool isFloat(TensorType type) {
    return type == TensorType::F32 || type == TensorType::F16 || type == TensorType::BF16;
}

}  // namespace

MixTraits mixTraits(const ModelSpec& model) {
    MixTraits result;
    result.tied = model.tiedEmbeddings;
    result.layers = model.fileBlocks();
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (attention.kvHeads > 0 && attention.kind != AttentionKind::None) {
            result.groupedQueries = double(attention.heads) / attention.kvHeads;
        }
        if (group.feedForward.experts > 0) result.experts = group.feedForward.experts;
    }
    result.seventyB = model.layerCount == 80 && result.experts == 0 && result.groupedQueries == 8;
    return result;
}

QuantMix::QuantMix(const WeightFormat& format, const ModelSpec& model)
    : m_rule(ruleOf(format)),
      m_traits(mixTraits(model)),
      m_base(tensorTypeNamed(format.baseTensorType)) {
    if (m_base == TensorType::Unknown) m_base = TensorType::F16;
    m_quantised = !isFloat(m_base);
}

TensorType QuantMix::typeOf(const Tensor& tensor, int layer) const {
    if (tensor.role == TensorRole::Small) return TensorType::F32;
    if (!m_quantised) return m_base;
    return storableType(wanted(tensor, layer), tensor.columns);
}

int QuantMix::patternOf(int layer) const {
    constexpr int kTypes = static_cast<int>(TensorType::NVFP4) + 1;
    return (static_cast<int>(valueType(layer)) * kTypes + static_cast<int>(downType(layer))) *
               kTypes +
           static_cast<int>(gateType(layer));
}

TensorType QuantMix::wanted(const Tensor& tensor, int layer) const {
    if (tensor.role == TensorRole::Output) return outputType(tensor.columns);
    if (tensor.role == TensorRole::Embedding && m_traits.tied) return outputType(tensor.columns);
    if (m_rule == MixRule::ExpertsOnly) {
        return tensor.part == TensorPart::Experts ? TensorType::MXFP4 : TensorType::Q8_0;
    }
    switch (tensor.role) {
        case TensorRole::Embedding:
        case TensorRole::LayerEmbedding:
            return embeddingType();
        case TensorRole::Value:
        case TensorRole::FusedQkv:
            return valueType(layer);
        case TensorRole::Query:
        case TensorRole::Key:
            return queryOrKeyType(tensor.role);
        case TensorRole::AttentionOutput:
            return attentionOutputType();
        case TensorRole::Down:
            return downType(layer);
        case TensorRole::Gate:
        case TensorRole::Up:
            return gateType(layer);
        default:
            return m_base;
    }
}

TensorType QuantMix::outputType(double columns) const {
    if (m_rule == MixRule::ExpertsOnly || m_base == TensorType::Q8_0) return TensorType::Q8_0;
    if (storableType(m_base, columns) != m_base) return TensorType::Q8_0;
    return isTwoBit(m_rule) || m_rule == MixRule::IQ3_XXS ? TensorType::Q5_K : TensorType::Q6_K;
}

TensorType QuantMix::embeddingType() const {
    if (isUpperTwoBit(m_rule) || m_rule == MixRule::IQ3_XXS) return TensorType::IQ3_S;
    if (isTwoBit(m_rule)) return TensorType::Q2_K;
    const bool ternary = m_base == TensorType::TQ1_0 || m_base == TensorType::TQ2_0;
    return ternary || m_base == TensorType::Q2_0 ? TensorType::Q4_K : m_base;
}

TensorType QuantMix::valueType(int layer) const {
    const bool grouped = m_traits.groupedQueries >= 4;
    if (isTwoBit(m_rule)) {
        if (grouped || m_traits.experts >= 4) return TensorType::Q4_K;
        return isUpperTwoBit(m_rule) ? TensorType::IQ3_S : TensorType::Q2_K;
    }
    TensorType type = m_base;
    switch (m_rule) {
        case MixRule::Q2_K:
            type = grouped ? TensorType::Q4_K : TensorType::Q3_K;
            break;
        case MixRule::Q2_K_S:
        case MixRule::IQ3_S:
        case MixRule::IQ3_XS:
        case MixRule::IQ3_XXS:
            if (grouped) type = TensorType::Q4_K;
            break;
        case MixRule::IQ3_M:
            type = TensorType::Q4_K;
            break;
        case MixRule::Q3_K_M:
            type = layer < 2 ? TensorType::Q5_K : TensorType::Q4_K;
            break;
        case MixRule::Q3_K_L:
            type = TensorType::Q5_K;
            break;
        case MixRule::IQ4:
            if (grouped) type = TensorType::Q5_K;
            break;
        case MixRule::Q4_K_M:
        case MixRule::Q5_K_M:
            if (usesMoreBits(layer, m_traits.layers)) type = TensorType::Q6_K;
            break;
        case MixRule::Q4_K_S:
            if (layer < 4) type = TensorType::Q5_K;
            break;
        default:
            break;
    }
    if (m_traits.seventyB && (type == TensorType::Q3_K || type == TensorType::Q4_K)) {
        return TensorType::Q5_K;
    }
    return m_traits.experts == 8 ? TensorType::Q8_0 : type;
}

TensorType QuantMix::downType(int layer) const {
    const int layers = m_traits.layers;
    const bool firstEighth = layer < layers / 8;
    switch (m_rule) {
        case MixRule::Q2_K:
            return TensorType::Q3_K;
        case MixRule::Q2_K_S:
            return firstEighth ? TensorType::Q4_K : m_base;
        case MixRule::Q3_K_M:
            return layer < layers / 16 ? TensorType::Q5_K : TensorType::Q4_K;
        case MixRule::Q3_K_L:
            return TensorType::Q5_K;
        case MixRule::IQ3_M: {
            const bool more = m_traits.experts == 8 && usesMoreBits(layer, layers);
            return firstEighth || more ? TensorType::Q4_K : m_base;
        }
        case MixRule::Q4_K_M:
        case MixRule::Q5_K_M:
            return usesMoreBits(layer, layers) ? TensorType::Q6_K : m_base;
        case MixRule::IQ4:
        case MixRule::Q4_K_S:
            return firstEighth ? TensorType::Q5_K : m_base;
        case MixRule::IQ2_M:
        case MixRule::IQ2_S:
            return firstEighth ? TensorType::IQ3_S : m_base;
        case MixRule::IQ2_XS:
        case MixRule::IQ2_XXS:
        case MixRule::IQ1:
            return firstEighth ? TensorType::Q2_K : m_base;
        default:
            return m_base;
    }
}

TensorType QuantMix::gateType(int layer) const {
    const bool middle = layer >= m_traits.layers / 8 && layer < 7 * m_traits.layers / 8;
    return m_rule == MixRule::IQ3_XS && middle ? TensorType::IQ3_XXS : m_base;
}

TensorType QuantMix::attentionOutputType() const {
    if (m_traits.experts == 8) {
        const bool keeps = m_rule == MixRule::Uniform && m_base != TensorType::Q3_K;
        const bool larger =
            m_rule == MixRule::Q5_K_M || m_rule == MixRule::Q3_K_L || m_rule == MixRule::Q2_K_S;
        return keeps || larger ? m_base : TensorType::Q5_K;
    }
    switch (m_rule) {
        case MixRule::Q2_K:
            return TensorType::Q3_K;
        case MixRule::IQ3_XXS:
        case MixRule::IQ2_M:
        case MixRule::IQ2_S:
            return TensorType::IQ3_S;
        case MixRule::Q3_K_M:
        case MixRule::IQ3_M:
            return TensorType::Q4_K;
        case MixRule::Q3_K_L:
            return TensorType::Q5_K;
        case MixRule::IQ1:
            return TensorType::IQ2_XXS;
        default:
            return m_base;
    }
}

TensorType QuantMix::queryOrKeyType(TensorRole role) const {
    if (role == TensorRole::Key && m_traits.experts == 8) {
        return isTwoBit(m_rule) ? TensorType::Q4_K : TensorType::Q8_0;
    }
    if (m_rule == MixRule::IQ3_XS) return TensorType::IQ3_XXS;
    if (m_rule == MixRule::IQ3_XXS) return TensorType::IQ2_S;
    return m_base;
}

}  // namespace headroom::memory
