// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/internal_rate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "core/cost/finance_checks.h"

namespace headroom::finance {

namespace {

/// At a turning point a sum below this share of its terms' magnitudes counts as zero: rounding
/// leaves some 1e-15 per term.
constexpr double kZero = 1e-13;

/// One term c e^(-t u) of the present value, with u = log(1 + rate). Logarithms keep sums of very
/// large and very small flows over long times within range.
struct Term {
    int sign{};
    double logSize{};
    int time{};
};
using Terms = std::vector<Term>;

/// Sign of the sum at u; 0 when it is at most `zero` times the sum of the terms' magnitudes.
int signAt(const Terms& terms, double u, double zero) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const Term& term : terms) largest = std::max(largest, term.logSize - term.time * u);
    double sum = 0.0;
    double size = 0.0;
    for (const Term& term : terms) {
        const double part = std::exp(term.logSize - term.time * u - largest);
        sum += term.sign * part;
        size += part;
    }
    if (std::abs(sum) <= zero * size) return 0;
    return sum > 0.0 ? 1 : -1;
}

/// Index of the first term whose sign differs from the one before; the size when there is none.
std::size_t firstChange(const Terms& terms) {
    for (std::size_t i = 1; i < terms.size(); ++i) {
        if (terms[i].sign != terms[i - 1].sign) return i;
    }
    return terms.size();
}

/// Beyond |u| = bound the first or the last term outweighs all others (Cauchy's bound).
double rootBound(const Terms& terms) {
    double largest = terms.front().logSize;
    for (const Term& term : terms) largest = std::max(largest, term.logSize);
    const double ends = std::min(terms.front().logSize, terms.back().logSize);
    return largest - ends + std::log(2.0);
}

/// The sum times e^(s u), differentiated: each term is multiplied by (s - t). With s between the
/// times of a change of sign, that change disappears and no other appears.
Terms derivative(const Terms& terms, std::size_t change) {
    const double pivot = 0.5 * (terms[change - 1].time + terms[change].time);
    Terms result = terms;
    for (Term& term : result) {
        const double factor = pivot - term.time;
        if (factor < 0.0) term.sign = -term.sign;
        term.logSize += std::log(std::abs(factor));
    }
    return result;
}

double bisect(const Terms& terms, double low, double high, int signLow) {
    for (int i = 0; i < 2000; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        const int sign = signAt(terms, middle, 0.0);
        if (sign == 0) return middle;
        (sign == signLow ? low : high) = middle;
        if (high - low <= 1e-17) break;
    }
    return 0.5 * (low + high);
}

/// log(size / largest), also where the quotient underflows.
double logRatio(double size, double largest) {
    const double ratio = size / largest;
    return ratio >= std::numeric_limits<double>::min() ? std::log(ratio)
                                                       : std::log(size) - std::log(largest);
}

/// Roots in u, rising.
std::vector<double> roots(const Terms& terms) {
    const std::size_t change = firstChange(terms);
    if (change == terms.size()) return {};
    const double bound = rootBound(terms);
    std::vector<double> edges{-bound};
    for (const double turn : roots(derivative(terms, change))) {
        if (turn > edges.back() && turn < bound) edges.push_back(turn);
    }
    edges.push_back(bound);

    std::vector<double> found;
    int signLow = terms.back().sign;  // at the lower bound the latest flow decides
    for (std::size_t i = 1; i < edges.size(); ++i) {
        const bool last = i + 1 == edges.size();
        const int signHigh = last ? terms.front().sign : signAt(terms, edges[i], kZero);
        if (signLow * signHigh < 0) {
            found.push_back(bisect(terms, edges[i - 1], edges[i], signLow));
        } else if (signHigh == 0 && signLow != 0) {
            // Between two distinct touching roots there is a turning point away from zero.
            found.push_back(edges[i]);
        }
        signLow = signHigh;
    }
    return found;
}

}  // namespace

std::vector<double> internalRates(std::span<const double> flows) {
    double largest = 0.0;
    for (std::size_t t = 0; t < flows.size(); ++t) {
        if (!std::isfinite(flows[t])) {
            throw std::invalid_argument("Flow " + std::to_string(t) +
                                        " of the internal rate of return is not a number. Leave "
                                        "out options whose price is unknown.");
        }
        largest = std::max(largest, std::abs(flows[t]));
    }
    Terms terms;
    for (std::size_t t = 0; t < flows.size(); ++t) {
        if (flows[t] == 0.0) continue;
        terms.push_back(
            {flows[t] > 0.0 ? 1 : -1, logRatio(std::abs(flows[t]), largest), static_cast<int>(t)});
    }
    std::vector<double> rates;
    for (const double u : roots(terms)) {
        const double r = std::expm1(u);
        if (std::isfinite(r) && r > -1.0) rates.push_back(r);
    }
    return rates;
}

std::optional<double> internalRate(std::span<const double> flows) {
    std::optional<double> nearest;
    for (const double r : internalRates(flows)) {
        if (!nearest || std::abs(r) <= std::abs(*nearest)) nearest = r;
    }
    return nearest;
}

std::optional<double> modifiedInternalRate(std::span<const double> flows, double financeRate,
                                           double reinvestmentRate) {
    requireRate("The finance rate", financeRate);
    requireRate("The reinvestment rate", reinvestmentRate);
    std::vector<double> inflows;
    std::vector<double> outflows;
    for (const double flow : flows) {
        inflows.push_back(std::max(flow, 0.0));
        outflows.push_back(std::min(flow, 0.0));
    }
    const double received = npv(reinvestmentRate, inflows);
    const double spent = -npv(financeRate, outflows);
    if (!(received > 0.0) || !(spent > 0.0) || flows.size() < 2) return std::nullopt;
    const double periods = static_cast<double>(flows.size() - 1);
    return std::pow(received / spent, 1.0 / periods) * (1.0 + reinvestmentRate) - 1.0;
}

std::optional<double> rate(int periods, double payment, double principal, double balloon,
                           PaymentTiming timing) {
    requirePeriods("The number of periods of the loan", periods);
    std::vector<double> flows(static_cast<std::size_t>(periods) + 1, -payment);
    if (timing == PaymentTiming::End) {
        flows.front() = principal;
        flows.back() -= balloon;
    } else {
        flows.front() += principal;
        flows.back() = -balloon;
    }
    return internalRate(flows);
}

}  // namespace headroom::finance
