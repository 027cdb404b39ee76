// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/cost/finance.h"
#include "core/cost/machine_schedule.h"
#include "core/cost/option_plan.h"
#include "core/cost/plan_builder.h"
#include "core/cost/resale.h"
#include "core/cost/tax_terms.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr const char* kResidual = "{finance.residual_share}";
constexpr const char* kInflation = "{finance.inflation_per_year}";
const LineFactor kReceived{"Received, not paid", -1.0, "-1"};

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
    using Factors = std::vector<LineFactor>;

    /// What is paid for each machine when it comes; `factors` make `each`. All but shipping moves
    /// with the price of machines.
    template <class Working, class Each>
    void perPurchase(CostComponent component, double each, Working working, Each factors) {
        const bool grows = m_bought >= 0;
        const bool drifts = component != CostComponent::Shipping;
        m_builder.add({.component = component,
                       .amount = grows ? each : each * m_use.units,
                       .driftPerYear = drifts ? m_finance.hardwareDriftPerYear : 0.0,
                       .first = 0,
                       .last = grows ? m_builder.horizon() : 0,
                       .series = m_bought,
                       .tax = TaxTreatment::Capital},
                      working, [&] {
                          LineDetail made{factors(), drifts ? kHardwareDrift : ""};
                          if (!grows) made.factors.push_back(machines());
                          return made;
                      });
    }
    /// What is paid for each machine every month; it follows inflation.
    template <class Working, class Each>
    void perMachine(CostComponent component, double each, Working working, Each factors) {
        m_builder.monthly(component, m_units < 0 ? each * m_use.units : each,
                          m_finance.inflationPerYear, m_units, working, [&] {
                              LineDetail made{factors(), kInflation};
                              if (m_units < 0) made.factors.push_back(machines());
                              return made;
                          });
    }
    LineFactor machines() const { return {"Machines", double(m_use.units)}; }
    /// Price of a machine and what it is multiplied by.
    Factors priced(Factors further = {}) const {
        Factors factors{{"Price of a machine", m_prices.machine},
                        m_builder.input("finance.machine_price_factor")};
        factors.insert(factors.end(), further.begin(), further.end());
        return factors;
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
    /// Price of machines in `month` over today's.
    double driftAt(int month) const {
        const double drift = m_finance.hardwareDriftPerYear;
        return drift == 0.0 ? 1.0 : std::pow(1.0 + drift, month / 12.0);
    }

    void addPurchase() {
        perPurchase(
            CostComponent::Hardware, m_price, [&] { return m_builder.amount(m_price) + count(); },
            [&] { return priced(); });
        addShare(CostComponent::SalesTax, m_finance.salesTaxRate, "finance.sales_tax_rate");
    }
    /// A share of the price, paid with it.
    void addShare(CostComponent component, double part, std::string_view fieldId) {
        perPurchase(
            component, m_price * part, [&] { return share(part); },
            [&] { return priced({m_builder.input(fieldId)}); });
    }

    /// What selling it today would bring, and its book value lives on.
    void addKept() {
        const double value = m_terms.kept->marketValue;
        m_builder.add(
            {.component = CostComponent::MarketValue,
             .amount = value * m_use.units,
             .first = 0,
             .last = 0},
            [&] { return m_builder.amount(value) + count(); },
            [&] { return LineDetail{marketValue()}; });
    }
    /// Of the machines kept: as typed in, else as the resale curve gives it.
    Factors marketValue() const {
        const Kept& kept = *m_terms.kept;
        const LineFactor typed = m_builder.input("existing.market_value");
        const double now = resaleShare(m_finance.residualShare, kept.ageMonths);
        if (m_scenario.existing.marketValue) return {typed, machines()};
        if (now <= 0.0) return {{"Market value", kept.marketValue}, machines()};
        return {
            {"Price of a machine", kept.marketValue / now / m_finance.machinePriceFactor},
            m_builder.input("finance.machine_price_factor"),
            {"Share of it left at this age", now, resaleShareFormula(kResidual, kept.ageMonths)},
            machines()};
    }

    void addDelivery() {
        perPurchase(
            CostComponent::Shipping, m_finance.shippingPerMachine,
            [&] { return m_builder.amount(m_finance.shippingPerMachine) + count(); },
            [&] { return Factors{m_builder.input("finance.shipping_per_machine")}; });
        addShare(CostComponent::Warranty, m_finance.warrantyShare, "finance.warranty_share");
        addShare(CostComponent::Spares, m_finance.sparesShare, "finance.spares_share");
        if (m_terms.site == Site::Premises) {
            m_builder.add(
                {.component = CostComponent::SiteWork,
                 .amount = m_finance.siteWork,
                 .first = 0,
                 .last = 0,
                 .tax = TaxTreatment::Capital},
                [&] { return m_builder.amount(m_finance.siteWork); },
                [&] { return LineDetail{{m_builder.input("finance.site_work")}}; });
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
        LeaseSchedules due(horizon, m_plan.detailed);
        for (int start = 0; start <= horizon; ++start) {
            if (const int units = boughtAt(start); units > 0) {
                due.add(units, driftAt(start), start, term);
            }
        }
        const double taxed = 1.0 + m_finance.salesTaxRate;
        const LineFactor level{"Payment a month on a price of 1", perDollar,
                               "-PMT({finance.lease_rate_per_year}/12," + shortestText(term) +
                                   ",1,-{finance.lease_buyout_share})"};
        const auto payments = [&] {
            return m_builder.amount(m_price) + count() + " at " +
                   formatPercent(lease.leaseRatePerYear, 1) + " over " + formatNumber(term) +
                   " months, " + formatPercent(buyout) +
                   " left: " + m_builder.amount(m_price * perDollar * m_use.unitsIn(1)) +
                   " a month";
        };
        const double payment = m_price * perDollar * taxed;
        addSchedule({.component = CostComponent::Lease, .amount = payment}, std::move(due.paid),
                    level, payments);
        addSchedule(
            {.component = CostComponent::Commitment, .amount = payment}, std::move(due.owed), level,
            [&] { return "payments of the lease beyond " + formatNumber(horizon) + " months"; });
        addSchedule({.component = CostComponent::Hardware,
                     .amount = m_price * buyout * taxed,
                     .tax = TaxTreatment::Capital},
                    std::move(due.bought), m_builder.input("finance.lease_buyout_share"),
                    [&] { return "buyout, " + share(buyout); });
    }

    /// A line whose amount is `part` of the price, tax on it included, for every machine of the
    /// schedule.
    template <class Working>
    void addSchedule(PlanLine line, MachineSchedule schedule, const LineFactor& part,
                     Working working) {
        if (schedule.isNothing()) return;
        line.first = 0;
        line.last = m_builder.horizon();
        line.series = m_builder.addSeries(std::move(schedule.values));
        m_builder.add(line, working, [&] {
            return LineDetail{priced({part,
                                      {"1 + sales tax", 1.0 + m_finance.salesTaxRate,
                                       "1+{finance.sales_tax_rate}"}}),
                              {},
                              std::move(schedule.formulas)};
        });
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
        const std::string room = m_terms.site == Site::Colocation
                                     ? "MAX(1,{finance.colocation_pue})"
                                     : "MAX(1,{place.pue})";
        m_builder.monthly(
            CostComponent::Electricity, each * price, drift, series,
            [&] { return working(machine); }, [&] { return energyDetail(each, {}); });
        m_builder.monthly(
            CostComponent::Cooling, each * (pue - 1.0) * price, drift, series,
            [&] { return working(machine * (pue - 1.0)) + ", PUE " + formatNumber(pue, 2); },
            [&] {
                return energyDetail(each, {{"PUE - 1", pue - 1.0, room + "-1"}});
            });
        const double tuning = m_use.fineTuningKilowattHoursPerMonth;
        m_builder.monthly(
            CostComponent::FineTuning, tuning * price, drift, -1, [&] { return working(tuning); },
            [&] {
                return energyDetail(tuning / pue, {{"PUE", pue, room}});
            });
    }
    LineDetail energyDetail(double kilowattHours, Factors further) const {
        LineFactor tariff{"Electricity price per kWh", *m_prices.tariff};
        if (m_scenario.place.electricityPriceOverride) {
            tariff = m_builder.input("place.electricity_price_per_kwh");
        }
        further.insert(further.begin(), {{"kWh a month without cooling", kilowattHours},
                                         std::move(tariff),
                                         m_builder.input("finance.electricity_price_factor")});
        return {std::move(further), "{finance.electricity_drift_per_year}"};
    }

    void addColocation() {
        const Colocation& place = m_scenario.colocation;
        const double perKilowatt = place.pricePerKilowatt.value_or(0.0);
        perMachine(
            CostComponent::Colocation, perKilowatt * m_prices.peakKilowatts,
            [&] {
                return formatNumber(m_prices.peakKilowatts, 2) + " kW x " +
                       m_builder.amount(perKilowatt) + "/kW" + count();
            },
            [&] {
                return Factors{{"Peak power of a machine, kW", m_prices.peakKilowatts},
                               m_builder.input("finance.colocation_per_kilowatt")};
            });
        addNetwork(place.networkPerMonth, "finance.colocation_network_per_month");
    }
    void addNetwork(double perMonth, std::string_view fieldId) {
        m_builder.monthly(
            CostComponent::Network, perMonth, m_finance.inflationPerYear, -1,
            [&] { return m_builder.amount(perMonth) + " a month"; },
            [&] {
                return LineDetail{{m_builder.input(fieldId)}, kInflation};
            });
    }

    void addUpkeep() {
        const LineFactor monthly{"A month's part of a year", 1.0 / 12.0, "1/12"};
        perMachine(
            CostComponent::Maintenance, m_price * m_finance.maintenanceShare / 12.0,
            [&] {
                return m_builder.amount(m_price) + " x " +
                       formatPercent(m_finance.maintenanceShare, 1) + " / 12" + count();
            },
            [&] {
                return priced({m_builder.input("finance.maintenance_share"), monthly});
            });
        if (m_terms.site == Site::Premises) {
            addNetwork(m_finance.networkPerMonth, "finance.network_per_month");
        }
        perMachine(
            CostComponent::Software, m_finance.softwarePerGpuYear * m_prices.accelerators / 12.0,
            [&] {
                return m_builder.amount(m_finance.softwarePerGpuYear) + " x " +
                       formatNumber(m_prices.accelerators) + " / 12" + count();
            },
            [&] {
                return Factors{m_builder.input("finance.software_per_gpu_year"),
                               {"Accelerators of a machine", double(m_prices.accelerators)},
                               monthly};
            });
        m_builder.addLabour(1.0, m_terms.kept == nullptr, m_use, m_units, m_bought);
    }

    void addResale() {
        const int horizon = m_builder.horizon();
        const double after36 = m_finance.residualShare;
        PlanLine line{.component = CostComponent::Resale,
                      .first = horizon,
                      .last = horizon,
                      .tax = TaxTreatment::Disposal};
        const auto working = [&] { return resaleWorking(after36, horizon); };
        LineFactor left{"Share of it left at the end"};
        if (m_terms.kept != nullptr) {
            const double age = m_terms.kept->ageMonths;
            const double now = resaleShare(after36, age);
            if (now > 0.0) left.value = resaleShare(after36, age + horizon) / now;
            line.amount = -m_terms.kept->marketValue * m_use.units * left.value;
            m_builder.add(line, working, [&] {
                left.formula = resaleShareFormula(kResidual, age, horizon);
                Factors factors = marketValue();
                factors.insert(factors.end(), {left, kReceived});
                return LineDetail{std::move(factors)};
            });
            return;
        }
        left.label = "Machines, at the share of today's price left at the end";
        const bool leased = m_terms.payment == Payment::Lease;
        for (int n = 0; n <= horizon; ++n) {
            const int units = boughtAt(n);
            // A lease that has not ended gives the machine back.
            if (units == 0 || (leased && n + m_scenario.financing.leaseMonths >= horizon)) continue;
            left.value += units * driftAt(n) * resaleShare(after36, horizon - n);
            if (m_plan.detailed) {
                left.formula += (left.formula.empty() ? "" : "+") + driftedUnits(units, n) + "*(" +
                                resaleShareFormula(kResidual, horizon - n) + ')';
            }
        }
        line.amount = -m_price * left.value;
        m_builder.add(line, working, [&] { return LineDetail{priced({left, kReceived})}; });
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
