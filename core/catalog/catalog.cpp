// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"

#include <algorithm>
#include <stdexcept>

namespace headroom {

namespace {

template <class T, class Key>
const T* find(const std::vector<T>& entries, Key T::*member, std::string_view wanted) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const T& entry) { return entry.*member == wanted; });
    return found == entries.end() ? nullptr : &*found;
}

double usdPerUnit(Currency currency, const Catalog& catalog) {
    if (currency == Currency{"USD"}) return 1;
    const ExchangeRate* rate = catalog.exchangeRate(currency);
    if (!rate) {
        throw std::out_of_range("The catalog has no exchange rate for " + currency.code() + ".");
    }
    return rate->usdPerUnit;
}

}  // namespace

const ModelSpec* Catalog::model(std::string_view id) const {
    return find(models, &ModelSpec::id, id);
}

const WeightFormat* Catalog::format(std::string_view id) const {
    return find(formats, &WeightFormat::id, id);
}

const Accelerator* Catalog::accelerator(std::string_view id) const {
    return find(accelerators, &Accelerator::id, id);
}

const Machine* Catalog::machine(std::string_view id) const {
    return find(machines, &Machine::id, id);
}

const CloudOffer* Catalog::cloudOffer(std::string_view id) const {
    return find(cloudOffers, &CloudOffer::id, id);
}

const ApiOffer* Catalog::apiOffer(std::string_view id) const {
    return find(apiOffers, &ApiOffer::id, id);
}

const Tariff* Catalog::tariff(std::string_view region) const {
    return find(tariffs, &Tariff::region, region);
}

const ExchangeRate* Catalog::exchangeRate(Currency currency) const {
    const auto found =
        std::find_if(exchangeRates.begin(), exchangeRates.end(),
                     [&](const ExchangeRate& rate) { return rate.currency == currency; });
    return found == exchangeRates.end() ? nullptr : &*found;
}

UnitPrice convert(const UnitPrice& price, Currency to, const Catalog& catalog) {
    if (price.currency == to) return price;
    const double usd = price.amount * usdPerUnit(price.currency, catalog);
    return {usd / usdPerUnit(to, catalog), to};
}

bool ModelSpec::isMixtureOfExperts() const {
    return std::any_of(layers.begin(), layers.end(), [](const LayerGroup& group) {
        return group.feedForward.kind == FeedForwardKind::MixtureOfExperts;
    });
}

const LayerGroup& ModelSpec::block(int index) const {
    const auto place = static_cast<std::size_t>(index);
    if (place < order.size()) return layers[order[place]];
    int left = index;
    for (const LayerGroup& group : layers) {
        left -= group.count;
        if (left < 0) return group;
    }
    return layers.back();
}

bool Machine::runs(const std::string& stack) const {
    return std::find(stacks.begin(), stacks.end(), stack) != stacks.end();
}

std::optional<UnitPrice> CloudOffer::price(RentTier tier) const {
    switch (tier) {
        case RentTier::OnDemand:
            return onDemand;
        case RentTier::Spot:
            return spot;
        case RentTier::Reserved1Year:
            return reserved1Year;
        case RentTier::Reserved3Years:
            return reserved3Years;
    }
    return std::nullopt;
}

std::optional<UnitPrice> Tariff::price(CustomerClass customer) const {
    switch (customer) {
        case CustomerClass::Residential:
            return residential;
        case CustomerClass::Commercial:
            return commercial;
        case CustomerClass::Industrial:
            return industrial;
    }
    return std::nullopt;
}

}  // namespace headroom
