// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/validation/comparison.h"

namespace headroom {

/// Whether a table is one of vLLM boots: it has the columns gpu_memory_utilization,
/// max_num_batched_tokens and kv_cache_tokens.
bool isVllmTable(const std::vector<std::string>& header);

/// Predicts each boot from its settings: release, model, formats, device, parallelism, utilisation,
/// length, sequences and batched tokens. Figures, per device, and what they are held against:
/// - weights, GiB: weights_gib
/// - activation, GiB: activation_peak_gib
/// - non_torch, GiB: non_torch_gib
/// - cuda_graphs, GiB: cuda_graph_gib; cuda_graphs_estimated, GiB: cuda_graph_estimated_gib
/// - kv_budget, GiB: kv_cache_gib; and kv_budget_all_terms where weights, activation and non-torch
///   are logged too
/// - kv_bytes_per_token, B: kv_cache_gib / kv_cache_tokens
/// - max_concurrency, sequences per GiB of cache: max_concurrency / kv_cache_gib, so that an error
///   of the budget does not hide one of the blocks; and max_concurrency_mixed where the model has
///   sliding windows or recurrent state
/// - max_concurrency_booted, sequences: max_concurrency, from the predicted budget
/// Rows without a known model, of unknown architectures or with pipeline stages are listed with the
/// reason.
Comparisons compareVllmRows(const std::vector<Row>& rows, const Catalog& catalog);

/// What the predictions promise, at the median: bytes per token and sequences per GiB 0.1 %,
/// weights 2 %, budgets whose terms are all logged 3 %.
std::vector<ErrorBound> vllmBounds();

}  // namespace headroom
