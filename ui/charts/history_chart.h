// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <vector>

#include "ui/charts/chart_content.h"

namespace headroom {

/// One price of a catalog row over time. Each amount holds from its day to the next.
struct PriceSeries {
    QString title;
    QString unit;
    struct Point {
        QDate day;
        double amount{};
    };
    std::vector<Point> points;  ///< rising days
};

struct HistoryChartData {
    QString title;
    QString subtitle;
    QString fileName;
    std::vector<PriceSeries> series;  ///< of one unit
    TextTable table;
    QString finding;  ///< one sentence for who cannot see it
};

/// Steps, as a price stays until it is replaced. Without a dated price the content is empty.
ChartContent historyChart(const HistoryChartData& data);

}  // namespace headroom
