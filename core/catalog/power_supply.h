// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/units/quantity.h"

namespace headroom {

/// Certificates of the 80 PLUS programme.
enum class EightyPlus { White, Bronze, Silver, Gold, Platinum, Titanium };

/// One measured or certified point: at `load`, a share of the rating, `efficiency` of what the
/// supply takes from the wall comes out.
struct EfficiencyPoint {
    double load{};
    double efficiency{};
};

/// A power supply, or one of several alike that share the load evenly.
struct PowerSupply {
    Watts rated;
    std::optional<EightyPlus> certificate;
    std::vector<EfficiencyPoint> curve;  ///< wins over the certificate; rising loads
    /// ATX 3.0 or later: stands twice its rating for 0.1 ms (docs/catalog.md 4.3).
    bool atx3{};
};

/// Share of the power at the wall that comes out of the supply at `load`, a share of its rating:
/// between points linear, outside them the nearest point. Without curve and certificate it is
/// `kSupplyEfficiency`. The certificates are those at 115 V, the lower ones (docs/catalog.md 4.2).
double supplyEfficiency(const PowerSupply& supply, double load);

/// Power at the wall while `output` is drawn from `count` supplies together.
Watts wallPower(const PowerSupply& supply, int count, Watts output);

/// "80 PLUS Gold", "gold" ...; nullopt for anything else.
std::optional<EightyPlus> eightyPlusNamed(std::string_view text);

}  // namespace headroom
