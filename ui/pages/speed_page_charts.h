// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/evaluate.h"
#include "core/speed/curves.h"
#include "ui/charts/curve_chart.h"

namespace headroom {

/// Everything the speed page shows of one option.
struct SpeedCurves {
    std::vector<LoadPoint> load;
    std::vector<DepthPoint> depth;
    std::size_t knee{};  ///< index into `load`
    int mostUsers{};     ///< that the memory holds, 0 = not even one
};
/// nullopt where the option has no speed. Users go up to what the memory holds, and at least to
/// those asked for; the depth to the model's longest context.
std::optional<SpeedCurves> speedCurves(const OptionResult& result, const Scenario& scenario,
                                       const Catalog& catalog);

CurveChartData perUserChart(const SpeedCurves& curves, const Scenario& scenario);
CurveChartData totalChart(const SpeedCurves& curves, const Scenario& scenario);
CurveChartData firstTokenChart(const SpeedCurves& curves, const Scenario& scenario);
CurveChartData depthChart(const SpeedCurves& curves, const Scenario& scenario);

/// The four numbers that are never mixed, and the first token, each with its range.
TextTable speedTable(const SpeedEstimate& speed, const Scenario& scenario);

}  // namespace headroom
