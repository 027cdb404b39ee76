// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/memory_type.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace headroom {

namespace {

/// One channel or stack: pins, the slowest and fastest data rate on sale in Gbit/s a pin, and the
/// smallest and largest capacity behind those pins in GiB, two chips back to back included.
/// Sources: docs/catalog.md 3.6.
struct MemoryType {
    std::string_view name;
    double pins;
    double slowest;
    double fastest;
    double smallest;
    double largest;
};
constexpr std::array kTypes{
    MemoryType{"gddr5", 32, 4, 9, 0.25, 2},       MemoryType{"gddr5x", 32, 10, 12, 0.5, 2},
    MemoryType{"gddr6", 32, 10, 24, 0.5, 4},      MemoryType{"gddr6x", 32, 19, 24, 1, 4},
    MemoryType{"gddr7", 32, 28, 40, 2, 8},        MemoryType{"hbm", 1024, 1, 1, 1, 1},
    MemoryType{"hbm2", 1024, 1.4, 2.45, 4, 16},   MemoryType{"hbm2e", 1024, 2.4, 3.7, 8, 24},
    MemoryType{"hbm3", 1024, 4.8, 6.5, 8, 24},    MemoryType{"hbm3e", 1024, 5.6, 9.8, 22, 48},
    MemoryType{"hbm4", 2048, 6.4, 13, 22, 64},    MemoryType{"ddr4", 64, 2.1, 3.2, 1, 256},
    MemoryType{"ddr5", 64, 4, 8.8, 1, 512},       MemoryType{"lpddr4", 32, 1.6, 3.2, 0.5, 16},
    MemoryType{"lpddr4x", 32, 3.2, 4.3, 0.5, 16}, MemoryType{"lpddr5", 32, 4.8, 6.5, 1, 16},
    MemoryType{"lpddr5x", 32, 6.4, 10.7, 1, 32},
};
/// Data sheets round: 546 for 546.1, 7.7 TB/s for 7.68.
constexpr double kRounding = 0.03;

/// The data rate behind the hyphen of "LPDDR5X-8000", in Gbit/s a pin.
std::optional<double> statedRate(std::string_view rest) {
    if (rest.empty() || rest.front() != '-') return std::nullopt;
    rest.remove_prefix(1);
    double megabits = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), megabits);
    if (error != std::errc() || !(megabits > 0)) return std::nullopt;
    return megabits / 1000;
}

}  // namespace

std::optional<BandwidthRange> memoryBandwidthRange(std::string_view type, Bytes capacity) {
    const std::size_t end = std::min(type.find_first_of(" -"), type.size());
    std::string name(type.substr(0, end));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const MemoryType& known) { return known.name == name; });
    if (found == kTypes.end()) return std::nullopt;
    const std::optional<double> rate = statedRate(type.substr(end));
    const auto bandwidth = [&](double deviceGib, double gigabits) {
        const double devices = std::max(1.0, inGibibytes(capacity) / deviceGib);
        return gigabytesPerSecond(devices * found->pins * gigabits / 8);
    };
    return BandwidthRange{
        bandwidth(found->largest, rate.value_or(found->slowest)) * (1 - kRounding),
        bandwidth(found->smallest, rate.value_or(found->fastest)) * (1 + kRounding)};
}

}  // namespace headroom
