// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/cost/finance.h"
#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/resale.h"
#include "core/cost/tax_terms.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Builds the plan of owned machines. `count` multiplies what is paid per machine where the number
/// of machines never changes; otherwise series do.
class OwnPlan {
public:
    OwnPlan(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
            const OwnTerms& terms, bool describe, CostPlan& plan)
        : m_prices(prices),
          m_use(use),
          m_scenario(scenario),
          m_finance(scenario.finance),
          m_terms(terms),
          m_plan(plan),
          m_builder(scenario, describe, plan),
          m_units(m_builder.unitSeries(use)),
          m_bought(m_builder.purchaseSeries(use)),
          m_price(prices.machine * scenario.finance.machinePriceFactor) {}

    void build() {
        if (m_terms.kept != nullptr) {
            addKept();
        } else if (m_terms.payment == Payment::Lease) {
            addLease();
        } else {
            addPurchase();
        }
        if (m_terms.kept == nullptr) addDelivery();
        addEnergy();
        if (m_terms.site == Site::Colocation) addColocation();
        addUpkeep();
        addResale();
        m_plan.tax = taxTerms(m_scenario.incomeTax);
        if (m_terms.payment == Payment::Loan && m_terms.kept == nullptr) addLoan();
        if (m_terms.kept != nullptr) {
            m_plan.tax.bookValue = m_terms.kept->bookValue * m_use.units;
            m_plan.tax.bookYears = std::max(
                1, m_scenario.incomeTax.years - static_cast<int>(m_terms.kept->ageMonths / 12.0));
        }
    }

private:
    /// What is paid for each machine when it comes.
    template <class Working>
    void perPurchase(CostComponent component, double each, double driftPerYear, Working working) {
        const bool grows = m_bought >= 0;
        m_builder.add({.component = component,
                       .amount = grows ? each : each * m_use.units,
                       .driftPerYear = driftPerYear,
                       .first = 0,
                       .last = grows ? m_builder.horizon() : 0,
                       .series = m_bought,
                       .tax = TaxTreatment::Capital},
                      working);
    }
    /// What is paid for each machine every month.
    template <class Working>
    void perMachine(CostComponent component, double each, double driftPerYear, Working working) {
        m_builder.monthly(component, m_units < 0 ? each * m_use.units : each, driftPerYear, m_units,
                          working);
    }
    std::string count() const { return PlanBuilder::unitsText(m_use.unitsIn(1)); }
    /// "$4,699 x 2 x 8.0 %"
    std::string share(double part) const {
        return m_builder.amount(m_price) + count() + " x " + formatPercent(part, 1);
    }
    int boughtAt(int month) const {
        if (m_bought < 0) return month == 0 ? m_use.units : 0;
        return static_cast<int>(
            m_plan.series[static_cast<std::size_t>(m_bought)][static_cast<std::size_t>(month)]);
    }
    double priceAt(int month) const {
        const double drift = m_finance.hardwareDriftPerYear;
        return drift == 0.0 ? m_price : m_price * std::pow(1.0 + drift, month / 12.0);
    }

    void addPurchase() {
        perPurchase(CostComponent::Hardware, m_price, m_finance.hardwareDriftPerYear,
                    [&] { return m_builder.amount(m_price) + count(); });
        perPurchase(CostComponent::SalesTax, m_price * m_finance.salesTaxRate,
                    m_finance.hardwareDriftPerYear, [&] { return share(m_finance.salesTaxRate); });
    }

    /// What selling it today would bring, and its book value lives on.
    void addKept() {
        const double value = m_terms.kept->marketValue;
        m_builder.add({.component = CostComponent::MarketValue,
                       .amount = value * m_use.units,
                       .first = 0,
                       .last = 0},
                      [&] { return m_builder.amount(value) + count(); });
    }

    void addDelivery() {
        perPurchase(CostComponent::Shipping, m_finance.shippingPerMachine, 0.0,
                    [&] { return m_builder.amount(m_finance.shippingPerMachine) + count(); });
        perPurchase(CostComponent::Warranty, m_price * m_finance.warrantyShare,
                    m_finance.hardwareDriftPerYear, [&] { return share(m_finance.warrantyShare); });
        perPurchase(CostComponent::Spares, m_price * m_finance.sparesShare,
                    m_finance.hardwareDriftPerYear, [&] { return share(m_finance.sparesShare); });
        if (m_terms.site == Site::Premises) {
            m_builder.add({.component = CostComponent::SiteWork,
                           .amount = m_finance.siteWork,
                           .first = 0,
                           .last = 0,
                           .tax = TaxTreatment::Capital},
                          [&] { return m_builder.amount(m_finance.siteWork); });
        }
    }

    /// Level payments for each machine over the term, what the horizon leaves of them at its end,
    /// and the buyout where the horizon lies beyond the term.
    void addLease() {
        const Financing& lease = m_scenario.financing;
        const int horizon = m_builder.horizon();
        const int term = std::max(1, lease.leaseMonths);
        const double buyout = lease.leaseBuyoutShare;
        const double perDollar = finance::payment(lease.leaseRatePerYear / 12.0, term, 1.0, buyout);
        const auto size = static_cast<std::size_t>(horizon) + 1;
        std::vector<double> paid(size);
        std::vector<double> owed(size);
        std::vector<double> bought(size);
        for (int start = 0; start <= horizon; ++start) {
            const double price = priceAt(start) * boughtAt(start);
            if (price == 0.0) continue;
            const int end = start + term;
            for (int n = start + 1; n <= std::min(end, horizon); ++n) {
                paid[static_cast<std::size_t>(n)] += price * perDollar;
            }
            owed[size - 1] += price * perDollar * std::max(0, end - horizon);
            if (end < horizon) bought[static_cast<std::size_t>(end)] += price * buyout;
        }
        const double taxed = 1.0 + m_finance.salesTaxRate;
        const auto payments = [&] {
            return m_builder.amount(m_price) + count() + " at " +
                   formatPercent(lease.leaseRatePerYear, 1) + " over " + formatNumber(term) +
                   " months, " + formatPercent(buyout) +
                   " left: " + m_builder.amount(m_price * perDollar * m_use.unitsIn(1)) +
                   " a month";
        };
        addSchedule(CostComponent::Lease, std::move(paid), taxed, TaxTreatment::Deducted, payments);
        addSchedule(CostComponent::Commitment, std::move(owed), taxed, TaxTreatment::Deducted, [&] {
            return "payments of the lease beyond " + formatNumber(horizon) + " months";
        });
        addSchedule(CostComponent::Hardware, std::move(bought), taxed, TaxTreatment::Capital,
                    [&] { return "buyout, " + share(buyout); });
    }

    template <class Working>
    void addSchedule(CostComponent component, std::vector<double> amounts, double factor,
                     TaxTreatment tax, Working working) {
        const bool nothing =
            std::all_of(amounts.begin(), amounts.end(), [](double a) { return a == 0.0; });
        if (nothing) return;
        const int series = m_builder.addSeries(std::move(amounts));
        m_builder.add({.component = component,
                       .amount = factor,
                       .first = 0,
                       .last = m_builder.horizon(),
                       .series = series,
                       .tax = tax},
                      working);
    }

    void addEnergy() {
        if (!m_prices.tariff) return;
        const double price = *m_prices.tariff * m_finance.electricityPriceFactor;
        const double drift = m_finance.electricityDriftPerYear;
        const double pue = std::max(1.0, m_use.pue);
        int series = -1;
        if (!m_use.kilowattHoursByMonth.empty()) {
            std::vector<double> energy{0.0};
            for (int n = 1; n <= m_builder.horizon(); ++n) {
                energy.push_back(m_use.kilowattHoursIn(n) / pue);
            }
            series = m_builder.addSeries(std::move(energy));
        }
        const double machine = m_use.kilowattHoursIn(1) / pue;
        const double each = series < 0 ? machine : 1.0;
        const auto working = [&](double energy) {
            return formatNumber(energy, 1) + " kWh x " + m_builder.price(price) + "/kWh";
        };
        m_builder.monthly(CostComponent::Electricity, each * price, drift, series,
                          [&] { return working(machine); });
        m_builder.monthly(CostComponent::Cooling, each * (pue - 1.0) * price, drift, series, [&] {
            return working(machine * (pue - 1.0)) + ", PUE " + formatNumber(pue, 2);
        });
        m_builder.monthly(CostComponent::FineTuning, m_use.fineTuningKilowattHoursPerMonth * price,
                          drift, -1,
                          [&] { return working(m_use.fineTuningKilowattHoursPerMonth); });
    }

    void addColocation() {
        const Colocation& place = m_scenario.colocation;
        const double perKilowatt = place.pricePerKilowatt.value_or(0.0);
        const double inflation = m_finance.inflationPerYear;
        perMachine(CostComponent::Colocation, perKilowatt * m_prices.peakKilowatts, inflation, [&] {
            return formatNumber(m_prices.peakKilowatts, 2) + " kW x " +
                   m_builder.amount(perKilowatt) + "/kW" + count();
        });
        m_builder.monthly(CostComponent::Network, place.networkPerMonth, inflation, -1,
                          [&] { return m_builder.amount(place.networkPerMonth) + " a month"; });
    }

    void addUpkeep() {
        const double inflation = m_finance.inflationPerYear;
        perMachine(CostComponent::Maintenance, m_price * m_finance.maintenanceShare / 12.0,
                   inflation, [&] {
                       return m_builder.amount(m_price) + " x " +
                              formatPercent(m_finance.maintenanceShare, 1) + " / 12" + count();
                   });
        if (m_terms.site == Site::Premises) {
            m_builder.monthly(
                CostComponent::Network, m_finance.networkPerMonth, inflation, -1,
                [&] { return m_builder.amount(m_finance.networkPerMonth) + " a month"; });
        }
        perMachine(CostComponent::Software,
                   m_finance.softwarePerGpuYear * m_prices.accelerators / 12.0, inflation, [&] {
                       return m_builder.amount(m_finance.softwarePerGpuYear) + " x " +
                              formatNumber(m_prices.accelerators) + " / 12" + count();
                   });
        m_builder.addLabour(1.0, m_terms.kept == nullptr, m_use, m_units, m_bought);
    }

    void addResale() {
        const int horizon = m_builder.horizon();
        const double after36 = m_finance.residualShare;
        double value = 0.0;
        if (m_terms.kept != nullptr) {
            const double age = m_terms.kept->ageMonths;
            const double now = resaleShare(after36, age);
            if (now > 0.0) {
                value = m_terms.kept->marketValue * m_use.units *
                        resaleShare(after36, age + horizon) / now;
            }
        } else {
            const bool leased = m_terms.payment == Payment::Lease;
            for (int n = 0; n <= horizon; ++n) {
                const int units = boughtAt(n);
                // A lease that has not ended gives the machine back.
                if (units == 0 || (leased && n + m_scenario.financing.leaseMonths >= horizon)) {
                    continue;
                }
                value += units * priceAt(n) * resaleShare(after36, horizon - n);
            }
        }
        m_builder.add({.component = CostComponent::Resale,
                       .amount = -value,
                       .first = horizon,
                       .last = horizon,
                       .tax = TaxTreatment::Disposal},
                      [&] { return resaleWorking(after36, horizon); });
    }

    std::string resaleWorking(double after36, int horizon) const {
        if (m_terms.kept != nullptr) {
            return m_builder.amount(m_terms.kept->marketValue) + count() + " x " +
                   formatPercent(resaleShare(after36, m_terms.kept->ageMonths + horizon), 1) +
                   " / " + formatPercent(resaleShare(after36, m_terms.kept->ageMonths), 1);
        }
        return share(resaleShare(after36, horizon)) + " after " + formatNumber(horizon) +
               " months, contested";
    }

    void addLoan() {
        const Financing& loan = m_scenario.financing;
        m_plan.loan = {loan.loanShare, loan.loanRatePerYear / 12.0, loan.loanMonths};
    }

    const OptionPrices& m_prices;
    const Consumption& m_use;
    const Scenario& m_scenario;
    const Finance& m_finance;
    const OwnTerms& m_terms;
    CostPlan& m_plan;
    PlanBuilder m_builder;
    int m_units;
    int m_bought;
    double m_price;
};

}  // namespace

void planOwn(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
             const OwnTerms& terms, bool describe, CostPlan& plan) {
    OwnPlan(prices, use, scenario, terms, describe, plan).build();
}

}  // namespace headroom
