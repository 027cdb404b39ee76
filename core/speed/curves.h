// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/speed/speed.h"

namespace headroom {

/// Speeds with `users` decoding together.
struct LoadPoint {
    int users{1};
    Range<TokensPerSecond> perUser;
    Range<TokensPerSecond> total;
    Range<Seconds> firstTokenBusy;
};
/// 1, 2, 3, 4, 6, 8, 12 ... up to `most` (>= 1), with `asked` among them where it is not larger.
std::vector<int> loadSteps(int most, int asked);
/// The request at every one of these numbers of users; the rest of it stays as it is.
std::vector<LoadPoint> loadCurve(const SpeedRequest& request, const WeightBytes& weights,
                                 const std::vector<int>& users, const Catalog& catalog);
/// Index of the first point that reaches 90 % of the largest total, the last one when the curve
/// still rises there (docs/serving.md 1); 0 for an empty curve.
std::size_t kneeOf(const std::vector<LoadPoint>& curve);

/// Speed of one stream with so many tokens in its cache.
struct DepthPoint {
    Tokens depth;
    Range<TokensPerSecond> decode;
};
/// From an empty cache to `most` in `steps` (>= 2) equal steps.
std::vector<DepthPoint> depthCurve(const SpeedRequest& request, const WeightBytes& weights,
                                   Tokens most, int steps, const Catalog& catalog);

}  // namespace headroom
