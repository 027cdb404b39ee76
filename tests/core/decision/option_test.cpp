// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/option.h"

#include <algorithm>
#include <set>

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::size_t countOf(OptionKind kind, const std::vector<Option>& options) {
    return static_cast<std::size_t>(std::count_if(
        options.begin(), options.end(), [&](const Option& option) { return option.kind == kind; }));
}

}  // namespace

TEST_CASE("Every machine and every priced tier is a candidate", "[decision][option]") {
    const Catalog& catalog = seedCatalog();
    const std::vector<Option> options = candidateOptions(Scenario{}, catalog);
    CHECK(countOf(OptionKind::Own, options) == catalog.machines.size());
    std::size_t tiers = 0;
    for (const CloudOffer& offer : catalog.cloudOffers) {
        if (offer.providerKind == "market-index") continue;
        for (const RentTier tier : {RentTier::OnDemand, RentTier::Spot, RentTier::Reserved1Year,
                                    RentTier::Reserved3Years}) {
            tiers += offer.price(tier) ? 1U : 0U;
        }
    }
    CHECK(countOf(OptionKind::Rented, options) == tiers);
    CHECK(tiers > 500);
}

TEST_CASE("A market index cannot be rented", "[decision][option]") {
    const Catalog& catalog = seedCatalog();
    std::set<std::string> indices;
    for (const CloudOffer& offer : catalog.cloudOffers) {
        if (offer.providerKind == "market-index") indices.insert(offer.id);
    }
    REQUIRE_FALSE(indices.empty());
    for (const Option& option : candidateOptions(Scenario{}, catalog)) {
        CHECK(indices.count(option.catalogId) == 0);
    }
}

TEST_CASE("APIs serve the same weights unless any model will do", "[decision][option]") {
    const Catalog& catalog = seedCatalog();
    Scenario scenario;
    scenario.model.modelId = "llama-3.1-8b";
    for (const Option& option : candidateOptions(scenario, catalog)) {
        if (option.kind != OptionKind::Api) continue;
        CHECK(catalog.apiOffer(option.catalogId)->openWeightsEquivalent == "llama-3.1-8b");
    }
    CHECK(countOf(OptionKind::Api, candidateOptions(scenario, catalog)) > 0);
    scenario.finance.apis = ApiComparison::AnyModel;
    CHECK(countOf(OptionKind::Api, candidateOptions(scenario, catalog)) ==
          catalog.apiOffers.size());
}

TEST_CASE("Option ids are unique and do not depend on the workload", "[decision][option]") {
    const Catalog& catalog = seedCatalog();
    Scenario other;
    other.workload.concurrentUsers = 50;
    other.finance.horizonMonths = 12;
    const std::vector<Option> first = candidateOptions(Scenario{}, catalog);
    const std::vector<Option> second = candidateOptions(other, catalog);
    REQUIRE(first.size() == second.size());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].id == second[i].id);
        const bool resolved = first[i].engine != EngineChoice::Automatic;
        CHECK(resolved == (first[i].kind != OptionKind::Api));
        ids.insert(first[i].id);
    }
    CHECK(ids.size() == first.size());
}
