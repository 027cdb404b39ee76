// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/curves.h"

#include <algorithm>

namespace headroom {
namespace {

/// Of the largest total: where measured series are called full (docs/serving.md 1).
constexpr double kKneeShare = 0.9;

}  // namespace

std::vector<int> loadSteps(int most, int asked) {
    std::vector<int> steps{1};
    for (int power = 2; power <= most; power *= 2) {
        steps.push_back(power);
        if (power + power / 2 <= most) steps.push_back(power + power / 2);
        if (power > most / 2) break;
    }
    if (most > steps.back()) steps.push_back(most);
    if (asked >= 1 && asked <= most) steps.push_back(asked);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    return steps;
}

std::vector<LoadPoint> loadCurve(const SpeedRequest& request, const WeightBytes& weights,
                                 const std::vector<int>& users, const Catalog& catalog) {
    std::vector<LoadPoint> curve;
    curve.reserve(users.size());
    SpeedRequest at = request;
    for (const int count : users) {
        at.batch = count;
        const SpeedEstimate speed = estimateSpeed(at, weights, catalog);
        curve.push_back({count, speed.decodePerUser, speed.decodeTotal, speed.firstTokenBusy});
    }
    return curve;
}

std::size_t kneeOf(const std::vector<LoadPoint>& curve) {
    TokensPerSecond largest;
    for (const LoadPoint& point : curve) largest = std::max(largest, point.total.likely);
    const auto knee = std::find_if(curve.begin(), curve.end(), [&](const LoadPoint& point) {
        return point.total.likely >= largest * kKneeShare;
    });
    return static_cast<std::size_t>(knee - curve.begin());
}

std::vector<DepthPoint> depthCurve(const SpeedRequest& request, const WeightBytes& weights,
                                   Tokens most, int steps, const Catalog& catalog) {
    std::vector<DepthPoint> curve;
    curve.reserve(static_cast<std::size_t>(steps) + 1);
    SpeedRequest at = request;
    at.batch = 1;
    for (int step = 0; step <= steps; ++step) {
        at.depth = most * (static_cast<double>(step) / steps);
        curve.push_back({at.depth, estimateSpeed(at, weights, catalog).decodeSingle});
    }
    return curve;
}

}  // namespace headroom
