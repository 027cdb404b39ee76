// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/decision/case_comparison.h"
#include "ui/charts/chart_table.h"
#include "ui/theme/theme.h"

namespace headroom {

/// What a cell shows beside its text.
struct CaseCell {
    std::optional<theme::Role> role;  ///< a colour that says what the text says, too
    QString detail;                   ///< a sentence for the tool tip
};

/// A table of cases on screen, and the same for copies and files with numbers of their own.
struct CaseTable {
    TextTable shown;
    std::vector<std::vector<CaseCell>> cells;  ///< of `shown`
    std::vector<int> uncut;                    ///< columns of numbers that must be read whole
    TextTable whole;
    std::vector<int> wholeRows;  ///< the row in `whole` of each one shown; -1 = a title
};

CaseTable resultsTable(std::span<const ComparedCase> cases, std::size_t reference);
/// Group titles above the inputs that differ; empty when none does.
CaseTable inputsTable(const InputDifferences& inputs, std::span<const ComparedCase> cases);
/// "2 inputs differ: Context length, Horizon"
QString inputsSummary(const ComparedCase& compared, const ComparedCase& reference);

}  // namespace headroom
