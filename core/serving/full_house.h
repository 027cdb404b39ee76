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
/// For requests that are all alike. Each step holds the batch and as many prompt tokens as its
/// requests bring per answer token; prompts beyond the step's budget take more steps
/// (docs/serving.md 6). The setup must be valid; `prompt` >= 1, `cached` < `prompt`.
FullHouse fullHouse(const ServingSetup& setup, Tokens prompt, Tokens cached, Tokens answer);

}  // namespace headroom
