// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"
#include "core/units/money.h"

namespace headroom {

enum class CostComponent {
    Hardware,
    SalesTax,
    Maintenance,
    Electricity,
    Colocation,
    Rent,
    ApiInput,
    ApiCachedInput,
    ApiOutput,
    FineTuning,
    Network,
    Storage,
    Admin,
    Resale,
    Commitment,  ///< what a reserved contract still costs after the horizon
};
std::string_view costComponentLabel(
    CostComponent component);  ///< "Electricity", "Hosted API, output tokens" ...

/// One line of the cash flow. `months[0]` is the day of purchase, `months[n]` the end of month n.
/// Outflows are positive costs, resale is negative.
struct CashLine {
    CostComponent component{};
    std::string working;  ///< "215 W x 730 h x $0.29/kWh x 1.0": quantity times price times hours,
                          ///< first month
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
    /// Hardware and sales tax over the whole horizon: what a capital limit is held against.
    Money capital() const;
    /// The dearest month of running costs: without purchases, resale and the rest of a commitment.
    Money runningPeak() const;
};

/// Hours in an average month: 8760 / 12. Every hour-based cost uses this one figure (docs/cost.md
/// a.6 lists mixing 720, 730 and 744 as a recurring error).
inline constexpr double kHoursPerMonth = 730.0;

/// What an option consumes; the cost functions know nothing of memory or speed. With a growing
/// workload machines are added whole, in the month that needs them: the vectors then carry the
/// count and the energy of every month, and stay empty when nothing changes.
struct Consumption {
    int units{1};                    ///< machines or instances in the first month
    double kilowattHoursPerMonth{};  ///< owned only, whole option, PUE included, first month
    double rentedHoursPerMonth{};    ///< per instance; reserved tiers are always paid in full
    double requestsPerMonth{};       ///< first month
    double inputTokensPerMonth{};    ///< without the cached share, first month
    double cachedTokensPerMonth{};
    double outputTokensPerMonth{};
    double fineTuningKilowattHoursPerMonth{};  ///< owned only, PUE included
    double fineTuningHoursPerMonth{};          ///< rented only: instance hours beside serving
    double storageGigabytes{};                 ///< weights kept on a rented volume, per instance
    std::vector<int> unitsByMonth;             ///< [0] = first month
    std::vector<double> kilowattHoursByMonth;  ///< [0] = first month
};

/// Purchase, sales tax, maintenance, electricity, network, administration and resale. A machine
/// needed in month n is bought at the end of month n - 1. Throws std::out_of_range without a price
/// or an exchange rate (docs/cost.md c).
CashFlow ownCashFlow(const Machine& machine, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog);
/// Rent, storage and network extras where the catalog knows them, administration at half the hours
/// of an owned machine. Reserved tiers are paid around the clock at a price fixed per term, to the
/// end of the term. Throws like `ownCashFlow`.
CashFlow rentCashFlow(const CloudOffer& offer, RentTier tier, const Consumption& use,
                      const Scenario& scenario, const Catalog& catalog);
/// Tokens times price times drift times growth; cached input at full price where no cached price is
/// known.
CashFlow apiCashFlow(const ApiOffer& offer, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog);

/// Price per kWh that applies, in the scenario's currency: the override, else tariff and customer
/// class, else the class that is known; nullopt when the region has none.
std::optional<UnitPrice> electricityPrice(const Scenario& scenario, const Catalog& catalog);

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
/// horizon. Resale at the end is left out, as it is not in hand before.
BreakEven breakEven(const CashFlow& candidate, const CashFlow& reference);
/// Price of one hour (or million tokens) at which the rented (or API) total equals `target`;
/// nullopt when none >= 0 does.
std::optional<double> breakEvenPriceFactor(const CashFlow& priced, const CashFlow& target,
                                           double discountRatePerYear);

}  // namespace headroom
