// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/decision/case_comparison.h"
#include "ui/charts/chart_content.h"

namespace headroom {

/// What the best option of one way costs in one case.
struct CaseBar {
    QString optionId;  ///< empty where a click can choose nothing
    QString name;
    theme::Role way{};
    QString wayName;  ///< "own"
    double cost{};    ///< over the horizon, undiscounted
    bool best{};      ///< of its case
};

struct CaseBars {
    QString name;
    int horizonMonths{};
    QString remark;  ///< why there is no bar
    std::vector<CaseBar> bars;
};

struct CaseChartData {
    Currency currency;
    bool oneCurrency{true};  ///< else no bars: they would share an axis
    std::vector<CaseBars> cases;
};
CaseChartData caseChartData(std::span<const ComparedCase> cases);

/// Bars in the colours of the ways, a group for each case.
ChartContent caseChart(const CaseChartData& data);

}  // namespace headroom
