// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/serving/serving.h"

namespace headroom {

struct CapacityOptions {
    std::uint64_t seed{1};          ///< of the first run; further ones count up
    std::int64_t requests{10'000};  ///< of each run
    int runs{5};                    ///< seeds, 2..30
    double tolerance{0.02};         ///< at which a bisection stops, 0.001..0.5
    OverflowRule overflow;
    std::function<bool()> stopped;
    std::function<void(double)> progress;  ///< share done, 0..1, about
};

/// The largest load that holds an SLO.
struct LargestLoad {
    std::vector<Finding> findings;
    bool stopped{};
    /// Requests a day: mean over the seeds and the 95 % confidence interval of that mean (Student's
    /// t), widened by the tolerance of the bisection.
    Range<double> requestsPerDay;
    double perSecondAtPeak{};  ///< of the mean, in the busiest hour
    bool fullHouse{};          ///< the SLO holds up to what is finished at all
    std::int64_t simulated{};  ///< requests
};
/// Scales `load.requestsPerDay` of an open load, daily shape and lengths staying as they are, until
/// `slo.share` of the requests are just good, by bisection on the logarithm for each seed; at most
/// the load whose busiest hour brings what a full house finishes, as beyond it people wait without
/// end (docs/serving.md 6). 0 with a finding when the SLO does not even hold for single requests.
LargestLoad largestLoad(const ServingSetup& setup, const ServingLoad& load, const ServingSlo& slo,
                        const CapacityOptions& options);

struct ReplicasNeeded {
    std::vector<Finding> findings;
    bool stopped{};
    std::optional<int> replicas;  ///< nullopt when `most` do not suffice
    double goodShare{};           ///< with them, or with `most`: mean over the seeds
    double lowest{};              ///< of the seeds
    std::int64_t simulated{};     ///< requests
};
/// The smallest number of replicas with which the mean share of good requests reaches `slo.share`,
/// and which finish what the busiest hour brings, by doubling and bisection; `setup.replicas` is
/// not read. `most` is 1..1024.
ReplicasNeeded replicasNeeded(const ServingSetup& setup, const ServingLoad& load,
                              const ServingSlo& slo, int most, const CapacityOptions& options);

}  // namespace headroom
