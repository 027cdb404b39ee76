// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeightInLines = 13;
constexpr Role kRoles[] = {Role::Accent, Role::Own, Role::Rent, Role::Api};

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

double dayNumber(const QDate& day) {
    return static_cast<double>(day.toJulianDay());
}

QString dayText(double number) {
    return QDate::fromJulianDay(static_cast<qint64>(std::llround(number))).toString(Qt::ISODate);
}

struct Span {
    double first{};
    double last{};
    double highest{};
};

Span spanOf(const HistoryChartData& data) {
    Span span{1e12, -1e12, 0};
    for (const PriceSeries& series : data.series) {
        for (const PriceSeries::Point& point : series.points) {
            span.first = std::min(span.first, dayNumber(point.day));
            span.last = std::max(span.last, dayNumber(point.day));
            span.highest = std::max(span.highest, point.amount);
        }
    }
    // A single day stands in the middle of a month; else the ends leave room for their points.
    const double days = span.last - span.first;
    const double room = days < 1 ? 15 : std::max(1.0, days * 0.04);
    return {span.first - room, span.last + room, span.highest * 1.05};
}

void setUpAxes(QCustomPlot& plot, const HistoryChartData& data, const Span& span,
               const ChartStyle& style, QSize size) {
    const QFontMetricsF caption(style.caption);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    const std::vector<double> rows = roundTicks(span.highest > 0 ? span.highest : 1, 4);
    const auto rowText = [&](double tick) {
        return QString::fromStdString(formatNumber(tick, rows.size() > 1 && rows[1] < 1 ? 2 : 0));
    };
    plot.axisRect()->setMargins(
        {static_cast<int>(caption.horizontalAdvance(rowText(rows.back())) + caption.height() + 22),
         static_cast<int>(caption.height()),
         static_cast<int>(caption.horizontalAdvance(u"2026-00-00"_s) / 2) + 8,
         static_cast<int>(caption.height() * 2)});
    setTicks(*plot.yAxis, rows, rowText);
    plot.yAxis->setRange(0, rows.back());
    plot.yAxis->setLabel(data.series.front().unit);
    const int columns = std::clamp(
        static_cast<int>(size.width() / caption.horizontalAdvance(u"2026-00-00-00"_s)), 2, 6);
    std::vector<double> days;
    for (int i = 0; i < columns; ++i) {
        days.push_back(std::round(span.first + (span.last - span.first) * i / (columns - 1)));
    }
    days.erase(std::unique(days.begin(), days.end()), days.end());
    setTicks(*plot.xAxis, days, dayText);
    plot.xAxis->setRange(span.first, span.last);
    plot.xAxis->grid()->setVisible(false);
}

void drawHistory(QCustomPlot& plot, const HistoryChartData& data, const ChartStyle& style,
                 QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const Span span = spanOf(data);
    setUpAxes(plot, data, span, style, size);
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const QColor color = style.color(kRoles[i % std::size(kRoles)]);
        QCPGraph* const graph = plot.addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setPen(QPen(color, 2));
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 7));
        for (const PriceSeries::Point& point : data.series[i].points) {
            graph->addData(dayNumber(point.day), point.amount);
        }
    }
}

std::optional<ChartHit> historyHit(const QCustomPlot& plot, QPointF pixel,
                                   const HistoryChartData& data) {
    std::optional<ChartHit> nearest;
    double distance = 24;
    for (const PriceSeries& series : data.series) {
        for (const PriceSeries::Point& point : series.points) {
            const QPointF at(plot.xAxis->coordToPixel(dayNumber(point.day)),
                             plot.yAxis->coordToPixel(point.amount));
            const double away = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
            if (away >= distance) continue;
            distance = away;
            nearest = ChartHit{
                {},
                tr("%1\n%2 %3 from %4")
                    .arg(series.title, QString::fromStdString(formatSignificant(point.amount)),
                         series.unit, point.day.toString(Qt::ISODate)),
                at};
        }
    }
    return nearest;
}

}  // namespace

ChartContent historyChart(const HistoryChartData& data) {
    ChartContent content;
    content.title = data.title;
    content.subtitle = data.subtitle;
    content.fileName = data.fileName;
    content.table = data.table;
    content.summary = data.finding;
    content.heightInLines = kHeightInLines;
    if (data.series.empty()) return content;
    for (std::size_t i = 0; i < data.series.size() && data.series.size() > 1; ++i) {
        content.legend.push_back(
            {data.series[i].title, kRoles[i % std::size(kRoles)], false, Marker::Disc});
    }
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawHistory(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return historyHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
