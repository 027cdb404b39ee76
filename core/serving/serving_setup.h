// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"
#include "core/serving/serving.h"

namespace headroom {

/// The server that the memory ledger describes, at the speed of core/speed (docs/serving.md 6).
/// Engines of vLLM's family get the pool that fills their budget on the tightest device, their
/// --max-num-seqs and --max-num-batched-tokens as `request.vllm` says or Headroom advises; the
/// others `request.cache.slotCount` slots and llama-server's default of 2,048 tokens a batch.
/// `speed` gives formats, devices, ubatch and fallback shares. One replica. The catalog needs a
/// speed class for the devices.
ServingSetup servingSetup(const MemoryRequest& request, const WeightBytes& weights,
                          const Ledger& ledger, const SpeedRequest& speed, const Catalog& catalog,
                          SpeedEnd end = SpeedEnd::Likely);

/// Tokens that the cache of the tightest device has room for: those of the ledger, times what its
/// cache and state can grow to. Exact where bytes grow with tokens; sliding windows make it an
/// estimate.
Tokens poolTokens(const Ledger& ledger);

}  // namespace headroom
