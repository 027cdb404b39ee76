// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/claim_values.h"

#include "core/scenario/scenario.h"

namespace headroom::claims {
namespace {

std::string dated(std::string text, const std::string& date) {
    return date.empty() ? text + ", undated" : std::move(text) + ", " + date;
}

std::optional<double> inUsd(const std::optional<UnitPrice>& price) {
    if (!price || price->currency != Currency{"USD"}) return std::nullopt;
    return price->amount;
}

Look apiLook(const ApiOffer& offer, const std::string& inputId, const std::string& outputId) {
    return {{{inputId, offer.input.amount}, {outputId, offer.output.amount}},
            dated(offer.provider + ", " + offer.model, offer.provenance.date),
            {}};
}

bool inDollars(const ApiOffer& offer) {
    return offer.input.currency == Currency{"USD"} && offer.output.currency == Currency{"USD"};
}

}  // namespace

Look lacking(std::string what) {
    return {{}, {}, "The catalog has no " + std::move(what) + "."};
}

std::string offerOrigin(const CloudOffer& offer) {
    std::string text = offer.provider + " " + offer.instanceType;
    if (!offer.region.empty()) text += " (" + offer.region + ")";
    return dated(std::move(text), offer.provenance.date);
}

Source evidence(std::string inputId, double value, std::string origin) {
    return [=](const Catalog&, const Inputs&) { return Look{{{inputId, value}}, origin, {}}; };
}

Source scaled(std::string inputId, double factor, std::string origin) {
    return [=](const Catalog&, const Inputs& inputs) {
        return Look{{{inputId, at(inputs, inputId) * factor}}, origin, {}};
    };
}

Source offerPrice(std::string inputId, std::string offerId, int accelerators) {
    return [=](const Catalog& catalog, const Inputs&) {
        const CloudOffer* offer = catalog.cloudOffer(offerId);
        const auto price = offer ? inUsd(offer->onDemand) : std::nullopt;
        if (!price || offer->acceleratorCount < 1) return lacking("price of " + offerId);
        return Look{
            {{inputId, *price * accelerators / offer->acceleratorCount}}, offerOrigin(*offer), {}};
    };
}

Source cheapestNode(std::string inputId, std::string acceleratorId, int accelerators) {
    return [=](const Catalog& catalog, const Inputs&) {
        const CloudOffer* cheapest = nullptr;
        for (const CloudOffer& offer : catalog.cloudOffers) {
            const bool fits = offer.providerKind == "gpu-cloud" && inUsd(offer.onDemand) &&
                              offer.acceleratorId == acceleratorId &&
                              offer.acceleratorCount == accelerators;
            if (!fits) continue;
            if (!cheapest || offer.onDemand->amount < cheapest->onDemand->amount) cheapest = &offer;
        }
        if (!cheapest) {
            return lacking("GPU cloud with " + std::to_string(accelerators) + " x " +
                           acceleratorId);
        }
        return Look{{{inputId, cheapest->onDemand->amount}}, offerOrigin(*cheapest), {}};
    };
}

Source apiPrice(std::string inputId, std::string outputId, std::string apiId) {
    return [=](const Catalog& catalog, const Inputs&) {
        const ApiOffer* offer = catalog.apiOffer(apiId);
        if (!offer || !inDollars(*offer)) return lacking("price of " + apiId);
        return apiLook(*offer, inputId, outputId);
    };
}

Source sameWeights(std::string inputId, std::string outputId, std::string modelId) {
    return [=](const Catalog& catalog, const Inputs& inputs) {
        const double share = at(inputs, "input_share");
        const auto blend = [&](const ApiOffer& offer) {
            return offer.input.amount * share + offer.output.amount * (1 - share);
        };
        const ApiOffer* cheapest = nullptr;
        for (const ApiOffer& offer : catalog.apiOffers) {
            if (offer.openWeightsEquivalent != modelId || !inDollars(offer)) continue;
            if (!cheapest || blend(offer) < blend(*cheapest)) cheapest = &offer;
        }
        return cheapest ? apiLook(*cheapest, inputId, outputId) : lacking("host of " + modelId);
    };
}

Source householdTariff(std::string inputId, std::string region) {
    return [=](const Catalog& catalog, const Inputs&) {
        const Tariff* tariff = catalog.tariff(region);
        const auto price = tariff ? inUsd(tariff->residential) : std::nullopt;
        if (!price) return lacking("household tariff of " + region);
        // A row names the periods of each class of customers; households come first.
        const std::string& period = tariff->provenance.date;
        return Look{{{inputId, *price}},
                    dated("households in " + tariff->name, period.substr(0, period.find(';'))),
                    {}};
    };
}

Source usualLabour(std::string hoursId, std::string wageId) {
    return [=](const Catalog&, const Inputs&) {
        const Finance usual;
        return Look{{{hoursId, usual.adminHoursPerMonth}, {wageId, usual.adminHourlyRate}},
                    "upkeep of a new scenario at $" +
                        std::to_string(static_cast<int>(usual.adminHourlyRate)) + " an hour",
                    {}};
    };
}

}  // namespace headroom::claims
