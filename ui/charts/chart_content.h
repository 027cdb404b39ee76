// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QSize>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "ui/charts/chart_style.h"
#include "ui/charts/chart_table.h"

class QCPPainter;
class QPainter;
class QRectF;

namespace headroom {

/// The shape of a point, so that series differ by more than their colour.
enum class Marker { Square, Disc, Diamond, TriangleUp, TriangleDown, Cross };
/// Centred on the origin, about `size` wide.
QPainterPath markerPath(Marker marker, double size);

struct LegendEntry {
    QString text;
    theme::Role role{};
    bool faded{};
    Marker marker{Marker::Square};
};

/// What lies under the pointer.
struct ChartHit {
    QString optionId;
    QString text;    ///< name, values with units, one per line
    QPointF anchor;  ///< pixel of the point meant
};

/// A chart as a value: what it says, what it looks like, and the same as a table. Drawn by the
/// screen, by picture export and by the report.
struct ChartContent {
    QString title;     ///< the question it answers
    QString subtitle;  ///< model, setting, method
    QString summary;   ///< for who cannot see it: the finding in sentences
    QString fileName;  ///< suggestion for exports, without suffix
    std::vector<LegendEntry> legend;
    TextTable table;
    /// For copies and exports when `table` shows only a part.
    std::function<TextTable()> wholeTable;
    std::vector<QString> rowOptions;  ///< the option of each table row; empty when rows are none
    double heightInLines{20};         ///< natural height in lines of body text
    /// Lays the chart out for a size in pixels; repeatable.
    std::function<void(QCustomPlot&, const ChartStyle&, QSize)> draw;
    std::function<std::optional<ChartHit>(const QCustomPlot&, QPointF)> hit;
    bool empty() const { return !draw; }
    TextTable tableToExport() const { return wholeTable ? wholeTable() : table; }
};

/// Swatches with words, wrapped to `width`; returns the height used. A null painter only measures.
double drawLegend(QPainter* painter, QPointF topLeft, double width,
                  const std::vector<LegendEntry>& legend, const ChartStyle& style);

/// Title, subtitle, legend and chart into `area` (vector when the device is).
void drawChart(QCPPainter& painter, const QRectF& area, const ChartContent& content,
               const ChartStyle& style);

/// Only the plot, into `area`.
void drawPlot(QCPPainter& painter, const QRectF& area, const ChartContent& content,
              const ChartStyle& style);

}  // namespace headroom
