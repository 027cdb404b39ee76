// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speed.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/speed/rates.h"
#include "core/speed/served.h"

namespace headroom {
namespace {

/// Standard normal quantile of 0.9.
constexpr double kNinetiethPercentile = 1.2815515655446004;
/// A rate that is itself an estimate adds this much to ln(measured / predicted): M-series chips
/// with known rates lie within +-30 % of the rule in rates.cpp.
constexpr double kEstimatedRateSpread = 0.3;
/// What waits for the first token spread beyond the speed of their class, on an idle server and in
/// a full house, where it matters how clients come: P10 to P90 then hold about 80 % of the measured
/// ones (docs/speed.md 6).
constexpr double kWaitSpread = 0.4;
constexpr double kBusyWaitSpread = 0.6;

template <class T>
Range<T> spreadAround(T likely, double spread) {
    const double factor = std::exp(kNinetiethPercentile * spread);
    return {likely / factor, likely, likely * factor};
}

std::string boundOf(const DecodeStep& step) {
    struct Part {
        Seconds time;
        const char* name;
    };
    const std::array parts{Part{step.weights + step.cache, "memory bandwidth"},
                           Part{step.compute, "compute"},
                           Part{step.layers + step.step, "fixed overhead"},
                           Part{step.links, "links"},
                           Part{step.draft, "drafting"},
                           Part{step.fallback, "a slow fallback"}};
    const auto largest = std::max_element(
        parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.time < b.time; });
    return largest->name;
}

}  // namespace

SpeedEstimate estimateSpeed(const SpeedRequest& request, const WeightBytes& weights,
                            const SpeedClass& parameters) {
    const Accelerator& accelerator = *request.devices.accelerator;
    const double batch = std::max(1, request.batch);
    SpeedRequest alone = request;
    alone.batch = 1;
    const bool estimated = weightPathRate(accelerator, *request.weights, request.engine).estimated;
    const double spread = parameters.spread;
    const double computeSpread = std::hypot(spread, estimated ? kEstimatedRateSpread : 0.0);

    SpeedEstimate result;
    result.step = decodeStep(request, weights, parameters);
    const Seconds single = decodeStep(alone, weights, parameters).total();
    const double each = tokensPerStep(request.speculation);
    const TokensPerSecond perUser = tokenRate(tokens(each), result.step.total());
    result.decodeSingle = spreadAround(tokenRate(tokens(each), single), spread);
    result.decodePerUser = spreadAround(perUser, spread);
    result.decodeTotal = spreadAround(perUser * batch, spread);

    const double promptTokens = std::max(1.0, request.prompt.value);
    const PrefillWork prompt = prefillWork(request, weights);
    const Seconds prefill = prefillTime(prompt, parameters);
    const Seconds taken = microseconds(parameters.requestMicroseconds);
    result.prefill = spreadAround(tokenRate(tokens(promptTokens), prefill), computeSpread);
    result.firstToken =
        spreadAround(taken + prefill + single, std::hypot(computeSpread, kWaitSpread));
    const ClosedLoop house{speculativeWork(request, weights, parameters), prompt, batch, 0,
                           std::max(1.0, request.answer.value / each)};
    const Seconds busy = request.answer.value > 0
                             ? served(house, parameters).firstToken
                             : taken + prefill * ((batch + 1.0) / 2.0) + result.step.total();
    result.firstTokenBusy = spreadAround(busy, std::hypot(computeSpread, kBusyWaitSpread));
    addNetwork(result, request.network);
    result.parametersId = parameters.id;
    result.bound = boundOf(result.step);
    return result;
}

SpeedEstimate estimateSpeed(const SpeedRequest& request, const Catalog& catalog) {
    return estimateSpeed(request, weightBytes(*request.model, *request.weights, request.engine),
                         catalog);
}

void addNetwork(SpeedEstimate& speed, Seconds roundTrip) {
    speed.network = speed.network + roundTrip;
    for (Range<Seconds> SpeedEstimate::*wait :
         {&SpeedEstimate::firstToken, &SpeedEstimate::firstTokenBusy}) {
        for (Seconds Range<Seconds>::*end :
             {&Range<Seconds>::low, &Range<Seconds>::likely, &Range<Seconds>::high}) {
            speed.*wait.*end = speed.*wait.*end + roundTrip;
        }
    }
}

double requestsPerSecond(const SpeedEstimate& speed, const Workload& workload) {
    const double uncached = workload.prompt.value * (1.0 - workload.cachedPromptShare);
    const double prefill = uncached / speed.prefill.likely.value;
    const double decode = workload.answer.value / speed.decodeTotal.likely.value;
    return 1.0 / std::max(prefill + decode, 1e-9);
}

}  // namespace headroom
