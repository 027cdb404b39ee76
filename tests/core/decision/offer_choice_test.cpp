// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/offer_choice.h"

#include <random>
#include <set>

#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using tests::seedCatalog;

namespace {

/// Offers of one provider and device that differ in region, prices and host, from a fixed seed.
std::vector<CloudOffer> manyOffers(std::size_t count) {
    std::mt19937 random(7);
    std::vector<CloudOffer> offers;
    const CloudOffer base = *seedCatalog().cloudOffer("aws-p5-48xlarge-us-east-1");
    const auto one = [&](unsigned values) { return static_cast<double>(random() % values); };
    for (std::size_t i = 0; i < count; ++i) {
        CloudOffer offer = base;
        offer.id = "offer-" + std::to_string(i);
        offer.region = "region-" + std::to_string(random() % 5);
        offer.onDemand = UnitPrice{10 + one(30), Currency{"USD"}};
        offer.spot.reset();
        if (random() % 2 == 0) offer.spot = UnitPrice{5 + one(20), Currency{"USD"}};
        offer.hostMemory = gibibytes(64.0 * (1 + one(4)));
        offers.push_back(offer);
    }
    return offers;
}

double at(const std::optional<UnitPrice>& price) {
    return price ? price->amount : 1e300;
}

bool asGood(const CloudOffer& a, const CloudOffer& b) {
    return a.region == b.region && at(a.onDemand) <= at(b.onDemand) && at(a.spot) <= at(b.spot) &&
           a.hostMemory->value >= b.hostMemory->value;
}

}  // namespace

TEST_CASE("Every offer of an ordinary catalog is compared", "[decision][offers]") {
    const auto& offers = seedCatalog().cloudOffers;
    CHECK(offersToCompare(offers).size() == offers.size());
    CHECK(offersToCompare({}).empty());
}

TEST_CASE("Of a long list only offers that another beats are left out", "[decision][offers]") {
    const std::vector<CloudOffer> offers = manyOffers(kManyOffers + 500);
    const auto chosen = offersToCompare(offers);
    CHECK(chosen.size() < offers.size() / 4);
    const std::set<const CloudOffer*> kept(chosen.begin(), chosen.end());
    for (const CloudOffer& offer : offers) {
        std::size_t better = 0;
        for (const CloudOffer* const other : chosen) better += asGood(*other, offer) ? 1 : 0;
        INFO(offer.id);
        // One that is kept has itself alone, one that is left out at least one in its place.
        if (kept.count(&offer) > 0) {
            CHECK(better == 1);
        } else {
            CHECK(better >= 1);
        }
    }
    CHECK(std::is_sorted(chosen.begin(), chosen.end()));
}

TEST_CASE("Terms, places and providers are never traded for a price", "[decision][offers]") {
    std::vector<CloudOffer> offers = manyOffers(kManyOffers + 1);
    CloudOffer dear = offers.front();
    dear.onDemand = UnitPrice{1000, Currency{"USD"}};
    dear.hostMemory = gibibytes(1);
    for (int i = 0; i < 4; ++i) {
        CloudOffer other = dear;
        other.id = "special-" + std::to_string(i);
        if (i == 0) other.provider = "another";
        if (i == 1) other.country = "another";
        if (i == 2) other.hipaaBaa = !other.hipaaBaa.value_or(false);
        if (i == 3) other.acceleratorCount += 1;
        offers.push_back(other);
    }
    int special = 0;
    for (const CloudOffer* const offer : offersToCompare(offers)) {
        special += offer->id.starts_with("special") ? 1 : 0;
    }
    CHECK(special == 4);
}

TEST_CASE("Leaving beaten offers out changes neither the best option nor any figure of the others",
          "[decision][offers]") {
    Catalog catalog = seedCatalog();
    const Scenario scenario = tests::assistant70b();
    const Evaluation before = evaluate(scenario, catalog);
    REQUIRE_FALSE(before.options.empty());
    // Two thousand copies of offers that are there, each a dollar dearer: none can win.
    const std::size_t original = catalog.cloudOffers.size();
    for (std::size_t i = 0; catalog.cloudOffers.size() <= kManyOffers + original; ++i) {
        CloudOffer copy = catalog.cloudOffers[i % original];
        copy.id += "-copy-" + std::to_string(i);
        for (auto* price :
             {&copy.onDemand, &copy.spot, &copy.reserved1Year, &copy.reserved3Years}) {
            if (*price) (*price)->amount += 1;
        }
        catalog.cloudOffers.push_back(copy);
    }
    const Evaluation after = evaluate(scenario, catalog);
    CHECK(after.options.front().option.id == before.options.front().option.id);
    CHECK(after.options.front().presentValue == before.options.front().presentValue);
    CHECK(after.options.size() <= before.options.size());
    bool told = false;
    for (const Finding& finding : after.findings) {
        told |= finding.message.find("cloud offers") != std::string::npos;
    }
    CHECK(told);
}
