// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Loans and annuities. Values named after Excel functions are those of the formulajs test suite
// (github.com/formulajs/formulajs, test/financial.js), with Excel's signs turned.
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/cost/finance.h"
#include "core/cost/internal_rate.h"
#include "tests/support/catch.h"

using namespace headroom;
using finance::Loan;
using finance::PaymentTiming;

namespace {

constexpr double kMonthly = 0.1 / 12;
constexpr PaymentTiming kEnd = PaymentTiming::End;
constexpr PaymentTiming kBeginning = PaymentTiming::Beginning;

template <class Function>
std::string messageOf(Function function) {
    try {
        function();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "nothing thrown";
}

std::vector<Loan> loans() {
    std::vector<Loan> all;
    for (const double rate : {-0.01, 0.0, 1e-12, 0.004, 0.01, 0.2}) {
        for (const double balloon : {0.0, 2'500.0, -4'000.0}) {
            for (const PaymentTiming timing : {kEnd, kBeginning}) {
                all.push_back({rate, 36, 10'000, balloon, timing});
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("Payments agree with Excel's PMT", "[cost][finance]") {
    // Excel's future value is money in hand at the end; a balloon is money owed.
    CHECK(finance::payment(kMonthly, 24, 100'000, -1'000'000) == Approx(42'426.08563793503));
    CHECK(finance::payment(kMonthly, 24, 100'000, -1'000'000, kBeginning) ==
          Approx(42'075.45683100995));
    CHECK(finance::payment(0.005, 18 * 12, 0, -50'000) == Approx(129.0811608679973));
}

TEST_CASE("Interest and principal of a payment agree with Excel's IPMT and PPMT",
          "[cost][finance]") {
    const Loan end{kMonthly, 24, 100'000, -1'000'000, kEnd};
    const Loan beginning{kMonthly, 24, 100'000, -1'000'000, kBeginning};
    CHECK(finance::interestPart(end, 6) == Approx(-928.8235718400465));
    CHECK(finance::interestPart(beginning, 6) == Approx(-921.1473439736042));
    CHECK(finance::interestPart(end, 1) == Approx(833.3333333333334));
    CHECK(finance::interestPart(beginning, 1) == 0);
    CHECK(finance::principalPart(end, 6) == Approx(43'354.909209775076));
    CHECK(finance::principalPart(beginning, 6) == Approx(42'996.60417498356));
    CHECK(finance::principalPart({0.08, 10, 200'000}, 10) == Approx(27'598.05346242135));
}

TEST_CASE("Sums of interest and principal agree with Excel's CUMIPMT and CUMPRINC",
          "[cost][finance]") {
    const Loan end{kMonthly, 360, 100'000, 0, kEnd};
    const Loan beginning{kMonthly, 360, 100'000, 0, kBeginning};
    CHECK(finance::cumulativeInterest(end, 1, 24) == Approx(19'891.752778759568));
    CHECK(finance::cumulativeInterest(beginning, 13, 24) == Approx(9'834.815716321069));
    CHECK(finance::cumulativePrincipal(beginning, 13, 24) == Approx(609.0112334960476));
    CHECK(finance::cumulativePrincipal(beginning, 1, 24) == Approx(1'986.7420529305305));
    CHECK(finance::cumulativeInterest({0.005333, 120, 737.17, 0, kBeginning}, 1, 120) ==
          Approx(257.462548900007));
}

TEST_CASE("Future and present values agree with Excel's FV and PV", "[cost][finance]") {
    CHECK(finance::futureValue(0.005, 10, 200, 500, kBeginning) == Approx(2'581.4033740601185));
    CHECK(finance::futureValue(0.01, 12, 1'000) == Approx(12'682.503013196976));
    CHECK(finance::futureValue(0, 12, 100, 1'000, kBeginning) == 2'200);
    CHECK(finance::presentValue(kMonthly, 24, 1'000, 10'000) == Approx(29'864.950264779152));
    CHECK(finance::presentValue(kMonthly, 24, 1'000, 10'000, kBeginning) ==
          Approx(30'045.54072173169));
    CHECK(finance::presentValue(0, 24, 1'000, 10'000, kBeginning) == 34'000);
}

TEST_CASE("Periods to repay agree with Excel's NPER, or there are none", "[cost][finance]") {
    CHECK(finance::periodsToRepay(0, 100, -1'000, -10'000).value() == 90);
    CHECK(finance::periodsToRepay(kMonthly, 100, -1'000, -10'000).value() ==
          Approx(63.39385422740764));
    CHECK(finance::periodsToRepay(kMonthly, 100, -1'000, -10'000, kBeginning).value() ==
          Approx(63.016966422019685));
    // 1 % of 10,000 is 100: a payment of 100 pays interest only, and 99 lets the debt grow.
    CHECK_FALSE(finance::periodsToRepay(0.01, 100, 10'000).has_value());
    CHECK_FALSE(finance::periodsToRepay(0.01, 99, 10'000).has_value());
    CHECK_FALSE(finance::periodsToRepay(0, 0, 10'000).has_value());
    CHECK(finance::periodsToRepay(0.01, 99, 0).value() == 0);
    CHECK(finance::periodsToRepay(0, 0, 0).value() == 0);
}

TEST_CASE("The rate of a loan agrees with Excel's RATE", "[cost][finance]") {
    CHECK(finance::rate(24, 1'000, -10'000, -100'000).value() == Approx(0.06517891177181546));
    CHECK(finance::rate(24, 1'000, -10'000, -100'000, kBeginning).value() ==
          Approx(0.0632395800018064));
    CHECK(finance::rate(48, 200, 8'000).value() == Approx(0.007701472).epsilon(1e-6));
    CHECK(finance::rate(37, 7'200, -40'000, -4'477'839).value() ==
          Approx(0.10646164).epsilon(1e-7));
    CHECK(finance::rate(348, 157'119.0 / 12, 790'000).value() ==
          Approx(0.01651835816).epsilon(1e-9));
    // Money that is received and never paid back has no rate.
    CHECK_FALSE(finance::rate(12, 0, 1'000).has_value());
    CHECK_FALSE(finance::rate(12, -10, 1'000).has_value());
}

TEST_CASE("Every payment is interest and principal, and the principal is repaid",
          "[cost][finance]") {
    for (const Loan& loan : loans()) {
        const bool early = loan.timing == kBeginning;
        CAPTURE(loan.ratePerPeriod, loan.balloon, early);
        const double paid = finance::payment(loan);
        double interest = 0;
        double principal = 0;
        for (int n = 1; n <= loan.periods; ++n) {
            CHECK(finance::interestPart(loan, n) + finance::principalPart(loan, n) == Approx(paid));
            CHECK(finance::balanceAfter(loan, n - 1) - finance::principalPart(loan, n) ==
                  Approx(finance::balanceAfter(loan, n)).margin(1e-6));
            interest += finance::interestPart(loan, n);
            principal += finance::principalPart(loan, n);
        }
        // After the last payment at the beginning of a period, its interest is still to come.
        const double left = early ? loan.balloon / (1 + loan.ratePerPeriod) : loan.balloon;
        CHECK(principal == Approx(loan.principal - left).margin(1e-6));
        CHECK(finance::balanceAfter(loan, 0) == loan.principal);
        CHECK(finance::balanceAfter(loan, loan.periods) == Approx(left).margin(1e-6));
        CHECK(finance::cumulativeInterest(loan, 1, loan.periods) == Approx(interest).margin(1e-6));
        CHECK(finance::cumulativePrincipal(loan, 1, loan.periods) ==
              Approx(principal).margin(1e-6));
    }
}

TEST_CASE("Rate, present value, future value and periods invert the payment", "[cost][finance]") {
    for (const Loan& loan : loans()) {
        const bool early = loan.timing == kBeginning;
        CAPTURE(loan.ratePerPeriod, loan.balloon, early);
        const double rate = loan.ratePerPeriod;
        const double paid = finance::payment(loan);
        CHECK(finance::presentValue(rate, loan.periods, paid, loan.balloon, loan.timing) ==
              Approx(loan.principal));
        CHECK(finance::futureValue(rate, loan.periods, paid, -loan.principal, loan.timing) ==
              Approx(-loan.balloon).margin(1e-6));
        CHECK(
            finance::rate(loan.periods, paid, loan.principal, loan.balloon, loan.timing).value() ==
            Approx(rate).margin(1e-12));
        // Where the rate is tiny, (1+r)^n holds too few digits of n.
        if (std::abs(rate) != 1e-12) {
            CHECK(finance::periodsToRepay(rate, paid, loan.principal, loan.balloon, loan.timing)
                      .value() == Approx(loan.periods));
        }
    }
}

TEST_CASE("A payment has no jump where the rate goes through zero", "[cost][finance]") {
    // To first order the payment grows by principal x r x (n + 1) / (2 n).
    const double even = finance::payment(0, 36, 10'000);
    for (const double rate : {1e-15, 1e-12, 1e-9, 1e-6}) {
        for (const double signedRate : {rate, -rate}) {
            CAPTURE(signedRate);
            const double slope = 10'000 * 37 / 72.0;
            CHECK(finance::payment(signedRate, 36, 10'000) - even ==
                  Approx(slope * signedRate).epsilon(1e-4).margin(1e-12));
        }
    }
}

TEST_CASE("A payment at the beginning saves one period of interest", "[cost][finance]") {
    for (const double rate : {0.0, 0.01, 0.3}) {
        CHECK(finance::payment(rate, 12, 1'000, 0, kBeginning) * (1 + rate) ==
              Approx(finance::payment(rate, 12, 1'000)));
    }
    // A single payment at once repays the loan without interest.
    CHECK(finance::payment(0.25, 1, 1'000, 0, kBeginning) == Approx(1'000));
    CHECK(finance::payment(0.25, 1, 1'000) == Approx(1'250));
}

TEST_CASE("What no loan can be is refused with its value and a remedy", "[cost][finance]") {
    CHECK(messageOf([] { finance::payment(-1, 12, 1'000); }) ==
          "The rate per period is -1, but must be above -1 (-100 %). Enter rates as shares: 0.08 "
          "for 8 %.");
    CHECK(
        messageOf([] { finance::capitalRecoveryFactor(0.08, 0); }) ==
        "The number of periods of the loan is 0, but must be at least 1. Enter a whole number from "
        "1 up.");
    CHECK(messageOf([] {
              finance::interestPart({0.01, 12, 1'000}, 13);
          }) ==
          "Payment 13 of a loan with 12 payments does not exist. Ask for a number from 1 to 12.");
    CHECK_THROWS_AS(finance::interestPart({0.01, 12, 1'000}, 0), std::invalid_argument);
    CHECK_THROWS_AS(finance::balanceAfter({0.01, 12, 1'000}, -1), std::invalid_argument);
    CHECK_THROWS_AS(finance::cumulativeInterest({0.01, 12, 1'000}, 5, 4), std::invalid_argument);
    CHECK_THROWS_AS(finance::payment(std::nan(""), 12, 1'000), std::invalid_argument);
    CHECK_THROWS_AS(finance::rate(0, 10, 100), std::invalid_argument);
}
