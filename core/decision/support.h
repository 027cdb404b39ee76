// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

std::string_view engineName(EngineChoice engine);  ///< "llama.cpp", "vLLM" ...

/// CUDA compute capability by GPU architecture ("Ada AD102" -> 8.9); nullopt for other vendors and
/// unknown architectures (https://developer.nvidia.com/cuda-gpus).
std::optional<double> computeCapability(const Accelerator& accelerator);

/// What a machine or instance can run.
struct Host {
    const Accelerator* accelerator{};
    std::span<const std::string> stacks;  ///< empty = not listed, judged by the accelerator alone
};

/// Why an engine cannot run a weight format on a host; `reason` is empty when it can.
struct Support {
    std::string reason;
    std::string remedy;
    bool ok() const { return reason.empty(); }
};

/// Kernel and platform support, from one table with its sources (support.cpp).
Support supportOf(const WeightFormat& weights, EngineChoice engine, const Host& host);

/// The engine that Automatic stands for on this host: the first supported one in the order that
/// suits the format; when none is, the format's natural engine, so that the reason can be told.
EngineChoice resolveEngine(EngineChoice asked, const WeightFormat& weights, const Host& host);

/// The cache format of `engine` nearest to the chosen one in bits per element; the chosen one when
/// the engine has it. Never null for a format of family kv-cache.
const WeightFormat* nearestCacheFormat(const WeightFormat& chosen, EngineChoice engine,
                                       const Catalog& catalog);

}  // namespace headroom
