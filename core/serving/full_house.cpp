// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/full_house.h"

#include <algorithm>

namespace headroom {

FullHouse fullHouse(const ServingSetup& setup, Tokens prompt, Tokens cached, Tokens answer) {
    FullHouse house;
    const double depth = prompt.value + answer.value / 2;
    house.batch = setup.maxRunning;
    if (setup.scheme == CacheScheme::Paged) {
        const double sequences = setup.kvBudget.value / std::max(1.0, depth);
        house.batch = int(std::clamp(sequences, 1.0, double(setup.maxRunning)));
    }
    // The step that ends a prompt emits the first token.
    const double steps = std::max(1.0, answer.value);
    const double read = std::max(1.0, prompt.value - cached.value);
    const double budget = std::max(1.0, setup.batchedTokens.value - house.batch);
    const double perStep = house.batch * read / steps;
    // The scheduler reads a prompt at once as far as the budget goes, not a little in every step.
    const double pass = std::clamp(perStep, std::min(read, budget), budget);
    const double share = std::min(1.0, perStep / pass);  // of the steps that read prompts
    const double position = cached.value + std::max(0.0, read - pass) / 2;
    const double reading = setup.steps.passSeconds(house.batch, depth, pass, position);
    const double decoding = setup.steps.decodeSeconds(house.batch, depth);
    const double time =
        (share * reading + (1 - share) * decoding) * std::max(1.0, perStep / budget);
    house.requestsPerSecond = house.batch / steps / time;
    return house;
}

}  // namespace headroom
