// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/cash_flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/cost/finance.h"

namespace headroom {
namespace {

bool isPurchase(CostComponent component) {
    return component == CostComponent::Hardware || component == CostComponent::SalesTax;
}

bool isRunning(CostComponent component) {
    return !isPurchase(component) && component != CostComponent::Resale &&
           component != CostComponent::Commitment;
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
        for (std::size_t n = 0; n < line.months.size(); ++n) sums[n] += line.months[n];
    }
    std::vector<double> flows;
    flows.reserve(sums.size());
    for (const Money& sum : sums) flows.push_back(sum.amount());
    return flows;
}

double presentValueOf(const CashFlow& cash, double monthlyRate, bool priced) {
    double sum = 0.0;
    for (const CashLine& line : cash.lines) {
        const bool isPriced = line.component == CostComponent::Rent ||
                              line.component == CostComponent::Commitment ||
                              line.component == CostComponent::ApiInput ||
                              line.component == CostComponent::ApiCachedInput ||
                              line.component == CostComponent::ApiOutput;
        if (isPriced != priced) continue;
        std::vector<double> flows;
        for (const Money& flow : line.months) flows.push_back(flow.amount());
        sum += finance::npv(monthlyRate, flows);
    }
    return sum;
}

}  // namespace

std::string_view costComponentLabel(CostComponent component) {
    switch (component) {
        case CostComponent::Hardware:
            return "Hardware";
        case CostComponent::SalesTax:
            return "Sales tax";
        case CostComponent::Maintenance:
            return "Maintenance";
        case CostComponent::Electricity:
            return "Electricity";
        case CostComponent::Colocation:
            return "Colocation";
        case CostComponent::Rent:
            return "GPU rent";
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
        case CostComponent::Admin:
            return "Administration";
        case CostComponent::Resale:
            return "Resale";
        case CostComponent::Commitment:
            return "Rest of the commitment";
    }
    return "";
}

Money CashLine::total() const {
    Money sum{0, months.empty() ? Currency{} : months.front().currency};
    for (const Money& flow : months) sum += flow;
    return sum;
}

Money CashFlow::total() const {
    Money sum{0, currency};
    for (const CashLine& line : lines) sum += line.total();
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
    std::vector<double> flows = monthlyFlows(*this, false);
    const double growth = 1.0 + finance::monthlyRate(ratePerYear);
    double factor = 1.0;
    for (double& flow : flows) {
        flow /= factor;
        factor *= growth;
    }
    return runningSum(flows);
}

Money CashFlow::of(CostComponent component) const {
    Money sum{0, currency};
    for (const CashLine& line : lines) {
        if (line.component == component) sum += line.total();
    }
    return sum;
}

Money CashFlow::capital() const {
    return of(CostComponent::Hardware) + of(CostComponent::SalesTax);
}

Money CashFlow::runningPeak() const {
    Money peak{0, currency};
    for (int n = 1; n <= horizonMonths; ++n) {
        Money sum{0, currency};
        for (const CashLine& line : lines) {
            if (isRunning(line.component)) sum += line.months[static_cast<std::size_t>(n)];
        }
        if (peak < sum) peak = sum;
    }
    return peak;
}

BreakEven breakEven(const CashFlow& candidate, const CashFlow& reference) {
    if (candidate.currency != reference.currency) {
        throw std::logic_error("break-even of cash flows in different currencies");
    }
    const std::vector<double> a = candidate.cumulativeWithoutResale();
    const std::vector<double> b = reference.cumulativeWithoutResale();
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
