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

std::string devicesText(const DeviceSet& devices) {
    std::string text;
    for (int first = 0; first < devices.count;) {
        const Accelerator* accelerator = devices.device(first).accelerator;
        int end = devices.unequal.empty() ? devices.count : first + 1;
        while (end < devices.count && devices.device(end).accelerator == accelerator) ++end;
        if (!text.empty()) text += " + ";
        if (end - first > 1) text += formatNumber(end - first) + " x ";
        text += accelerator->name;
        first = end;
    }
    return text;
}

}  // namespace headroom
