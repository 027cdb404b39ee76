// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/validation/llama_rows.h"

namespace headroom {

/// What a table of measured memory is about.
enum class MeasuredTable { LlamaCpp, Vllm, Engines };
/// The table that has these columns; nothing when they are those of none.
std::optional<MeasuredTable> measuredTable(const std::vector<std::string>& header);

/// What one table of measurements gave.
struct MemoryCheck {
    Comparisons comparisons;
    std::vector<ErrorSummary> summaries;
    std::vector<ErrorBound> bounds;   ///< what the predictions of this table promise
    std::vector<std::string> broken;  ///< the promises not kept, a sentence each
};

/// Predicts every row again. `models` describe those of llama.cpp's table; the others take theirs
/// from `catalog`, and all take formats and devices from it. When `stopped`, asked every few
/// hundred rows, says yes, the rest is left out.
MemoryCheck checkMemory(MeasuredTable table, const std::vector<Row>& rows,
                        const NamedModels& models, const Catalog& catalog,
                        const std::function<bool()>& stopped = {});

}  // namespace headroom
