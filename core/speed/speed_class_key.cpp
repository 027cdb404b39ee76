// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string_view>

#include "core/scenario/engines.h"
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

std::string_view speedEngine(EngineChoice engine) {
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

const SpeedClass* speedClass(const Accelerator& accelerator, EngineChoice engine,
                             const Catalog& catalog, std::string_view backend) {
    const std::string key = speedClassKey(accelerator);
    const auto find = [&](std::string_view device, std::string_view engineName,
                          std::string_view backendName) {
        const auto found = std::find_if(
            catalog.speedClasses.begin(), catalog.speedClasses.end(), [&](const SpeedClass& row) {
                return row.deviceClass == device &&
                       (engineName.empty() || row.engine == engineName) &&
                       (backendName.empty() || row.backend == backendName);
            });
        return found == catalog.speedClasses.end() ? nullptr : &*found;
    };
    const std::string_view wanted = speedEngine(engine);
    if (const SpeedClass* exact = find(key, wanted, backend)) return exact;
    if (const SpeedClass* anyBackend = find(key, wanted, {})) return anyBackend;
    const std::string_view family = speedEngine(engineFamily(engine));
    if (const SpeedClass* relative = find(key, family, {})) return relative;
    if (const SpeedClass* anyEngine = find(key, {}, {})) return anyEngine;
    return find("other", {}, {});
}

}  // namespace headroom
