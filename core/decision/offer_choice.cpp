// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/offer_choice.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>

namespace headroom {

namespace {

/// All that a rule of the decision looks at beside prices and host.
using Kind = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view,
                        std::string_view, int, double, std::optional<bool>, std::optional<bool>,
                        std::optional<bool>>;

Kind kindOf(const CloudOffer& offer) {
    return {offer.provider,
            offer.providerKind,
            offer.acceleratorId,
            offer.region,
            offer.country,
            offer.acceleratorCount,
            offer.memoryPerAccelerator.value,
            offer.hipaaBaa,
            offer.soc2,
            offer.euRegion};
}

/// What one is better in when it is smaller: four prices, then the host's want of memory and of
/// processors. A price that is not offered is beyond every price, an unknown host below every host.
using Merits = std::array<double, 6>;

double priceOf(const std::optional<UnitPrice>& price) {
    return price ? price->amount : std::numeric_limits<double>::infinity();
}

Merits meritsOf(const CloudOffer& offer) {
    return {priceOf(offer.onDemand),
            priceOf(offer.spot),
            priceOf(offer.reserved1Year),
            priceOf(offer.reserved3Years),
            offer.hostMemory ? -offer.hostMemory->value : 0,
            -offer.vcpus.value_or(0)};
}

bool beats(const Merits& a, const Merits& b) {
    return std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return x <= y; });
}

}  // namespace

std::vector<const CloudOffer*> offersToCompare(std::span<const CloudOffer> offers) {
    std::vector<const CloudOffer*> chosen;
    if (offers.size() <= kManyOffers) {
        chosen.reserve(offers.size());
        for (const CloudOffer& offer : offers) chosen.push_back(&offer);
        return chosen;
    }
    // Equal ones first, which long lists are full of; then each of the rest against the others.
    std::map<Kind, std::map<Merits, const CloudOffer*>> groups;
    for (const CloudOffer& offer : offers) {
        groups[kindOf(offer)].try_emplace(meritsOf(offer), &offer);
    }
    for (const auto& [kind, group] : groups) {
        std::vector<const Merits*> kept;
        // In rising order an offer can only be beaten by one before it.
        for (const auto& [merits, offer] : group) {
            const Merits& mine = merits;
            const bool beaten = std::any_of(
                kept.begin(), kept.end(), [&](const Merits* other) { return beats(*other, mine); });
            if (beaten) continue;
            kept.push_back(&mine);
            chosen.push_back(offer);
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace headroom
