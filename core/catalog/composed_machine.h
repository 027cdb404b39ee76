// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/doctor.h"
#include "core/catalog/power_supply.h"

namespace headroom {

/// A part with a price of its own. An unknown price makes the price of the machine unknown.
struct PricedPart {
    std::string name;
    int count{1};
    std::optional<double> usd;  ///< for one
    std::string date;           ///< ISO 8601, possibly only a year or year and month
    std::string source;
};

/// The computer around the accelerators. Watts are at its power connectors, before the supply's
/// losses; unknown ones follow docs/hardware.md 1.
struct MachineHost {
    PricedPart part;  ///< board, processor, memory and drive together
    std::string vendor;
    std::string kind{"diy-tower"};  ///< diy-tower, workstation, server
    std::optional<double> memoryGib;
    std::optional<double> memoryBandwidthGbPerSecond;
    std::optional<Watts> idle;
    std::optional<Watts> peak;
    std::optional<int> pcieSlots;  ///< that take an accelerator
    std::optional<int> pcieLanes;  ///< PCIe lanes of the processor for them
    std::string formFactor;
    std::string network;
    std::string storage;
    std::optional<double> noiseDba;
    std::string stacks;  ///< "llama.cpp;vllm"
    bool needs240V{};
};

/// Everything that goes into one box.
struct MachineParts {
    std::string id;
    std::string name;
    MachineHost host;
    std::vector<AcceleratorCount> accelerators;  ///< the first kind leads; at least one
    PowerSupply supply;
    PricedPart supplyPart;           ///< `count` supplies share the load
    std::vector<PricedPart> others;  ///< case, cooling, risers, bridge
};

struct ComposedMachine {
    Row row;  ///< of `machines`, as `machineFromRow` reads it; figures that are not known are
              ///< absent
    std::vector<CatalogFinding>
        findings;  ///< of the table `machines` and the key `MachineParts::id`
};

/// The machine that the parts make, by docs/catalog.md 4: memory of all accelerators, wall power of
/// accelerators and host through the supply, 240 V when the peak is above an ordinary circuit, the
/// sum of the prices with the oldest of their dates. Findings say what does not fit together: an
/// unknown accelerator (error, and the row lacks what follows from it), a supply that is too small,
/// too few slots or lanes, prices from different times, prices and figures that are unknown.
ComposedMachine composeMachine(const MachineParts& parts, const Catalog& catalog);

}  // namespace headroom
