// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Devices that differ, docs/speed.md 4: each kind is estimated as if all devices were of it.
#include <algorithm>
#include <map>

#include "core/scenario/engines.h"
#include "core/speed/speed.h"

namespace headroom {
namespace {

struct Part {
    SpeedEstimate speed;
    double share{};  ///< of the layers
};

SpeedEstimate estimateAlike(const SpeedRequest& request, const WeightBytes& weights,
                            const Catalog& catalog) {
    const SpeedClass* parameters =
        speedClass(*request.devices.accelerator, request.engine, catalog);
    return estimateSpeed(request, weights, *parameters);
}

/// Devices that work one after the other: times add up by share, so rates do harmonically.
TokensPerSecond together(const std::vector<Part>& parts,
                         const Range<TokensPerSecond> SpeedEstimate::*rate,
                         TokensPerSecond Range<TokensPerSecond>::*end) {
    double time = 0;
    for (const Part& part : parts) time += part.share / (part.speed.*rate.*end).value;
    return tokensPerSecond(1 / time);
}

Seconds together(const std::vector<Part>& parts, const Range<Seconds> SpeedEstimate::*time,
                 Seconds Range<Seconds>::*end) {
    Seconds sum;
    for (const Part& part : parts) sum += part.speed.*time.*end * part.share;
    return sum;
}

template <class T>
void join(const std::vector<Part>& parts, Range<T> SpeedEstimate::*figure, SpeedEstimate& sum) {
    for (T Range<T>::*end : {&Range<T>::low, &Range<T>::likely, &Range<T>::high}) {
        sum.*figure.*end = together(parts, figure, end);
    }
}

/// Layers are dealt out: every device does its own.
SpeedEstimate oneAfterTheOther(const std::vector<Part>& parts) {
    // What it is bound by is told of the kind that takes the longest.
    const auto slowest =
        std::max_element(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
            return a.speed.step.total() * a.share < b.speed.step.total() * b.share;
        });
    SpeedEstimate sum = slowest->speed;
    join(parts, &SpeedEstimate::decodeSingle, sum);
    join(parts, &SpeedEstimate::decodePerUser, sum);
    join(parts, &SpeedEstimate::decodeTotal, sum);
    join(parts, &SpeedEstimate::prefill, sum);
    join(parts, &SpeedEstimate::firstToken, sum);
    join(parts, &SpeedEstimate::firstTokenBusy, sum);
    sum.step = {};
    for (Seconds DecodeStep::*cause :
         {&DecodeStep::weights, &DecodeStep::cache, &DecodeStep::compute, &DecodeStep::layers,
          &DecodeStep::step, &DecodeStep::links, &DecodeStep::fallback}) {
        for (const Part& part : parts) sum.step.*cause += part.speed.step.*cause * part.share;
    }
    return sum;
}

}  // namespace

SpeedEstimate estimateSpeed(const SpeedRequest& request, const WeightBytes& weights,
                            const Catalog& catalog) {
    const std::vector<Device>& unequal = request.devices.unequal;
    if (unequal.empty()) return estimateAlike(request, weights, catalog);
    std::map<const Accelerator*, double> memory;
    double all = 0;
    for (const Device& device : unequal) {
        memory[device.accelerator] += device.usable.value;
        all += device.usable.value;
    }
    std::vector<Part> parts;
    for (const auto& [accelerator, usable] : memory) {
        SpeedRequest alike = request;
        alike.devices.unequal.clear();
        alike.devices.accelerator = accelerator;
        parts.push_back({estimateAlike(alike, weights, catalog), usable / all});
    }
    if (engineFamily(request.engine) != EngineChoice::Vllm) return oneAfterTheOther(parts);
    // Equal parts of every tensor: all wait for the slowest.
    return std::min_element(parts.begin(), parts.end(),
                            [](const Part& a, const Part& b) {
                                return a.speed.decodePerUser.likely < b.speed.decodePerUser.likely;
                            })
        ->speed;
}

}  // namespace headroom
