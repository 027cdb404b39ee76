// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/label_placement.h"
#include "ui/charts/plot_items.h"
#include "ui/theme/readable.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

constexpr double kHeightInLines = 17;
/// A pointer farther from every point than this many pixels means none.
constexpr double kReach = 24;

QString number(double value) {
    return QString::fromStdString(formatSignificant(value));
}

/// The name of an end of the band, and whether it is one that needs to be told.
QString lowName(const CurveChartData& data) {
    return data.names.low.isEmpty() ? tr("P10") : data.names.low;
}
QString highName(const CurveChartData& data) {
    return data.names.high.isEmpty() ? tr("P90") : data.names.high;
}
QString likelyName(const CurveChartData& data) {
    return data.names.likely.isEmpty() ? data.yTitle : data.names.likely;
}

/// Users and tokens are whole; rates are not.
QString xText(double x) {
    return QString::fromStdString(x == std::floor(x) ? formatNumber(x) : formatSignificant(x));
}

double highest(const CurveChartData& data) {
    double most = data.limit.value_or(0);
    for (const CurvePoint& point : data.points) most = std::max(most, point.high);
    return most;
}

struct AxisSpan {
    double low{};
    double high{1};
};

AxisSpan rangeOf(const CurveChartData& data) {
    const double first = data.points.front().x;
    const double last = data.points.back().x;
    if (last > first) return {data.doubling ? first : std::min(0.0, first), last};
    return data.doubling ? AxisSpan{first / 2, first * 2} : AxisSpan{first - 1, first + 1};
}

/// Pixels of a point; the plot itself knows them only after its first replot.
class Pixels {
public:
    Pixels(const CurveChartData& data, double top, const QRectF& area)
        : m_range(rangeOf(data)), m_doubling(data.doubling), m_top(top), m_area(area) {}
    QPointF of(double x, double y) const {
        const double share = m_doubling
                                 ? std::log(x / m_range.low) / std::log(m_range.high / m_range.low)
                                 : (x - m_range.low) / (m_range.high - m_range.low);
        return {m_area.left() + share * m_area.width(),
                m_area.bottom() - y / m_top * m_area.height()};
    }

private:
    AxisSpan m_range;
    bool m_doubling{};
    double m_top{};
    QRectF m_area;
};

std::vector<QString> rowTexts(const std::vector<double>& rows) {
    std::vector<QString> texts;
    const int decimals = rows.size() > 1 && rows[1] < 1 ? 2 : 0;
    for (const double row : rows) {
        texts.push_back(QString::fromStdString(formatNumber(row, decimals)));
    }
    return texts;
}

void setUpAxes(QCustomPlot& plot, const CurveChartData& data, const std::vector<double>& rows,
               int mostColumns) {
    const auto columns = QSharedPointer<QCPAxisTickerText>::create();
    for (const auto& [x, text] : curveTicks(data, mostColumns)) columns->addTick(x, text);
    const AxisSpan range = rangeOf(data);
    plot.xAxis->setScaleType(data.doubling ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot.xAxis->setTicker(columns);
    plot.xAxis->setRange(range.low, range.high);
    plot.xAxis->setLabel(data.xUnit.isEmpty() ? data.xTitle : data.xTitle + u", "_s + data.xUnit);
    plot.xAxis->grid()->setVisible(false);
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const std::vector<QString> texts = rowTexts(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) ticker->addTick(rows[i], texts[i]);
    plot.yAxis->setTicker(ticker);
    plot.yAxis->setRange(0, rows.back());
    plot.yAxis->setLabel(data.yTitle + u", "_s + data.yUnit);
}

void drawBand(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style) {
    QVector<double> x;
    QVector<double> low;
    QVector<double> likely;
    QVector<double> high;
    for (const CurvePoint& point : data.points) {
        x.append(point.x);
        low.append(point.low);
        likely.append(point.likely);
        high.append(point.high);
    }
    const QColor color = style.color(data.role);
    QCPGraph* const floor = plot.addGraph();
    floor->setData(x, low, true);
    floor->setPen(Qt::NoPen);
    QCPGraph* const ceiling = plot.addGraph();
    ceiling->setData(x, high, true);
    ceiling->setPen(Qt::NoPen);
    // Opaque: printed pages need no transparency.
    ceiling->setBrush(mix(style.ground(), color, 0.18));
    ceiling->setChannelFillGraph(floor);
    QCPGraph* const line = plot.addGraph();
    line->setData(x, likely, true);
    line->setPen(QPen(color, 2));
    line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, 4));
    if (data.names.low.isEmpty() && data.names.high.isEmpty()) return;
    floor->setPen(QPen(color, 1, Qt::DotLine));
    ceiling->setPen(QPen(color, 1, Qt::DashLine));
}

/// The names of the three lines at their right ends, pushed apart where the ends meet.
void nameLines(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style,
               const Pixels& pixels, const QRectF& area) {
    if (data.names.low.isEmpty() && data.names.high.isEmpty()) return;
    const CurvePoint& last = data.points.back();
    const double height = QFontMetricsF(style.caption).height();
    double lowest = area.top() - height / 2;
    for (const auto& [value, name] :
         {std::pair{last.high, highName(data)}, std::pair{last.likely, likelyName(data)},
          std::pair{last.low, lowName(data)}}) {
        const QPointF end = pixels.of(last.x, value);
        lowest = std::max(end.y(), lowest + height);
        addText(plot, name, style.caption, theme::readable(style.color(data.role), style.ground()),
                {area.right() + 4, lowest}, Qt::AlignLeft | Qt::AlignVCenter);
    }
}

/// Returns the room that its words take, which marks keep free.
QRectF drawLimit(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style,
                 const Pixels& pixels, const QRectF& area) {
    if (!data.limit) return {};
    const double y = pixels.of(rangeOf(data).high, *data.limit).y();
    auto* const line = new QCPItemLine(&plot);  // the plot owns it
    line->setPen(QPen(style.color(Role::Warn), 1.5, Qt::DashLine));
    for (QCPItemPosition* position : {line->start, line->end}) {
        position->setType(QCPItemPosition::ptAbsolute);
    }
    line->start->setCoords(area.left(), y);
    line->end->setCoords(area.right(), y);
    addText(plot, data.limitText, style.caption, style.color(Role::Warn), {area.right() - 4, y - 2},
            Qt::AlignRight | Qt::AlignBottom)
        ->setBrush(style.ground());
    const QFontMetricsF metrics(style.caption);
    const QSizeF size(metrics.horizontalAdvance(data.limitText) + 8, metrics.height() + 2);
    return QRectF(QPointF(area.right() - size.width(), y - 2 - size.height()), size);
}

/// Beside what `words` covers.
void drawMarks(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style,
               const Pixels& pixels, const QRectF& area, const QRectF& words) {
    const QFontMetricsF metrics(style.caption);
    std::vector<QPointF> points;
    for (std::size_t i = 0; i + 1 < data.points.size(); ++i) {
        constexpr int kParts = 12;
        const QPointF from = pixels.of(data.points[i].x, data.points[i].likely);
        const QPointF to = pixels.of(data.points[i + 1].x, data.points[i + 1].likely);
        for (int part = 0; part < kParts; ++part) {
            points.push_back(from + (to - from) * (static_cast<double>(part) / kParts));
        }
    }
    std::vector<QRectF> taken{words};
    for (const CurveMark& mark : data.marks) {
        addRing(plot, mark.x, mark.y, style);
        const QSizeF size(metrics.horizontalAdvance(mark.text) + 8, metrics.height());
        const QRectF box = placeLabel(pixels.of(mark.x, mark.y), size, area, points, taken);
        taken.push_back(box);
        addText(plot, mark.text, style.caption, style.color(Role::Text), box.center(),
                Qt::AlignCenter);
    }
}

std::optional<ChartHit> curveHit(const QCustomPlot& plot, QPointF pixel,
                                 const CurveChartData& data) {
    const CurvePoint* best = nullptr;
    QPointF anchor;
    double nearest = kReach;
    for (const CurvePoint& point : data.points) {
        const QPointF place(plot.xAxis->coordToPixel(point.x),
                            plot.yAxis->coordToPixel(point.likely));
        const double distance = std::hypot(place.x() - pixel.x(), place.y() - pixel.y());
        if (distance >= nearest) continue;
        nearest = distance;
        best = &point;
        anchor = place;
    }
    if (best == nullptr) return std::nullopt;
    return ChartHit{
        {},
        tr("%1: %2 %3\n%4: %5 %6\n%7 to %8: %9 to %10")
            .arg(data.xTitle, xText(best->x), data.xUnit, likelyName(data), number(best->likely),
                 data.yUnit, lowName(data), highName(data), number(best->low))
            .arg(number(best->high)),
        anchor};
}

TextTable curveTable(const CurveChartData& data) {
    TextTable table;
    table.columns = {{data.xTitle, data.xUnit, true},
                     {likelyName(data), data.yUnit, true},
                     {lowName(data), data.yUnit, true},
                     {highName(data), data.yUnit, true}};
    for (const CurvePoint& point : data.points) {
        table.rows.push_back(
            {xText(point.x), number(point.likely), number(point.low), number(point.high)});
    }
    return table;
}

}  // namespace

std::vector<std::pair<double, QString>> curveTicks(const CurveChartData& data, int most) {
    std::vector<std::pair<double, QString>> ticks;
    if (data.points.empty()) return ticks;
    const AxisSpan range = rangeOf(data);
    const auto add = [&](double x) { ticks.emplace_back(x, xText(x)); };
    if (!data.doubling) {
        for (const double x : roundTicks(range.high, most)) {
            if (x <= range.high) add(x);
        }
        return ticks;
    }
    const double powers = std::log2(range.high / std::max(range.low, 1e-9));
    const double factor = std::exp2(std::ceil(std::max(1.0, powers / std::max(1, most))));
    for (double x = std::exp2(std::ceil(std::log2(range.low))); x <= range.high; x *= factor) {
        add(x);
    }
    return ticks;
}

void drawCurveChart(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style,
                    QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const QFontMetricsF caption(style.caption);
    const std::vector<double> rows = roundTicks(highest(data), 5);
    double widest = 0;
    for (const QString& text : rowTexts(rows)) {
        widest = std::max(widest, caption.horizontalAdvance(text));
    }
    const QMargins margins(static_cast<int>(widest + caption.height() + 22),
                           static_cast<int>(caption.height()),
                           static_cast<int>(caption.averageCharWidth() * 5),
                           static_cast<int>(caption.height() * 2 + 16));
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(margins);
    const int columnWidth = static_cast<int>(caption.averageCharWidth() * 9);
    setUpAxes(plot, data, rows, size.width() / std::max(1, columnWidth));
    const QRectF area = QRectF(QPointF(0, 0), QSizeF(size)).marginsRemoved(margins);
    const Pixels pixels(data, rows.back(), area);
    drawBand(plot, data, style);
    const QRectF words = drawLimit(plot, data, style, pixels, area);
    drawMarks(plot, data, style, pixels, area, words);
    nameLines(plot, data, style, pixels, area);
}

ChartContent curveChart(const CurveChartData& data) {
    ChartContent content;
    content.title = data.title;
    content.subtitle = data.subtitle;
    content.fileName = data.fileName;
    if (data.points.empty()) return content;
    content.summary = data.finding;
    content.table = curveTable(data);
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawCurveChart(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return curveHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
