// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/serving/serving.h"

namespace headroom {

struct SweepOptions {
    /// Loads as shares of what all replicas finish in a full house, > 0 and rising.
    std::vector<double> shares{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};
    std::uint64_t seed{1};         ///< of every run: the same requests at every load
    std::int64_t requests{4'000};  ///< of each
    ServingSlo slo;
    std::function<bool()> stopped;
    std::function<void(double)> progress;  ///< share done, 0..1
};
struct SweepPoint {
    double requestsPerSecond{};  ///< that arrive, on average
    double houseShare{};         ///< of a full house
    ServingResult result;
};
/// The same mix of requests at rising loads, spread evenly over time: how latencies grow towards
/// the capacity (docs/serving.md 6). Stops early, with the points done, when `stopped` says yes or
/// a run reports an error.
std::vector<SweepPoint> sweepLoads(const ServingSetup& setup, ServingLoad load,
                                   const SweepOptions& options);

/// What all replicas of a valid setup finish a second in a full house of mean requests of `load`.
double fullHousePerSecond(const ServingSetup& setup, const ServingLoad& load);

}  // namespace headroom
