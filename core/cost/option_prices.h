// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// A price per GB of traffic for what a month sends beyond `from` GB.
struct EgressTier {
    double from{};
    double price{};
};

/// Everything an option's costs take from the catalog, in the scenario's currency and before the
/// scenario's price factors: a cash flow is then arithmetic alone.
struct OptionPrices {
    double machine{};              ///< one machine
    int accelerators{};            ///< of one machine, for licences
    double peakKilowatts{};        ///< of one machine, for colocation
    double residualPrice{};        ///< price that resale is a share of
    std::optional<double> tariff;  ///< per kWh: the override, else the catalog's
    double rentPerHour{};
    std::optional<double> storage;   ///< per GB and month
    std::optional<double> address;   ///< per month
    std::vector<EgressTier> egress;  ///< by `from`; empty = not known
    double input{};                  ///< per million tokens
    double cachedInput{};
    double output{};
    std::optional<double> batchDiscount;  ///< share taken off
};

/// Throw std::out_of_range without a price or an exchange rate.
OptionPrices machinePrices(const Machine& machine, const Scenario& scenario,
                           const Catalog& catalog);
OptionPrices rentPrices(const CloudOffer& offer, RentTier tier, const Scenario& scenario,
                        const Catalog& catalog);
OptionPrices apiPrices(const ApiOffer& offer, const Scenario& scenario, const Catalog& catalog);

/// Price of `gigabytes` sent out in a month.
double egressCost(const std::vector<EgressTier>& tiers, double gigabytes);

/// Price per kWh that applies, in the scenario's currency: the override, else tariff and customer
/// class, else the class that is known; nullopt when the region has none. Before the scenario's
/// factor.
std::optional<UnitPrice> electricityPrice(const Scenario& scenario, const Catalog& catalog);

}  // namespace headroom
