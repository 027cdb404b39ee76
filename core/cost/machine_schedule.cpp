// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/machine_schedule.h"

#include <algorithm>

namespace headroom {

std::string driftedUnits(int units, int start) {
    std::string text = std::to_string(units);
    if (start > 0) {
        text += std::string("*(1+") + kHardwareDrift + ")^(" + std::to_string(start) + "/12)";
    }
    return text;
}

MachineSchedule::MachineSchedule(int horizon, bool described)
    : values(static_cast<std::size_t>(horizon) + 1), formulas(described ? values.size() : 0) {}

void MachineSchedule::add(int month, int units, double drift, int start) {
    const auto n = static_cast<std::size_t>(month);
    values[n] += units * drift;
    if (formulas.empty()) return;
    formulas[n] += (formulas[n].empty() ? "" : "+") + driftedUnits(units, start);
}

void LeaseSchedules::add(int units, double drift, int start, int term) {
    const int horizon = static_cast<int>(paid.values.size()) - 1;
    const int end = start + term;
    for (int n = start + 1; n <= std::min(end, horizon); ++n) paid.add(n, units, drift, start);
    if (end > horizon) owed.add(horizon, units * (end - horizon), drift, start);
    if (end < horizon) bought.add(end, units, drift, start);
}

bool MachineSchedule::isNothing() const {
    return std::all_of(values.begin(), values.end(), [](double value) { return value == 0.0; });
}

}  // namespace headroom
