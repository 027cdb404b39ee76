// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/catalog/model_spec.h"
#include "core/catalog/weight_format.h"
#include "core/memory/tensor_type.h"
#include "core/memory/tensors.h"

namespace headroom::memory {

/// The presets of llama-quantize that are more than one type for every matrix (`mix_rule` in the
/// catalog).
enum class MixRule {
    Uniform,
    Q5_K_M,
    Q4_K_M,
    Q4_K_S,
    Q3_K_L,
    Q3_K_M,
    Q2_K,
    Q2_K_S,
    IQ4,
    IQ3_M,
    IQ3_S,
    IQ3_XS,
    IQ3_XXS,
    IQ2_M,
    IQ2_S,
    IQ2_XS,
    IQ2_XXS,
    IQ1,
    ExpertsOnly,
};

/// What llama-quantize looks at besides the tensor: a few counts of the model.
struct MixTraits {
    bool tied{};
    double groupedQueries{1};  ///< query heads per KV head
    int experts{};
    int layers{};
    bool seventyB{};  ///< 80 dense blocks with 8 query heads per KV head
};

MixTraits mixTraits(const ModelSpec& model);

/// A GGUF file type: which storage type each tensor gets. Rules as in docs/memory.md 1.1 and
/// docs/llama_cpp.md "Weights": without an importance matrix, except IQ3_XXS, which is always
/// made with one.
class QuantMix {
public:
    QuantMix(const WeightFormat& format, const ModelSpec& model);

    /// Type of a tensor of block `layer` after the fall-back for odd row lengths.
    TensorType typeOf(const Tensor& tensor, int layer) const;
    /// Blocks with equal patterns get equal types: values and feed-forward blocks are all that
    /// the rules treat by layer.
    int patternOf(int layer) const;

private:
    TensorType wanted(const Tensor& tensor, int layer) const;
    TensorType outputType(double columns) const;
    TensorType embeddingType() const;
    TensorType valueType(int layer) const;
    TensorType downType(int layer) const;
    TensorType gateType(int layer) const;  ///< and of up
    TensorType attentionOutputType() const;
    TensorType queryOrKeyType(TensorRole role) const;

    MixRule m_rule{};
    MixTraits m_traits;
    TensorType m_base{};
    bool m_quantised{};
};

}  // namespace headroom::memory
