// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Insertions, deletions and substitutions (Levenshtein), one row at a time.
int editDistance(const QString& a, const QString& b) {
    std::vector<int> previous(static_cast<std::size_t>(b.size()) + 1);
    std::iota(previous.begin(), previous.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        std::vector<int> current(previous.size());
        current[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto k = static_cast<std::size_t>(j);
            const int replaced = previous[k] + (a[i] == b[j] ? 0 : 1);
            current[k + 1] = std::min({replaced, previous[k + 1] + 1, current[k] + 1});
        }
        previous = std::move(current);
    }
    return previous.back();
}

}  // namespace

QString nearest(const QString& text, const QStringList& candidates) {
    const QString wanted = text.toLower();
    if (wanted.isEmpty()) return {};
    QString best;
    int fewest = 0;
    for (const QString& candidate : candidates) {
        const QString folded = candidate.toLower();
        const int edits = editDistance(wanted, folded);
        const bool holds = wanted.size() >= 3 && folded.contains(wanted);
        const bool near =
            holds || edits * 3 <= static_cast<int>(std::max(wanted.size(), folded.size()));
        if (near && (best.isEmpty() || edits < fewest)) {
            best = candidate;
            fewest = edits;
        }
    }
    return best;
}

QString didYouMean(const QString& text, const QStringList& candidates) {
    const QString near = nearest(text, candidates);
    return near.isEmpty() ? QString() : u" Did you mean “%1”?"_s.arg(near);
}

}  // namespace headroom::cli
