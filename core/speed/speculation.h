// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/units/quantity.h"

namespace headroom {

struct SpeedRequest;
struct DecodeWork;
struct WeightBytes;

/// Tokens that somebody cheaper proposes and the model checks in one step (docs/speed.md 12).
struct Speculation {
    int draftTokens{};    ///< proposed for each step; 0 = none
    double acceptance{};  ///< 0..1, chance that a proposed token is right given those before it
    /// The model that proposes; nullptr = the model's own prediction blocks, or, where it has none,
    /// text found again in the prompt, which costs nothing.
    const ModelSpec* draft{};
    const WeightFormat* draftWeights{};

    friend bool operator==(const Speculation&, const Speculation&) = default;
};
/// Tokens of one step, the model's own included: (1 - a^(n + 1)) / (1 - a) (Leviathan et al. 2023,
/// equation 1). 1 without speculation.
double tokensPerStep(const Speculation& speculation);

/// `decodeWork` with the time to propose the tokens of the step, one after the other.
DecodeWork speculativeWork(const SpeedRequest& request, const WeightBytes& weights,
                           const SpeedClass& parameters);

}  // namespace headroom
