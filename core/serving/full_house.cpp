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
    const double pass = std::min(perStep, budget);
    const double position = cached.value + std::max(0.0, read - pass) / 2;
    const double time = setup.steps.passSeconds(house.batch, depth, pass, position) *
                        std::max(1.0, perStep / budget);
    house.requestsPerSecond = house.batch / steps / time;
    return house;
}

}  // namespace headroom
