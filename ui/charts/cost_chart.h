// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "ui/charts/chart_content.h"

namespace headroom {

/// Cumulative cost of one option, undiscounted: horizon + 1 values, month 0 is the purchase.
struct CostSeries {
    QString optionId;
    QString name;
    OptionKind kind{};
    bool feasible{};
    bool focused{};
    std::vector<double> cumulative;   ///< resale not counted: it is not in hand before the end
    double end{};                     ///< total at the horizon, resale counted
    std::vector<Range<double>> band;  ///< P10 to P90 of `cumulative`; may be empty
};

/// Where two lines meet, with the sentence that says it.
struct CostCrossing {
    double month{};
    double amount{};
    QString label;  ///< "even with rent after 5.2 months"
};

struct CostChartData {
    QString subtitle;
    Currency currency;
    int horizonMonths{};
    std::vector<CostSeries> series;  ///< in the order of the evaluation
    std::vector<CostCrossing> crossings;
    std::vector<QString> sentences;  ///< one per break-even pair whose two options are drawn
};

/// The best owned, rented and API option (feasible ones first), the highlights and the focused
/// one, when their price is known; at most `limit`, in the order of the evaluation.
std::vector<std::size_t> costChartOptions(const Evaluation& evaluation, std::size_t limit,
                                          std::string_view focusedId);
CostChartData costChartData(const Evaluation& evaluation, const std::vector<std::size_t>& options,
                            std::string_view focusedId);
/// The bands of the two options that the decision is between, where they are drawn.
void addBands(CostChartData& data, const RiskStudy& study, const Evaluation& evaluation);
/// "Owning X has cost less than renting Y from month 5.2 on." and its two siblings.
QString breakEvenSentence(const Evaluation& evaluation, const BreakEvenPair& pair);

/// Lines with names at their ends, spread so that none overlaps; rings where two meet. Options that
/// are left out are dashed.
void drawCostChart(QCustomPlot& plot, const CostChartData& data, const ChartStyle& style,
                   QSize size);
ChartContent costChart(const CostChartData& data);

}  // namespace headroom
