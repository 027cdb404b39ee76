// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/number_style.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <list>
#include <mutex>

namespace headroom {
namespace {

/// Every style that was ever set stays, so that a reader never sees one go away; a program sets one
/// or two.
const NumberStyle* kept(const NumberStyle& style) {
    static std::mutex mutex;
    static std::list<NumberStyle> styles;
    const std::lock_guard<std::mutex> lock(mutex);
    const auto known = std::find(styles.begin(), styles.end(), style);
    return known != styles.end() ? &*known : &styles.emplace_back(style);
}

std::atomic<const NumberStyle*>& current() {
    static std::atomic<const NumberStyle*> style{kept({})};
    return style;
}

bool isDigit(const std::string& text, std::size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
}

}  // namespace

const NumberStyle& numberStyle() {
    return *current().load(std::memory_order_acquire);
}

void setNumberStyle(const NumberStyle& style) {
    current().store(kept(style), std::memory_order_release);
}

std::string inNumberStyle(const std::string& plain) {
    const NumberStyle& style = numberStyle();
    static const NumberStyle kPlain;
    if (style == kPlain) return plain;
    const auto end =
        plain.begin() + static_cast<std::ptrdiff_t>(std::min(plain.find('.'), plain.size()));
    const auto digits =
        std::count_if(plain.begin(), end, [](char c) { return c >= '0' && c <= '9'; });
    const std::string group = digits > style.ungroupedDigits ? style.groupMark : std::string();
    std::string result;
    for (const char c : plain) {
        if (c == ',') {
            result += group;
        } else if (c == '.') {
            result += style.decimalMark;
        } else {
            result += c;
        }
    }
    return result;
}

std::string inPlainStyle(const std::string& number, const NumberStyle& style) {
    const auto markAt = [&](const std::string& mark, std::size_t at) {
        return !mark.empty() && number.compare(at, mark.size(), mark) == 0 && at > 0 &&
               isDigit(number, at - 1) && isDigit(number, at + mark.size());
    };
    std::string plain;
    for (std::size_t at = 0; at < number.size();) {
        if (markAt(style.groupMark, at)) {
            plain += ',';
            at += style.groupMark.size();
        } else if (markAt(style.decimalMark, at)) {
            plain += '.';
            at += style.decimalMark.size();
        } else {
            plain += number[at++];
        }
    }
    return plain;
}

}  // namespace headroom
