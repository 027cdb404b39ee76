// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"

namespace headroom::memory {

/// Smallest multiple of `unit` that is >= `value`.
double padded(double value, double unit);

/// Bytes of one cached element on `engine`; a format of another engine stands for the nearest one
/// that this engine has (docs/memory.md 1.3, 3, 4).
double cacheElementBytes(const WeightFormat& kv, EngineChoice engine);

/// Elements that one layer keeps per token: keys and values of all KV heads, or one latent row,
/// plus sparse-attention index keys.
double cachedElements(const Attention& attention);

/// Keys and values by the reach of their layers, state excluded.
struct KvBytes {
    Bytes full;
    Bytes window;
    Bytes sum() const { return full + window; }
};
/// Adds `bytesPerLayer` for every layer of `group`.
void add(KvBytes& sum, const LayerGroup& group, double bytesPerLayer);

bool storesCache(const LayerGroup& group);
bool isWindow(const Attention& attention);
/// The share of one slot in the pool, tokens.
double sequenceTokens(const CacheRequest& cache);

/// On one device. llama.cpp and MLX: of the whole model.
KvBytes kvBytesOfRank(const MemoryRequest& request);
/// Recurrent state on one device. llama.cpp and MLX: of the whole model.
Bytes stateBytesOfRank(const MemoryRequest& request);

}  // namespace headroom::memory
