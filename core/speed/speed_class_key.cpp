// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string_view>

#include "core/scenario/engines.h"
#include "core/speed/measured_class.h"
#include "core/speed/speed.h"

namespace headroom {
namespace {

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

std::string nvidiaClass(const Accelerator& accelerator) {
    const std::string_view architecture = accelerator.architecture;
    const bool stacked = startsWith(accelerator.memoryType, "HBM");
    if (accelerator.deviceClass == "apu") return "gb10";
    if (!stacked) return accelerator.deviceClass == "consumer" ? "geforce" : "workstation";
    if (startsWith(architecture, "Blackwell")) return "hbm-blackwell";
    if (startsWith(architecture, "Hopper")) return "hbm-hopper";
    return "hbm-ampere";
}

}  // namespace

std::string speedClassKey(const Accelerator& accelerator) {
    if (accelerator.vendor == "NVIDIA") return nvidiaClass(accelerator);
    if (accelerator.vendor == "Apple") return "apple";
    if (accelerator.vendor == "AMD") {
        if (startsWith(accelerator.architecture, "CDNA")) return "cdna";
        return accelerator.deviceClass == "apu" ? "strix-halo" : "radeon";
    }
    if (accelerator.vendor == "Intel" && !startsWith(accelerator.memoryType, "HBM")) return "arc";
    return "other";
}

std::string_view speedEngineName(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Vllm:
            return "vllm";
        case EngineChoice::Sglang:
            return "sglang";
        case EngineChoice::TensorRtLlm:
            return "trt-llm";
        case EngineChoice::Mlx:
            return "mlx";
        default:
            return "llama.cpp";
    }
}

namespace {

constexpr std::string_view kMeasured = "-measured";

/// A class may have a device's name, "gb10": only the id tells its rows from the device's own.
const SpeedClass* findClass(const Catalog& catalog, bool measured, std::string_view device,
                            std::string_view engine, std::string_view backend) {
    const auto found = std::find_if(
        catalog.speedClasses.begin(), catalog.speedClasses.end(), [&](const SpeedClass& row) {
            return row.deviceClass == device && isMeasuredClass(row) == measured &&
                   (engine.empty() || row.engine == engine) &&
                   (backend.empty() || row.backend == backend);
        });
    return found == catalog.speedClasses.end() ? nullptr : &*found;
}

}  // namespace

bool isMeasuredClass(const SpeedClass& row) {
    return row.id.ends_with(kMeasured);
}

std::string measuredClassId(const Accelerator& accelerator, EngineChoice engine,
                            std::string_view backend) {
    std::string id = accelerator.id;
    id.append(1, '-').append(speedEngineName(engine));
    if (!backend.empty()) id.append(1, '-').append(backend);
    return id.append(kMeasured);
}

const SpeedClass* measuredSpeedClass(const Accelerator& accelerator, EngineChoice engine,
                                     const Catalog& catalog, std::string_view backend) {
    return findClass(catalog, true, accelerator.id, speedEngineName(engine), backend);
}

const SpeedClass* familySpeedClass(const Accelerator& accelerator, EngineChoice engine,
                                   const Catalog& catalog, std::string_view backend) {
    const std::string key = speedClassKey(accelerator);
    const auto find = [&](std::string_view device, std::string_view engineName,
                          std::string_view backendName) {
        return findClass(catalog, false, device, engineName, backendName);
    };
    const std::string_view wanted = speedEngineName(engine);
    if (const SpeedClass* exact = find(key, wanted, backend)) return exact;
    if (const SpeedClass* anyBackend = find(key, wanted, {})) return anyBackend;
    const std::string_view family = speedEngineName(engineFamily(engine));
    if (const SpeedClass* relative = find(key, family, {})) return relative;
    if (const SpeedClass* anyEngine = find(key, {}, {})) return anyEngine;
    return find("other", {}, {});
}

const SpeedClass* speedClass(const Accelerator& accelerator, EngineChoice engine,
                             const Catalog& catalog, std::string_view backend) {
    if (const SpeedClass* own = measuredSpeedClass(accelerator, engine, catalog, backend)) {
        return own;
    }
    return familySpeedClass(accelerator, engine, catalog, backend);
}

}  // namespace headroom
