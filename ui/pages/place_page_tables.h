// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/decision/scorecard.h"
#include "core/evaluate.h"
#include "ui/charts/chart_table.h"

namespace headroom {

/// Heat, noise, energy, carbon and electricity of the options with power, whole options.
TextTable energyTable(const Evaluation& evaluation, const std::vector<std::string>& optionIds,
                      const Catalog& catalog);

/// One row a machine, one column a criterion; a mark and the value in each cell.
TextTable scorecardTable(const std::vector<ScorecardRow>& rows);
/// The same with the marks alone.
TextTable scorecardMarks(const std::vector<ScorecardRow>& rows);
/// "At least 128 GiB of memory, ..." of the thresholds in force.
QString scorecardText(const std::vector<ScorecardRow>& rows);

}  // namespace headroom
