// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speed.h"
#include "core/speed/work.h"

namespace headroom {

DecodeStep decodeStep(const SpeedRequest& request, const WeightBytes& weights,
                      const SpeedClass& parameters) {
    return stepTime(speculativeWork(request, weights, parameters), parameters);
}

DecodeStep decodeStep(const SpeedRequest& request, const SpeedClass& parameters) {
    return decodeStep(request, weightBytes(*request.model, *request.weights, request.engine),
                      parameters);
}

}  // namespace headroom
