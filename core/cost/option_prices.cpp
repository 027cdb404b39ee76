// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/option_prices.h"

#include <algorithm>
#include <stdexcept>

#include "core/scenario/number_text.h"

namespace headroom {
namespace {

double converted(const UnitPrice& price, const Scenario& scenario, const Catalog& catalog) {
    return convert(price, scenario.finance.currency, catalog).amount;
}

/// Rows of cloud_extras name the provider once ("RunPod"), offers may add a product ("RunPod
/// Secure").
bool sameProvider(const CloudExtra& extra, const CloudOffer& offer) {
    return offer.provider == extra.provider ||
           offer.provider.compare(0, extra.provider.size() + 1, extra.provider + " ") == 0;
}

/// The cheapest known price of an extra, as providers list several products under one item.
std::optional<double> extraPrice(std::string_view item, const CloudOffer& offer,
                                 const Scenario& scenario, const Catalog& catalog) {
    std::optional<double> cheapest;
    for (const CloudExtra& extra : catalog.cloudExtras) {
        if (extra.item != item || !extra.price || !sameProvider(extra, offer)) continue;
        const double amount = converted(*extra.price, scenario, catalog);
        if (!cheapest || amount < *cheapest) cheapest = amount;
    }
    return cheapest;
}

/// "egress_gb" is the price from the first GB, "egress_gb_from_100" that of what exceeds 100 GB.
std::optional<double> egressFrom(std::string_view item) {
    constexpr std::string_view kItem = "egress_gb";
    constexpr std::string_view kFrom = "egress_gb_from_";
    if (item == kItem) return 0.0;
    if (!item.starts_with(kFrom)) return std::nullopt;
    return numberValue(item.substr(kFrom.size()), 1000);
}

std::vector<EgressTier> egressTiers(const CloudOffer& offer, const Scenario& scenario,
                                    const Catalog& catalog) {
    std::vector<EgressTier> tiers;
    for (const CloudExtra& extra : catalog.cloudExtras) {
        const std::optional<double> from = egressFrom(extra.item);
        if (!from || !extra.price || !sameProvider(extra, offer)) continue;
        const double price = converted(*extra.price, scenario, catalog);
        const auto same = std::find_if(tiers.begin(), tiers.end(),
                                       [&](const EgressTier& t) { return t.from == *from; });
        if (same == tiers.end()) {
            tiers.push_back({*from, price});
        } else {
            same->price = std::min(same->price, price);
        }
    }
    std::sort(tiers.begin(), tiers.end(),
              [](const EgressTier& a, const EgressTier& b) { return a.from < b.from; });
    return tiers;
}

}  // namespace

OptionPrices machinePrices(const Machine& machine, const Scenario& scenario,
                           const Catalog& catalog) {
    if (!machine.price) throw std::out_of_range("no price for " + machine.id);
    OptionPrices prices;
    prices.machine = prices.residualPrice = converted(*machine.price, scenario, catalog);
    prices.accelerators = machine.acceleratorCount;
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        prices.accelerators += further.count;
    }
    if (const auto tariff = electricityPrice(scenario, catalog)) prices.tariff = tariff->amount;
    return prices;
}

OptionPrices rentPrices(const CloudOffer& offer, RentTier tier, const Scenario& scenario,
                        const Catalog& catalog) {
    const std::optional<UnitPrice> listed = offer.price(tier);
    if (!listed) throw std::out_of_range("no price for " + offer.id);
    OptionPrices prices;
    prices.rentPerHour = converted(*listed, scenario, catalog);
    prices.accelerators = offer.acceleratorCount;
    prices.storage = extraPrice("storage_gb_month", offer, scenario, catalog);
    prices.address = extraPrice("public_ip_month", offer, scenario, catalog);
    prices.egress = egressTiers(offer, scenario, catalog);
    return prices;
}

OptionPrices apiPrices(const ApiOffer& offer, const Scenario& scenario, const Catalog& catalog) {
    OptionPrices prices;
    const bool longPrompt =
        offer.longPromptFrom && scenario.workload.prompt > *offer.longPromptFrom;
    const auto price = [&](const std::optional<UnitPrice>& listed,
                           const std::optional<UnitPrice>& ofLongPrompts, double otherwise) {
        const std::optional<UnitPrice>& taken =
            longPrompt && ofLongPrompts ? ofLongPrompts : listed;
        return taken ? converted(*taken, scenario, catalog) : otherwise;
    };
    prices.input = price(offer.input, offer.longInput, 0.0);
    prices.cachedInput = price(offer.cachedInput, offer.longCachedInput, prices.input);
    prices.output = price(offer.output, offer.longOutput, 0.0);
    prices.batchDiscount = offer.batchDiscount;
    return prices;
}

double egressCost(const std::vector<EgressTier>& tiers, double gigabytes) {
    double cost = 0.0;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const double end = i + 1 < tiers.size() ? tiers[i + 1].from : gigabytes;
        const double within = std::min(gigabytes, std::max(end, tiers[i].from)) - tiers[i].from;
        if (within > 0.0) cost += within * tiers[i].price;
    }
    return cost;
}

std::optional<UnitPrice> electricityPrice(const Scenario& scenario, const Catalog& catalog) {
    const Currency currency = scenario.finance.currency;
    if (scenario.place.electricityPriceOverride) {
        return UnitPrice{*scenario.place.electricityPriceOverride, currency};
    }
    const Tariff* tariff = catalog.tariff(scenario.place.tariffRegion);
    if (tariff == nullptr) return std::nullopt;
    for (const CustomerClass customer : {scenario.place.customer, CustomerClass::Residential,
                                         CustomerClass::Commercial, CustomerClass::Industrial}) {
        if (const auto price = tariff->price(customer)) return convert(*price, currency, catalog);
    }
    return std::nullopt;
}

}  // namespace headroom
