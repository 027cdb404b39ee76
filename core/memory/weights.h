// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"
#include "core/units/quantity.h"

namespace headroom {

/// Number of parameters by role; `weightBytes` turns them into bytes.
struct ParameterCount {
    double attention{};
    double feedForward{};    ///< dense blocks and shared experts
    double experts{};        ///< routed experts, all of them
    double expertsActive{};  ///< routed experts that one token uses
    double recurrence{};
    double embedding{};  ///< input table
    double output{};     ///< 0 when tied
    double small{};      ///< norms, routers, biases: kept in F32 or F16
    double nonText{};
    double total() const {
        return attention + feedForward + experts + recurrence + embedding + output + small +
               nonText;
    }
    double active() const { return total() - experts + expertsActive - nonText; }
};

/// Counts from the layer groups alone (the check behind `params_recomputed_b` in the catalog).
ParameterCount countParameters(const ModelSpec& model);

/// Bytes of a model in a weight format. GGUF mixes apply the catalog's mix rule with fall-back
/// types for rows that are not multiples of 256 (domain/memory.md 1.1, domain/llama_cpp.md
/// "Weights").
struct WeightBytes {
    Bytes file;    ///< all tensors
    Bytes device;  ///< with every layer offloaded: llama.cpp keeps an untied token_embd in host
                   ///< memory
    Bytes host;
    Bytes readPerToken;      ///< streamed from device memory for one decoded token, batch 1
    Bytes expertsPerToken;   ///< the routed-expert part of readPerToken
    Bytes expertsTotal;      ///< all routed experts
    double bitsPerWeight{};  ///< file bits / parameters
};
WeightBytes weightBytes(const ModelSpec& model, const WeightFormat& format, EngineChoice engine);

}  // namespace headroom
