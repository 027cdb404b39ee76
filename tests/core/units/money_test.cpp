// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/money.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/support/catch.h"

namespace headroom {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLargest = 9'000'000'000'000'000'000;

}  // namespace

TEST_CASE("Money rounds half away from zero to the minor unit", "[money]") {
    // Binary fractions, so that the half is exact.
    CHECK(money(1.125).minor == 113);
    CHECK(money(-1.125).minor == -113);
    CHECK(money(0.1 + 0.2).minor == 30);
}

TEST_CASE("The minor unit follows the currency", "[money]") {
    CHECK(money(1234.4, Currency{"JPY"}).minor == 1234);  // ISO 4217: no minor unit
    CHECK(money(1.2345, Currency{"KWD"}).minor == 1235);  // ISO 4217: three decimals
    CHECK(money(99.99, Currency{"EUR"}).amount() == 99.99);
    CHECK(money(1234, Currency{"JPY"}).amount() == 1234);
}

TEST_CASE("Money never overflows", "[money]") {
    CHECK(money(1e308).minor == kLargest);
    CHECK(money(-1e308).minor == -kLargest);
    CHECK(money(kInfinity).minor == kLargest);
    CHECK(money(std::nan("")).minor == 0);
    CHECK((money(1e308) + money(1e308)).minor == kLargest);
    CHECK((money(-1e308) - money(1e308)).minor == -kLargest);
    CHECK((money(1e308) - money(1e308)).minor == 0);
    CHECK((UnitPrice{1e200} * 1e200).minor == kLargest);
}

TEST_CASE("Two currencies do not mix", "[money]") {
    Money dollars = money(1);
    const Money euros = money(1, Currency{"EUR"});
    CHECK_THROWS_AS(dollars += euros, std::logic_error);
    CHECK_THROWS_AS(dollars -= euros, std::logic_error);
    CHECK_THROWS_AS(dollars < euros, std::logic_error);
    CHECK_FALSE(dollars == euros);
    CHECK(dollars == money(1));
}

TEST_CASE("A price per unit times a quantity is money", "[money]") {
    // 0.29 USD/kWh for 1,000 kWh.
    CHECK(UnitPrice{0.29} * 1000 == money(290));
    CHECK((UnitPrice{2, Currency{"EUR"}} * 3).currency == Currency{"EUR"});
}

TEST_CASE("A currency is three capital letters", "[money]") {
    CHECK(Currency{}.code() == "USD");
    CHECK(Currency{"EUR"}.valid());
    for (const char* code : {"eur", "EURO", "EU", "", "E1R"}) {
        CAPTURE(code);
        CHECK_FALSE(Currency{code}.valid());
        CHECK_FALSE(Currency{code} == Currency{});
    }
    CHECK(Currency{"eur"}.code() == "eur");
    CHECK(Currency{"EURO"}.code().empty());
}

}  // namespace headroom
