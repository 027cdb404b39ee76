// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/memory/ledger.h"

namespace headroom {

/// What one placement is solved for: the request, what it shares the devices with, and the load.
/// `request.cache` follows from `workload`.
struct MemoryProblem {
    MemoryRequest request;
    Workload workload;
    std::vector<Companion> companions;
    /// Weight formats to choose from; empty = every one that the request's engine loads (the family
    /// of the chosen format for engines with several).
    std::vector<const WeightFormat*> formats{};
    /// The same for the cache.
    std::vector<const WeightFormat*> cacheFormats{};
};

/// Whether it fits as asked.
bool fits(const MemoryProblem& problem, const Catalog& catalog);

/// The most conversations at once, everything else as asked; 0 when not even one fits. Searched up
/// to `kMostSlots`.
inline constexpr int kMostSlots = 4096;
int mostSlots(const MemoryProblem& problem, const Catalog& catalog);

/// A weight format on the same engine and devices.
struct FormatFit {
    const WeightFormat* format{};
    double bitsPerWeight{};  ///< of this model's file
    Bytes file;
    Bytes headroom;  ///< of the tightest device; negative = short by
    bool fits{};
};
/// Every format to choose from, most bits first.
std::vector<FormatFit> formatFits(const MemoryProblem& problem, const Catalog& catalog);
/// The one with the most bits that fits; nullptr when none does.
const WeightFormat* bestFormat(const MemoryProblem& problem, const Catalog& catalog);

/// The machine with the least memory for accelerators that holds it on the request's engine;
/// nullptr when none does. Machines of the same size are told apart by price.
const Machine* smallestMachine(const MemoryProblem& problem, const Catalog& catalog);

/// One setting that turns "does not fit" into "fits".
struct MemoryRemedy {
    enum class Setting {
        Ubatch,         ///< slower prefill, nothing else
        BatchedTokens,  ///< the same on vLLM
        EightBitCache,  ///< hardly measurable loss
        TextOnly,       ///< no pictures or sound
        Eager,          ///< slower decoding
        FewerSlots,     ///< people wait
        Context,        ///< shorter conversations
        FourBitCache,   ///< some loss
        Format,         ///< smaller weights
    };
    Setting setting{};
    std::string change;            ///< an order: "Lower the micro-batch to 256 tokens"
    Bytes headroom;                ///< left on the tightest device afterwards
    double value{};                ///< the new number of tokens or slots, where the setting is one
    const WeightFormat* format{};  ///< the new format, where the setting is one
};
/// Every single setting that is enough, least harm first; empty when it fits already or when no
/// single one helps.
std::vector<MemoryRemedy> memoryRemedies(const MemoryProblem& problem, const Catalog& catalog);

}  // namespace headroom
