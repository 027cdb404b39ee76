// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/units/format.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

constexpr double kHeightInLines = 24;
/// A pointer farther away than this many pixels means no point.
constexpr double kReach = 12;
constexpr double kMarkerSize = 7;
/// Points closer than this many pixels look like one.
constexpr double kCell = 2;

bool drawable(const ScatterPoint& point) {
    return point.measured > 0 && point.predicted > 0 && std::isfinite(point.measured) &&
           std::isfinite(point.predicted);
}

/// Whole decades around all points, as powers of ten.
struct Decades {
    int low{};
    int high{1};
    double share(double value) const { return (std::log10(value) - low) / (high - low); }
};

Decades decadesOf(const ScatterChartData& data) {
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const ScatterSeries& series : data.series) {
        for (const ScatterPoint& point : series.points) {
            if (!drawable(point)) continue;
            least = std::min({least, point.measured, point.predicted});
            most = std::max({most, point.measured, point.predicted});
        }
    }
    if (most <= 0) return {};
    Decades decades{static_cast<int>(std::floor(std::log10(least))),
                    static_cast<int>(std::ceil(std::log10(most)))};
    decades.high = std::max(decades.high, decades.low + 1);
    return decades;
}

struct Tick {
    double value{};
    QString text;
};

/// The decades, with 2 and 5 between them when there are few, thinned out to `most` ticks.
std::vector<Tick> ticksOf(const Decades& decades, int most) {
    std::vector<Tick> ticks;
    const int count = decades.high - decades.low + 1;
    const int step = std::max(1, (count + most - 1) / std::max(1, most));
    const std::vector<double> factors =
        count * 3 <= most ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
    for (int power = decades.low; power <= decades.high; power += step) {
        for (const double factor : factors) {
            if (power == decades.high && factor > 1) break;
            const double value = factor * std::pow(10.0, power);
            ticks.push_back(
                {value, QString::fromStdString(formatNumber(value, std::max(0, -power)))});
        }
    }
    return ticks;
}

double widestTick(const std::vector<Tick>& ticks, const QFontMetricsF& metrics) {
    double widest = 0;
    for (const Tick& tick : ticks) widest = std::max(widest, metrics.horizontalAdvance(tick.text));
    return widest;
}

void setUpAxis(QCPAxis& axis, const Decades& decades, const std::vector<Tick>& ticks,
               const QString& label) {
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const Tick& tick : ticks) ticker->addTick(tick.value, tick.text);
    axis.setTicker(ticker);
    axis.setScaleType(QCPAxis::stLogarithmic);
    axis.setRange(std::pow(10.0, decades.low), std::pow(10.0, decades.high));
    axis.setLabel(label);
    axis.grid()->setVisible(true);
}

void drawDiagonal(QCustomPlot& plot, const Decades& decades, const ChartStyle& style) {
    auto* const line = new QCPItemLine(&plot);  // the plot owns it
    line->setPen(QPen(style.color(Role::Muted), 1, Qt::DashLine));
    const double low = std::pow(10.0, decades.low);
    const double high = std::pow(10.0, decades.high);
    line->start->setCoords(low, low);
    line->end->setCoords(high, high);
}

void drawSeries(QCustomPlot& plot, const ScatterSeries& series, const Decades& decades,
                const ChartStyle& style, QSizeF area) {
    std::set<std::pair<int, int>> cells;
    QVector<double> measured;
    QVector<double> predicted;
    for (const ScatterPoint& point : series.points) {
        if (!drawable(point)) continue;
        const std::pair cell{
            static_cast<int>(decades.share(point.measured) * area.width() / kCell),
            static_cast<int>(decades.share(point.predicted) * area.height() / kCell)};
        if (!cells.insert(cell).second) continue;
        measured.append(point.measured);
        predicted.append(point.predicted);
    }
    QCPGraph* const graph = plot.addGraph();
    graph->setName(series.name);
    graph->setData(measured, predicted);
    graph->setLineStyle(QCPGraph::lsNone);
    const QColor color = style.color(series.role);
    graph->setScatterStyle(QCPScatterStyle(markerPath(series.marker, kMarkerSize),
                                           QPen(style.ground(), 0.5), color, 6));
}

std::optional<ChartHit> scatterHit(const QCustomPlot& plot, QPointF pixel,
                                   const ScatterChartData& data) {
    const ScatterPoint* best = nullptr;
    const ScatterSeries* of = nullptr;
    QPointF anchor;
    double nearest = kReach;
    for (const ScatterSeries& series : data.series) {
        for (const ScatterPoint& point : series.points) {
            if (!drawable(point)) continue;
            const QPointF place(plot.xAxis->coordToPixel(point.measured),
                                plot.yAxis->coordToPixel(point.predicted));
            const double distance = std::hypot(place.x() - pixel.x(), place.y() - pixel.y());
            if (distance >= nearest) continue;
            nearest = distance;
            best = &point;
            of = &series;
            anchor = place;
        }
    }
    if (best == nullptr) return std::nullopt;
    return ChartHit{{}, data.describe ? data.describe(best->index) : of->name, anchor};
}

}  // namespace

std::size_t undrawnPoints(const ScatterChartData& data) {
    std::size_t count = 0;
    for (const ScatterSeries& series : data.series) {
        count +=
            static_cast<std::size_t>(std::count_if(series.points.begin(), series.points.end(),
                                                   [](auto& point) { return !drawable(point); }));
    }
    return count;
}

void drawScatterChart(QCustomPlot& plot, const ScatterChartData& data, const ChartStyle& style,
                      QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const Decades decades = decadesOf(data);
    const QFontMetricsF caption(style.caption);
    const std::vector<Tick> rows =
        ticksOf(decades, static_cast<int>(size.height() / (caption.height() * 2)));
    const int columnWidth =
        static_cast<int>(widestTick(ticksOf(decades, 99), caption) + 2 * caption.height());
    const std::vector<Tick> columns = ticksOf(decades, size.width() / std::max(1, columnWidth));
    const QMargins margins(static_cast<int>(widestTick(rows, caption) + caption.height() + 22),
                           static_cast<int>(caption.height()),
                           static_cast<int>(widestTick(columns, caption) / 2 + 6),
                           static_cast<int>(caption.height() * 2 + 16));
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(margins);
    setUpAxis(*plot.xAxis, decades, columns, tr("Measured, %1").arg(data.unit));
    setUpAxis(*plot.yAxis, decades, rows, tr("Predicted, %1").arg(data.unit));
    drawDiagonal(plot, decades, style);
    const QRectF area = QRectF(QPointF(0, 0), QSizeF(size)).marginsRemoved(margins);
    for (const ScatterSeries& series : data.series) {
        drawSeries(plot, series, decades, style, area.size());
    }
}

ChartContent scatterChart(std::shared_ptr<const ScatterChartData> data) {
    ChartContent content;
    content.title = data->title;
    content.subtitle = data->subtitle;
    content.fileName = data->fileName;
    std::size_t points = 0;
    for (const ScatterSeries& series : data->series) {
        points += series.points.size();
        content.legend.push_back({series.name, series.role, false, series.marker});
    }
    if (points == undrawnPoints(*data)) return content;
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawScatterChart(plot, *data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return scatterHit(plot, pixel, *data);
    };
    return content;
}

}  // namespace headroom
