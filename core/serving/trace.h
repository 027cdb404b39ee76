// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/row.h"
#include "core/serving/serving.h"

namespace headroom {

struct TraceTable {
    std::vector<TraceRow> rows;
    std::vector<Finding> findings;  ///< an error when the table cannot be read
};
/// A trace from a table with the columns arrival_s (seconds from any start, in order),
/// prompt_tokens and answer_tokens, or with those of BurstGPT: Timestamp, "Request tokens" and
/// "Response tokens". Times are counted from the first row.
TraceTable traceTable(const std::vector<Row>& rows);

}  // namespace headroom
