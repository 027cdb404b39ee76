// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/power_supply.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/catalog/power_rule.h"

namespace headroom {

namespace {

constexpr std::array<std::string_view, 6> kNames{"white", "bronze",   "silver",
                                                 "gold",  "platinum", "titanium"};

/// The least that a certificate asks for at 115 V (docs/catalog.md 4.2).
std::vector<EfficiencyPoint> certifiedCurve(EightyPlus certificate) {
    switch (certificate) {
        case EightyPlus::White:
            return {{0.2, 0.80}, {0.5, 0.80}, {1.0, 0.80}};
        case EightyPlus::Bronze:
            return {{0.2, 0.82}, {0.5, 0.85}, {1.0, 0.82}};
        case EightyPlus::Silver:
            return {{0.2, 0.85}, {0.5, 0.88}, {1.0, 0.85}};
        case EightyPlus::Gold:
            return {{0.2, 0.87}, {0.5, 0.90}, {1.0, 0.87}};
        case EightyPlus::Platinum:
            return {{0.2, 0.90}, {0.5, 0.92}, {1.0, 0.89}};
        case EightyPlus::Titanium:
            break;
    }
    return {{0.1, 0.90}, {0.2, 0.92}, {0.5, 0.94}, {1.0, 0.90}};
}

double interpolated(const std::vector<EfficiencyPoint>& curve, double load) {
    if (load <= curve.front().load) return curve.front().efficiency;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const EfficiencyPoint& left = curve[i - 1];
        const EfficiencyPoint& right = curve[i];
        if (load > right.load) continue;
        const double share = (load - left.load) / (right.load - left.load);
        return left.efficiency + share * (right.efficiency - left.efficiency);
    }
    return curve.back().efficiency;
}

}  // namespace

double supplyEfficiency(const PowerSupply& supply, double load) {
    if (!supply.curve.empty()) return interpolated(supply.curve, load);
    if (supply.certificate) return interpolated(certifiedCurve(*supply.certificate), load);
    return kSupplyEfficiency;
}

Watts wallPower(const PowerSupply& supply, int count, Watts output) {
    const Watts rated = supply.rated * std::max(1, count);
    const double load = rated > watts(0) ? output / rated : 1.0;
    return output / supplyEfficiency(supply, load);
}

std::optional<EightyPlus> eightyPlusNamed(std::string_view text) {
    std::string name(text);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    constexpr std::string_view kProgramme = "80 plus";
    if (name.starts_with(kProgramme)) name.erase(0, kProgramme.size());
    if (name.empty() && !text.empty()) return EightyPlus::White;
    name.erase(0, name.find_first_not_of(' '));
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<EightyPlus>(found - kNames.begin());
}

}  // namespace headroom
