// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

inline constexpr double kBtuPerHourPerWatt = 3.412142;

/// Wall power of a machine by state. `measured` says whether the catalog row carries the figure or
/// the rule of docs/hardware.md 1 filled it in (decode about 70 % and prefill about 92 % of TDP
/// plus host).
struct PowerStates {
    Watts idle;
    Watts decode;
    Watts prefill;
    Watts peak;
    bool measured{};
};
PowerStates powerStates(const Machine& machine, const Catalog& catalog);

struct PowerEstimate {
    PowerStates states;      ///< of all machines of the option together
    Watts average;           ///< over the month, idle included
    KilowattHours perMonth;  ///< at the meter, cooling (PUE) included
    std::optional<double> carbonKilogramsPerMonth;
    double heatBtuPerHour{};  ///< at decode power, 1 W = 3.412 BTU/h
    double busyShare{};       ///< 0..1 of the time some request is being served
};
/// `busyShare` from the workload and the instance's request rate.
PowerEstimate estimatePower(const Machine& machine, int machines, double busyShare,
                            const Place& place, const Catalog& catalog,
                            double hoursPerMonth = 8760.0 / 12.0);
/// Continuous power that the circuit allows; nullopt = no limit given.
std::optional<Watts> circuitLimit(const Place& place);

}  // namespace headroom
