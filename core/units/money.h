// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace headroom {

/// An ISO 4217 currency code. Knows how many decimals the minor unit has (USD 2, JPY 0).
class Currency {
public:
    constexpr Currency() = default;
    /// Takes a three-letter upper-case code; anything else gives an invalid currency (`valid()` is
    /// false).
    constexpr explicit Currency(std::string_view code) : m_code{} {
        if (code.size() == 3) {
            for (std::size_t i = 0; i < 3; ++i) m_code[i] = code[i];
        }
    }
    constexpr bool valid() const {
        for (const char c : m_code) {
            if (c < 'A' || c > 'Z') return false;
        }
        return true;
    }
    std::string code() const {
        return m_code[0] == '\0' ? std::string() : std::string(m_code.begin(), m_code.end());
    }
    int minorDigits() const;
    /// Minor units in a major one: 100 cents in a dollar.
    double minorScale() const;
    /// By hand: a cash flow compares a hundred thousand times, and three bytes are no call worth.
    friend constexpr bool operator==(const Currency& a, const Currency& b) {
        return a.m_code[0] == b.m_code[0] && a.m_code[1] == b.m_code[1] &&
               a.m_code[2] == b.m_code[2];
    }

private:
    constexpr int packed() const { return m_code[0] << 16 | m_code[1] << 8 | m_code[2]; }
    std::array<char, 3> m_code{'U', 'S', 'D'};
};

/// An amount of money in integer minor units (cents). Adding two currencies is a programming error
/// and throws std::logic_error; conversion is explicit (`catalog/exchange_rate.h`).
struct Money {
    std::int64_t minor{};
    Currency currency{};

    Money& operator+=(const Money& other);
    Money& operator-=(const Money& other);
    friend Money operator+(Money a, const Money& b) { return a += b; }
    friend Money operator-(Money a, const Money& b) { return a -= b; }
    Money operator-() const { return {-minor, currency}; }
    friend bool operator==(const Money&, const Money&) = default;
    /// The amount in major units (dollars).
    double amount() const;
};

/// Rounds half away from zero to the minor unit; saturates at +-9.0e18 minor units; NaN gives zero.
Money money(double amount, Currency currency = {});
/// Throws std::logic_error when the currencies differ.
bool operator<(const Money& a, const Money& b);

/// A price per unit of something (per hour, per kWh, per million tokens): too fine for minor units.
struct UnitPrice {
    double amount{};
    Currency currency{};
    friend bool operator==(const UnitPrice&, const UnitPrice&) = default;
};
Money operator*(const UnitPrice& price, double quantity);

}  // namespace headroom
