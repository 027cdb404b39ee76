// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/speed/work.h"

namespace headroom {

/// A server whose clients each send the next request when the last one is answered.
struct ClosedLoop {
    DecodeWork step;     ///< of one decode step with all running requests
    PrefillWork prompt;  ///< of one prompt
    double running{1};   ///< requests in the batch
    double waiting{};    ///< clients whose request finds no room
    double answer{1};    ///< tokens of one answer
    /// Share of the requests that come all at once, as the first of all clients do; benchmarks
    /// mostly send ten a client.
    double rush{0.1};
};
/// Means over many requests (docs/serving.md 1 and 2).
struct ServedLoad {
    Seconds firstToken;
    Seconds perToken;       ///< between the tokens of one answer, the prefill of others included
    TokensPerSecond total;  ///< of all answers
};
ServedLoad served(const ClosedLoop& load, const SpeedClass& parameters);
/// The median time between two tokens (ITL P50). Chunks of prompts come to the steps at random, so
/// the step in the middle reads the median of a Poisson distribution of them (docs/serving.md 1).
Seconds medianGap(const ClosedLoop& load, const SpeedClass& parameters);

}  // namespace headroom
