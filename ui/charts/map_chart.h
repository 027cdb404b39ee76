// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/decision/two_way_map.h"
#include "ui/charts/chart_content.h"
#include "ui/charts/risk_pair.h"

namespace headroom {

struct MapChartData {
    RiskPairText pair;
    TwoWayMap map;  ///< of the first option less the second
    bool logX{};    ///< the input spreads by ratio
    bool logY{};
    double typedX{};
    double typedY{};
};
MapChartData mapChartData(const RiskPair& pair, const Evaluation& evaluation, const InputRange& x,
                          const InputRange& y, int points, const Scenario& scenario,
                          const Catalog& catalog);

/// Which of two options costs less, over two inputs at once, with the line on which both cost the
/// same and a ring at what was typed.
ChartContent mapChart(std::shared_ptr<const MapChartData> data);

}  // namespace headroom
