// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>
#include <vector>

#include "core/validation/bench_output.h"
#include "database/catalog_store.h"

namespace headroom {

/// A benchmark's output from a file. Throws FileError with a sentence that names the file: it
/// cannot be read, is too large or holds no measurement.
BenchOutput readBenchFile(const QString& path);

/// Stores a calibrated class (core/validation/calibration.h) as its row of speed_classes, in place
/// of an earlier one of the same id. `reversed()` undoes it.
RowChange calibrationChange(const CatalogStore& store, const SpeedClass& measured);

/// Deletes every calibrated row of a device; empty when there is none.
std::vector<RowChange> calibrationRemoval(const CatalogStore& store,
                                          std::string_view acceleratorId);

}  // namespace headroom
