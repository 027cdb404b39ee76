// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/companions.h"

#include "core/scenario/field_tables.h"
#include "core/scenario/number_text.h"

namespace headroom {

namespace {

constexpr std::string_view kDefaultFormat = "gguf-f16";
constexpr std::string_view kSwapped = "swapped";
constexpr std::string_view kResident = "resident";

/// Cuts "<separator>number" off the end of `text`; nullopt leaves it as it is.
std::optional<double> takeNumber(std::string_view& text, char separator) {
    const std::size_t position = text.rfind(separator);
    if (position == std::string_view::npos) return std::nullopt;
    const std::optional<double> value = numberValue(text.substr(position + 1), 1024);
    if (value) text = trimmed(text.substr(0, position));
    return value;
}

/// Context of a companion whose text names none.
Tokens usualContext(CompanionRole role) {
    return role == CompanionRole::Draft ? tokens(0) : Companion{}.context;
}

/// Cuts "role=" off the front of `text`; a word that is no role leaves it as it is.
CompanionRole takeRole(std::string_view& text) {
    const std::size_t position = text.find('=');
    if (position == std::string_view::npos) return CompanionRole::Other;
    const std::string_view word = trimmed(text.substr(0, position));
    const std::span<const Choice> roles = choicesOf(CompanionRole{});
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (roles[i].id != word) continue;
        text = trimmed(text.substr(position + 1));
        return static_cast<CompanionRole>(i);
    }
    return CompanionRole::Other;
}

Residence takeResidence(std::string_view& text) {
    const std::size_t position = text.rfind('/');
    if (position == std::string_view::npos) return Residence::Resident;
    const std::string_view word = trimmed(text.substr(position + 1));
    if (word != kSwapped && word != kResident) return Residence::Resident;
    text = trimmed(text.substr(0, position));
    return word == kSwapped ? Residence::Swapped : Residence::Resident;
}

Companion parseCompanion(std::string_view text) {
    Companion result;
    result.residence = takeResidence(text);
    result.role = takeRole(text);
    result.context = usualContext(result.role);
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
        if (companion.role != standard.role) {
            const auto role = static_cast<std::size_t>(companion.role);
            text += std::string(choicesOf(companion.role)[role].id) + '=';
        }
        text += companion.modelId;
        if (companion.weightFormatId != kDefaultFormat) text += '@' + companion.weightFormatId;
        if (companion.slotCount != standard.slotCount) {
            text += '*' + std::to_string(companion.slotCount);
        }
        if (companion.context != usualContext(companion.role)) {
            text += ':' + shortestText(companion.context.value);
        }
        if (companion.residence == Residence::Swapped) text += '/' + std::string(kSwapped);
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
