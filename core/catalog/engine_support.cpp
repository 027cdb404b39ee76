// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/engine_support.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace headroom {

namespace {

/// Architecture names of the catalog, most specific first. NVIDIA, "CUDA GPU Compute Capability",
/// https://developer.nvidia.com/cuda-gpus; AMD, "Accelerator and GPU hardware specifications",
/// https://rocm.docs.amd.com/en/latest/reference/gpu-arch-specs.html.
struct Target {
    std::string_view vendor;
    std::string_view architecture;
    std::string_view target;
};
constexpr std::array kTargets{
    Target{"NVIDIA", "Pascal", "6.1"},
    Target{"NVIDIA", "Volta", "7.0"},
    Target{"NVIDIA", "Turing", "7.5"},
    Target{"NVIDIA", "Ampere GA100", "8.0"},
    Target{"NVIDIA", "Ampere GA", "8.6"},
    Target{"NVIDIA", "Ampere", "8.7"},  // Orin
    Target{"NVIDIA", "Ada", "8.9"},
    Target{"NVIDIA", "Hopper", "9.0"},
    Target{"NVIDIA", "Blackwell Ultra", "10.3"},
    Target{"NVIDIA", "Blackwell GB100", "10.0"},
    Target{"NVIDIA", "Blackwell GB2", "12.0"},
    Target{"NVIDIA", "Blackwell SM121", "12.1"},
    Target{"NVIDIA", "Blackwell", "11.0"},  // Thor
    Target{"AMD", "CDNA 2", "gfx90a"},
    Target{"AMD", "CDNA 3", "gfx942"},
    Target{"AMD", "CDNA 4", "gfx950"},
    Target{"AMD", "CDNA4", "gfx950"},
    Target{"AMD", "RDNA 3.5", "gfx1151"},
    Target{"AMD", "RDNA 3", "gfx1100"},
    Target{"AMD", "RDNA 4", "gfx1201"},
    Target{"Intel", "Xe2", "Xe2"},
};

bool isGaudi(std::string_view architecture) {
    return architecture.starts_with("Gaudi");
}

}  // namespace

std::string deviceFamily(const Accelerator& accelerator) {
    if (accelerator.vendor == "Intel" && isGaudi(accelerator.architecture)) return "gaudi";
    std::string family = accelerator.vendor;
    std::transform(family.begin(), family.end(), family.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return family;
}

std::string computeTarget(std::string_view vendor, std::string_view architecture) {
    for (const Target& row : kTargets) {
        if (row.vendor == vendor && architecture.starts_with(row.architecture)) {
            return std::string(row.target);
        }
    }
    // Apple, Gaudi and Tenstorrent are named by their generation already.
    const bool named = vendor == "Apple" || vendor == "Tenstorrent" || isGaudi(architecture);
    return named ? std::string(architecture) : std::string();
}

std::optional<double> computeCapability(const Accelerator& accelerator) {
    if (accelerator.vendor != "NVIDIA") return std::nullopt;
    const std::string& text = accelerator.target;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int formatMatch(const EngineSupport& row, const WeightFormat& format) {
    int match = 0;
    for (const std::string& name : row.formats) {
        const int found = name == format.id ? 3 : name == format.family ? 2 : name == "*" ? 1 : 0;
        match = std::max(match, found);
    }
    return match;
}

bool coversDevice(const EngineSupport& row, const Accelerator& accelerator) {
    if (row.device != "*" && row.device != deviceFamily(accelerator)) return false;
    if (!row.targets.empty() && std::find(row.targets.begin(), row.targets.end(),
                                          accelerator.target) == row.targets.end()) {
        return false;
    }
    if (!row.minimumCapability && !row.maximumCapability) return true;
    const std::optional<double> capability = computeCapability(accelerator);
    return capability && *capability >= row.minimumCapability.value_or(*capability) &&
           *capability <= row.maximumCapability.value_or(*capability);
}

}  // namespace headroom
