// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fit_map_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/units/format.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeightInLines = 18;
constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QString contextText(Tokens context) {
    const double thousands = context.value / 1024;
    if (thousands >= 1 && thousands == std::floor(thousands)) {
        return QString::fromStdString(formatNumber(thousands)) + u'k';
    }
    return QString::fromStdString(formatNumber(context.value));
}

QString roomText(Bytes headroom) {
    return headroom >= Bytes{0} ? tr("%1 free").arg(plainText(formatGib(headroom)))
                                : tr("short by %1").arg(plainText(formatGib(-headroom)));
}

/// A context between the columns of the map: each column is one unit wide, even in the ratio.
double columnOf(const std::vector<Tokens>& contexts, double context) {
    if (context <= contexts.front().value) return 0;
    for (std::size_t i = 1; i < contexts.size(); ++i) {
        const double low = contexts[i - 1].value;
        const double high = contexts[i].value;
        if (context > high) continue;
        return static_cast<double>(i - 1) + std::log(context / low) / std::log(high / low);
    }
    return static_cast<double>(contexts.size() - 1);
}

double rowOf(const std::vector<int>& slotCounts, int slotCount) {
    const auto place = std::lower_bound(slotCounts.begin(), slotCounts.end(), slotCount);
    const auto last = static_cast<std::ptrdiff_t>(slotCounts.size()) - 1;
    return static_cast<double>(std::min(place - slotCounts.begin(), last));
}

void drawCross(QCustomPlot& plot, QPointF centre, const QPen& pen) {
    constexpr double kArm = 0.09;
    addLine(plot, centre + QPointF(-kArm, -kArm), centre + QPointF(kArm, kArm), pen);
    addLine(plot, centre + QPointF(-kArm, kArm), centre + QPointF(kArm, -kArm), pen);
}

void drawCells(QCustomPlot& plot, const FitMapChartData& data, const ChartStyle& style) {
    const FitMap& map = data.map;
    const auto most = std::max_element(map.headroom.begin(), map.headroom.end());
    const double full = std::max(most->value, 1.0);
    const QFontMetricsF caption(style.caption);
    const double cellPixels = plot.axisRect()->width() / static_cast<double>(map.contexts.size());
    for (std::size_t row = 0; row < map.slotCounts.size(); ++row) {
        for (std::size_t column = 0; column < map.contexts.size(); ++column) {
            const Bytes room = map.at(column, row);
            const QPointF centre(static_cast<double>(column), static_cast<double>(row));
            if (room < Bytes{0}) {
                drawCross(plot, centre, QPen(style.color(Role::Muted), 1));
                continue;
            }
            constexpr double kHalf = 0.47;
            // More room, more colour; the least stays visible.
            const double weight = 0.88 - 0.33 * room.value / full;
            addBox(plot, centre + QPointF(-kHalf, -kHalf), centre + QPointF(kHalf, kHalf),
                   mix(style.color(Role::Good), style.ground(), weight));
            const QString text = plainText(formatSignificant(room.value / kGibibyte));
            if (caption.horizontalAdvance(text) + 6 > cellPixels) continue;
            QCPItemText* const label = addText(plot, text, style.caption, style.color(Role::Text));
            label->position->setType(QCPItemPosition::ptPlotCoords);
            label->position->setCoords(centre);
            label->setPositionAlignment(Qt::AlignCenter);
        }
    }
}

/// The edge of what fits, from the exact longest context of each row.
void drawEdge(QCustomPlot& plot, const FitMapChartData& data, const ChartStyle& style) {
    const FitMap& map = data.map;
    const QPen pen(style.color(Role::Text), 2, Qt::SolidLine, Qt::RoundCap);
    const auto place = [&](std::size_t row) {
        if (map.longest[row] < map.contexts.front()) return -0.5;
        if (map.longest[row] >= map.contexts.back()) {
            return static_cast<double>(map.contexts.size()) - 0.5;
        }
        return columnOf(map.contexts, map.longest[row].value);
    };
    for (std::size_t row = 0; row < map.slotCounts.size(); ++row) {
        const double y = static_cast<double>(row);
        addLine(plot, {place(row), y - 0.5}, {place(row), y + 0.5}, pen);
        if (row > 0) addLine(plot, {place(row - 1), y - 0.5}, {place(row), y - 0.5}, pen);
    }
}

/// What was typed: its cell in a frame, or a ring between two columns.
void drawTyped(QCustomPlot& plot, const FitMapChartData& data, const ChartStyle& style) {
    const double x = columnOf(data.map.contexts, data.context.value);
    const double y = rowOf(data.map.slotCounts, data.slotCount);
    if (std::abs(x - std::round(x)) > 1e-6) {
        addRing(plot, x, y, style);
        return;
    }
    constexpr double kHalf = 0.47;
    const QPen pen(style.color(Role::Text), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin);
    const std::array<QPointF, 5> corners{
        QPointF(x - kHalf, y - kHalf), QPointF(x + kHalf, y - kHalf), QPointF(x + kHalf, y + kHalf),
        QPointF(x - kHalf, y + kHalf), QPointF(x - kHalf, y - kHalf)};
    for (std::size_t i = 1; i < corners.size(); ++i) addLine(plot, corners[i - 1], corners[i], pen);
}

void drawMap(QCustomPlot& plot, const FitMapChartData& data, const ChartStyle& style, QSize size) {
    const FitMap& map = data.map;
    clearPlot(plot);
    applyStyle(plot, style);
    const QFontMetricsF caption(style.caption);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(
        {static_cast<int>(caption.horizontalAdvance(u"0,000"_s) + caption.height() + 22), 8, 16,
         static_cast<int>(caption.height() * 2 + 16)});
    plot.xAxis->setRange(-0.5, static_cast<double>(map.contexts.size()) - 0.5);
    plot.yAxis->setRange(-0.5, static_cast<double>(map.slotCounts.size()) - 0.5);
    plot.axisRect()->setOuterRect(QRect(QPoint(0, 0), size));
    const auto everyNth = static_cast<std::size_t>(std::ceil(
        caption.horizontalAdvance(u"1,024k "_s) * static_cast<double>(map.contexts.size()) /
        std::max(1, plot.axisRect()->width())));
    const auto columns = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < map.contexts.size(); i += std::max<std::size_t>(1, everyNth)) {
        columns->addTick(static_cast<double>(i), contextText(map.contexts[i]));
    }
    const auto rows = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < map.slotCounts.size(); ++i) {
        rows->addTick(static_cast<double>(i), plainText(formatNumber(map.slotCounts[i])));
    }
    plot.xAxis->setTicker(columns);
    plot.yAxis->setTicker(rows);
    plot.xAxis->setLabel(tr("Context length of one conversation, tokens"));
    plot.yAxis->setLabel(tr("Conversations at once"));
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis->grid()->setVisible(false);
    drawCells(plot, data, style);
    drawEdge(plot, data, style);
    drawTyped(plot, data, style);
}

std::optional<ChartHit> mapHit(const QCustomPlot& plot, QPointF pixel,
                               const FitMapChartData& data) {
    const FitMap& map = data.map;
    const double x = std::round(plot.xAxis->pixelToCoord(pixel.x()));
    const double y = std::round(plot.yAxis->pixelToCoord(pixel.y()));
    const bool inside = x >= 0 && y >= 0 && x < static_cast<double>(map.contexts.size()) &&
                        y < static_cast<double>(map.slotCounts.size());
    if (!inside || !plot.axisRect()->rect().contains(pixel.toPoint())) return std::nullopt;
    const auto column = static_cast<std::size_t>(x);
    const auto row = static_cast<std::size_t>(y);
    const QString text = plainText(formatTokens(map.contexts[column])) + u'\n' +
                         tr("%1 at once").arg(map.slotCounts[row]) + u'\n' +
                         roomText(map.at(column, row));
    return ChartHit{{}, text, QPointF(plot.xAxis->coordToPixel(x), plot.yAxis->coordToPixel(y))};
}

TextTable mapTable(const FitMap& map) {
    TextTable table;
    table.columns = {{tr("Conversations at once"), {}, true},
                     {tr("Longest context"), tr("tokens"), true}};
    for (const Tokens context : map.contexts) {
        table.columns.push_back({contextText(context), tr("GiB"), true});
    }
    for (std::size_t row = 0; row < map.slotCounts.size(); ++row) {
        QStringList cells{plainText(formatNumber(map.slotCounts[row])),
                          plainText(formatNumber(map.longest[row].value))};
        for (std::size_t column = 0; column < map.contexts.size(); ++column) {
            cells << plainText(formatSignificant(map.at(column, row).value / kGibibyte));
        }
        table.rows.push_back(cells);
    }
    return table;
}

QString mapSummary(const FitMapChartData& data) {
    const FitMap& map = data.map;
    QStringList sentences;
    for (const std::size_t row : {std::size_t{0}, map.slotCounts.size() - 1}) {
        const QString people = tr("%1 at once").arg(map.slotCounts[row]);
        sentences << (map.longest[row] > Tokens{0}
                          ? tr("With %1, up to %2 of context fit on %3.")
                                .arg(people, plainText(formatTokens(map.longest[row])), data.option)
                          : tr("With %1, nothing fits on %2.").arg(people, data.option));
    }
    return sentences.join(u' ');
}

}  // namespace

ChartContent fitMapChart(std::shared_ptr<const FitMapChartData> data) {
    ChartContent content;
    content.title = tr("How long a context fits, for how many at once?");
    content.fileName = u"what-fits"_s;
    if (!data || data->map.contexts.empty() || data->map.slotCounts.empty()) return content;
    content.subtitle = data->subtitle;
    content.summary = mapSummary(*data);
    content.table = mapTable(data->map);
    content.legend = {{tr("Fits, with GiB left"), Role::Good, false, Marker::Square},
                      {tr("Does not fit"), Role::Muted, false, Marker::Cross}};
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawMap(plot, *data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return mapHit(plot, pixel, *data);
    };
    return content;
}

}  // namespace headroom
