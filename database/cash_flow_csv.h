// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <span>

#include "core/decision/option.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// The cash flows of options as CSV (RFC 4180, UTF-8): months in rows, the lines of each option and
/// its total in columns, the sums of the columns in the last row. Amounts are those of
/// `OptionResult::cash`, in major units of the scenario's currency with a point, undiscounted;
/// where the scenario says when it begins, months have a date too. Options without a price are left
/// out. No cell becomes a formula when a spreadsheet opens it.
QByteArray cashFlowCsv(std::span<const OptionResult* const> options, const Scenario& scenario);
/// The same as a file, put in place whole. Throws FileError.
void writeCashFlowCsv(const QString& path, std::span<const OptionResult* const> options,
                      const Scenario& scenario);

}  // namespace headroom
