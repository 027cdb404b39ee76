// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace headroom {

namespace {

std::string toText(double value, std::chars_format format) {
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, format);
    return error == std::errc() ? std::string(buffer, end) : std::string("nan");
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Removes commas that separate groups of three digits; nullopt when one stands elsewhere.
std::optional<std::string> withoutGrouping(std::string_view text) {
    const std::size_t firstComma = text.find(',');
    if (firstComma == std::string_view::npos) return std::string(text);
    const std::size_t sign = text.front() == '-' || text.front() == '+' ? 1 : 0;
    const std::size_t whole = std::min(text.find_first_not_of("0123456789,", sign), text.size());
    const bool leadingGroup = firstComma > sign && firstComma <= sign + 3;
    if (!leadingGroup || (whole - firstComma) % 4 != 0) return std::nullopt;
    std::string result(text.substr(0, firstComma));
    for (std::size_t i = firstComma; i < whole; ++i) {
        const bool separator = (i - firstComma) % 4 == 0;
        if (separator != (text[i] == ',')) return std::nullopt;
        if (!separator) result += text[i];
    }
    return result + std::string(text.substr(whole));
}

std::optional<double> finiteNumber(std::string_view text) {
    // from_chars knows a minus sign only.
    const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
    if (plus) text.remove_prefix(1);
    double value{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string shortestText(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    const double size = std::fabs(value);
    const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
    return toText(value, plain ? std::chars_format::fixed : std::chars_format::scientific);
}

std::string percentText(double share) {
    if (!std::isfinite(share) || share == 0) return shortestText(share);
    // Multiplying by 100 would round; moving the decimal point in the text does not.
    std::string text = toText(share, std::chars_format::scientific);
    const std::size_t e = text.find('e');
    const int exponent = std::stoi(text.substr(e + 1)) + 2;
    const bool negative = text[0] == '-';
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (isDigit(c)) digits += c;
    }
    std::string result;
    if (exponent < -5 || exponent > 15) {
        result = digits.substr(0, 1);
        if (digits.size() > 1) result.append(1, '.').append(digits, 1);
        result.append(1, 'e').append(std::to_string(exponent));
    } else if (exponent < 0) {
        result = "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    } else {
        const auto whole = static_cast<std::size_t>(exponent) + 1;
        if (digits.size() < whole) digits.append(whole - digits.size(), '0');
        result = digits.substr(0, whole);
        if (digits.size() > whole) result += '.' + digits.substr(whole);
    }
    return negative ? '-' + result : result;
}

std::optional<double> numberValue(std::string_view text, double kilo) {
    text = trimmed(text);
    double factor = 1;
    if (!text.empty() && (text.back() == 'k' || text.back() == 'K')) factor = kilo;
    if (!text.empty() && text.back() == 'M') factor = kilo * kilo;
    if (factor != 1) text = trimmed(text.substr(0, text.size() - 1));
    const std::optional<std::string> plain = withoutGrouping(text);
    const std::optional<double> value = plain ? finiteNumber(*plain) : std::nullopt;
    if (!value || !std::isfinite(*value * factor)) return std::nullopt;
    return *value * factor;
}

std::optional<double> percentValue(std::string_view text) {
    text = trimmed(text);
    if (!text.empty() && text.back() == '%') text = trimmed(text.substr(0, text.size() - 1));
    std::optional<std::string> plain = withoutGrouping(text);
    if (!plain || !finiteNumber(*plain)) return std::nullopt;
    // "22e-2" is the double nearest to 0.22; 22 / 100 need not be.
    const std::size_t e = plain->find_first_of("eE");
    int exponent{};
    if (e != std::string::npos) {
        const char* const begin = plain->data() + e + (plain->find('+', e) == e + 1 ? 2 : 1);
        const auto read = std::from_chars(begin, plain->data() + plain->size(), exponent);
        if (read.ec != std::errc() || std::abs(exponent) > 1000) return std::nullopt;
        plain->resize(e);
    }
    return finiteNumber(*plain + 'e' + std::to_string(exponent - 2));
}

}  // namespace headroom
