// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/pool_engines.h"

#include <algorithm>

#include "core/memory/vllm_rules.h"

namespace headroom::memory {
namespace {

/// Sliding-window layers have a pool of their own (swa_full_tokens_ratio).
constexpr double kSglangWindowShare = 0.8;
constexpr double kTensorRtLlmBlock = 64;

}  // namespace

double sglangStaticFraction(int devices) {
    if (devices >= 16) return 0.79;
    if (devices >= 8) return 0.81;
    if (devices >= 4) return 0.85;
    return devices >= 2 ? 0.87 : 0.88;
}

double sglangPrefillTokens(const DeviceSet& devices) {
    return devices.usableEach >= gibibytes(35) ? 8192 : 2048;
}

KvBytes poolKvBytes(const MemoryRequest& request, double full) {
    const bool sglang = request.engine == EngineChoice::Sglang;
    const double stored = sglang ? full : padded(full, kTensorRtLlmBlock);
    KvBytes sum;
    for (const LayerGroup& group : request.model->layers) {
        if (!storesCache(group)) continue;
        const double token = pagedTokenBytes(group.attention, *request.kv, request.devices.count);
        const double share = sglang && isWindow(group.attention) ? kSglangWindowShare : 1;
        add(sum, group, token * stored * share);
    }
    return sum;
}

Bytes poolStateBytes(const MemoryRequest& request) {
    double sum = 0;
    for (const LayerGroup& group : request.model->layers) {
        if (group.recurrence.kind == RecurrentKind::None) continue;
        Recurrence recurrence = group.recurrence;
        recurrence.stateInF32 |= request.engine == EngineChoice::Sglang;
        sum += group.count * pagedStateBytes(recurrence, request.devices.count, 0);
    }
    return bytes(sum);
}

Bytes poolBytes(EngineChoice engine, Bytes usable, Bytes context, Bytes weights, double fraction) {
    const Bytes before = usable - context;
    if (engine == EngineChoice::Sglang) return before * fraction - weights;
    return (before - weights) * fraction;
}

}  // namespace headroom::memory
