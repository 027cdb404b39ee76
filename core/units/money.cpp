// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/money.h"

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace headroom {

namespace {

constexpr std::int64_t kLargestMinor = 9'000'000'000'000'000'000;

void requireSameCurrency(const Money& a, const Money& b) {
    if (!(a.currency == b.currency)) {
        throw std::logic_error("Amounts in " + a.currency.code() + " and " + b.currency.code() +
                               " cannot be combined without an exchange rate.");
    }
}

std::int64_t saturated(std::int64_t minor) {
    if (minor > kLargestMinor) return kLargestMinor;
    if (minor < -kLargestMinor) return -kLargestMinor;
    return minor;
}

/// Both arguments lie within +-kLargestMinor, yet their sum can leave 64 bits.
std::int64_t saturatedSum(std::int64_t a, std::int64_t b) {
    a = saturated(a);
    b = saturated(b);
    if (a > 0 && b > kLargestMinor - a) return kLargestMinor;
    if (a < 0 && b < -kLargestMinor - a) return -kLargestMinor;
    return a + b;
}

constexpr int packedCode(const char (&code)[4]) {
    return code[0] << 16 | code[1] << 8 | code[2];
}

}  // namespace

int Currency::minorDigits() const {
    // ISO 4217, currencies without a minor unit in use, and those with a thousand.
    switch (packed()) {
        case packedCode("JPY"):
        case packedCode("KRW"):
        case packedCode("VND"):
        case packedCode("CLP"):
        case packedCode("ISK"):
        case packedCode("PYG"):
        case packedCode("UGX"):
        case packedCode("XAF"):
            return 0;
        case packedCode("BHD"):
        case packedCode("JOD"):
        case packedCode("KWD"):
        case packedCode("OMR"):
        case packedCode("TND"):
            return 3;
        default:
            return 2;
    }
}

double Currency::minorScale() const {
    constexpr std::array kScales{1.0, 10.0, 100.0, 1000.0};
    return kScales[static_cast<std::size_t>(minorDigits())];
}

Money& Money::operator+=(const Money& other) {
    requireSameCurrency(*this, other);
    minor = saturatedSum(minor, other.minor);
    return *this;
}

Money& Money::operator-=(const Money& other) {
    requireSameCurrency(*this, other);
    minor = saturatedSum(minor, -saturated(other.minor));
    return *this;
}

double Money::amount() const {
    return static_cast<double>(minor) / currency.minorScale();
}

Money money(double amount, Currency currency) {
    if (std::isnan(amount)) return {0, currency};
    const double minor = std::round(amount * currency.minorScale());
    const auto limit = static_cast<double>(kLargestMinor);
    if (minor >= limit) return {kLargestMinor, currency};
    if (minor <= -limit) return {-kLargestMinor, currency};
    return {static_cast<std::int64_t>(minor), currency};
}

bool operator<(const Money& a, const Money& b) {
    requireSameCurrency(a, b);
    return a.minor < b.minor;
}

Money operator*(const UnitPrice& price, double quantity) {
    return money(price.amount * quantity, price.currency);
}

}  // namespace headroom
