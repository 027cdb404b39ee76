// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/validation/memory_check.h"
#include "core/validation/speed_check.h"

namespace headroom {

struct MeasuredRows {
    MeasuredTable table{};
    std::vector<Row> rows;
};
/// Reads a CSV table of measured memory; nothing when its columns are those of no such table.
/// Throws FileError when the file cannot be read or is no CSV.
std::optional<MeasuredRows> readMeasuredRows(const QString& path);

struct MeasuredSpeeds {
    SpeedTable table{};
    std::vector<Row> rows;
};
/// The same of measured speeds.
std::optional<MeasuredSpeeds> readMeasuredSpeeds(const QString& path);

struct DescribedModels {
    NamedModels models;
    QStringList gaps;  ///< what a description leaves open, a sentence each
};
/// Reads the models of a table, see measuredModels. Throws FileError.
DescribedModels readDescribedModels(const QString& path);

}  // namespace headroom
