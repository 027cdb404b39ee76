// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/memory/ledger.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {

inline const ModelSpec& model(const std::string& id) {
    const ModelSpec* found = seedCatalog().model(id);
    if (!found) throw std::runtime_error("no model " + id);
    return *found;
}

inline const WeightFormat& format(const std::string& id) {
    const WeightFormat* found = seedCatalog().format(id);
    if (!found) throw std::runtime_error("no format " + id);
    return *found;
}

/// Without a screen, as the logs that tests compare with were taken.
inline DeviceSet machine(const std::string& id) {
    const Machine* found = seedCatalog().machine(id);
    if (!found) throw std::runtime_error("no machine " + id);
    return devicesOf(*found, seedCatalog(), DisplayUse::None);
}

/// `count` devices with room for anything, so that a ledger shows needs and nothing else.
inline DeviceSet roomyDevices(int count = 1) {
    DeviceSet devices;
    devices.accelerator = seedCatalog().accelerator("h200-sxm-141gb");
    devices.count = count;
    devices.capacityEach = gibibytes(4096);
    devices.usableEach = gibibytes(4096);
    return devices;
}

/// One conversation of `context` tokens unless slots are given; llama.cpp, f16 cache.
inline MemoryRequest request(const std::string& modelId, double context, int slotCount = 1,
                             bool unified = true) {
    MemoryRequest result;
    result.model = &model(modelId);
    result.weights = &format("gguf-q4_k_m");
    result.kv = &format("kv-llamacpp-f16");
    result.cache = {tokens(context), tokens(context), slotCount, unified};
    result.devices = roomyDevices();
    return result;
}

inline MemoryRequest withKv(MemoryRequest base, const std::string& kvId) {
    base.kv = &format(kvId);
    return base;
}

inline std::vector<Row> dataRows(const std::string& name) {
    return parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/memory/" + name));
}

/// Value at `share` (0..1) of the sorted sample.
inline double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    const double last = static_cast<double>(values.size()) - 1;
    return values[static_cast<std::size_t>(std::lround(share * last))];
}

inline std::string percentiles(const std::vector<double>& values) {
    std::string text;
    for (const double share : {0.0, 0.05, 0.5, 0.95, 1.0}) {
        text += " p" + std::to_string(std::lround(share * 100)) + " " +
                std::to_string(percentile(values, share));
    }
    return text;
}

}  // namespace headroom::tests
