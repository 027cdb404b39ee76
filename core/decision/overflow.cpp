// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/overflow.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr double kOtherHours = 23.0;
constexpr double kMinutesPerHour = 60.0;

/// Requests in the busiest hour and in each of the others; a faster model makes them fewer.
struct HourlyRequests {
    double peak{};
    double other{};
};

HourlyRequests hourlyRequests(const Workload& workload, double growth) {
    const double daily = workload.requestsPerDay * growth / workload.speedFactor;
    const double share = std::clamp(workload.peakHourShare, 0.0, 1.0);
    return {daily * share, daily * (1.0 - share) / kOtherHours};
}

}  // namespace

double slotRate(const CostFacts& facts, double busy) {
    const int units = std::max(1, facts.fixedUnits);
    const double each = std::max(1.0, busy / units);
    const double more = facts.slotCount > 1 ? (each - 1.0) / (facts.slotCount - 1) : 0.0;
    const double answer = std::lerp(facts.answerSecondsAlone, facts.answerSecondsFull, more);
    // With fewer busy slots than machines those that have one work alone.
    return busy / (each * facts.promptSeconds + answer);
}

double overflowShare(const CostFacts& facts, const Workload& workload, double growth) {
    const int servers = facts.slotCount * std::max(1, facts.fixedUnits);
    const HourlyRequests hours = hourlyRequests(workload, growth);
    const double peak = std::clamp(workload.peakHourShare, 0.0, 1.0);
    const auto lost = [&](double requests) {
        return lossShare(requests / kSecondsPerHour, servers,
                         [&](int n) { return slotRate(facts, n); });
    };
    return peak * lost(hours.peak) + (1.0 - peak) * lost(hours.other);
}

double RentedPeak::paidHoursADay(const Finance& finance) const {
    return hoursADay + startsADay * finance.spotRestartMinutes / kMinutesPerHour;
}

RentedPeak rentedPeak(const CostFacts& facts, const Workload& workload, double growth) {
    const HourlyRequests hours = hourlyRequests(workload, growth);
    const double served = facts.requestsPerSecond * kSecondsPerHour * std::max(1, facts.fixedUnits);
    const auto above = [&](double requests) { return std::max(0.0, requests - served); };
    const auto instances = [&](double requests) {
        return above(requests) > 0.0
                   ? static_cast<int>(
                         std::min(unitsFor(*facts.second, above(requests) / kSecondsPerHour), 1e6))
                   : 0;
    };
    RentedPeak rented;
    const double all = hours.peak + kOtherHours * hours.other;
    if (all > 0.0) {
        rented.share = (above(hours.peak) + kOtherHours * above(hours.other)) / all;
    }
    const int peak = instances(hours.peak);
    const int other = instances(hours.other);
    rented.instances = std::max(peak, other);
    rented.hoursADay = peak + kOtherHours * other;
    rented.startsADay = std::abs(peak - other);
    return rented;
}

double sharedOut(const CostFacts& facts, const Scenario& scenario, double growth) {
    if (facts.kind == OptionKind::Hybrid) return overflowShare(facts, scenario.workload, growth);
    if (facts.kind == OptionKind::Burst) return rentedPeak(facts, scenario.workload, growth).share;
    return 0.0;
}

Consumption burstConsumption(const CostFacts& facts, const Scenario& scenario) {
    const Workload& workload = scenario.workload;
    Consumption use;
    use.peaksOnly = true;
    use.storageGigabytes = facts.second->weightGigabytes;
    const auto perInstance = [&](double aDay, const RentedPeak& rented) {
        return rented.instances == 0 ? 0.0 : aDay * workload.activeDaysPerMonth / rented.instances;
    };
    const auto hoursEach = [&](const RentedPeak& rented) {
        return perInstance(rented.paidHoursADay(scenario.finance), rented);
    };
    const RentedPeak first = rentedPeak(facts, workload, 1.0);
    use.units = first.instances;
    use.rentedHoursPerMonth = hoursEach(first);
    use.startsPerMonth = perInstance(first.startsADay, first);
    use.egressShare = first.share;
    if (workload.monthlyGrowth == 0.0) return use;
    for (int n = 1; n <= scenario.finance.horizonMonths; ++n) {
        const RentedPeak rented = rentedPeak(facts, workload, growthFactor(workload, n));
        use.unitsByMonth.push_back(rented.instances);
        use.rentedHoursByMonth.push_back(hoursEach(rented));
        use.startsByMonth.push_back(perInstance(rented.startsADay, rented));
    }
    return use;
}

}  // namespace headroom
