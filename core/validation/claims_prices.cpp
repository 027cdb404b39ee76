// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prices that moved, and a bill for traffic.
#include "core/cost/internal_rate.h"
#include "core/validation/claim_plans.h"
#include "core/validation/claim_values.h"

namespace headroom::claims {
namespace {

/// Rate per period at which a price moves from the first to the last; nullopt when none does.
std::optional<double> change(const Inputs& inputs, int periods) {
    return finance::rate(periods, 0, at(inputs, "before"), at(inputs, "after"));
}

std::optional<double> fallFactor(const Inputs& inputs, int periods) {
    const auto rate = change(inputs, periods);
    return rate ? std::optional(1 / (1 + *rate)) : std::nullopt;
}

Case a16z() {
    Case one;
    one.claim = {"a16z-llmflation",
                 "A thousand times cheaper tokens in three years",
                 "a16z, LLMflation",
                 "https://a16z.com/llmflation-llm-inference-cost",
                 "2024-11-12",
                 "Tokens of the same quality fell from $60 to $0.06 a million in three years, ten "
                 "times a year.",
                 "The fall is of the cheapest model that reaches a score, not of a product's "
                 "price.",
                 ClaimKind::PriceChange};
    one.inputs = {{"before", "Price at first", "$/Mtok", 60},
                  {"after", "Price at last", "$/Mtok", 0.06},
                  {"years", "Years", "", 3}};
    one.figures = {{"factor", "Fall", "times", 1000, 0.5, {}, 1.0 + 1e-9},
                   {"yearly", "Fall a year", "times", 10, 0.01, {}, 1.0 + 1e-9}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        return Figures{{"factor", fallFactor(inputs, 1)},
                       {"yearly", fallFactor(inputs, static_cast<int>(at(inputs, "years")))}};
    };
    one.changes = {{"after", "factor", [](const Catalog& catalog, const Inputs& inputs) {
                        constexpr double kGpt5In2025 = 10;  // output, in Pan & Wang, September 2025
                        Look look = apiPrice("input", "output", "openai-gpt-5")(catalog, inputs);
                        if (!look.missing.empty()) return look;
                        const double share = look.values.at("output") / kGpt5In2025;
                        look.values = {{"after", at(inputs, "before") * share}};
                        look.origin =
                            "as one product's price moved since September 2025, " + look.origin;
                        return look;
                    }}};
    return one;
}

Case semiAnalysis() {
    Case one;
    one.claim = {"semianalysis-rebound",
                 "H100 contracts became dearer",
                 "SemiAnalysis, H100 contract price of one year, as quoted by several pages",
                 "https://newsletter.semianalysis.com/p/the-great-gpu-shortage-rental-capacity",
                 "2026-03",
                 "A year's contract for an H100 rose from $1.70 to $2.35 an hour between October "
                 "2025 and March 2026, 38 %.",
                 "Contracts, not list prices, which fell.",
                 ClaimKind::PriceChange};
    one.inputs = {{"before", "Price at first", "$/GPU-h", 1.70},
                  {"after", "Price at last", "$/GPU-h", kContractPrice.value}};
    one.figures = {{"rise", "Rise", "share", 0.38, 0.005, {}, 0.0}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        return Figures{{"rise", change(inputs, 1)}};
    };
    one.changes = {{"after", "rise", [](const Catalog& catalog, const Inputs& inputs) {
                        Look look =
                            offerPrice("node", "aws-p5-48xlarge-us-east-1", 8)(catalog, inputs);
                        if (!look.missing.empty()) return look;
                        const double share = look.values.at("node") / kListBeforeCut.value;
                        look.values = {{"after", at(inputs, "before") * share}};
                        look.origin = "as the list price moved since LP2225, " + look.origin;
                        return look;
                    }}};
    return one;
}

/// A month's traffic of one instance at the provider's tiers.
double trafficOf(double gigabytes, const std::string& provider, const Catalog& catalog) {
    CloudOffer offer;
    offer.provider = provider;
    offer.onDemand = UnitPrice{1, {}};
    Scenario scenario = plainScenario(1);
    scenario.finance.egressGigabytesPerMonth = gigabytes;
    const CashFlow cash = rentCashFlow(offer, RentTier::OnDemand, {}, scenario, catalog);
    return cash.of(CostComponent::Egress).amount();
}

Case petabyte() {
    constexpr double kPetabyte = 1000.0 * 1024;
    Case one;
    one.claim = {"aws-petabyte",
                 "Moving a petabyte out of AWS",
                 "Pages on egress fees that take one price for every gigabyte",
                 "",
                 "",
                 "Moving 1 PB out of AWS costs $92,000.",
                 "That is the first tier's price for every gigabyte; later ones cost less.",
                 ClaimKind::UnitCost};
    one.inputs = {{"gigabytes", "Data sent in a month", "GB", kPetabyte}};
    one.figures = {{"bill", "The bill", "$", 92000, 460}};
    one.fromCatalog = [](const Catalog& catalog) {
        bool known = false;
        for (const CloudExtra& extra : catalog.cloudExtras) {
            if (extra.provider != "AWS" || !extra.price) continue;
            if (extra.price->currency != Currency{"USD"}) return lacking("price of AWS in USD");
            known = known || extra.item.rfind("egress_gb", 0) == 0;
        }
        return known ? Look{} : lacking("price of traffic out of AWS");
    };
    one.replay = [](const Inputs& inputs, const Catalog& catalog) {
        return Figures{{"bill", trafficOf(at(inputs, "gigabytes"), "AWS", catalog)}};
    };
    one.changes = {{"gigabytes", "bill",
                    evidence("gigabytes", Finance{}.egressGigabytesPerMonth,
                             "answers of a chat service, the default of a new scenario")}};
    return one;
}

}  // namespace

std::vector<Case> priceCases() {
    return {a16z(), semiAnalysis(), petabyte()};
}

}  // namespace headroom::claims
