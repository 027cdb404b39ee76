// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/units/quantity.h"

namespace headroom {

/// What a vLLM server is started with. Whatever is left open is what Headroom advises: the newest
/// release, its own utilisation, and as many sequences as the load needs (docs/vllm.md 3).
struct VllmSettings {
    std::optional<int> release;          ///< minor number: 19 is v0.19; >= 0
    bool firstEngine{};                  ///< the engine before V1, to be had up to v0.10
    std::optional<double> utilisation;   ///< --gpu-memory-utilization, 0..1
    std::optional<int> sequences;        ///< --max-num-seqs, >= 1
    std::optional<int> batchedTokens;    ///< --max-num-batched-tokens, >= 1
    bool eager{};                        ///< --enforce-eager: no CUDA graphs
    int draftedTokens{};                 ///< speculative decoding with the model's own MTP block
    std::optional<bool> cachesPrefixes;  ///< of models with recurrent state; else always on

    friend bool operator==(const VllmSettings&, const VllmSettings&) = default;
};

}  // namespace headroom
