// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_content.h"
#include "ui/charts/risk_pair.h"

namespace headroom {

/// One input moved to its ends, everything else as typed.
struct TornadoRow {
    QString label;
    QString low;   ///< the input at P10
    QString high;  ///< at P90
    QString now;
    QString reason;
    double atLow{};   ///< saving with the input at P10
    double atHigh{};  ///< at P90
    bool flips{};
};

struct TornadoChartData {
    RiskPairText pair;
    double base{};                 ///< saving as typed
    std::vector<TornadoRow> rows;  ///< widest first
};
/// The widest `most` bars that move anything.
TornadoChartData tornadoChartData(const RiskStudy& study, const Evaluation& evaluation,
                                  const Scenario& scenario, std::size_t most);

/// Bars around the saving as typed; those that reach across zero say so.
ChartContent tornadoChart(const TornadoChartData& data);

}  // namespace headroom
