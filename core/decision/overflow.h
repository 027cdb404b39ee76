// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What own machines cannot take and where it goes (docs/cost.md a.9).
#pragma once

#include "core/decision/option_costs.h"

namespace headroom {

/// Share of random arrivals that find `servers` slots busy and leave: Erlang's loss formula where
/// the slots slow each other down. `rate(n)` is how many requests a second n busy slots finish;
/// rate(n) = n / T gives Erlang's own.
template <class Rate>
double lossShare(double perSecond, int servers, Rate rate) {
    if (!(perSecond > 0.0)) return 0.0;
    double loss = 1.0;
    for (int n = 1; n <= servers; ++n) loss = perSecond * loss / (rate(n) + perSecond * loss);
    return loss;
}

/// Requests a second that `busy` slots of a hybrid's machines finish, spread evenly: every prompt
/// stops the answers of its machine while it is read, and a step takes longer with more answers in
/// it, evenly so (docs/cost.md a.9).
double slotRate(const CostFacts& facts, double busy);

/// Share of the requests that find every slot of a hybrid's machines busy and go to the API, in the
/// busiest hour and in the other 23 at their mean rates. `growth` is the volume over that of the
/// first month.
double overflowShare(const CostFacts& facts, const Workload& workload, double growth);

/// What instances rented beside own machines do on an active day.
struct RentedPeak {
    double share{};       ///< 0..1 of the requests
    int instances{};      ///< at a time, at most
    double hoursADay{};   ///< in which they serve, of all instances together
    double startsADay{};  ///< of all instances together
    /// Hours paid, each start with its minutes (`spotRestartMinutes`).
    double paidHoursADay(const Finance& finance) const;
};
/// The busiest hour and the other 23 at their mean rates: whole instances for the rate above what
/// the machines serve, from `facts.second`; those that do not run around the clock start every day.
RentedPeak rentedPeak(const CostFacts& facts, const Workload& workload, double growth);

/// The share by either rule; 0 for options that send nothing elsewhere.
double sharedOut(const CostFacts& facts, const Scenario& scenario, double growth);

/// What the instances rented beside own machines consume.
Consumption burstConsumption(const CostFacts& facts, const Scenario& scenario);

}  // namespace headroom
