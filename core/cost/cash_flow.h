// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cost/option_plan.h"
#include "core/scenario/scenario.h"
#include "core/units/money.h"

namespace headroom {

/// Rent, tokens and what comes with them: paid at prices that a provider may change.
bool isPricedByOthers(CostComponent component);

/// One line of the cash flow. `months[0]` is the day of purchase, `months[n]` the end of month n.
/// Outflows are positive costs, resale is negative.
struct CashLine {
    CostComponent component{};
    std::string working;  ///< "215 W x 730 h x $0.29/kWh x 1.0": quantity times price times hours,
                          ///< first month; empty where nobody asked for workings
    std::vector<Money> months;
    Money total() const;
};

/// Monthly, undiscounted, in the scenario's currency.
struct CashFlow {
    Currency currency;
    int horizonMonths{};
    std::vector<CashLine> lines;

    Money total() const;
    Money upfront() const;  ///< months[0]
    Money month(int index) const;
    std::vector<double> cumulative() const;  ///< horizon + 1 values, undiscounted
    std::vector<double> cumulativeWithoutResale() const;
    /// Present value at the effective annual rate; flows of month n are discounted n months.
    Money presentValue(double ratePerYear) const;
    std::vector<double> cumulativePresentValue(double ratePerYear) const;
    Money of(CostComponent component) const;
    /// Everything that is capital on the first day, before a loan: what a capital limit is held
    /// against. Machines that growth adds later are not in it.
    Money capital() const;
    /// The dearest month of running costs: without purchases, resale and the rest of a commitment.
    Money runningPeak() const;
};

/// Hours in an average month, 8760 / 12: the default of `Finance::hoursPerMonth` and what rates
/// that are no money are taken by (docs/cost.md a.6).
inline constexpr double kHoursPerMonth = 730.0;

/// The plan in whole minor units: what a month's fraction of a cent leaves is carried to the next,
/// so that every line is exact to a cent in total. Lines of nothing are left out.
CashFlow cashFlowOf(const CostPlan& plan, Currency currency);
/// `first` to month `month`, `then` from there on: renting before buying. `first` must end there.
CashFlow chained(const CashFlow& first, const CashFlow& then);

/// The plans of option_plan.h as cash flows, with workings. Throw std::out_of_range without a price
/// or an exchange rate (docs/cost.md c).
CashFlow ownCashFlow(const Machine& machine, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog, const OwnTerms& terms = {});
CashFlow rentCashFlow(const CloudOffer& offer, RentTier tier, const Consumption& use,
                      const Scenario& scenario, const Catalog& catalog);
CashFlow apiCashFlow(const ApiOffer& offer, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog);

/// When the cumulative costs of two options meet. Month 0 is the purchase.
struct BreakEven {
    enum class Kind {
        AtMonth,
        Never,
        Always
    } kind{Kind::Never};  ///< Always: cheaper from the first day on
    double month{};       ///< interpolated within the month
};
/// First month from which `candidate` has cost less in total than `reference` and stays so to the
/// horizon; with a rate, in present values. Resale at the end is left out, as it is not in hand
/// before.
BreakEven breakEven(const CashFlow& candidate, const CashFlow& reference,
                    double discountRatePerYear = 0);
/// The same of amounts by month, already summed and without resale.
BreakEven breakEven(std::span<const double> candidate, std::span<const double> reference);
/// Price of one hour (or million tokens) at which the rented (or API) total equals `target`;
/// nullopt when none >= 0 does.
std::optional<double> breakEvenPriceFactor(const CashFlow& priced, const CashFlow& target,
                                           double discountRatePerYear);

}  // namespace headroom
