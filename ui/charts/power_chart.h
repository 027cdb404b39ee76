// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/evaluate.h"
#include "ui/charts/chart_content.h"

namespace headroom {

/// Wall power of one machine of an option by state, in watts.
struct PowerBar {
    QString optionId;
    QString name;
    QString detail;  ///< "2 machines, measured"
    bool feasible{};
    bool focused{};
    double idle{};
    double decode{};
    double prefill{};
    double peak{};
};

struct PowerChartData {
    std::optional<double> limit;  ///< watts that the circuit carries continuously
    QString circuit;              ///< "120 V x 15 A x 80 %"
    std::vector<PowerBar> bars;   ///< in the order of the evaluation
};

/// Own machines: the focused one, then the best and those that differ from them, at most `most`.
PowerChartData powerChartData(const Evaluation& evaluation, const Scenario& scenario,
                              std::size_t most, std::string_view focusedId);

/// Bars up to the peak, cut at idle, decode and prefill, against what the circuit carries.
ChartContent powerChart(const PowerChartData& data);

}  // namespace headroom
