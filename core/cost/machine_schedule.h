// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace headroom {

inline constexpr const char* kHardwareDrift = "{finance.hardware_drift_per_year}";

/// `units` machines at the price of month `start` over today's, as a formula.
std::string driftedUnits(int units, int start);

/// Machines by month, each counted at the price of the month in which it came, over today's; what
/// the payments of a lease are multiplied by. Private to core/cost. The formulas say the same as
/// the values and are only written when somebody will read them.
struct MachineSchedule {
    MachineSchedule(int horizon, bool described);
    /// `units` that came in month `start`, when prices stood at `drift` times today's.
    void add(int month, int units, double drift, int start);
    bool isNothing() const;

    std::vector<double> values;         ///< horizon + 1
    std::vector<std::string> formulas;  ///< likewise, "" = 0; empty when nobody reads them
};

/// What leases pay every month, owe at the horizon and buy at their end.
struct LeaseSchedules {
    LeaseSchedules(int horizon, bool described)
        : paid(horizon, described), owed(horizon, described), bought(horizon, described) {}
    /// Leases of `units` machines that came in month `start`, over `term` months.
    void add(int units, double drift, int start, int term);

    MachineSchedule paid, owed, bought;
};

}  // namespace headroom
