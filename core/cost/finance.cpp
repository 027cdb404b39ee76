// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/finance.h"

#include <cmath>
#include <stdexcept>
#include <string>

#include "core/cost/finance_checks.h"

namespace headroom::finance {

namespace {

/// (1+r)^n.
double growth(double rate, double periods) {
    return std::exp(periods * std::log1p(rate));
}

/// ((1+r)^n - 1) / r: what n payments of 1 at the end of each period grow to. Through expm1 and
/// log1p, so that it runs into n as the rate runs into 0 instead of losing its digits.
double annuityGrowth(double rate, double periods) {
    if (rate == 0.0) return periods;
    return std::expm1(periods * std::log1p(rate)) / rate;
}

/// A payment at the beginning of a period earns one period more than one at its end.
double timingFactor(double rate, PaymentTiming timing) {
    return timing == PaymentTiming::Beginning ? 1.0 + rate : 1.0;
}

void requirePayment(const Loan& loan, int number, int lowest) {
    if (number >= lowest && number <= loan.periods) return;
    throw std::invalid_argument(
        "Payment " + std::to_string(number) + " of a loan with " + std::to_string(loan.periods) +
        " payments does not exist. Ask for a number from " + std::to_string(lowest) + " to " +
        std::to_string(loan.periods) + ".");
}

}  // namespace

double monthlyRate(double effectiveAnnualRate) {
    requireRate("The annual rate", effectiveAnnualRate);
    return std::expm1(std::log1p(effectiveAnnualRate) / 12.0);
}

double effectiveRate(double quotedAnnualRate, int periodsPerYear) {
    requirePeriods("The number of compounding periods a year", periodsPerYear);
    const double perPeriod = quotedAnnualRate / periodsPerYear;
    requireRate("The rate per compounding period", perPeriod);
    return std::expm1(periodsPerYear * std::log1p(perPeriod));
}

double quotedRate(double effectiveAnnualRate, int periodsPerYear) {
    requirePeriods("The number of compounding periods a year", periodsPerYear);
    requireRate("The effective annual rate", effectiveAnnualRate);
    return periodsPerYear * std::expm1(std::log1p(effectiveAnnualRate) / periodsPerYear);
}

double nominalRate(double realRate, double inflation) {
    return realRate + inflation + realRate * inflation;
}

double realRate(double nominalRate, double inflation) {
    requireRate("Inflation", inflation);
    return (nominalRate - inflation) / (1.0 + inflation);
}

double combinedTaxRate(double federal, double state) {
    requireShare("The federal tax rate", federal);
    requireShare("The state tax rate", state);
    return state + federal * (1.0 - state);
}

double npv(double ratePerPeriod, std::span<const double> flows) {
    double sum = 0.0;
    double factor = 1.0;
    for (const double flow : flows) {
        sum += flow / factor;
        factor *= 1.0 + ratePerPeriod;
    }
    return sum;
}

double npvExcel(double ratePerPeriod, std::span<const double> flows) {
    return npv(ratePerPeriod, flows) / (1.0 + ratePerPeriod);
}

double payment(double ratePerPeriod, int periods, double principal, double balloon,
               PaymentTiming timing) {
    return payment(Loan{ratePerPeriod, periods, principal, balloon, timing});
}

double payment(const Loan& loan) {
    const double rate = loan.ratePerPeriod;
    requireRate("The rate per period", rate);
    requirePeriods("The number of periods of the loan", loan.periods);
    const double owedAtEnd = loan.principal * growth(rate, loan.periods) - loan.balloon;
    return owedAtEnd / (annuityGrowth(rate, loan.periods) * timingFactor(rate, loan.timing));
}

double balanceAfter(const Loan& loan, int payments) {
    requirePayment(loan, payments, 0);
    const double rate = loan.ratePerPeriod;
    const double paid = payment(loan);
    if (payments == 0) return loan.principal;
    // Payments at the beginning: number n falls due at time n - 1.
    const bool early = loan.timing == PaymentTiming::Beginning;
    const int elapsed = early ? payments - 1 : payments;
    return loan.principal * growth(rate, elapsed) - paid * annuityGrowth(rate, payments);
}

double interestPart(const Loan& loan, int period) {
    requirePayment(loan, period, 1);
    if (loan.timing == PaymentTiming::Beginning && period == 1) return 0.0;
    return balanceAfter(loan, period - 1) * loan.ratePerPeriod;
}

double principalPart(const Loan& loan, int period) {
    return payment(loan) - interestPart(loan, period);
}

double cumulativeInterest(const Loan& loan, int first, int last) {
    requirePayment(loan, first, 1);
    requirePayment(loan, last, first);
    return (last - first + 1) * payment(loan) - cumulativePrincipal(loan, first, last);
}

double cumulativePrincipal(const Loan& loan, int first, int last) {
    requirePayment(loan, first, 1);
    requirePayment(loan, last, first);
    return balanceAfter(loan, first - 1) - balanceAfter(loan, last);
}

double futureValue(double ratePerPeriod, int periods, double deposit, double initial,
                   PaymentTiming timing) {
    requireRate("The rate per period", ratePerPeriod);
    requirePeriods("The number of periods of the account", periods);
    return initial * growth(ratePerPeriod, periods) +
           deposit * annuityGrowth(ratePerPeriod, periods) * timingFactor(ratePerPeriod, timing);
}

double presentValue(double ratePerPeriod, int periods, double payment, double balloon,
                    PaymentTiming timing) {
    requireRate("The rate per period", ratePerPeriod);
    requirePeriods("The number of payments", periods);
    return (balloon +
            payment * annuityGrowth(ratePerPeriod, periods) * timingFactor(ratePerPeriod, timing)) /
           growth(ratePerPeriod, periods);
}

std::optional<double> periodsToRepay(double ratePerPeriod, double payment, double principal,
                                     double balloon, PaymentTiming timing) {
    requireRate("The rate per period", ratePerPeriod);
    if (ratePerPeriod == 0.0) {
        if (principal == balloon) return 0.0;
        if (payment == 0.0) return std::nullopt;
        const double periods = (principal - balloon) / payment;
        return periods >= 0.0 ? std::optional(periods) : std::nullopt;
    }
    // principal g - payment a (g - 1) / r = balloon, a the timing factor, solved for g = (1+r)^n.
    const double perpetual = payment * timingFactor(ratePerPeriod, timing) / ratePerPeriod;
    const double factor = (balloon - perpetual) / (principal - perpetual);
    if (!(factor > 0.0) || std::isinf(factor)) return std::nullopt;
    const double periods = std::log(factor) / std::log1p(ratePerPeriod);
    return periods >= 0.0 ? std::optional(periods) : std::nullopt;
}

double capitalRecoveryFactor(double rate, int periods) {
    return payment(rate, periods, 1.0);
}

}  // namespace headroom::finance
