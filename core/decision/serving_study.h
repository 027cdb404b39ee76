// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "core/decision/serving_question.h"
#include "core/serving/load_sweep.h"

namespace headroom {

struct ServingStudyOptions {
    std::uint64_t seed{1};
    std::int64_t requests{20'000};         ///< of the busiest hour and of the day
    std::int64_t sweepRequests{4'000};     ///< at each load of the sweep
    std::int64_t capacityRequests{5'000};  ///< of each run that looks for a limit
    int capacityRuns{3};
    int mostReplicas{64};
    std::function<bool()> stopped;
    std::function<void(double)> progress;  ///< share done, 0..1, about
};

/// What the closed form says at once (docs/serving.md 5).
struct ServingOutline {
    double peakPerSecond{};   ///< requests that arrive in the busiest hour
    double housePerSecond{};  ///< that all instances finish in a full house
    int running{};            ///< requests at a time of one instance, at most
    double load() const { return housePerSecond > 0 ? peakPerSecond / housePerSecond : 0; }
};
ServingOutline servingOutline(const ServingQuestion& question);

/// Everything that the window and the command line tell about people who wait for one option.
struct ServingStudy {
    ServingOutline outline;
    ServingResult peak;             ///< the busiest hour all the time
    std::vector<SweepPoint> sweep;  ///< from an empty to a full house
    // With an SLO:
    std::optional<LargestLoad> largest;
    std::optional<ReplicasNeeded> needed;
    /// A day in which requests go elsewhere that have not started when the SLO's time to the first
    /// token is over, or that an option sends away by its own rule; `overflowPrice` prices it.
    std::optional<ServingResult> day;
    bool stopped{};
};
ServingStudy studyServing(const ServingQuestion& question, const ServingStudyOptions& options);

}  // namespace headroom
