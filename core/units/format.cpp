// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/units/number_style.h"

namespace headroom {

namespace {

constexpr double kPlainLimit = 1e15;  // from here on doubles no longer hold every whole number
const char* const kUnknown = "unknown";

/// snprintf follows the process's LC_NUMERIC, which a window toolkit may have set.
std::string withDecimalPoint(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

std::string plain(double value, int digits) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
    return withDecimalPoint(buffer);
}

std::string exponential(double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.3g", value);
    return withDecimalPoint(buffer);
}

std::string grouped(std::string text) {
    const std::size_t first = text[0] == '-' ? 1 : 0;
    std::size_t position = std::min(text.find('.'), text.size());
    while (position > first + 3) {
        position -= 3;
        text.insert(position, 1, ',');
    }
    return text;
}

bool isNegativeZero(const std::string& text) {
    return text[0] == '-' && text.find_first_of("123456789") == std::string::npos;
}

std::string withoutTrailingZeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// The functions of the header in the form of the C locale, which the others take apart.
std::string plainNumber(double value, int digits) {
    if (!std::isfinite(value)) return kUnknown;
    if (std::fabs(value) >= kPlainLimit) return exponential(value);
    std::string text = grouped(plain(value, std::clamp(digits, 0, 15)));
    return isNegativeZero(text) ? text.substr(1) : text;
}

std::string plainSignificant(double value) {
    if (!std::isfinite(value)) return kUnknown;
    const double size = std::fabs(value);
    if (size == 0) return "0";
    if (size >= kPlainLimit || size < 0.001) return exponential(value);
    const int exponent = static_cast<int>(std::floor(std::log10(size)));
    return withoutTrailingZeros(plainNumber(value, std::clamp(2 - exponent, 0, 5)));
}

std::string withUnit(std::string number, const char* unit) {
    return number == kUnknown ? number : number + ' ' + unit;
}

/// "$5", "-EUR 12.50" from the digits of the absolute amount.
std::string withCurrency(const std::string& digits, bool negative, Currency currency) {
    if (digits == kUnknown) return digits;
    const bool zero = digits.find_first_of("123456789") == std::string::npos;
    const std::string sign = negative && !zero ? "-" : "";
    const bool dollars = currency == Currency{"USD"};
    const std::string name = dollars ? "$" : currency.valid() ? currency.code() : "???";
    if (numberStyle().currencyLast) return sign + inNumberStyle(digits) + "\u00A0" + name;
    return sign + name + (dollars ? "" : " ") + inNumberStyle(digits);
}

/// At least two decimals, so that half a dollar reads 0.50.
std::string withCents(std::string digits) {
    const std::size_t point = digits.find('.');
    if (point == std::string::npos || digits.find('e') != std::string::npos) return digits;
    if (digits.size() - point == 2) digits += '0';
    return digits;
}

std::string plainAmount(const Money& amount) {
    const double value = amount.amount();
    const bool whole = std::fabs(value) >= 100 || value == std::trunc(value);
    return withCents(plainNumber(value, whole ? 0 : amount.currency.minorDigits()));
}

}  // namespace

std::string formatNumber(double value, int digits) {
    return inNumberStyle(plainNumber(value, digits));
}

std::string formatSignificant(double value) {
    return inNumberStyle(plainSignificant(value));
}

std::string formatGib(Bytes amount) {
    const double gib = inGibibytes(amount);
    const bool small = std::fabs(gib) < 1;
    return withUnit(small ? formatSignificant(gib) : formatNumber(gib, 1), "GiB");
}

std::string formatGb(Bytes amount) {
    return withUnit(formatSignificant(inGigabytes(amount)), "GB");
}

std::string formatTokens(Tokens amount) {
    return withUnit(formatNumber(amount.value), amount.value == 1 ? "token" : "tokens");
}

std::string formatRate(TokensPerSecond rate) {
    return withUnit(formatSignificant(rate.value), "tok/s");
}

std::string formatWatts(Watts power) {
    const bool small = std::fabs(power.value) < 10;
    return withUnit(small ? formatSignificant(power.value) : formatNumber(power.value), "W");
}

std::string formatDuration(Seconds time) {
    const double size = std::fabs(time.value);
    if (size == 0) return "0 s";
    if (size < 0.9995e-3) return withUnit(formatSignificant(time.value * 1e6), "µs");
    if (size < 0.9995) return withUnit(formatSignificant(time.value * 1e3), "ms");
    if (size < 99.5) return withUnit(formatSignificant(time.value), "s");
    if (size < 99.5 * 60) return withUnit(formatSignificant(time.value / 60), "min");
    return withUnit(formatSignificant(time.value / 3600), "h");
}

std::string formatMonths(double months) {
    return withUnit(formatSignificant(months), months == 1 ? "month" : "months");
}

std::string formatPercent(double share, int digits) {
    return withUnit(formatNumber(share * 100, digits), "%");
}

std::string formatMoney(const Money& amount) {
    const Money size{amount.minor < 0 ? -amount.minor : amount.minor, amount.currency};
    return withCurrency(plainAmount(size), amount.minor < 0, amount.currency);
}

std::string formatAmount(const Money& amount) {
    return inNumberStyle(plainAmount(amount));
}

std::string formatUnitPrice(const UnitPrice& price) {
    const double size = std::fabs(price.amount);
    const bool small = size > 0 && size < 0.995;
    const std::string digits =
        small ? withCents(plainSignificant(size)) : plainNumber(size, price.currency.minorDigits());
    return withCurrency(digits, price.amount < 0, price.currency);
}

std::string quotedText(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    const auto continuesCharacter = [&](std::size_t i) {
        return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    };
    std::size_t length = std::min(text.size(), kLongest);
    while (length > 0 && length < text.size() && continuesCharacter(length)) --length;
    std::string shown(text.substr(0, length));
    for (char& c : shown) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    }
    return '"' + shown + (length < text.size() ? "…\"" : "\"");
}

}  // namespace headroom
