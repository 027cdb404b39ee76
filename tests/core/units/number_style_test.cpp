// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/number_style.h"

#include <cmath>
#include <thread>

#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/styled.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

// CLDR 42: German of Germany and of Switzerland, French of France, Spanish of Spain.
const NumberStyle kGerman{",", ".", 3, true};
const NumberStyle kSwiss{".", "\u2019", 3, false};
const NumberStyle kFrench{",", "\u202F", 3, true};
const NumberStyle kSpanish{",", ".", 4, true};

}  // namespace

TEST_CASE("Numbers are written as the C locale does unless a style is set", "[units][style]") {
    CHECK(numberStyle() == NumberStyle{});
    CHECK(formatNumber(1234567.891, 2) == "1,234,567.89");
    {
        const Styled german(kGerman);
        CHECK(formatNumber(1234567.891, 2) == "1.234.567,89");
    }
    CHECK(formatNumber(1234567.891, 2) == "1,234,567.89");
}

TEST_CASE("Every kind of quantity follows the style", "[units][style]") {
    const Styled german(kGerman);
    CHECK(formatSignificant(0.0421) == "0,0421");
    CHECK(formatSignificant(12.1) == "12,1");
    CHECK(formatSignificant(1.5e20) == "1,5e+20");
    CHECK(formatNumber(-1234.5, 1) == "-1.234,5");
    CHECK(formatGib(gibibytes(92.3)) == "92,3 GiB");
    CHECK(formatTokens(tokens(131'072)) == "131.072 tokens");
    CHECK(formatWatts(watts(1440)) == "1.440 W");
    CHECK(formatDuration(seconds(4.3)) == "4,3 s");
    CHECK(formatPercent(0.2251, 1) == "22,5 %");
    CHECK(formatAmount(money(0.5)) == "0,50");
    CHECK(formatNumber(std::nan("")) == "unknown");
}

TEST_CASE("The currency stands where the style puts it", "[units][style]") {
    const Money dollars = money(23'480);
    const Money euros = money(-1'235, Currency{"EUR"});
    CHECK(formatMoney(dollars) == "$23,480");
    {
        const Styled german(kGerman);
        CHECK(formatMoney(dollars) == "23.480\u00A0$");
        CHECK(formatMoney(euros) == "-1.235\u00A0EUR");
        CHECK(formatUnitPrice({0.0875, Currency{"USD"}}) == "0,0875\u00A0$");
    }
    const Styled swiss(kSwiss);
    CHECK(formatMoney(dollars) == "$23\u2019480");
    CHECK(formatMoney(euros) == "-EUR 1\u2019235");
}

TEST_CASE("A group mark of several bytes, and one that waits for five digits", "[units][style]") {
    {
        const Styled french(kFrench);
        CHECK(formatNumber(1234.5, 1) == "1\u202F234,5");
    }
    const Styled spanish(kSpanish);
    CHECK(formatNumber(1234.5, 1) == "1234,5");
    CHECK(formatNumber(12345) == "12.345");
    CHECK(formatNumber(-1234) == "-1234");
}

TEST_CASE("A number for a file loses the style, and nothing else does", "[units][style]") {
    for (const NumberStyle& style : {NumberStyle{}, kGerman, kSwiss, kFrench}) {
        for (const double value : {0.0, 0.042, 12.1, -1234.5, 1234567.0, 0.5}) {
            const std::string plain = formatNumber(value, 3);
            const Styled now(style);
            CHECK(inPlainStyle(formatNumber(value, 3)) == plain);
        }
    }
    // Sentences keep their own commas and stops.
    CHECK(inPlainStyle("1.234,5 GiB, 3 Karten.", kGerman) == "1,234.5 GiB, 3 Karten.");
}

TEST_CASE("A style may be set while another thread writes numbers", "[units][style]") {
    std::thread writer([] {
        for (int i = 0; i < 2'000; ++i) {
            const std::string text = formatNumber(1234.5, 1);
            if (text != "1,234.5" && text != "1.234,5") std::abort();
        }
    });
    for (int i = 0; i < 200; ++i) setNumberStyle(i % 2 == 0 ? kGerman : NumberStyle{});
    writer.join();
    setNumberStyle({});
    CHECK(formatNumber(1234.5, 1) == "1,234.5");
}
