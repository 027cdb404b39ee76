// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/decision/option.h"
#include "core/scenario/scenario.h"
#include "database/workbook/option_sheet.h"

namespace headroom::workbook {

/// Names the cells of all numeric inputs and fills the sheet; the inputs that formulas of the book
/// stand on are marked live, so it comes after the sheets of the options.
void writeInputs(Book& book, Sheet& sheet, const Scenario& scenario);
/// All options in rows, their figures as formulas into their sheets; break-even against the first
/// that has a price.
void writeComparison(Sheet& sheet, std::span<const OptionFigures> options,
                     const Scenario& scenario);
/// Where the prices come from.
void writeSources(Sheet& sheet, std::span<const OptionResult* const> options,
                  const Catalog& catalog);

}  // namespace headroom::workbook
