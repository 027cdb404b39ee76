// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speculation.h"

#include <algorithm>
#include <cmath>

#include "core/memory/weights.h"
#include "core/speed/work.h"

namespace headroom {
namespace {

/// A prediction block is one layer and reads the output matrix; a step of it as a share of the
/// model's own.
double blockShare(const ModelSpec& model) {
    const double head = static_cast<double>(model.vocabulary) * model.hiddenSize;
    const double active = model.parametersActive.value_or(model.parametersTotal);
    return 1.0 / std::max(1, model.layerCount) + std::min(0.5, head / std::max(1.0, active));
}

Seconds draftTime(const SpeedRequest& request, const SpeedClass& parameters, Seconds ownStep) {
    const Speculation& speculation = request.speculation;
    if (speculation.draft == nullptr || speculation.draftWeights == nullptr) {
        const double share = request.model->mtpLayers > 0 ? blockShare(*request.model) : 0;
        return ownStep * (share * speculation.draftTokens);
    }
    SpeedRequest draft = request;
    draft.speculation = {};
    draft.model = speculation.draft;
    draft.weights = speculation.draftWeights;
    const WeightBytes weights = weightBytes(*draft.model, *draft.weights, draft.engine);
    return stepTime(decodeWork(draft, weights), parameters).total() * speculation.draftTokens;
}

}  // namespace

double tokensPerStep(const Speculation& speculation) {
    const int count = std::max(0, speculation.draftTokens);
    const double right = std::clamp(speculation.acceptance, 0.0, 1.0);
    // The closed form divides by 0 where every token is right.
    double sum = 1;
    double chance = 1;
    for (int i = 0; i < count; ++i) sum += chance *= right;
    return sum;
}

DecodeWork speculativeWork(const SpeedRequest& request, const WeightBytes& weights,
                           const SpeedClass& parameters) {
    DecodeWork work = decodeWork(request, weights);
    if (request.speculation.draftTokens > 0) {
        work.draft = draftTime(request, parameters, stepTime(work, parameters).total());
    }
    return work;
}

}  // namespace headroom
