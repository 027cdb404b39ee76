// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/validation/comparison.h"

namespace headroom {

/// Whether a table is one of runs of several engines: it has the columns engine,
/// mem_fraction_static and peak_or_size_gb.
bool isEngineTable(const std::vector<std::string>& header);

/// Predicts each run of SGLang, TensorRT-LLM, MLX or Ollama from its settings. Figures, each with
/// the engine in front ("sglang_weights"):
/// - weights, GiB: weights_gb, which SGLang prints in units of 2^30 B
/// - kv_bytes_per_token, B: kv_gb / kv_tokens
/// - kv_pool, GiB: kv_gb
/// - peak, GB: peak_or_size_gb, MLX's peak memory and the size that Ollama lists
/// Rows without a known model or with what no rule covers are listed with the reason.
Comparisons compareEngineRows(const std::vector<Row>& rows, const Catalog& catalog);

/// What the predictions promise: SGLang's and TensorRT-LLM's bytes per token 0.2 %; the rest is
/// reported as it is.
std::vector<ErrorBound> engineBounds();

}  // namespace headroom
