// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/format.h"

#include <cmath>
#include <limits>

#include "tests/support/catch.h"

namespace headroom {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNotANumber = std::nan("");

}  // namespace

TEST_CASE("Numbers group thousands and keep the asked decimals", "[format]") {
    CHECK(formatNumber(0) == "0");
    CHECK(formatNumber(999) == "999");
    CHECK(formatNumber(1000) == "1,000");
    CHECK(formatNumber(131072) == "131,072");
    CHECK(formatNumber(-1234567.891, 2) == "-1,234,567.89");
    CHECK(formatNumber(-0.001) == "0");
    CHECK(formatNumber(-0.001, 2) == "0.00");
    CHECK(formatNumber(12.5, -3) == "12");
}

TEST_CASE("Significant figures need no exponent in everyday sizes", "[format]") {
    CHECK(formatSignificant(12.13) == "12.1");
    CHECK(formatSignificant(131072) == "131,072");
    CHECK(formatSignificant(0.042) == "0.042");
    CHECK(formatSignificant(0.04236) == "0.0424");
    CHECK(formatSignificant(0.001) == "0.001");
    CHECK(formatSignificant(4) == "4");
    CHECK(formatSignificant(9.999) == "10");
    CHECK(formatSignificant(-55.55) == "-55.5");  // 55.55 is 55.5499... in binary
    CHECK(formatSignificant(0) == "0");
    CHECK(formatSignificant(1.5e-5) == "1.5e-05");
    CHECK(formatSignificant(999999999999999.0) == "999,999,999,999,999");
    CHECK(formatSignificant(2.5e15) == "2.5e+15");
}

TEST_CASE("Numbers that do not exist read as unknown, without a unit", "[format]") {
    for (const double value : {kNotANumber, kInfinity, -kInfinity}) {
        CAPTURE(value);
        CHECK(formatNumber(value) == "unknown");
        CHECK(formatSignificant(value) == "unknown");
        CHECK(formatGib(bytes(value)) == "unknown");
        CHECK(formatGb(bytes(value)) == "unknown");
        CHECK(formatTokens(tokens(value)) == "unknown");
        CHECK(formatRate(tokensPerSecond(value)) == "unknown");
        CHECK(formatWatts(watts(value)) == "unknown");
        CHECK(formatDuration(seconds(value)) == "unknown");
        CHECK(formatMonths(value) == "unknown");
        CHECK(formatPercent(value) == "unknown");
        CHECK(formatUnitPrice({value}) == "unknown");
    }
}

TEST_CASE("Enormous numbers stay short", "[format]") {
    CHECK(formatNumber(1e308) == "1e+308");
    CHECK(formatNumber(-1e308, 10) == "-1e+308");
    CHECK(formatGb(bytes(1e308)) == "1e+299 GB");
    CHECK(formatPercent(1e308) == "unknown");  // times 100 leaves the doubles
    CHECK(formatMoney(money(1e308)) == "$9e+16");
}

TEST_CASE("Quantities carry their unit", "[format]") {
    CHECK(formatGib(gibibytes(92.3)) == "92.3 GiB");
    CHECK(formatGib(gibibytes(10)) == "10.0 GiB");
    CHECK(formatGib(mebibytes(255)) == "0.249 GiB");  // 255 / 1024
    CHECK(formatGib(gibibytes(-35.1)) == "-35.1 GiB");
    CHECK(formatGb(gigabytes(141.1)) == "141 GB");
    CHECK(formatTokens(tokens(131072)) == "131,072 tokens");
    CHECK(formatTokens(tokens(1)) == "1 token");
    CHECK(formatRate(tokensPerSecond(12.1)) == "12.1 tok/s");
    CHECK(formatWatts(watts(1440)) == "1,440 W");
    CHECK(formatWatts(watts(9.5)) == "9.5 W");
    CHECK(formatMonths(5.2) == "5.2 months");
    CHECK(formatMonths(1) == "1 month");
    CHECK(formatPercent(0.22) == "22 %");
    CHECK(formatPercent(0.0417, 1) == "4.2 %");
}

TEST_CASE("Durations take the unit a person would", "[format]") {
    CHECK(formatDuration(seconds(0)) == "0 s");
    CHECK(formatDuration(microseconds(12)) == "12 µs");
    CHECK(formatDuration(milliseconds(210)) == "210 ms");
    CHECK(formatDuration(milliseconds(999.9)) == "1 s");
    CHECK(formatDuration(seconds(4.3)) == "4.3 s");
    CHECK(formatDuration(seconds(192)) == "3.2 min");
    CHECK(formatDuration(seconds(18360)) == "5.1 h");
    CHECK(formatDuration(seconds(-4.3)) == "-4.3 s");
}

TEST_CASE("Money shows cents only where they matter", "[format]") {
    CHECK(formatMoney(money(23480.49)) == "$23,480");
    CHECK(formatMoney(money(11.4)) == "$11.40");
    CHECK(formatAmount(money(-11.4)) == "-11.40");
    CHECK(formatAmount(money(-23480.49)) == "-23,480");
    CHECK(formatAmount(money(0)) == "0");
    CHECK(formatAmount(money(99.5, Currency{"JPY"})) == "100");
    CHECK(formatMoney(money(-5)) == "-$5");
    CHECK(formatMoney(money(0)) == "$0");
    CHECK(formatMoney(money(99.999)) == "$100");
    CHECK(formatMoney(money(1234, Currency{"EUR"})) == "EUR 1,234");
    CHECK(formatMoney(money(-12.5, Currency{"EUR"})) == "-EUR 12.50");
    CHECK(formatMoney(money(55, Currency{"JPY"})) == "JPY 55");
    CHECK(formatMoney({1, Currency{"EURO"}}) == "??? 0.01");
}

TEST_CASE("Unit prices keep the digits of small amounts", "[format]") {
    CHECK(formatUnitPrice({0.0875}) == "$0.0875");
    CHECK(formatUnitPrice({11.4}) == "$11.40");
    CHECK(formatUnitPrice({0.5}) == "$0.50");
    CHECK(formatUnitPrice({0.999}) == "$1.00");
    CHECK(formatUnitPrice({0}) == "$0.00");
    CHECK(formatUnitPrice({-0.02}) == "-$0.02");
    CHECK(formatUnitPrice({0.3, Currency{"EUR"}}) == "EUR 0.30");
    CHECK(formatUnitPrice({25, Currency{"JPY"}}) == "JPY 25");
}

TEST_CASE("Foreign text in messages stays one short line", "[format]") {
    CHECK(quotedText("llama") == "\"llama\"");
    CHECK(quotedText("") == "\"\"");
    CHECK(quotedText("a\nb\tc\x7f") == "\"a b c \"");
    CHECK(quotedText(std::string(60, 'x')) == '"' + std::string(60, 'x') + '"');
    CHECK(quotedText(std::string(61, 'x')) == '"' + std::string(60, 'x') + "…\"");
    // The 60th byte is the first half of "é": it is left out whole.
    CHECK(quotedText(std::string(59, 'x') + "éé") == '"' + std::string(59, 'x') + "…\"");
    CHECK(quotedText(std::string(100, '\x80')) == "\"…\"");
}

}  // namespace headroom
