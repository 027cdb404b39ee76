// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/map_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeightInLines = 22;
/// Rows and columns of the table: every second, third ... of the map's.
constexpr std::size_t kTableLines = 11;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QString labelOf(const Field& field) {
    return plainText(std::string(field.label));
}

QString axisTitle(const Field& field) {
    if (field.kind == FieldKind::Percent || field.unit.empty()) return labelOf(field);
    return u"%1, %2"_s.arg(labelOf(field), plainText(std::string(field.unit)));
}

/// The map is drawn evenly in the scale of its inputs: by ratio or by difference.
double placed(double value, bool ratio) {
    return ratio ? std::log10(std::max(value, 1e-300)) : value;
}

/// Cells between 0 (the first saves nothing like it) and 1, for the gradient.
double largest(const TwoWayMap& map) {
    double most = 0;
    for (const double difference : map.difference) most = std::max(most, std::abs(difference));
    return most > 0 ? most : 1;
}

QCPColorGradient gradientOf(const MapChartData& data, const ChartStyle& style) {
    const QColor first = optionColor(data.pair.firstKind, style);
    QColor second = optionColor(data.pair.secondKind, style);
    if (data.pair.firstKind == data.pair.secondKind) {
        second = mix(second, style.color(Role::Text), 0.55);
    }
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    // A step at zero: which side a cell lies on must not need a sharp eye.
    gradient.setColorStopAt(0.0, mix(second, style.ground(), 0.15));
    gradient.setColorStopAt(0.4999, mix(second, style.ground(), 0.8));
    gradient.setColorStopAt(0.5001, mix(first, style.ground(), 0.8));
    gradient.setColorStopAt(1.0, mix(first, style.ground(), 0.15));
    return gradient;
}

void setUpAxis(QCPAxis& axis, const Field& field, const std::vector<double>& values, bool ratio,
               std::size_t most) {
    const std::size_t step = std::max<std::size_t>(1, (values.size() + most - 2) / (most - 1));
    std::vector<double> shown;
    for (std::size_t i = 0; i < values.size(); i += step) shown.push_back(values[i]);
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const double value : shown) {
        const QString text = field.kind == FieldKind::Percent
                                 ? QString::fromStdString(formatPercent(value, 1))
                                 : QString::fromStdString(formatSignificant(value));
        ticker->addTick(placed(value, ratio), text);
    }
    axis.setTicker(ticker);
    axis.setRange(placed(values.front(), ratio), placed(values.back(), ratio));
    axis.setLabel(axisTitle(field));
    axis.grid()->setVisible(false);
}

void drawCells(QCustomPlot& plot, const MapChartData& data, const ChartStyle& style) {
    const TwoWayMap& map = data.map;
    auto* const cells = new QCPColorMap(plot.xAxis, plot.yAxis);  // the plot owns it
    cells->data()->setSize(static_cast<int>(map.xs.size()), static_cast<int>(map.ys.size()));
    cells->data()->setRange(plot.xAxis->range(), plot.yAxis->range());
    for (std::size_t iy = 0; iy < map.ys.size(); ++iy) {
        for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
            cells->data()->setCell(static_cast<int>(ix), static_cast<int>(iy), -map.at(ix, iy));
        }
    }
    cells->setInterpolate(true);
    cells->setTightBoundary(true);
    cells->setGradient(gradientOf(data, style));
    const double most = largest(map);
    cells->setDataRange(QCPRange(-most, most));
}

/// Where both cost the same: straight pieces through each cell of four points (marching squares).
void drawContour(QCustomPlot& plot, const MapChartData& data, const ChartStyle& style) {
    const TwoWayMap& map = data.map;
    const QPen pen(style.color(Role::Text), 2, Qt::SolidLine, Qt::RoundCap);
    const auto place = [&](std::size_t ix, std::size_t iy) {
        return QPointF(placed(map.xs[ix], data.logX), placed(map.ys[iy], data.logY));
    };
    for (std::size_t iy = 1; iy < map.ys.size(); ++iy) {
        for (std::size_t ix = 1; ix < map.xs.size(); ++ix) {
            const std::array<std::pair<std::size_t, std::size_t>, 4> corners{
                {{ix - 1, iy - 1}, {ix, iy - 1}, {ix, iy}, {ix - 1, iy}}};
            std::vector<QPointF> crossings;
            for (std::size_t side = 0; side < corners.size(); ++side) {
                const auto& [ax, ay] = corners[side];
                const auto& [bx, by] = corners[(side + 1) % corners.size()];
                const double a = map.at(ax, ay);
                const double b = map.at(bx, by);
                if ((a > 0) == (b > 0)) continue;
                const QPointF from = place(ax, ay);
                crossings.push_back(from + (place(bx, by) - from) * (a / (a - b)));
            }
            for (std::size_t i = 1; i < crossings.size(); i += 2) {
                addLine(plot, crossings[i - 1], crossings[i], pen);
            }
        }
    }
}

void drawMap(QCustomPlot& plot, const MapChartData& data, const ChartStyle& style, QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const QFontMetricsF caption(style.caption);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(
        {static_cast<int>(caption.horizontalAdvance(u"000,000"_s) + caption.height() + 22),
         static_cast<int>(caption.height()), 24, static_cast<int>(caption.height() * 2 + 16)});
    setUpAxis(*plot.xAxis, *data.map.x, data.map.xs, data.logX,
              static_cast<std::size_t>(std::max(3, size.width() / 90)));
    setUpAxis(*plot.yAxis, *data.map.y, data.map.ys, data.logY,
              static_cast<std::size_t>(std::max(3.0, size.height() / (caption.height() * 2.5))));
    drawCells(plot, data, style);
    drawContour(plot, data, style);
    addRing(plot, placed(data.typedX, data.logX), placed(data.typedY, data.logY), style);
}

std::size_t nearest(const std::vector<double>& values, double at, bool ratio) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (std::abs(placed(values[i], ratio) - at) < std::abs(placed(values[best], ratio) - at)) {
            best = i;
        }
    }
    return best;
}

QString outcome(const MapChartData& data, double difference) {
    return tr("%1 costs %2 less")
        .arg(difference <= 0 ? data.pair.first : data.pair.second,
             data.pair.amount(std::abs(difference)));
}

std::optional<ChartHit> mapHit(const QCustomPlot& plot, QPointF pixel, const MapChartData& data) {
    if (!plot.axisRect()->rect().contains(pixel.toPoint())) return std::nullopt;
    const std::size_t ix = nearest(data.map.xs, plot.xAxis->pixelToCoord(pixel.x()), data.logX);
    const std::size_t iy = nearest(data.map.ys, plot.yAxis->pixelToCoord(pixel.y()), data.logY);
    const auto line = [](const Field& field, double value) {
        return u"%1: %2"_s.arg(labelOf(field), inputValueText(field, value));
    };
    return ChartHit{{},
                    line(*data.map.x, data.map.xs[ix]) + u'\n' +
                        line(*data.map.y, data.map.ys[iy]) + u'\n' +
                        outcome(data, data.map.at(ix, iy)),
                    QPointF(plot.xAxis->coordToPixel(placed(data.map.xs[ix], data.logX)),
                            plot.yAxis->coordToPixel(placed(data.map.ys[iy], data.logY)))};
}

std::vector<std::size_t> tableLines(std::size_t count) {
    const std::size_t step = std::max<std::size_t>(1, (count + kTableLines - 1) / kTableLines);
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < count; i += step) lines.push_back(i);
    return lines;
}

/// Savings, the second input downwards, the first to the right.
TextTable mapTable(const MapChartData& data) {
    TextTable table;
    table.columns = {{u"%1 \\ %2"_s.arg(labelOf(*data.map.y), labelOf(*data.map.x)), {}, false}};
    const std::vector<std::size_t> columns = tableLines(data.map.xs.size());
    for (const std::size_t ix : columns) {
        table.columns.push_back({inputValueText(*data.map.x, data.map.xs[ix]), {}, true});
    }
    for (const std::size_t iy : tableLines(data.map.ys.size())) {
        QStringList row{inputValueText(*data.map.y, data.map.ys[iy])};
        for (const std::size_t ix : columns) {
            row << QString::fromStdString(formatNumber(-data.map.at(ix, iy)));
        }
        table.rows.push_back(row);
    }
    return table;
}

QString mapSummary(const MapChartData& data) {
    const auto [least, most] =
        std::minmax_element(data.map.difference.begin(), data.map.difference.end());
    if (*least > 0 || *most <= 0) {
        return tr("%1 costs less everywhere on this map, by %2 to %3.")
            .arg(*most <= 0 ? data.pair.first : data.pair.second,
                 data.pair.amount(std::min(std::abs(*least), std::abs(*most))),
                 data.pair.amount(std::max(std::abs(*least), std::abs(*most))));
    }
    return tr("The line divides the map: on one side %1 costs up to %2 less, on the other %3 up to "
              "%4.")
        .arg(data.pair.first, data.pair.amount(-*least), data.pair.second, data.pair.amount(*most));
}

}  // namespace

MapChartData mapChartData(const RiskPair& pair, const Evaluation& evaluation, const InputRange& x,
                          const InputRange& y, int points, const Scenario& scenario,
                          const Catalog& catalog) {
    MapChartData data;
    data.pair = riskPairText(pair, evaluation, scenario);
    data.map = twoWayMap(evaluation.options[pair.first], evaluation.options[pair.second], x, y,
                         points, scenario, catalog);
    data.logX = x.scale == Scale::Ratio && data.map.xs.front() > 0;
    data.logY = y.scale == Scale::Ratio && data.map.ys.front() > 0;
    data.typedX = x.range.likely;
    data.typedY = y.range.likely;
    return data;
}

ChartContent mapChart(std::shared_ptr<const MapChartData> data) {
    ChartContent content;
    content.title = tr("Where does the decision turn?");
    content.fileName = u"two-inputs"_s;
    if (data == nullptr || data->map.xs.empty()) return content;
    content.subtitle =
        tr("%1, over two inputs from P10 to P90; on the line both cost the same, the "
           "ring is what was typed.")
            .arg(data->pair.saving());
    content.summary = mapSummary(*data);
    content.table = mapTable(*data);
    const auto legendRole = [](OptionKind kind) { return theme::optionRole(kind); };
    content.legend = {
        {tr("%1 costs less").arg(data->pair.first), legendRole(data->pair.firstKind), false,
         Marker::Square},
        {tr("%1 costs less").arg(data->pair.second), legendRole(data->pair.secondKind),
         data->pair.firstKind == data->pair.secondKind, Marker::Square}};
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
