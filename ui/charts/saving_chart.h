// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_content.h"
#include "ui/charts/risk_pair.h"

namespace headroom {

/// How often which saving comes out of the draws.
struct SavingChartData {
    RiskPairText pair;
    int draws{};
    double firstCheaper{};    ///< 0..1
    Range<double> band;       ///< P10, P50, P90 of the saving
    double width{};           ///< of a bin; zero is an edge between two
    double lowest{};          ///< edge of the first bin
    std::vector<int> counts;  ///< draws by bin; the outer two hold what lies beyond, too
};
SavingChartData savingChartData(const RiskStudy& study, const Evaluation& evaluation,
                                const Scenario& scenario);

/// A histogram in the colours of the two ways: left of zero the second option costs less.
ChartContent savingChart(const SavingChartData& data);

}  // namespace headroom
