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

/// What a machine or instance can run.
struct Host {
    const Accelerator* accelerator{};
    std::span<const std::string> stacks;  ///< empty = not listed, judged by the accelerator alone
};

/// How an engine treats a format on a host.
struct Support {
    SupportVerdict verdict{SupportVerdict::Native};
    std::string reason;  ///< a sentence; empty when native
    std::string remedy;
    std::optional<double> decodeShare;   ///< of the speed without the fallback; nullopt = unknown
    std::optional<double> prefillShare;  ///< the same for prefill
    Provenance source;                   ///< of the row that decided; empty when none did
    bool ok() const { return verdict != SupportVerdict::Unsupported; }
    bool native() const { return verdict == SupportVerdict::Native; }
    /// Reason and remedy, and that the loss of speed is unknown where it is; empty when native.
    std::string caution() const;
};

/// Kernel and platform support of weights, from the catalog's support table alone (docs/support.md
/// 1): the row that names the format most closely decides, a row for the device's own family before
/// one for all. Without a row the answer is Unknown; where no row lets the engine load the format
/// anywhere it is Unsupported. `stacks` that miss the engine exclude it.
Support supportOf(const WeightFormat& weights, EngineChoice engine, const Host& host,
                  const Catalog& catalog);
/// The same for a KV cache format, which must be one of the engine's (`nearestCacheFormat`).
Support cacheSupportOf(const WeightFormat& kv, EngineChoice engine, const Host& host,
                       const Catalog& catalog);

/// The engine that Automatic stands for on this host: in the order that suits the format the first
/// one with native kernels, else with a fallback, else one that nobody documents; when none runs,
/// one that reads the format, so that the reason can be told.
EngineChoice resolveEngine(EngineChoice asked, const WeightFormat& weights, const Host& host,
                           const Catalog& catalog);

/// The cache format of `engine` nearest to the chosen one in bits per element; the chosen one when
/// the engine has it. Never null for a format of family kv-cache.
const WeightFormat* nearestCacheFormat(const WeightFormat& chosen, EngineChoice engine,
                                       const Catalog& catalog);

}  // namespace headroom
