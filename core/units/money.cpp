// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/money.h"

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

}  // namespace

int Currency::minorDigits() const {
    const std::string_view code(m_code.data(), m_code.size());
    // ISO 4217, currencies without a minor unit in use.
    for (const std::string_view none : {"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF"}) {
        if (code == none) return 0;
    }
    for (const std::string_view three : {"BHD", "JOD", "KWD", "OMR", "TND"}) {
        if (code == three) return 3;
    }
    return 2;
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
    return static_cast<double>(minor) / std::pow(10.0, currency.minorDigits());
}

Money money(double amount, Currency currency) {
    if (std::isnan(amount)) return {0, currency};
    const double minor = std::round(amount * std::pow(10.0, currency.minorDigits()));
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
