// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "app/cli/inputs.h"
#include "core/memory/solvers.h"

namespace headroom::cli {

/// A model on devices, as `memory` and `speed` take it from the command line. Points into
/// `catalog`.
struct Placement : MemoryProblem {
    CatalogPointer catalog;
    std::string deviceName;    ///< empty = no device was named
    QStringList supportNotes;  ///< what the engine cannot run here, or only slowly
    double decodeShare{1};     ///< of the native speed that slow fallbacks leave
    double prefillShare{1};
};

/// --model, --weights, --engine, --context, --slots, --kv, --ubatch, --accelerator, --machine,
/// --count and --format.
std::vector<OptionSpec> placementOptions();
/// The same with --also, --vectors, --dimensions, --vector-type, --links, --index-in,
/// --batched-tokens, --eager and --text-only.
std::vector<OptionSpec> pipelineOptions();
/// Throws UsageError for unknown ids (with the nearest), numbers out of range and a context beyond
/// the model's.
Placement readPlacement(const Arguments& arguments);
/// "Llama 3.1 70B, gguf-q4_k_m, llama.cpp, 8,192 tokens x 1, kv-llamacpp-f16, 2 x RTX 3090".
QString placementTitle(const Placement& placement);

}  // namespace headroom::cli
