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
    double embedding{};  ///< input table, and the per-layer tables of the Gemma E-models
    double output{};     ///< 0 when tied
    double small{};      ///< norms, routers, biases: kept in F32 or F16
    double nonText{};
    double mtp{};  ///< multi-token-prediction blocks: beside `total()`, engines do not load them
    double total() const {
        return attention + feedForward + experts + recurrence + embedding + output + small +
               nonText;
    }
    double active() const { return total() - experts + expertsActive - nonText; }
};

/// Counts from the layer groups alone (the check behind `params_recomputed_b` in the catalog).
ParameterCount countParameters(const ModelSpec& model);

/// Bytes of a model in a weight format. GGUF mixes apply the catalog's mix rule with fall-back
/// types for rows that are not multiples of 256 (docs/memory.md 1.1, docs/llama_cpp.md
/// "Weights"). Where the groups cannot describe every layer (pruned models with a width per layer),
/// layers are scaled so that the parameters add up to the published total. In the format of the
/// file that a model was read from, everything is scaled to the bytes of the file's tensors: who
/// made the file may have mixed types by a rule of their own (docs/model_files.md 4).
struct WeightBytes {
    Bytes file;  ///< all tensors, prediction blocks included; the vision tower outside GGUF and MLX
    Bytes device;  ///< with every layer offloaded: llama.cpp keeps an untied token_embd in host
                   ///< memory
    Bytes host;
    Bytes readPerToken;      ///< streamed from device memory for one decoded token, batch 1
    Bytes expertsPerToken;   ///< the routed-expert part of readPerToken
    Bytes expertsTotal;      ///< all routed experts
    double bitsPerWeight{};  ///< file bits / parameters
    bool scaled{};    ///< layers differ in width: they were scaled to the published parameter count
    bool fromFile{};  ///< scaled to the bytes that the tensors of the model's own file have
    std::vector<Bytes> layers;        ///< of `device`, per block in order
    std::vector<Bytes> layerExperts;  ///< the routed experts of each block
    Bytes largestMatrix;              ///< of a block, all experts of one kind as one
    Bytes gateMatrix;                 ///< the largest gate or up matrix of a block, likewise
    Bytes outputMatrix;               ///< of `output`: the matrix alone
    Bytes output;  ///< of `device`: final norm and output matrix (the tied table where it serves)
    Bytes input;   ///< of `device`: look-up tables
    Bytes beside;  ///< of `device`: vision and audio towers
    Bytes replicated;  ///< of `device`, copied to every device under tensor parallelism: norms,
                       ///< routers, MLA compressions, towers (docs/memory.md 3, vllm.md 2)
};
WeightBytes weightBytes(const ModelSpec& model, const WeightFormat& format, EngineChoice engine);

}  // namespace headroom
