// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

namespace headroom {

/// A number with a meaning. Two quantities mix only when they have the same tag, so that
/// `Bytes + Watts` does not compile; products across tags are named functions.
template <class Tag>
struct Quantity {
    double value{};

    constexpr Quantity() = default;
    constexpr explicit Quantity(double v) : value(v) {}

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity{a.value + b.value};
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity{a.value - b.value};
    }
    friend constexpr Quantity operator*(Quantity a, double b) { return Quantity{a.value * b}; }
    friend constexpr Quantity operator*(double a, Quantity b) { return Quantity{a * b.value}; }
    friend constexpr Quantity operator/(Quantity a, double b) { return Quantity{a.value / b}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
    constexpr Quantity operator-() const { return Quantity{-value}; }
    constexpr Quantity& operator+=(Quantity b) {
        value += b.value;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity b) {
        value -= b.value;
        return *this;
    }
};

using Bytes = Quantity<struct BytesTag>;
using BytesPerSecond = Quantity<struct BytesPerSecondTag>;
using OperationsPerSecond = Quantity<struct OperationsPerSecondTag>;
using Watts = Quantity<struct WattsTag>;
using KilowattHours = Quantity<struct KilowattHoursTag>;
using Hours = Quantity<struct HoursTag>;
using Seconds = Quantity<struct SecondsTag>;
using Tokens = Quantity<struct TokensTag>;
using TokensPerSecond = Quantity<struct TokensPerSecondTag>;

/// 2^20 and 2^30 bytes: what engines log and what an operating system reports.
constexpr Bytes bytes(double n) {
    return Bytes{n};
}
constexpr Bytes mebibytes(double n) {
    return Bytes{n * 1024.0 * 1024.0};
}
constexpr Bytes gibibytes(double n) {
    return Bytes{n * 1024.0 * 1024.0 * 1024.0};
}
/// 10^9 bytes: what file listings and vendors print.
constexpr Bytes gigabytes(double n) {
    return Bytes{n * 1e9};
}
constexpr double inMebibytes(Bytes b) {
    return b.value / (1024.0 * 1024.0);
}
constexpr double inGibibytes(Bytes b) {
    return b.value / (1024.0 * 1024.0 * 1024.0);
}
constexpr double inGigabytes(Bytes b) {
    return b.value / 1e9;
}

constexpr BytesPerSecond gigabytesPerSecond(double n) {
    return BytesPerSecond{n * 1e9};
}
constexpr OperationsPerSecond teraOperationsPerSecond(double n) {
    return OperationsPerSecond{n * 1e12};
}
constexpr Watts watts(double n) {
    return Watts{n};
}
constexpr KilowattHours kilowattHours(double n) {
    return KilowattHours{n};
}
constexpr Hours hours(double n) {
    return Hours{n};
}
constexpr Seconds seconds(double n) {
    return Seconds{n};
}
constexpr Seconds milliseconds(double n) {
    return Seconds{n / 1e3};
}
constexpr Seconds microseconds(double n) {
    return Seconds{n / 1e6};
}
constexpr Tokens tokens(double n) {
    return Tokens{n};
}
constexpr TokensPerSecond tokensPerSecond(double n) {
    return TokensPerSecond{n};
}

constexpr KilowattHours energy(Watts power, Hours time) {
    return KilowattHours{power.value * time.value / 1000.0};
}
constexpr Seconds transferTime(Bytes amount, BytesPerSecond rate) {
    return Seconds{amount.value / rate.value};
}
constexpr Seconds computeTime(double operations, OperationsPerSecond rate) {
    return Seconds{operations / rate.value};
}
constexpr TokensPerSecond tokenRate(Tokens amount, Seconds time) {
    return TokensPerSecond{amount.value / time.value};
}
constexpr Hours inHours(Seconds time) {
    return Hours{time.value / 3600.0};
}

/// A value with its honest spread: `low` and `high` are the tenth and ninetieth percentile.
template <class T>
struct Range {
    T low{};
    T likely{};
    T high{};

    friend constexpr bool operator==(const Range&, const Range&) = default;
};

}  // namespace headroom
