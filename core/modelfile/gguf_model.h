// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/model_spec.h"
#include "core/modelfile/metadata.h"

namespace headroom {

/// What a model file says, as far as it is understood.
struct ModelReading {
    ModelSpec model;
    /// What is missing or not understood, in words for a person; empty = everything is known.
    std::vector<std::string> gaps;
};

/// Parameters of a model by its layer groups: `countParameters(model).total()`. Handed in because
/// counting lives in a room above this one.
using ParameterCounter = std::function<double(const ModelSpec&)>;

/// A model from the metadata of a GGUF file. `architecture` is `general.architecture`; keys are
/// looked up without their architecture prefix ("attention.head_count", and "vocab_size" for the
/// number of tokens). `parameters` is the number of elements of all tensors, 0 = unknown: it tells
/// whether input and output share one table. An unknown architecture is read by the common keys
/// and says so in `gaps`. Throws std::invalid_argument naming the key, the value and what was
/// expected when a required one is missing or impossible.
ModelReading modelFromGguf(std::string_view architecture, const Metadata& metadata,
                           double parameters, const ParameterCounter& count);

}  // namespace headroom
