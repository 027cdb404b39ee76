// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/companions.h"

#include "core/scenario/field_tables.h"
#include "core/scenario/number_text.h"

namespace headroom {

namespace {

constexpr std::string_view kDefaultFormat = "gguf-f16";

/// Cuts "<separator>number" off the end of `text`; nullopt leaves it as it is.
std::optional<double> takeNumber(std::string_view& text, char separator) {
    const std::size_t position = text.rfind(separator);
    if (position == std::string_view::npos) return std::nullopt;
    const std::optional<double> value = numberValue(text.substr(position + 1), 1024);
    if (value) text = trimmed(text.substr(0, position));
    return value;
}

Companion parseCompanion(std::string_view text) {
    Companion result;
    if (const auto context = takeNumber(text, ':')) result.context = tokens(*context);
    if (const auto slots = takeNumber(text, '*'))
        result.slotCount = field_access::saturatedInt(*slots);
    const std::size_t at = text.rfind('@');
    result.modelId = std::string(trimmed(text.substr(0, at)));
    result.weightFormatId =
        std::string(at == std::string_view::npos ? kDefaultFormat : trimmed(text.substr(at + 1)));
    return result;
}

}  // namespace

std::string companionsText(const std::vector<Companion>& companions) {
    const Companion standard;
    std::string text;
    for (const Companion& companion : companions) {
        if (!text.empty()) text += ", ";
        text += companion.modelId;
        if (companion.weightFormatId != kDefaultFormat) text += '@' + companion.weightFormatId;
        if (companion.slotCount != standard.slotCount) {
            text += '*' + std::to_string(companion.slotCount);
        }
        if (companion.context != standard.context) {
            text += ':' + shortestText(companion.context.value);
        }
    }
    return text;
}

std::vector<Companion> parseCompanions(std::string_view text) {
    std::vector<Companion> result;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view piece = trimmed(text.substr(begin, end - begin));
        if (!piece.empty()) result.push_back(parseCompanion(piece));
        begin = end + 1;
    }
    return result;
}

}  // namespace headroom
