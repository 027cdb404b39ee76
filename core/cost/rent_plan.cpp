// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/tax_terms.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Hours and administration of a rented instance, beside those of an owned machine.
constexpr double kRentedLabour = 0.5;
constexpr double kMinutesPerHour = 60.0;

/// Hours of instances that run in peaks, as they follow from the minutes of a start.
std::string peakHours(const Finance& finance, double hours, double starts) {
    const double served = hours - starts * finance.spotRestartMinutes / kMinutesPerHour;
    return "MIN(" + shortestText(served) + '+' + shortestText(starts) +
           "*{finance.spot_restart_minutes}/60," + shortestText(finance.hoursPerMonth) + ')';
}

/// Hours that an instance is paid for in a month, as they follow from the inputs.
LineFactor hoursFactor(const Finance& finance, RentTier tier, double hours,
                       const Consumption& use) {
    LineFactor factor{"Hours paid in a month", hours};
    if (termMonths(tier) > 0 || !use.rentedHoursByMonth.empty()) return factor;
    if (use.peaksOnly) {
        factor.formula = peakHours(finance, use.rentedHoursPerMonth, use.startsPerMonth);
        return factor;
    }
    const std::string all = shortestText(finance.hoursPerMonth);
    std::string served = all + "*{finance.rented_hours_per_day}/24";
    if (tier == RentTier::Spot) {
        served += "*(1+{finance.spot_interruptions_per_hour}*{finance.spot_restart_minutes}/60)";
    }
    factor.formula = "MIN(" + served + ',' + all + ')';
    return factor;
}

/// What a month's traffic costs: the price of each tier is paid for what exceeds its beginning.
std::string egressFormula(const std::vector<EgressTier>& tiers, double share) {
    std::string sent = "{finance.egress_gigabytes_per_month}";
    if (share != 1.0) sent += '*' + shortestText(share);
    std::string formula;
    double before = 0.0;
    for (const EgressTier& tier : tiers) {
        formula += (formula.empty() ? "(" : "+(") + shortestText(tier.price - before) + ")*MAX(0," +
                   sent + '-' + shortestText(tier.from) + ')';
        before = tier.price;
    }
    return formula;
}

/// Hours of all instances by month, as formulas; nothing where nobody reads them.
std::vector<std::string> instanceHours(const PlanBuilder& builder, const Consumption& use) {
    std::vector<std::string> formulas;
    if (!builder.isDetailed()) return formulas;
    formulas.push_back("0");
    for (int n = 1; n <= builder.horizon(); ++n) {
        formulas.push_back(shortestText(use.unitsIn(n)) + '*' +
                           peakHours(builder.finance(), use.rentedHoursIn(n), use.startsIn(n)));
    }
    return formulas;
}

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
    int series = units;
    double hours = std::min(served * (1.0 + lost), finance.hoursPerMonth);
    double each = units < 0 ? use.units : 1.0;
    const int horizon = builder.horizon();
    const double shown = hours;
    std::vector<std::string> byMonth;
    if (!use.rentedHoursByMonth.empty()) {
        std::vector<double> booked{0.0};
        byMonth = instanceHours(builder, use);
        for (int n = 1; n <= horizon; ++n) {
            booked.push_back(use.unitsIn(n) *
                             std::min(use.rentedHoursIn(n), finance.hoursPerMonth));
        }
        series = builder.addSeries(std::move(booked));
        hours = each = 1.0;
    }
    const std::string count = PlanBuilder::unitsText(use.unitsIn(1));
    const auto working = [&](double booked) {
        return formatNumber(booked, booked < 10 ? 1 : 0) + " h x " + builder.price(price) + "/h";
    };
    const std::string drift = "{finance.cloud_drift_per_year}";
    const auto detail = [&](LineFactor booked, std::vector<LineFactor> further) {
        LineDetail made{{std::move(booked),
                         {"Price per hour", prices.rentPerHour},
                         builder.input("finance.rent_price_factor")},
                        drift,
                        byMonth};
        for (LineFactor& factor : further) made.factors.push_back(std::move(factor));
        return made;
    };
    const LineFactor perInstance{"Instances", each};
    PlanLine rent{.component = CostComponent::Rent,
                  .amount = hours * price * each,
                  .driftPerYear = finance.cloudDriftPerYear,
                  .first = 1,
                  .last = horizon,
                  .term = std::max(1, term),
                  .series = series};
    builder.add(
        rent,
        [&] {
            return working(shown) + count +
                   (lost > 0.0 ? ", restarts " + formatPercent(hours / served - 1.0, 1) + " of them"
                               : std::string{});
        },
        [&] { return detail(hoursFactor(finance, tier, hours, use), {perInstance}); });
    PlanLine support = rent;
    support.component = CostComponent::Support;
    support.amount *= finance.supportShare;
    builder.add(
        support,
        [&] { return working(shown) + count + " x " + formatPercent(finance.supportShare, 1); },
        [&] {
            return detail(hoursFactor(finance, tier, hours, use),
                          {perInstance, builder.input("finance.support_share")});
        });
    PlanLine tuning = rent;
    tuning.component = CostComponent::FineTuning;
    tuning.amount = use.fineTuningHoursPerMonth * price;
    tuning.series = -1;
    builder.add(
        tuning, [&] { return working(use.fineTuningHoursPerMonth); },
        [&] {
            LineFactor beside{"Hours of fine-tuning beside those", use.fineTuningHoursPerMonth};
            if (term == 0 && use.trainingHoursPerMonth > 0.0) {
                const std::string all = shortestText(finance.hoursPerMonth);
                beside.formula = "MIN(MAX(" + all + "-" + all +
                                 "*{finance.rented_hours_per_day}/24,0)," +
                                 shortestText(use.trainingHoursPerMonth) + ')';
            }
            LineDetail made = detail(std::move(beside), {});
            made.series.clear();
            return made;
        });

    const int rest = term > 0 && horizon > 0 ? (term - horizon % term) % term : 0;
    const int signedAt = term > 0 && horizon > 0 ? (horizon - 1) / term * term : 0;
    const double drifted =
        price * std::pow(1.0 + finance.cloudDriftPerYear, static_cast<double>(signedAt) / 12.0);
    builder.add(
        {.component = CostComponent::Commitment,
         .amount = rest * hours * drifted * (1.0 + finance.supportShare) * use.unitsIn(horizon),
         .first = horizon,
         .last = horizon},
        [&] { return formatNumber(rest) + " months x " + working(hours); },
        [&] {
            LineDetail made =
                detail(hoursFactor(finance, tier, hours, use),
                       {{"Months of the term left", double(rest)},
                        {"1 + support", 1.0 + finance.supportShare, "1+{finance.support_share}"},
                        {"Price change until it was signed", drifted / price,
                         "(1+" + drift + ")^(" + formatNumber(signedAt) + "/12)"},
                        {"Instances", double(use.unitsIn(horizon))}});
            made.drift.clear();
            made.series.clear();
            return made;
        });
}

void addExtras(PlanBuilder& builder, const OptionPrices& prices, const Consumption& use,
               int units) {
    const Finance& finance = builder.finance();
    const double each = units < 0 ? use.units : 1.0;
    const std::string count = PlanBuilder::unitsText(use.unitsIn(1));
    const LineFactor perInstance{"Instances", each};
    const double stored = use.storageGigabytes + finance.storageGigabytes;
    builder.monthly(
        CostComponent::Storage, stored * prices.storage.value_or(0.0) * each, 0.0, units,
        [&] {
            return formatNumber(stored, 1) + " GB x " +
                   builder.price(prices.storage.value_or(0.0)) + "/GB" + count;
        },
        [&] {
            return LineDetail{
                {{"Volume of an instance, GB", stored,
                  shortestText(use.storageGigabytes) + "+{finance.storage_gigabytes}"},
                 {"Price per GB", prices.storage.value_or(0.0)},
                 perInstance}};
        });
    builder.monthly(
        CostComponent::Network, prices.address.value_or(0.0) * each, 0.0, units,
        [&] { return "public address " + builder.amount(prices.address.value_or(0.0)) + count; },
        [&] {
            return LineDetail{{{"Public address", prices.address.value_or(0.0)}, perInstance}};
        });
    const double sent = finance.egressGigabytesPerMonth * use.egressShare;
    builder.monthly(
        CostComponent::Egress, egressCost(prices.egress, sent), 0.0, -1,
        [&] {
            std::string tiers;
            for (const EgressTier& tier : prices.egress) {
                tiers += (tiers.empty() ? "" : ", ") + builder.price(tier.price) + "/GB from " +
                         formatNumber(tier.from) + " GB";
            }
            return formatNumber(sent, 1) + " GB at " + tiers;
        },
        [&] {
            return LineDetail{{{"Traffic at its tiers", egressCost(prices.egress, sent),
                                egressFormula(prices.egress, use.egressShare)}}};
        });
}

/// Everything that is paid for rented instances, administration and set-up at half the hours.
void addRented(PlanBuilder& builder, const OptionPrices& prices, RentTier tier,
               const Consumption& use) {
    const int units = builder.unitSeries(use);
    const int bought = builder.purchaseSeries(use);
    addRent(builder, prices, tier, use, units);
    addExtras(builder, prices, use, units);
    builder.addLabour(kRentedLabour, true, use, units, bought);
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
    addRented(builder, prices, tier, use);
    plan.tax = taxTerms(scenario.incomeTax);
}

void planBurst(const OptionPrices& prices, const OptionPrices& rent, const Consumption& use,
               const Consumption& rented, const Scenario& scenario, const OwnTerms& terms,
               bool describe, CostPlan& plan) {
    planOwn(prices, use, scenario, terms, describe, plan);
    PlanBuilder builder(scenario, describe, plan, true);
    addRented(builder, rent, RentTier::OnDemand, rented);
}

}  // namespace headroom
