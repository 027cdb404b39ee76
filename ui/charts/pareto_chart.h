// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/pareto.h"
#include "core/evaluate.h"
#include "ui/charts/chart_content.h"

namespace headroom {

/// One feasible option by what it is compared by.
struct ParetoMark {
    QString optionId;
    QString name;
    OptionKind kind{};
    ParetoPoint point;
    bool onFront{};  ///< nothing beats it in everything
    bool focused{};
};

struct ParetoChartData {
    Currency currency;
    std::vector<ParetoMark> marks;  ///< in the order of the evaluation
};
ParetoChartData paretoChartData(const Evaluation& evaluation, const Catalog& catalog,
                                std::string_view focusedId);

/// Cost against the speed of each user; where data goes is in the words. Options that others beat
/// in everything are faint; an unknown speed stands below the axis.
ChartContent paretoChart(const ParetoChartData& data);

}  // namespace headroom
