// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/nearest_id.h"

#include <algorithm>
#include <numeric>

namespace headroom {

namespace {

// Longer texts are pasted paragraphs, not ids; the distance takes time in proportion to the square.
constexpr std::size_t kLongestId = 200;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Levenshtein distance with one row of the table.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearestId(std::string_view wanted, const std::vector<std::string>& known) {
    if (wanted.empty() || wanted.size() > kLongestId) return {};
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
    for (const std::string& id : known) {
        const std::size_t distance = editDistance(wanted, id);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = id;
        }
    }
    return best;
}

}  // namespace headroom
