// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Levelised cost of one unit of output from yearly figures (docs/finance.md 4.3). The unit is the
// caller's: a kWh, a million tokens, an hour of use. The levelised cost of a dated cash flow is
// docs/cost.md a.7.
#pragma once

namespace headroom::finance {

/// Costs of a plant in one currency and its output in one year. The fixed charge rate is the share
/// of the capital that a year has to earn, per year; a capital recovery factor is one without tax.
struct FixedChargeCost {
    double capital{};
    double fixedChargeRate{};
    double fixedPerYear{};
    double variablePerUnit{};
    double unitsPerYear{1};
};
/// (rate x capital + fixed) / units + variable: NREL ssc `lcoefcr`. Works for any period in place
/// of the year if all figures use it. Throws std::invalid_argument when there are no units.
double levelisedCost(const FixedChargeCost& cost);

/// NREL's simple levelised cost of energy: per kilowatt of capacity and kilowatt-hour of output.
struct SimpleEnergyCost {
    double overnightPerKilowatt{};  ///< capital as if spent in one night, without interest
    double capitalRecoveryFactor{};
    double fixedPerKilowattYear{};
    double capacityFactor{1};  ///< share of 8760 h at full output, above 0, at most 1
    double fuelPrice{};        ///< per unit of heat
    double heatRate{};         ///< units of heat per kWh
    double variablePerKilowattHour{};
};
/// (overnight x CRF + fixed) / (8760 x capacity factor) + fuel price x heat rate + variable, per
/// kWh. Throws std::invalid_argument when the capacity factor is out of range.
double simpleLevelisedCost(const SimpleEnergyCost& cost);

}  // namespace headroom::finance
