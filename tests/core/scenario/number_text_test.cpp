// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/number_text.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/support/catch.h"

namespace headroom {

namespace {

/// Doubles of every size and sign from a fixed linear congruential sequence (Knuth, MMIX).
std::vector<double> manyDoubles() {
    std::vector<double> values{0, 0.1, 0.22, 1.0 / 3, 1.0 / 24, 1e-5, 1e15, 1e-300, 1e300, 0.57};
    std::uint64_t state = 42;
    while (values.size() < 5000) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const double value = std::bit_cast<double>(state);
        if (std::isfinite(value)) values.push_back(value);
        values.push_back(static_cast<double>(state >> 11) * 0x1p-53);
    }
    return values;
}

}  // namespace

TEST_CASE("Numbers survive the way to text and back", "[scenario][text]") {
    for (const double value : manyDoubles()) {
        CAPTURE(value, shortestText(value));
        CHECK(numberValue(shortestText(value), 1000) == value);
        CHECK(numberValue(shortestText(-value), 1000) == -value);
    }
}

TEST_CASE("Shares survive the way to percent and back", "[scenario][text]") {
    for (const double value : manyDoubles()) {
        if (std::fabs(value) > 1e300) continue;  // times 100 has no double to be read as
        CAPTURE(value, percentText(value));
        CHECK(percentValue(percentText(value)) == value);
        CHECK(percentValue(percentText(-value)) == -value);
    }
}

TEST_CASE("Shares read as people write percent", "[scenario][text]") {
    CHECK(percentText(0.22) == "22");
    CHECK(percentText(0.045) == "4.5");
    CHECK(percentText(1) == "100");
    CHECK(percentText(-0.2) == "-20");
    CHECK(percentText(0.0005) == "0.05");
    CHECK(percentText(0) == "0");
    CHECK(percentText(12) == "1200");
    CHECK(percentText(std::nan("")) == "nan");
    CHECK(percentValue("22") == 0.22);
    CHECK(percentValue(" 22 % ") == 0.22);
    CHECK(percentValue("2.2e1") == 0.22);
    CHECK(percentValue("-20") == -0.2);
    CHECK(percentValue("1,200") == 12);
}

TEST_CASE("Everyday sizes have no exponent", "[scenario][text]") {
    CHECK(shortestText(131072) == "131072");
    CHECK(shortestText(1e7) == "10000000");
    CHECK(shortestText(0.0001) == "0.0001");
    CHECK(shortestText(30.4) == "30.4");
    CHECK(shortestText(1e300) == "1e+300");
    CHECK(shortestText(std::numeric_limits<double>::infinity()) == "inf");
}

TEST_CASE("Suffixes and grouping commas are understood", "[scenario][text]") {
    CHECK(numberValue("128k", 1024) == 131072);
    CHECK(numberValue("128 K", 1024) == 131072);
    CHECK(numberValue("1M", 1024) == 1048576);
    CHECK(numberValue("1.5M", 1000) == 1.5e6);
    CHECK(numberValue("131,072", 1000) == 131072);
    CHECK(numberValue("-1,234,567.5", 1000) == -1234567.5);
    CHECK(numberValue("+5", 1000) == 5);
    CHECK(numberValue("  7\t", 1000) == 7);
}

TEST_CASE("Texts that are no numbers are refused", "[scenario][text]") {
    for (const char* text :
         {"",     " ",      "twelve",   "12 apples", "1.2.3", "0x10", "1,23",   "1,2345", ",123",
          "123,", "1,,234", "1234,567", "k",         "--1",   "+-1",  "nan",    "inf",    "1e999",
          "-",    "٣",      "½",        "%",         "1e",    "1 2",  "1.5,000"}) {
        CAPTURE(text);
        CHECK_FALSE(numberValue(text, 1024).has_value());
        CHECK_FALSE(percentValue(text).has_value());
    }
    CHECK_FALSE(numberValue("1e308M", 1024).has_value());
    CHECK_FALSE(numberValue(std::string_view("12\0003", 4), 1000).has_value());
    CHECK_FALSE(percentValue("0e99999999999").has_value());
}

}  // namespace headroom
