// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges and correlations as the text of one field: "finance.rent_price_factor 0.7..1.4 "why";
// ...". Nothing typed is refused here; what makes no sense is kept and reported by `validate`.
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/scenario/field_tables.h"
#include "core/scenario/number_text.h"

namespace headroom {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

/// The text up to the next `separator` outside quotation marks, taken off the front of `text`.
std::string_view takePart(std::string_view& text, char separator) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        if (text[end] == '"') quoted = !quoted;
        if (text[end] == separator && !quoted) break;
    }
    const std::string_view part = trimmed(text.substr(0, end));
    text = end < text.size() ? text.substr(end + 1) : std::string_view{};
    return part;
}

std::string_view takeWord(std::string_view& text) {
    text = trimmed(text);
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    const std::string_view word = text.substr(0, end);
    text = trimmed(text.substr(end));
    return word;
}

/// A word, or the mark of one that is missing.
std::string takeName(std::string_view& text) {
    const std::string_view word = takeWord(text);
    return word.empty() ? std::string("?") : std::string(word);
}

/// A bound as the field itself is typed: a percentage in per cent.
double boundOf(const Field* field, std::string_view text) {
    if (field == nullptr || trimmed(text).empty()) return kNotANumber;
    try {
        const FieldValue value = parseField(*field, text);
        const auto* number = std::get_if<double>(&value);
        return number == nullptr ? kNotANumber : *number;
    } catch (const std::invalid_argument&) {
        return kNotANumber;
    }
}

std::string boundText(const Field* field, double value) {
    if (std::isnan(value)) return "?";
    return field == nullptr ? shortestText(value) : fieldText(*field, value);
}

UncertainInput parseRange(std::string_view text) {
    UncertainInput input;
    if (const std::size_t quote = text.find('"'); quote != std::string_view::npos) {
        std::string_view reason = trimmed(text.substr(quote + 1));
        if (!reason.empty() && reason.back() == '"') reason.remove_suffix(1);
        input.reason = trimmed(reason);
        // The quotation marks are those around it.
        std::replace(input.reason.begin(), input.reason.end(), '"', '\'');
        text = text.substr(0, quote);
    }
    input.fieldId = takeName(text);
    const Field* field = findField(input.fieldId);
    const std::size_t dots = text.find("..");
    input.low = boundOf(field, text.substr(0, dots));
    input.high =
        dots == std::string_view::npos ? kNotANumber : boundOf(field, text.substr(dots + 2));
    return input;
}

}  // namespace

FieldValue field_access::toValue(const std::vector<UncertainInput>& value) {
    std::string text;
    for (const UncertainInput& input : value) {
        const Field* field = findField(input.fieldId);
        text += (text.empty() ? "" : "; ") + input.fieldId + ' ' + boundText(field, input.low) +
                ".." + boundText(field, input.high);
        if (!input.reason.empty()) text += " \"" + input.reason + '"';
    }
    return text;
}

void field_access::assign(std::vector<UncertainInput>& target, const FieldValue& value) {
    target.clear();
    std::string_view text = std::get<std::string>(value);
    while (!text.empty()) {
        const std::string_view part = takePart(text, ';');
        if (!part.empty()) target.push_back(parseRange(part));
    }
}

FieldValue field_access::toValue(const std::vector<InputCorrelation>& value) {
    std::string text;
    for (const InputCorrelation& pair : value) {
        text += (text.empty() ? "" : "; ") + pair.first + ' ' + pair.second + ' ' +
                boundText(nullptr, pair.rank);
    }
    return text;
}

void field_access::assign(std::vector<InputCorrelation>& target, const FieldValue& value) {
    target.clear();
    std::string_view text = std::get<std::string>(value);
    while (!text.empty()) {
        std::string_view part = takePart(text, ';');
        if (part.empty()) continue;
        InputCorrelation pair;
        pair.first = takeName(part);
        pair.second = takeName(part);
        pair.rank = numberValue(part, 1000).value_or(kNotANumber);
        target.push_back(std::move(pair));
    }
}

}  // namespace headroom
