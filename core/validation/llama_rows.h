// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/catalog/row.h"
#include "core/validation/comparison.h"

namespace headroom {

/// Models by the name that rows give them.
using NamedModels = std::map<std::string, ModelSpec, std::less<>>;

/// True for a table with the columns of llama.cpp's own allocation sizes.
bool isLlamaTable(const std::vector<std::string>& header);

/// Predicts what llama.cpp allocates, row by row: "kv", "sliding_kv", "state", "weights", "compute"
/// and "total", MiB summed over the devices (over devices and host for the caches). Only the
/// model's metadata and the row's settings go into a prediction. Formats are those of `catalog`.
Comparisons compareLlamaRows(const std::vector<Row>& rows, const NamedModels& models,
                             const Catalog& catalog);

/// What the predictions promise: caches and state exact to the rounding of a log, weights within
/// 0.5 %, compute 5 % at the median and 15 % at P95, totals 0.5 % and 2 %, never 1 % too low.
std::vector<ErrorBound> llamaBounds();

}  // namespace headroom
