// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/decision/option.h"
#include "database/workbook/book.h"

namespace headroom::workbook {

/// Where other sheets find the figures of an option, and what they are now, not rounded.
struct OptionFigures {
    const OptionResult* result{};
    const Sheet* sheet{};  ///< nullptr without a price: then nothing below is set
    At total, presentValue, firstDay, nominal, real, plain;
    int withoutResaleRow{};  ///< cumulative, by month
    double totalNow{}, presentValueNow{}, firstDayNow{}, nominalNow{}, realNow{}, plainNow{};
    std::vector<double> withoutResaleNow;
};

/// Adds the sheet of an option with a price; its costs by month, what they are made of, and sums.
OptionFigures writeOptionSheet(Book& book, const OptionResult& result, const Scenario& scenario);

}  // namespace headroom::workbook
