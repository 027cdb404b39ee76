// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/cash_flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/cost/finance.h"
#include "core/units/format.h"

namespace headroom {
namespace {

bool isCapital(CostComponent component) {
    switch (component) {
        case CostComponent::Hardware:
        case CostComponent::SalesTax:
        case CostComponent::Shipping:
        case CostComponent::Warranty:
        case CostComponent::Spares:
        case CostComponent::SiteWork:
            return true;
        default:
            return false;
    }
}

/// What a month costs to run: no purchases, no sale, no lump sums at the ends.
bool isRunning(CostComponent component) {
    switch (component) {
        case CostComponent::Resale:
        case CostComponent::Commitment:
        case CostComponent::MarketValue:
        case CostComponent::Setup:
        case CostComponent::LoanProceeds:
        case CostComponent::IncomeTax:
            return false;
        default:
            return !isCapital(component);
    }
}

/// `sum += flow` without a call, a hundred thousand times in an evaluation: amounts that are far
/// from saturating need no care.
void add(Money& sum, const Money& flow) {
    constexpr std::int64_t kFar = 4'000'000'000'000'000'000;
    const bool plain = sum.currency == flow.currency && sum.minor < kFar && sum.minor > -kFar &&
                       flow.minor < kFar && flow.minor > -kFar;
    if (plain) {
        sum.minor += flow.minor;
    } else {
        sum += flow;
    }
}

std::vector<double> runningSum(const std::vector<double>& flows) {
    std::vector<double> sums(flows.size());
    std::partial_sum(flows.begin(), flows.end(), sums.begin());
    return sums;
}

/// Monthly amounts in major units; `skipResale` leaves the sale at the end out.
std::vector<double> monthlyFlows(const CashFlow& cash, bool skipResale) {
    std::vector<Money> sums(static_cast<std::size_t>(cash.horizonMonths) + 1,
                            Money{0, cash.currency});
    for (const CashLine& line : cash.lines) {
        if (skipResale && line.component == CostComponent::Resale) continue;
        for (std::size_t n = 0; n < line.months.size(); ++n) add(sums[n], line.months[n]);
    }
    std::vector<double> flows;
    flows.reserve(sums.size());
    const double scale = cash.currency.minorScale();
    for (const Money& sum : sums) flows.push_back(static_cast<double>(sum.minor) / scale);
    return flows;
}

std::vector<double> discounted(std::vector<double> flows, double ratePerYear) {
    const double growth = 1.0 + finance::monthlyRate(ratePerYear);
    double factor = 1.0;
    for (double& flow : flows) {
        flow /= factor;
        factor *= growth;
    }
    return flows;
}

/// `money` of an amount, with the scale of the currency found once for all months.
std::int64_t minorUnits(double amount, double scale, Currency currency) {
    constexpr double kExact = 1e15;  // below it a double holds halves
    const double minor = amount * scale;
    if (!(minor > -kExact && minor < kExact)) return money(amount, currency).minor;
    const auto whole = static_cast<std::int64_t>(minor);
    const double rest = minor - static_cast<double>(whole);
    return rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole;
}

/// Of two saturated amounts: only the largest leave 64 bits.
std::int64_t difference(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t kHalf = 4'000'000'000'000'000'000;
    const bool small = a < kHalf && a > -kHalf && b < kHalf && b > -kHalf;
    return small ? a - b : (Money{a} - Money{b}).minor;
}

/// The plan's own working, or that of a row which `spread` adds.
std::string workingOf(const CostPlan& plan, std::size_t row) {
    if (plan.workings.empty()) return {};  // nobody reads them
    if (row < plan.workings.size()) return plan.workings[row];
    if (row < plan.lines.size()) return {};
    const bool tax = plan.loan.share <= 0.0 || row >= plan.lines.size() + 3;
    if (tax)
        return formatPercent(plan.tax.rate, 1) + " of what is deducted, at the end of each year";
    return formatPercent(plan.loan.share) + " of the purchase over " +
           formatNumber(plan.loan.periods) + " months at " +
           formatPercent(plan.loan.ratePerPeriod, 3) + " a month";
}

double presentValueOf(const CashFlow& cash, double monthlyRate, bool priced) {
    double sum = 0.0;
    for (const CashLine& line : cash.lines) {
        if (isPricedByOthers(line.component) != priced) continue;
        std::vector<double> flows;
        for (const Money& flow : line.months) flows.push_back(flow.amount());
        sum += finance::npv(monthlyRate, flows);
    }
    return sum;
}

}  // namespace

bool isPricedByOthers(CostComponent component) {
    switch (component) {
        case CostComponent::Rent:
        case CostComponent::Support:
        case CostComponent::Commitment:
        case CostComponent::ApiInput:
        case CostComponent::ApiCachedInput:
        case CostComponent::ApiOutput:
            return true;
        default:
            return false;
    }
}

std::span<const CostComponent> allComponents() {
    static const std::vector<CostComponent> all = [] {
        std::vector<CostComponent> components;
        for (int i = 0; i <= static_cast<int>(CostComponent::IncomeTax); ++i) {
            components.push_back(static_cast<CostComponent>(i));
        }
        return components;
    }();
    return all;
}

std::string_view costComponentLabel(CostComponent component) {
    switch (component) {
        case CostComponent::Hardware:
            return "Hardware";
        case CostComponent::SalesTax:
            return "Sales tax";
        case CostComponent::Shipping:
            return "Shipping";
        case CostComponent::SiteWork:
            return "Site work";
        case CostComponent::Spares:
            return "Spare parts";
        case CostComponent::Warranty:
            return "Extended warranty";
        case CostComponent::Setup:
            return "Set-up";
        case CostComponent::MarketValue:
            return "Market value kept";
        case CostComponent::Maintenance:
            return "Maintenance";
        case CostComponent::Electricity:
            return "Electricity";
        case CostComponent::Cooling:
            return "Cooling";
        case CostComponent::Colocation:
            return "Colocation";
        case CostComponent::Lease:
            return "Lease";
        case CostComponent::Rent:
            return "GPU rent";
        case CostComponent::Support:
            return "Provider support";
        case CostComponent::ApiInput:
            return "Hosted API, input tokens";
        case CostComponent::ApiCachedInput:
            return "Hosted API, cached input tokens";
        case CostComponent::ApiOutput:
            return "Hosted API, output tokens";
        case CostComponent::FineTuning:
            return "Fine-tuning";
        case CostComponent::Network:
            return "Network";
        case CostComponent::Storage:
            return "Storage";
        case CostComponent::Egress:
            return "Data sent out";
        case CostComponent::Software:
            return "Software licences";
        case CostComponent::Admin:
            return "Administration";
        case CostComponent::Resale:
            return "Resale";
        case CostComponent::Commitment:
            return "Rest of the commitment";
        case CostComponent::LoanProceeds:
            return "Loan received";
        case CostComponent::LoanInterest:
            return "Loan interest";
        case CostComponent::LoanPrincipal:
            return "Loan repaid";
        case CostComponent::IncomeTax:
            return "Income tax saved";
    }
    return "";
}

Money CashLine::total() const {
    Money sum{0, months.empty() ? Currency{} : months.front().currency};
    for (const Money& flow : months) add(sum, flow);
    return sum;
}

Money CashFlow::total() const {
    Money sum{0, currency};
    for (const CashLine& line : lines) {
        for (const Money& flow : line.months) add(sum, flow);
    }
    return sum;
}

Money CashFlow::upfront() const {
    return month(0);
}

Money CashFlow::month(int index) const {
    Money sum{0, currency};
    for (const CashLine& line : lines) {
        const auto n = static_cast<std::size_t>(index);
        if (index >= 0 && n < line.months.size()) sum += line.months[n];
    }
    return sum;
}

std::vector<double> CashFlow::cumulative() const {
    return runningSum(monthlyFlows(*this, false));
}

std::vector<double> CashFlow::cumulativeWithoutResale() const {
    return runningSum(monthlyFlows(*this, true));
}

Money CashFlow::presentValue(double ratePerYear) const {
    const std::vector<double> flows = monthlyFlows(*this, false);
    return money(finance::npv(finance::monthlyRate(ratePerYear), flows), currency);
}

std::vector<double> CashFlow::cumulativePresentValue(double ratePerYear) const {
    return runningSum(discounted(monthlyFlows(*this, false), ratePerYear));
}

Money CashFlow::of(CostComponent component) const {
    Money sum{0, currency};
    for (const CashLine& line : lines) {
        if (line.component == component) sum += line.total();
    }
    return sum;
}

Money CashFlow::capital() const {
    Money sum{0, currency};
    for (const CashLine& line : lines) {
        if (isCapital(line.component) && !line.months.empty()) sum += line.months.front();
    }
    return sum;
}

Money CashFlow::runningPeak() const {
    Money peak{0, currency};
    for (int n = 1; n <= horizonMonths; ++n) {
        Money sum{0, currency};
        for (const CashLine& line : lines) {
            if (isRunning(line.component)) add(sum, line.months[static_cast<std::size_t>(n)]);
        }
        if (peak < sum) peak = sum;
    }
    return peak;
}

CashFlow cashFlowOf(const CostPlan& plan, Currency currency) {
    PlanFlows flows;
    spread(plan, flows);
    CashFlow cash;
    cash.currency = currency;
    cash.horizonMonths = plan.periods;
    const double scale = currency.minorScale();
    for (std::size_t row = 0; row < flows.rows(); ++row) {
        CashLine line{flows.component(row), workingOf(plan, row), {}};
        line.months.reserve(flows.row(row).size());
        double exact = 0.0;
        std::int64_t booked = 0;
        bool any = false;
        for (const double cost : flows.row(row)) {
            exact += cost;
            const std::int64_t due = cost == 0.0 ? booked : minorUnits(exact, scale, currency);
            line.months.push_back({difference(due, booked), currency});
            any = any || due != booked;
            booked = due;
        }
        if (any) cash.lines.push_back(std::move(line));
    }
    return cash;
}

CashFlow chained(const CashFlow& first, const CashFlow& then) {
    if (first.currency != then.currency) {
        throw std::logic_error("a chain of cash flows in different currencies");
    }
    CashFlow chain;
    chain.currency = first.currency;
    chain.horizonMonths = first.horizonMonths + then.horizonMonths;
    const Money nothing{0, chain.currency};
    for (const CashLine& line : first.lines) {
        chain.lines.push_back(line);
        chain.lines.back().months.resize(static_cast<std::size_t>(chain.horizonMonths) + 1,
                                         nothing);
    }
    for (const CashLine& line : then.lines) {
        CashLine later{line.component, line.working, {}};
        later.months.assign(static_cast<std::size_t>(first.horizonMonths), nothing);
        later.months.insert(later.months.end(), line.months.begin(), line.months.end());
        chain.lines.push_back(std::move(later));
    }
    return chain;
}

namespace {

CashFlow described(const CostPlan& plan, const Scenario& scenario) {
    return cashFlowOf(plan, scenario.finance.currency);
}

}  // namespace

CashFlow ownCashFlow(const Machine& machine, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog, const OwnTerms& terms) {
    const OptionPrices prices = machinePrices(machine, scenario, catalog);
    if (!prices.tariff) throw std::out_of_range("no electricity price");
    CostPlan plan;
    planOwn(prices, use, scenario, terms, true, plan);
    return described(plan, scenario);
}

CashFlow rentCashFlow(const CloudOffer& offer, RentTier tier, const Consumption& use,
                      const Scenario& scenario, const Catalog& catalog) {
    CostPlan plan;
    planRent(rentPrices(offer, tier, scenario, catalog), tier, use, scenario, true, plan);
    return described(plan, scenario);
}

CashFlow apiCashFlow(const ApiOffer& offer, const Consumption& use, const Scenario& scenario,
                     const Catalog& catalog) {
    CostPlan plan;
    planApi(apiPrices(offer, scenario, catalog), use, scenario, true, plan);
    return described(plan, scenario);
}

BreakEven breakEven(std::span<const double> a, std::span<const double> b) {
    const std::size_t count = std::min(a.size(), b.size());
    // The last month at which the candidate has not yet cost less decides: it must stay ahead.
    std::size_t last = count;
    for (std::size_t n = 0; n < count; ++n) {
        if (a[n] - b[n] >= 0.0) last = n;
    }
    if (last == count) return {BreakEven::Kind::Always, 0.0};
    if (last + 1 == count) return {BreakEven::Kind::Never, 0.0};
    const double before = a[last] - b[last];
    const double after = a[last + 1] - b[last + 1];
    const double crossing = static_cast<double>(last) + before / (before - after);
    if (crossing == 0.0) return {BreakEven::Kind::Always, 0.0};
    return {BreakEven::Kind::AtMonth, crossing};
}

BreakEven breakEven(const CashFlow& candidate, const CashFlow& reference,
                    double discountRatePerYear) {
    if (candidate.currency != reference.currency) {
        throw std::logic_error("break-even of cash flows in different currencies");
    }
    const auto summed = [&](const CashFlow& cash) {
        return runningSum(discounted(monthlyFlows(cash, true), discountRatePerYear));
    };
    return breakEven(std::span<const double>(summed(candidate)), summed(reference));
}

std::optional<double> breakEvenPriceFactor(const CashFlow& priced, const CashFlow& target,
                                           double discountRatePerYear) {
    if (priced.currency != target.currency) {
        throw std::logic_error("break-even price of cash flows in different currencies");
    }
    const double rate = finance::monthlyRate(discountRatePerYear);
    const double scalable = presentValueOf(priced, rate, true);
    const double fixed = presentValueOf(priced, rate, false);
    const double goal = finance::npv(rate, monthlyFlows(target, false));
    if (scalable <= 0.0) return std::nullopt;
    const double factor = (goal - fixed) / scalable;
    if (factor < 0.0) return std::nullopt;
    return factor;
}

}  // namespace headroom
