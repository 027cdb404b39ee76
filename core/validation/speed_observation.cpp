// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_observation.h"

namespace headroom {

double predictedFigure(const SpeedObservation& observation, const SpeedClass& parameters) {
    constexpr double kMilliseconds = 1000;
    const ClosedLoop& load = observation.load;
    switch (observation.figure) {
        case SpeedFigure::PrefillRate:
            return observation.promptTokens / prefillTime(load.prompt, parameters).value;
        case SpeedFigure::DecodeRate:
            return observation.replicas * load.running /
                   stepTime(load.step, parameters).total().value;
        case SpeedFigure::StepTime:
            return kMilliseconds * medianGap(load, parameters).value;
        case SpeedFigure::WallRate:
            if (observation.offered > 0) return observation.offered;  // all are answered
            return observation.replicas * served(load, parameters).total.value;
        case SpeedFigure::TokenTime:
            return kMilliseconds * served(load, parameters).perToken.value;
        case SpeedFigure::FirstToken:
            return kMilliseconds * served(load, parameters).firstToken.value;
    }
    return 0;
}

const WeightBytes& WeightSizes::of(const SpeedRequest& request) {
    const std::string key = request.model->id + '|' + request.weights->id + '|' +
                            std::to_string(static_cast<int>(request.engine));
    const auto found = m_sizes.find(key);
    if (found != m_sizes.end()) return found->second;
    return m_sizes.emplace(key, weightBytes(*request.model, *request.weights, request.engine))
        .first->second;
}

}  // namespace headroom
