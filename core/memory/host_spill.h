// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/memory/ledger.h"

namespace headroom {

/// A model that does not fit its devices, with the layers that find no room in host memory: what
/// llama.cpp does by itself (--fit, on by default) and what -ngl sets (docs/support.md 4).
struct HostSpill {
    int layers{};          ///< of the model
    int hostLayers{};      ///< 1..layers of them in host memory
    Bytes device;          ///< on all devices: layers, their caches, buffers and engine
    Bytes host;            ///< in host memory, what always lies there included
    double weightShare{};  ///< of the weights that a token streams, read from host memory; 0..1
    double cacheShare{};   ///< the same of the cache
};

/// nullopt when the ledger fits, when the engine keeps everything on its devices or aborts (vLLM,
/// MLX), when CPU and GPU share their memory, and when the host's memory is unknown or too small
/// for the rest as well. Layers are dealt from the last one on, as llama.cpp deals them, each with
/// an even part of the cache.
std::optional<HostSpill> hostSpill(const MemoryRequest& request, const WeightBytes& weights,
                                   const Ledger& ledger);

}  // namespace headroom
