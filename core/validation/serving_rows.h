// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// Whether a table is one of servers under load: it has the columns series_id, concurrency,
/// tensor_parallel and ttft_ms_mean.
bool isServingTable(const std::vector<std::string>& header);

/// Up to three figures a row, from its settings alone: tpot_ms (mean, else median; where the notes
/// say so the median gap between tokens, which has no prefill in it), output_tok_s (all answers)
/// and ttft_ms (mean, else median). Where requests arrive at a rate, as many are taken to be in
/// flight as answer it (Little's law). Figures of one row are listed together; a row without any is
/// listed with the reason.
SpeedObservations readServingRows(const std::vector<Row>& rows, const Catalog& catalog);

}  // namespace headroom
