// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/memory_check.h"

#include <algorithm>

#include "core/validation/engine_rows.h"
#include "core/validation/vllm_rows.h"

namespace headroom {
namespace {

/// Rows between two questions whether to go on; a few milliseconds' work.
constexpr std::size_t kRowsAtOnce = 250;

Comparisons compare(MeasuredTable table, const std::vector<Row>& rows, const NamedModels& models,
                    const Catalog& catalog) {
    switch (table) {
        case MeasuredTable::LlamaCpp:
            return compareLlamaRows(rows, models, catalog);
        case MeasuredTable::Vllm:
            return compareVllmRows(rows, catalog);
        case MeasuredTable::Engines:
            return compareEngineRows(rows, catalog);
    }
    return {};
}

std::vector<ErrorBound> boundsOf(MeasuredTable table) {
    switch (table) {
        case MeasuredTable::LlamaCpp:
            return llamaBounds();
        case MeasuredTable::Vllm:
            return vllmBounds();
        case MeasuredTable::Engines:
            return engineBounds();
    }
    return {};
}

/// Appends results of rows that begin after `offset` others.
template <class Result>
void append(std::vector<Result>& all, std::vector<Result> part, std::size_t offset) {
    for (Result& one : part) {
        one.row += offset;
        all.push_back(std::move(one));
    }
}

}  // namespace

std::optional<MeasuredTable> measuredTable(const std::vector<std::string>& header) {
    if (isLlamaTable(header)) return MeasuredTable::LlamaCpp;
    if (isVllmTable(header)) return MeasuredTable::Vllm;
    if (isEngineTable(header)) return MeasuredTable::Engines;
    return std::nullopt;
}

MemoryCheck checkMemory(MeasuredTable table, const std::vector<Row>& rows,
                        const NamedModels& models, const Catalog& catalog,
                        const std::function<bool()>& stopped) {
    MemoryCheck check;
    for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
        if (stopped && stopped()) break;
        const std::size_t last = std::min(first + kRowsAtOnce, rows.size());
        const auto at = [&](std::size_t index) {
            return rows.begin() + static_cast<std::vector<Row>::difference_type>(index);
        };
        Comparisons part = compare(table, std::vector<Row>(at(first), at(last)), models, catalog);
        append(check.comparisons.figures, std::move(part.figures), first);
        append(check.comparisons.unpredicted, std::move(part.unpredicted), first);
    }
    check.summaries = summarise(check.comparisons.figures);
    check.bounds = boundsOf(table);
    check.broken = brokenBounds(check.summaries, check.bounds);
    return check;
}

}  // namespace headroom
