// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/program.h"
#include "core/validation/speed_check.h"

namespace headroom::cli {

/// Predict every row of the table that `arguments` name, print the errors and write the report.
/// Throw UsageError when its columns are those of another table, and FileError.
ExitCode checkMemoryTable(const Arguments& arguments, Format format, const Catalog& catalog);
ExitCode checkSpeedTable(const Arguments& arguments, SpeedTable table, Format format,
                         const Catalog& catalog);

/// A few rows that could not be predicted, on standard error; the report lists all.
void printUnpredicted(const std::vector<Unpredicted>& rows);

}  // namespace headroom::cli
