// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <span>

#include "core/catalog/catalog.h"
#include "core/decision/option.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// What a workbook shows. Everything outlives the call.
struct WorkbookContent {
    const Scenario& scenario;
    const Catalog& catalog;
    /// Of one evaluation of the scenario, in the order of the sheets; break-even is against the
    /// first one with a price. One without a price gets a row in the comparison and no sheet.
    std::span<const OptionResult* const> options;
    QDateTime created;  ///< stands in the document's properties; the same one gives the same bytes
};

/// Writes an Excel workbook (Office Open XML) whose figures are formulas: the sheet Inputs, one
/// sheet per option with its costs by month, Comparison and Sources (docs/cost.md g). An input that
/// moves costs alone is live; counts of machines, energy and tokens are numbers, as memory and
/// speed stand behind them. Amounts are not rounded to cents: each line is within a cent of
/// `OptionResult::cash`. Puts a whole file in place or leaves what was there before. Throws
/// FileError.
void writeWorkbook(const QString& path, const WorkbookContent& content);

}  // namespace headroom
