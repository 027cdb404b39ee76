// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/speed/rates.h"
#include "core/speed/speed.h"
#include "core/speed/traffic.h"

namespace headroom {

DecodeStep decodeStep(const SpeedRequest& request, const WeightBytes& weights,
                      const SpeedClass& parameters) {
    const Accelerator& accelerator = *request.devices.accelerator;
    const double batch = std::max(1, request.batch);
    const int count = std::max(1, request.devices.count);
    // A layer split runs the devices one after the other: their bandwidths do not add up.
    const bool splitsTensors = count > 1 && engineFamily(request.engine) != EngineChoice::LlamaCpp;
    const double parallel = splitsTensors ? count : 1.0;
    const BytesPerSecond bandwidth = accelerator.bandwidth * parallel;

    const Bytes experts = expertBytesRead(*request.model, weights, batch);
    const Bytes dense = weights.readPerToken - weights.expertsPerToken;
    DecodeStep step;
    step.weights = transferTime(dense, bandwidth * parameters.weightEfficiency) +
                   transferTime(experts, bandwidth * parameters.expertEfficiency);
    step.cache = transferTime(cacheBytesRead(*request.model, *request.kv, request.depth) * batch,
                              bandwidth * parameters.cacheEfficiency);

    const OperationsPerSecond rate =
        weightPathRate(accelerator, *request.weights, request.engine).rate *
        (parallel * parameters.batchEfficiency);
    const Seconds compute = computeTime(operationsPerToken(*request.model) * batch, rate);
    step.compute = std::max(seconds(0), compute - step.weights);

    const double layers = request.model->layerCount;
    step.layers = microseconds(parameters.layerMicroseconds) * layers;
    step.step = microseconds(parameters.stepMicroseconds);
    step.links = linkTime(request, batch, splitsTensors);
    step.fallback = step.total() * (1.0 / request.decodeShare - 1.0);
    return step;
}

DecodeStep decodeStep(const SpeedRequest& request, const SpeedClass& parameters) {
    return decodeStep(request, weightBytes(*request.model, *request.weights, request.engine),
                      parameters);
}

}  // namespace headroom
