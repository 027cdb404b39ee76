// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/serving/serving.h"

namespace headroom {

/// What one replica finishes when as many requests run as slots and cache allow.
struct FullHouse {
    int batch{};  ///< sequences that decode together
    double requestsPerSecond{};
};
/// For requests that are all alike. The batch brings a certain number of prompt tokens for each
/// step; they are read in passes of one prompt or more, up to the step's budget, and the other
/// steps only decode (docs/serving.md 6). Lengths that vary leave a little less. The setup must be
/// valid; `prompt` >= 1, `cached` < `prompt`.
FullHouse fullHouse(const ServingSetup& setup, Tokens prompt, Tokens cached, Tokens answer);

}  // namespace headroom
