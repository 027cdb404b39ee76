// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The cash flows of the three kinds of option; what can be asked of a cash flow is in
// cash_flow.cpp.
#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "core/cost/cash_flow.h"
#include "core/cost/finance.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Adds lines month by month in the scenario's currency.
class CashFlowBuilder {
public:
    CashFlowBuilder(const Scenario& scenario, const Catalog& catalog)
        : m_finance(scenario.finance), m_catalog(catalog) {
        m_cash.currency = scenario.finance.currency;
        m_cash.horizonMonths = std::max(0, scenario.finance.horizonMonths);
    }

    int horizon() const { return m_cash.horizonMonths; }
    double converted(const UnitPrice& price) const {
        return convert(price, m_cash.currency, m_catalog).amount;
    }
    std::string price(double amount) const {
        return formatUnitPrice(UnitPrice{amount, m_cash.currency});
    }
    std::string amount(double value) const { return formatMoney(money(value, m_cash.currency)); }

    /// `costAt(n)` is the cost booked at month n, 0 being the purchase; an all-zero line is
    /// dropped. Fractions of a cent carry over to the next month, so that totals are exact to a
    /// cent.
    void add(CostComponent component, std::string working,
             const std::function<double(int)>& costAt) {
        CashLine line{component, std::move(working), {}};
        line.months.reserve(static_cast<std::size_t>(horizon()) + 1);
        double exact = 0.0;
        Money booked{0, m_cash.currency};
        bool any = false;
        for (int n = 0; n <= horizon(); ++n) {
            const double cost = costAt(n);
            exact += cost;
            line.months.push_back(cost == 0.0 ? Money{0, m_cash.currency}
                                              : money(exact, m_cash.currency) - booked);
            booked += line.months.back();
            any = any || line.months.back().minor != 0;
        }
        if (any) m_cash.lines.push_back(std::move(line));
    }
    /// A running cost: nothing at month 0, `costIn(n)` for n = 1 .. horizon.
    void addMonthly(CostComponent component, std::string working,
                    const std::function<double(int)>& costIn) {
        add(component, std::move(working), [&](int n) { return n == 0 ? 0.0 : costIn(n); });
    }
    void addAdmin(double hoursPerUnit, const std::function<int(int)>& unitsIn) {
        const double rate = m_finance.adminHourlyRate;
        addMonthly(
            CostComponent::Admin,
            formatSignificant(hoursPerUnit) + " h x " + amount(rate) + "/h" + unitsText(unitsIn(1)),
            [&](int n) { return hoursPerUnit * rate * unitsIn(n); });
    }
    static std::string unitsText(int units) {
        return units == 1 ? std::string{} : " x " + formatNumber(units);
    }
    CashFlow take() { return std::move(m_cash); }

private:
    const Finance& m_finance;
    const Catalog& m_catalog;
    CashFlow m_cash;
};

/// Price factor of month n when a price moves by `perYear`: nothing in the first month.
double drift(double perYear, int month) {
    if (perYear == 0.0) return 1.0;
    return std::pow(1.0 + perYear, (month - 1) / 12.0);
}

double growth(double perMonth, int month) {
    return perMonth == 0.0 ? 1.0 : std::pow(1.0 + perMonth, month - 1);
}

int unitsInMonth(const Consumption& use, int month) {
    const auto index = static_cast<std::size_t>(month - 1);
    return index < use.unitsByMonth.size() ? use.unitsByMonth[index] : use.units;
}

double kilowattHoursInMonth(const Consumption& use, int month) {
    const auto index = static_cast<std::size_t>(month - 1);
    return index < use.kilowattHoursByMonth.size() ? use.kilowattHoursByMonth[index]
                                                   : use.kilowattHoursPerMonth;
}

/// Machines bought at month n: those that month n + 1 needs and month n does not have.
int boughtAt(const Consumption& use, int month, int horizon) {
    if (month >= horizon) return month == 0 ? use.units : 0;
    const int before = month == 0 ? 0 : unitsInMonth(use, month);
    return std::max(0, unitsInMonth(use, month + 1) - before);
}

void addPurchase(CashFlowBuilder& builder, double price, const Consumption& use,
                 const Finance& finance) {
    const int horizon = builder.horizon();
    const auto bought = [&](int n) { return boughtAt(use, n, horizon); };
    const std::string count = CashFlowBuilder::unitsText(bought(0));
    builder.add(CostComponent::Hardware, builder.amount(price) + count,
                [&](int n) { return price * bought(n); });
    builder.add(CostComponent::SalesTax,
                builder.amount(price) + count + " x " + formatPercent(finance.salesTaxRate, 1),
                [&](int n) { return price * bought(n) * finance.salesTaxRate; });
}

void addResale(CashFlowBuilder& builder, double price, const Consumption& use,
               const Finance& finance) {
    const int horizon = builder.horizon();
    double value = 0.0;
    for (int n = 0; n <= horizon; ++n) {
        value += boughtAt(use, n, horizon) *
                 finance::residualValue(price, finance.residualShare, horizon - n);
    }
    builder.add(CostComponent::Resale,
                builder.amount(price) + CashFlowBuilder::unitsText(boughtAt(use, 0, horizon)) +
                    " x " + formatPercent(finance.residualShare) + " ^ (" + formatNumber(horizon) +
                    " / 36 months)",
                [&](int n) { return n == horizon ? -value : 0.0; });
}

void addElectricity(CashFlowBuilder& builder, const Consumption& use, const Scenario& scenario,
                    const Catalog& catalog) {
    const std::optional<UnitPrice> tariff = electricityPrice(scenario, catalog);
    if (!tariff) throw std::out_of_range("no electricity price");
    const double price = tariff->amount;
    const double yearly = scenario.finance.electricityDriftPerYear;
    builder.addMonthly(
        CostComponent::Electricity,
        formatNumber(kilowattHoursInMonth(use, 1), 1) + " kWh x " + builder.price(price) + "/kWh",
        [&](int n) { return kilowattHoursInMonth(use, n) * price * drift(yearly, n); });
    const double tuning = use.fineTuningKilowattHoursPerMonth;
    builder.addMonthly(CostComponent::FineTuning,
                       formatNumber(tuning, 1) + " kWh x " + builder.price(price) + "/kWh",
                       [&](int n) { return tuning * price * drift(yearly, n); });
}

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

/// Rows of cloud_extras name the provider once ("RunPod"), offers may add a product ("RunPod
/// Secure").
bool sameProvider(const CloudExtra& extra, const CloudOffer& offer) {
    return offer.provider == extra.provider ||
           offer.provider.compare(0, extra.provider.size() + 1, extra.provider + " ") == 0;
}

/// The cheapest known price of an extra, as providers list several products under one item.
std::optional<double> extraPrice(std::string_view item, const CloudOffer& offer,
                                 const CashFlowBuilder& builder, const Catalog& catalog) {
    std::optional<double> cheapest;
    for (const CloudExtra& extra : catalog.cloudExtras) {
        if (extra.item != item || !extra.price || !sameProvider(extra, offer)) continue;
        const double amount = builder.converted(*extra.price);
        if (!cheapest || amount < *cheapest) cheapest = amount;
    }
    return cheapest;
}

void addExtras(CashFlowBuilder& builder, const CloudOffer& offer, const Consumption& use,
               const Catalog& catalog) {
    const auto units = [&](int n) { return unitsInMonth(use, n); };
    const std::string count = CashFlowBuilder::unitsText(units(1));
    if (const auto price = extraPrice("storage_gb_month", offer, builder, catalog)) {
        builder.addMonthly(CostComponent::Storage,
                           formatNumber(use.storageGigabytes, 1) + " GB x " +
                               builder.price(*price) + "/GB" + count,
                           [&](int n) { return use.storageGigabytes * *price * units(n); });
    }
    if (const auto price = extraPrice("public_ip_month", offer, builder, catalog)) {
        builder.addMonthly(CostComponent::Network,
                           "public address " + builder.amount(*price) + count,
                           [&](int n) { return *price * units(n); });
    }
}

/// Rent of month n; a reserved price changes only when a new term begins.
void addRent(CashFlowBuilder& builder, double price, RentTier tier, const Consumption& use,
             const Finance& finance) {
    const int term = termMonths(tier);
    const double hours = term > 0 ? kHoursPerMonth : use.rentedHoursPerMonth;
    const auto priceIn = [&](int n) {
        const int priced = term > 0 ? (n - 1) / term * term + 1 : n;
        return price * drift(finance.cloudDriftPerYear, priced);
    };
    const std::string rate = builder.price(price) + "/h";
    builder.addMonthly(
        CostComponent::Rent,
        formatNumber(hours) + " h x " + rate + CashFlowBuilder::unitsText(unitsInMonth(use, 1)),
        [&](int n) { return hours * priceIn(n) * unitsInMonth(use, n); });
    builder.addMonthly(CostComponent::FineTuning,
                       formatNumber(use.fineTuningHoursPerMonth, 1) + " h x " + rate,
                       [&](int n) { return use.fineTuningHoursPerMonth * priceIn(n); });
    const int horizon = builder.horizon();
    const int rest = term > 0 && horizon > 0 ? (term - horizon % term) % term : 0;
    builder.add(
        CostComponent::Commitment,
        formatNumber(rest) + " months x " + formatNumber(hours) + " h x " + rate, [&](int n) {
            return n == horizon && rest > 0 ? rest * hours * priceIn(n) * unitsInMonth(use, n)
                                            : 0.0;
        });
}

}  // namespace

CashFlow ownCashFlow(const Machine& machine, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog) {
    if (!machine.price) throw std::out_of_range("no price for " + machine.id);
    CashFlowBuilder builder(scenario, catalog);
    const Finance& finance = scenario.finance;
    const double price = builder.converted(*machine.price);
    const auto units = [&](int n) { return unitsInMonth(use, n); };
    const std::string count = CashFlowBuilder::unitsText(units(1));

    addPurchase(builder, price, use, finance);
    addElectricity(builder, use, scenario, catalog);
    builder.addMonthly(CostComponent::Maintenance,
                       builder.amount(price) + " x " + formatPercent(finance.maintenanceShare, 1) +
                           " / 12" + count,
                       [&](int n) { return price * finance.maintenanceShare / 12.0 * units(n); });
    builder.addMonthly(CostComponent::Network, builder.amount(finance.networkPerMonth) + " a month",
                       [&](int) { return finance.networkPerMonth; });
    builder.addAdmin(finance.adminHoursPerMonth, units);
    addResale(builder, price, use, finance);
    return builder.take();
}

CashFlow rentCashFlow(const CloudOffer& offer, RentTier tier, const Consumption& use,
                      const Scenario& scenario, const Catalog& catalog) {
    const std::optional<UnitPrice> listed = offer.price(tier);
    if (!listed) throw std::out_of_range("no price for " + offer.id);
    CashFlowBuilder builder(scenario, catalog);
    addRent(builder, builder.converted(*listed), tier, use, scenario.finance);
    addExtras(builder, offer, use, catalog);
    builder.addAdmin(scenario.finance.adminHoursPerMonth / 2.0,
                     [&](int n) { return unitsInMonth(use, n); });
    return builder.take();
}

CashFlow apiCashFlow(const ApiOffer& offer, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog) {
    CashFlowBuilder builder(scenario, catalog);
    const auto addTokens = [&](CostComponent component, double tokensPerMonth,
                               const UnitPrice& listed) {
        const double price = builder.converted(listed);
        const double millions = tokensPerMonth / 1e6;
        builder.addMonthly(
            component,
            formatNumber(millions, 2) + " M tokens x " + builder.price(price) + "/M tokens",
            [&](int n) {
                return millions * price * drift(scenario.finance.apiDriftPerYear, n) *
                       growth(scenario.workload.monthlyGrowth, n);
            });
    };
    addTokens(CostComponent::ApiInput, use.inputTokensPerMonth, offer.input);
    addTokens(CostComponent::ApiCachedInput, use.cachedTokensPerMonth,
              offer.cachedInput.value_or(offer.input));
    addTokens(CostComponent::ApiOutput, use.outputTokensPerMonth, offer.output);
    return builder.take();
}

std::optional<UnitPrice> electricityPrice(const Scenario& scenario, const Catalog& catalog) {
    const Currency currency = scenario.finance.currency;
    if (scenario.place.electricityPriceOverride) {
        return UnitPrice{*scenario.place.electricityPriceOverride, currency};
    }
    const Tariff* tariff = catalog.tariff(scenario.place.tariffRegion);
    if (tariff == nullptr) return std::nullopt;
    for (const CustomerClass customer : {scenario.place.customer, CustomerClass::Residential,
                                         CustomerClass::Commercial, CustomerClass::Industrial}) {
        if (const auto price = tariff->price(customer)) return convert(*price, currency, catalog);
    }
    return std::nullopt;
}

}  // namespace headroom
