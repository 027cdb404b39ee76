// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rates, present values and level payments (docs/finance.md 2, 4). Rates are shares per period
// (0.01 = 1 %), amounts are plain numbers in one currency, periods are whole. Signs follow the
// words, not Excel's cash convention: a positive principal is repaid by positive payments. Where a
// rate must be above -100 % or a count at least 1, std::invalid_argument names the value and the
// remedy.
#pragma once

#include <optional>
#include <span>

namespace headroom::finance {

// --- Rates ---------------------------------------------------------------------------------------

/// Monthly rate equivalent to an effective annual rate: (1+r)^(1/12) - 1 (docs/finance.md 2).
double monthlyRate(double effectiveAnnualRate);
/// Effective annual rate of a quoted annual rate that is compounded `periodsPerYear` times:
/// (1 + q/n)^n - 1. Excel's EFFECT.
double effectiveRate(double quotedAnnualRate, int periodsPerYear);
/// The inverse: n ((1+r)^(1/n) - 1). Excel's NOMINAL, named so because "nominal" below means
/// "before inflation".
double quotedRate(double effectiveAnnualRate, int periodsPerYear);
/// (1 + real)(1 + inflation) - 1, the Fisher equation (docs/finance.md 2).
double nominalRate(double realRate, double inflation);
/// (1 + nominal) / (1 + inflation) - 1. Inflation must be above -100 %.
double realRate(double nominalRate, double inflation);
/// Federal and state income tax where the state's is deductible from the federal base:
/// s + f (1 - s). Both are shares from 0 to 1 (docs/finance.md 1).
double combinedTaxRate(double federal, double state);

// --- Present values ------------------------------------------------------------------------------

/// Net present value, first flow at time 0 and not discounted (textbook; numpy-financial `npv`).
/// The rate is above -1.
double npv(double ratePerPeriod, std::span<const double> flows);
/// Excel's NPV: the first flow is already discounted by one period.
double npvExcel(double ratePerPeriod, std::span<const double> flows);

// --- Annuities -----------------------------------------------------------------------------------

/// When a payment falls due within its period; Excel's `type` 0 and 1.
enum class PaymentTiming { End, Beginning };

/// A loan or lease with level payments. A balloon (the residual of a lease) is what is still owed
/// at the end of the last period, beside the last payment.
struct Loan {
    double ratePerPeriod{};
    int periods{1};
    double principal{};
    double balloon{0};
    PaymentTiming timing{PaymentTiming::End};
};

/// Level payment; a zero rate divides evenly, and rates near zero approach it. Excel's PMT is the
/// negative, with fv = -balloon. The first form is shorthand for the second.
double payment(double ratePerPeriod, int periods, double principal, double balloon = 0,
               PaymentTiming timing = PaymentTiming::End);
double payment(const Loan& loan);
/// What is owed right after payment n, 0 <= n <= periods. After the last one that is the balloon,
/// or, with payments at the beginning, the balloon less the interest of the last period.
double balanceAfter(const Loan& loan, int payments);
/// Share of payment n (1 <= n <= periods) that is interest: what accrued since the payment before,
/// so 0 for a first payment at the beginning. Excel's -IPMT.
double interestPart(const Loan& loan, int period);
/// payment - interestPart: what the balance falls by. Excel's -PPMT.
double principalPart(const Loan& loan, int period);
/// Sums of the parts over payments `first` to `last`, both included. Excel's -CUMIPMT, -CUMPRINC.
double cumulativeInterest(const Loan& loan, int first, int last);
double cumulativePrincipal(const Loan& loan, int first, int last);

/// Balance of an account after `periods` with `deposit` paid in each period and `initial` at time
/// 0. Excel's FV with both signs turned.
double futureValue(double ratePerPeriod, int periods, double deposit, double initial = 0,
                   PaymentTiming timing = PaymentTiming::End);
/// Value at time 0 of `periods` payments and a balloon at the end of the last period: the principal
/// they repay. Excel's PV with both signs turned.
double presentValue(double ratePerPeriod, int periods, double payment, double balloon = 0,
                    PaymentTiming timing = PaymentTiming::End);
/// Periods, with a fraction, until payments have repaid the principal down to the balloon. nullopt
/// when they never do, because they do not exceed the interest. Excel's NPER.
std::optional<double> periodsToRepay(double ratePerPeriod, double payment, double principal,
                                     double balloon = 0, PaymentTiming timing = PaymentTiming::End);

/// Payment per unit of principal: r / (1 - (1+r)^-n), 1/n at rate 0 (docs/finance.md 4).
double capitalRecoveryFactor(double rate, int periods);

}  // namespace headroom::finance
