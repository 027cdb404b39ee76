// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/evaluate.h"
#include "ui/charts/chart_content.h"

namespace headroom {

/// Parts of a ledger in the order they are stacked.
enum class MemoryPart { Weights, Kv, State, Compute, Engine, Companions, Reserve };
inline constexpr std::size_t kMemoryParts = 7;
QString memoryPartLabel(MemoryPart part);
theme::Role memoryPartRole(MemoryPart part);

/// One option's device memory, summed over its devices, in GiB.
struct MemoryBar {
    QString optionId;
    QString name;
    QString detail;  ///< "own, 2 devices, vLLM"
    bool fits{};
    bool focused{};
    double capacity{};                         ///< usable by the engine
    double sold{};                             ///< GiB, what the capacity is a part of
    std::array<double, kMemoryParts> parts{};  ///< indexed by MemoryPart
    double shortOnOneDevice{};  ///< > 0: the sum would fit but one device is short by this
    double used() const;
    double free() const { return capacity - used(); }
    /// "110.3 free", "short by 35.1".
    QString verdict() const;
};

struct MemoryChartData {
    QString subtitle;
    std::vector<MemoryBar> bars;
};

/// Which options a memory chart shows: the highlights, then feasible ones with different device
/// memory, then those that are short by least; `focusedId` always when it has a ledger. In the
/// order of the evaluation, at most `limit`.
std::vector<std::size_t> memoryChartOptions(const Evaluation& evaluation, std::size_t limit,
                                            std::string_view focusedId);
/// Indices without a ledger (APIs) are left out.
MemoryChartData memoryChartData(const Evaluation& evaluation,
                                const std::vector<std::size_t>& options,
                                std::string_view focusedId);
/// One bar for each device of an option, with the models beside the main one by name.
MemoryChartData deviceChartData(const OptionResult& result);
/// "Llama 3.1 70B, GGUF Q4_K_M, 131,072 tokens, 4 users, one shared pool".
QString memorySetting(const Scenario& scenario, const Catalog& catalog);

/// Stacked horizontal bars with a capacity tick; what lies beyond the capacity is faded.
void drawMemoryChart(QCustomPlot& plot, const MemoryChartData& data, const ChartStyle& style,
                     QSize size);
/// Title as a question, legend, table twin and summary around the same data.
ChartContent memoryChart(const MemoryChartData& data);
/// The same of the devices of one option.
ChartContent deviceChart(const MemoryChartData& data);

}  // namespace headroom
