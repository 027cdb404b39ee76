// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/lines.h"

#include "core/units/format.h"

namespace headroom {

std::string sourceText(const Provenance& provenance) {
    if (provenance.source.empty()) return "source unknown";
    if (provenance.date.empty()) return provenance.source + ", date unknown";
    return provenance.source + ", " + provenance.date;
}

std::optional<DeviceSet> devicesOf(const Option& option, const Scenario& scenario,
                                   const Catalog& catalog) {
    std::optional<DeviceSet> devices;
    if (option.kind == OptionKind::Own) {
        if (const Machine* machine = catalog.machine(option.catalogId)) {
            devices = devicesOf(*machine, catalog, scenario.place.display);
        }
    } else if (option.kind == OptionKind::Rented) {
        if (const CloudOffer* offer = catalog.cloudOffer(option.catalogId)) {
            devices = devicesOf(*offer, catalog);
        }
    }
    if (devices && devices->accelerator == nullptr) return std::nullopt;
    return devices;
}

std::string devicesText(const DeviceSet& devices) {
    return devices.count == 1 ? devices.accelerator->name
                              : formatNumber(devices.count) + " x " + devices.accelerator->name;
}

}  // namespace headroom
