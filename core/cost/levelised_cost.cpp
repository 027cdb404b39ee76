// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/levelised_cost.h"

#include "core/cost/finance_checks.h"

namespace headroom::finance {

namespace {
constexpr double kHoursPerYear = 8760.0;
}

double levelisedCost(const FixedChargeCost& cost) {
    requirePositive("The output of a year", cost.unitsPerYear);
    const double yearly = cost.fixedChargeRate * cost.capital + cost.fixedPerYear;
    return yearly / cost.unitsPerYear + cost.variablePerUnit;
}

double simpleLevelisedCost(const SimpleEnergyCost& cost) {
    requirePositive("The capacity factor", cost.capacityFactor);
    requireShare("The capacity factor", cost.capacityFactor);
    return levelisedCost({cost.overnightPerKilowatt, cost.capitalRecoveryFactor,
                          cost.fixedPerKilowattYear,
                          cost.fuelPrice * cost.heatRate + cost.variablePerKilowattHour,
                          kHoursPerYear * cost.capacityFactor});
}

}  // namespace headroom::finance
