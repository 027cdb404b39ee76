// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/hardware.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>

#include "core/catalog/power_rule.h"

namespace headroom {

namespace {

/// NVLink 3 of the A100, the slowest fabric in use, where the text states no rate.
constexpr double kUnstatedGigabytesPerSecond = 600;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string lowerCase(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return result;
}

/// The number before "gb/s" in "nvlink4 900 gb/s".
double statedGigabytesPerSecond(std::string_view text) {
    const std::size_t unit = text.find(" gb/s");
    if (unit == std::string_view::npos || unit == 0) return kUnstatedGigabytesPerSecond;
    const std::size_t space = text.rfind(' ', unit - 1);
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data() + begin, text.data() + unit, value);
    const bool whole = error == std::errc() && end == text.data() + unit;
    return whole && value > 0 ? value : kUnstatedGigabytesPerSecond;
}

}  // namespace

Watts idlePower(const Accelerator& accelerator) {
    if (accelerator.idleModelLoaded) return *accelerator.idleModelLoaded;
    if (accelerator.idle) return *accelerator.idle;
    return accelerator.tdp.value_or(watts(0)) * kIdleShareOfTdp;
}

std::optional<BytesPerSecond> deviceFabric(const Accelerator& accelerator) {
    const std::string links = lowerCase(accelerator.interconnect);
    std::string_view rest = links;
    while (!rest.empty()) {
        const std::string_view link = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(rest.size(), link.size() + 1));
        const bool fabric = contains(link, "nvlink") || contains(link, "infinity");
        if (fabric && !contains(link, "bridge") && !contains(link, "c2c")) {
            return gigabytesPerSecond(statedGigabytesPerSecond(link));
        }
    }
    return std::nullopt;
}

BytesPerSecond pcieBandwidth(std::string_view generationAndLanes) {
    double perLane = 1.0;
    for (char generation = '4'; generation <= '6'; ++generation) {
        if (!generationAndLanes.empty() && generationAndLanes.front() >= generation) perLane *= 2.0;
    }
    const std::size_t x = generationAndLanes.rfind('x');
    double lanes = 0.0;
    if (x != std::string_view::npos) {
        for (const char c : generationAndLanes.substr(x + 1)) {
            if (c >= '0' && c <= '9') lanes = lanes * 10.0 + (c - '0');
        }
    }
    return gigabytesPerSecond(perLane * (lanes > 0.0 ? lanes : 16.0));
}

}  // namespace headroom
