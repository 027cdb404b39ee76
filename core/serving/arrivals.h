// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <limits>
#include <queue>

#include "core/serving/serving.h"

namespace headroom::serving {

inline constexpr double kNever = std::numeric_limits<double>::infinity();

struct Arrival {
    double time{};
    int prompt{};  ///< >= 1
    int answer{};
};

/// Yields the requests of a load in order of time. Lengths come from a random stream of their own:
/// the n-th request is the same at any rate.
class ArrivalSource {
public:
    ArrivalSource(const ServingLoad& load, const SimulationOptions& options);

    /// Seconds; `kNever` when no request is due. A closed load may get new ones by `left`.
    double nextTime() const;
    Arrival take();
    /// A request left the system: its user of a closed load thinks and asks again.
    void left(double now);
    std::int64_t total() const { return m_total; }
    bool isClosed() const { return m_load.kind == LoadKind::Closed; }

private:
    double advancedClock();
    void wake(double now);

    const ServingLoad& m_load;
    std::int64_t m_total{};
    std::int64_t m_taken{};
    Random m_times;
    Random m_lengths;
    LengthSampler m_prompt;
    LengthSampler m_answer;
    HourlyWeights m_rates{};  ///< open: arrivals a second in each hour
    double m_next{kNever};    ///< open
    std::priority_queue<double, std::vector<double>, std::greater<>> m_wakes;  ///< closed
    std::int64_t m_scheduled{};  ///< closed: requests taken or due
};

}  // namespace headroom::serving
