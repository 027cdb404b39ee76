// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/power.h"

#include <algorithm>
#include <vector>

#include "core/catalog/power_rule.h"

namespace headroom {
namespace {

/// Wall power by the rule, for machines whose accelerator has a TDP. Further ones without a TDP
/// count like the first.
PowerStates fromTdp(const Machine& machine, const Accelerator& accelerator,
                    const Catalog& catalog) {
    Watts tdp = *accelerator.tdp * machine.acceleratorCount;
    Watts idle = idlePower(accelerator) * machine.acceleratorCount;
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        const Accelerator* known = catalog.accelerator(further.id);
        const Accelerator& one = known && known->tdp ? *known : accelerator;
        tdp += *one.tdp * further.count;
        idle += idlePower(one) * further.count;
    }
    const bool host = !machine.unifiedMemory;
    const auto atWall = [&](Watts devices, Watts hostShare) {
        return (devices + (host ? hostShare : watts(0))) / kSupplyEfficiency;
    };
    return {atWall(idle, kHostIdle), atWall(tdp * kDecodeShareOfTdp, kHostPeak * kHostShareAtLoad),
            atWall(tdp * kPrefillShareOfTdp, kHostPeak * kHostShareAtLoad), atWall(tdp, kHostPeak),
            false};
}

/// Peak from the row, or the rule; shares of it where neither row nor TDP says more. An 8-GPU
/// server idles near 35 % of its peak, other machines near 12 % (docs/finance.md 7; machines.csv
/// rows that carry both).
PowerStates fromPeak(const Machine& machine, Watts peak) {
    const double idleShare = machine.kind == "server" ? 0.35 : 0.12;
    return {peak * idleShare, peak * 0.75, peak * kPrefillShareOfTdp, peak, false};
}

double bandwidthOf(const Machine& machine) {
    return std::max(1.0, machine.bandwidth.value * machine.acceleratorCount);
}

/// Peak of a machine that nothing is known of: the median watts per unit of memory bandwidth over
/// machines of the same vendor that state a peak, or over all of them.
Watts peakLikePeers(const Machine& machine, const Catalog& catalog) {
    std::vector<double> sameVendor;
    std::vector<double> all;
    for (const Machine& peer : catalog.machines) {
        if (!peer.peakPower) continue;
        const double ratio = peer.peakPower->value / bandwidthOf(peer);
        all.push_back(ratio);
        if (peer.vendor == machine.vendor) sameVendor.push_back(ratio);
    }
    std::vector<double>& ratios = sameVendor.empty() ? all : sameVendor;
    if (ratios.empty()) return watts(0);
    const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::nth_element(ratios.begin(), middle, ratios.end());
    return watts(*middle * bandwidthOf(machine));
}

PowerStates byRule(const Machine& machine, const Catalog& catalog) {
    const Accelerator* accelerator = catalog.accelerator(machine.acceleratorId);
    const bool hasTdp = accelerator != nullptr && accelerator->tdp;
    if (hasTdp && machine.kind != "server") return fromTdp(machine, *accelerator, catalog);
    if (machine.peakPower) return fromPeak(machine, *machine.peakPower);
    if (hasTdp) return fromTdp(machine, *accelerator, catalog);
    if (machine.loadPower) return fromPeak(machine, *machine.loadPower / kDecodeShareOfTdp);
    return fromPeak(machine, peakLikePeers(machine, catalog));
}

PowerStates times(const PowerStates& states, double count) {
    return {states.idle * count, states.decode * count, states.prefill * count, states.peak * count,
            states.measured};
}

std::optional<double> carbonGramsPerKwh(const Place& place, const Catalog& catalog) {
    const Tariff* tariff = catalog.tariff(place.tariffRegion);
    return tariff == nullptr ? std::nullopt : tariff->carbonGramsPerKwh;
}

}  // namespace

PowerStates powerStates(const Machine& machine, const Catalog& catalog) {
    PowerStates states = byRule(machine, catalog);
    if (machine.peakPower) states.peak = *machine.peakPower;
    if (machine.loadPower) {
        states.decode = *machine.loadPower;
        states.prefill = std::max(states.decode, std::min(states.prefill, states.peak));
    }
    if (machine.idlePower) states.idle = *machine.idlePower;
    states.measured = machine.idlePower && machine.loadPower;
    // Row and rule may meet in one machine: keep idle <= decode <= prefill <= peak.
    states.peak = std::max({states.peak, states.decode, states.idle});
    states.prefill = std::clamp(states.prefill, states.decode, states.peak);
    states.idle = std::min(states.idle, states.decode);
    return states;
}

PowerEstimate estimatePower(const Machine& machine, int machines, double busyShare,
                            const Place& place, const Catalog& catalog, double hoursPerMonth) {
    PowerEstimate result;
    result.states = times(powerStates(machine, catalog), std::max(0, machines));
    result.busyShare = std::clamp(busyShare, 0.0, 1.0);
    result.average =
        result.states.idle * (1.0 - result.busyShare) + result.states.decode * result.busyShare;
    result.perMonth = energy(result.average, hours(hoursPerMonth)) * place.pue;
    if (const auto grams = carbonGramsPerKwh(place, catalog)) {
        result.carbonKilogramsPerMonth = result.perMonth.value * *grams / 1000.0;
    }
    result.heatBtuPerHour = result.states.decode.value * kBtuPerHourPerWatt;
    return result;
}

std::optional<Watts> circuitLimit(const Place& place) {
    if (!place.circuitVolts || !place.circuitAmperes) return std::nullopt;
    return watts(*place.circuitVolts * *place.circuitAmperes * place.continuousShare);
}

}  // namespace headroom
