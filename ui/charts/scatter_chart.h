// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "ui/charts/chart_content.h"

namespace headroom {

struct ScatterPoint {
    double measured{};
    double predicted{};
    std::size_t index{};  ///< which figure, for `ScatterChartData::describe`
};

struct ScatterSeries {
    QString name;
    theme::Role role{};
    Marker marker{Marker::Square};
    std::vector<ScatterPoint> points;
};

/// Predictions against measurements in one unit; any number of points.
struct ScatterChartData {
    QString title;
    QString subtitle;
    QString fileName;
    QString unit;
    std::vector<ScatterSeries> series;
    std::function<QString(std::size_t)> describe;  ///< the figure under the pointer, in lines
};

/// Points that logarithmic axes have no place for: a side is 0 or less or not finite.
std::size_t undrawnPoints(const ScatterChartData& data);

/// Logarithmic axes of one range and the diagonal of exact predictions. Of points that fall on the
/// same two pixels one is drawn, so that tens of thousands stay fast.
void drawScatterChart(QCustomPlot& plot, const ScatterChartData& data, const ChartStyle& style,
                      QSize size);
/// Without a point that can be drawn the content is empty. The caller adds the table and the
/// summary.
ChartContent scatterChart(std::shared_ptr<const ScatterChartData> data);

}  // namespace headroom
