// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/ledger.h"

namespace headroom {
namespace {

/// GDDR6 of data-centre boards keeps its error-correcting code in the memory itself, one part in
/// sixteen; HBM and GDDR7 carry it beside the data (docs/vllm.md 1: T4 15, L40S 45 GiB).
constexpr double kInlineEccShare = 1.0 / 16;
/// What CUDA withholds: a fixed part and a share. 24 -> 23.53, 80 -> 79.14, 96 -> 95.03, 141 ->
/// 139.7 against 23.5, 79.18, 95.0 and 139.8 GiB logged (docs/vllm.md 1).
constexpr Bytes kDriverFixed = gibibytes(0.3);
constexpr double kDriverShare = 0.007;
/// ROCm reports 191.69 of 192 GiB (docs/vllm.md 1).
constexpr double kRocmShare = 0.002;

/// What a screen takes of the GPU that feeds it: 0.3 to 1.6 GiB were reported, 0.97 by nvidia-smi
/// on a Windows desktop (docs/support.md 3).
constexpr Bytes kDisplay = gibibytes(0.75);

/// Whether the device has outputs for a screen: boards for servers and Tenstorrent's have none.
bool feedsScreens(const Accelerator& accelerator) {
    return accelerator.deviceClass != "datacenter" && accelerator.vendor != "Tenstorrent";
}

Bytes displayShare(const Machine& machine, const Accelerator* accelerator, DisplayUse display) {
    if (accelerator && !feedsScreens(*accelerator)) return Bytes{0};
    // Unified memory is shared out by the operating system, whose limit leaves room for the screen.
    if (machine.unifiedMemory || display == DisplayUse::None) return Bytes{0};
    const bool served = machine.kind == "server" && display == DisplayUse::ByMachine;
    return served ? Bytes{0} : kDisplay;
}

bool hasInlineEcc(const Accelerator& accelerator) {
    return accelerator.deviceClass == "datacenter" && accelerator.memoryType.starts_with("GDDR6");
}

Bytes reportedMemory(Bytes sold, const Accelerator* accelerator) {
    if (accelerator && accelerator->vendor == "AMD") return sold * (1 - kRocmShare);
    const double ecc = accelerator && hasInlineEcc(*accelerator) ? kInlineEccShare : 0;
    const Bytes visible = sold * (1 - ecc);
    return std::max(Bytes{0}, visible * (1 - kDriverShare) - kDriverFixed);
}

Device deviceOf(const Accelerator& accelerator) {
    return {&accelerator, accelerator.memory, reportedMemory(accelerator.memory, &accelerator)};
}

/// Adds devices behind those of `set`; the least memory of all is what every device has.
void append(DeviceSet& set, const Accelerator& accelerator, int count) {
    if (set.unequal.empty()) {
        set.unequal.assign(static_cast<std::size_t>(set.count),
                           {set.accelerator, set.capacityEach, set.usableEach});
    }
    const Device device = deviceOf(accelerator);
    set.unequal.insert(set.unequal.end(), static_cast<std::size_t>(count), device);
    set.count += count;
    set.capacityEach = std::min(set.capacityEach, device.capacity);
    set.usableEach = std::min(set.usableEach, device.usable);
}

}  // namespace

Device DeviceSet::device(int index) const {
    if (unequal.empty()) return {accelerator, capacityEach, usableEach};
    return unequal[static_cast<std::size_t>(index)];
}

Bytes DeviceSet::freeAtStart(int index) const {
    const Bytes usable = device(index).usable;
    return index == 0 ? std::max(Bytes{0}, usable - display) : usable;
}

DeviceSet devicesOf(const std::vector<std::pair<const Accelerator*, int>>& cards) {
    DeviceSet result = devicesOf(*cards.front().first, cards.front().second);
    for (std::size_t i = 1; i < cards.size(); ++i) {
        append(result, *cards[i].first, cards[i].second);
    }
    return result;
}

DeviceSet devicesOf(const Accelerator& accelerator, int count) {
    DeviceSet result;
    result.accelerator = &accelerator;
    result.count = std::max(1, count);
    result.unified = accelerator.deviceClass == "apple-soc" || accelerator.deviceClass == "apu";
    result.capacityEach = accelerator.memory;
    result.usableEach = reportedMemory(accelerator.memory, &accelerator);
    return result;
}

DeviceSet devicesOf(const Machine& machine, const Catalog& catalog, DisplayUse display) {
    DeviceSet result;
    result.accelerator = catalog.accelerator(machine.acceleratorId);
    result.count = std::max(1, machine.acceleratorCount);
    result.unified = machine.unifiedMemory;
    const bool mixed = !machine.furtherAccelerators.empty();
    // Totals of a machine with several kinds do not tell the kinds apart.
    const Bytes sold = mixed && result.accelerator ? result.accelerator->memory * result.count
                                                   : machine.totalMemory;
    result.capacityEach = sold / result.count;
    const Bytes allowed = (mixed ? sold : machine.usableForGpu) / result.count;
    result.usableEach =
        machine.unifiedMemory
            ? allowed
            : std::min(allowed, reportedMemory(result.capacityEach, result.accelerator));
    result.display =
        std::min(displayShare(machine, result.accelerator, display), result.usableEach);
    if (!machine.unifiedMemory) {
        result.hostMemory = machine.systemMemory;
        result.hostBandwidth = machine.systemBandwidth;
    }
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        if (const Accelerator* accelerator = catalog.accelerator(further.id)) {
            append(result, *accelerator, further.count);
        }
    }
    return result;
}

DeviceSet devicesOf(const CloudOffer& offer, const Catalog& catalog) {
    DeviceSet result;
    result.accelerator = catalog.accelerator(offer.acceleratorId);
    result.count = std::max(1, offer.acceleratorCount);
    result.capacityEach = offer.memoryPerAccelerator;
    result.usableEach = reportedMemory(result.capacityEach, result.accelerator);
    result.hostMemory = offer.hostMemory;
    return result;
}

}  // namespace headroom
