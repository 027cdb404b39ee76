// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/tax_terms.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Hours and administration of a rented instance, beside those of an owned machine.
constexpr double kRentedLabour = 0.5;
constexpr double kMinutesPerHour = 60.0;

/// Rent of the month, and what a contract still costs at the horizon.
void addRent(PlanBuilder& builder, const OptionPrices& prices, RentTier tier,
             const Consumption& use, int units) {
    const Finance& finance = builder.finance();
    const double price = prices.rentPerHour * finance.rentPriceFactor;
    const int term = termMonths(tier);
    const double served = term > 0 ? finance.hoursPerMonth : use.rentedHoursPerMonth;
    const double lost = tier == RentTier::Spot ? finance.spotInterruptionsPerHour *
                                                     finance.spotRestartMinutes / kMinutesPerHour
                                               : 0.0;
    const double hours = std::min(served * (1.0 + lost), finance.hoursPerMonth);
    const double each = units < 0 ? use.units : 1.0;
    const int horizon = builder.horizon();
    const std::string count = PlanBuilder::unitsText(use.unitsIn(1));
    const auto working = [&](double booked) {
        return formatNumber(booked, booked < 10 ? 1 : 0) + " h x " + builder.price(price) + "/h";
    };
    PlanLine rent{.component = CostComponent::Rent,
                  .amount = hours * price * each,
                  .driftPerYear = finance.cloudDriftPerYear,
                  .first = 1,
                  .last = horizon,
                  .term = std::max(1, term),
                  .series = units};
    builder.add(rent, [&] {
        return working(hours) + count +
               (lost > 0.0 ? ", restarts " + formatPercent(hours / served - 1.0, 1) + " of them"
                           : std::string{});
    });
    PlanLine support = rent;
    support.component = CostComponent::Support;
    support.amount *= finance.supportShare;
    builder.add(support, [&] {
        return working(hours) + count + " x " + formatPercent(finance.supportShare, 1);
    });
    PlanLine tuning = rent;
    tuning.component = CostComponent::FineTuning;
    tuning.amount = use.fineTuningHoursPerMonth * price;
    tuning.series = -1;
    builder.add(tuning, [&] { return working(use.fineTuningHoursPerMonth); });

    const int rest = term > 0 && horizon > 0 ? (term - horizon % term) % term : 0;
    const int signedAt = term > 0 && horizon > 0 ? (horizon - 1) / term * term : 0;
    const double drifted =
        price * std::pow(1.0 + finance.cloudDriftPerYear, static_cast<double>(signedAt) / 12.0);
    builder.add(
        {.component = CostComponent::Commitment,
         .amount = rest * hours * drifted * (1.0 + finance.supportShare) * use.unitsIn(horizon),
         .first = horizon,
         .last = horizon},
        [&] { return formatNumber(rest) + " months x " + working(hours); });
}

void addExtras(PlanBuilder& builder, const OptionPrices& prices, const Consumption& use,
               int units) {
    const Finance& finance = builder.finance();
    const double each = units < 0 ? use.units : 1.0;
    const std::string count = PlanBuilder::unitsText(use.unitsIn(1));
    const double stored = use.storageGigabytes + finance.storageGigabytes;
    builder.monthly(CostComponent::Storage, stored * prices.storage.value_or(0.0) * each, 0.0,
                    units, [&] {
                        return formatNumber(stored, 1) + " GB x " +
                               builder.price(prices.storage.value_or(0.0)) + "/GB" + count;
                    });
    builder.monthly(CostComponent::Network, prices.address.value_or(0.0) * each, 0.0, units, [&] {
        return "public address " + builder.amount(prices.address.value_or(0.0)) + count;
    });
    const double sent = finance.egressGigabytesPerMonth;
    builder.monthly(CostComponent::Egress, egressCost(prices.egress, sent), 0.0, -1, [&] {
        std::string tiers;
        for (const EgressTier& tier : prices.egress) {
            tiers += (tiers.empty() ? "" : ", ") + builder.price(tier.price) + "/GB from " +
                     formatNumber(tier.from) + " GB";
        }
        return formatNumber(sent, 1) + " GB at " + tiers;
    });
}

}  // namespace

int termMonths(RentTier tier) {
    switch (tier) {
        case RentTier::Reserved1Year:
            return 12;
        case RentTier::Reserved3Years:
            return 36;
        case RentTier::OnDemand:
        case RentTier::Spot:
            break;
    }
    return 0;
}

void planRent(const OptionPrices& prices, RentTier tier, const Consumption& use,
              const Scenario& scenario, bool describe, CostPlan& plan) {
    PlanBuilder builder(scenario, describe, plan);
    const int units = builder.unitSeries(use);
    const int bought = builder.purchaseSeries(use);
    addRent(builder, prices, tier, use, units);
    addExtras(builder, prices, use, units);
    builder.addLabour(kRentedLabour, true, use, units, bought);
    plan.tax = taxTerms(scenario.incomeTax);
}

}  // namespace headroom
