// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/month.h"

#include <algorithm>
#include <charconv>

namespace headroom {
namespace {

constexpr int kMonthsPerYear = 12;
constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kLength = 7;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

std::optional<int> monthNumber(std::string_view text) {
    if (text.size() != kLength || text[kYearDigits] != '-') return std::nullopt;
    const std::optional<int> year = digits(text.substr(0, kYearDigits));
    const std::optional<int> month = digits(text.substr(kYearDigits + 1));
    if (!year || !month || *month < 1 || *month > kMonthsPerYear) return std::nullopt;
    return *year * kMonthsPerYear + *month - 1;
}

std::string monthText(int number) {
    const int year = std::max(0, number) / kMonthsPerYear;
    const int month = std::max(0, number) % kMonthsPerYear + 1;
    std::string text = std::to_string(year);
    text.insert(0, kYearDigits - std::min(kYearDigits, text.size()), '0');
    return text + (month < 10 ? "-0" : "-") + std::to_string(month);
}

}  // namespace headroom
