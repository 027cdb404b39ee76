// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tornado_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kLinesPerBar = 2.6;
constexpr double kLinesAround = 5;
constexpr double kHalfBar = 0.3;
constexpr double kMostForNames = 0.34;  ///< of the width
constexpr int kTextGap = 5;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

struct Span {
    double low{};
    double high{};
};

/// Of all bars and of zero, where both options cost the same.
Span spanOf(const TornadoChartData& data) {
    Span span{std::min(0.0, data.base), std::max(0.0, data.base)};
    for (const TornadoRow& row : data.rows) {
        span.low = std::min({span.low, row.atLow, row.atHigh});
        span.high = std::max({span.high, row.atLow, row.atHigh});
    }
    return span;
}

QString flipText() {
    return tr("turns it");
}

QMargins marginsFor(const TornadoChartData& data, const ChartStyle& style, QSize size) {
    const QFontMetricsF body(style.body);
    const QFontMetricsF caption(style.caption);
    double names = 0;
    for (const TornadoRow& row : data.rows) {
        names = std::max(names, body.horizontalAdvance(row.label) + 4);
    }
    return {static_cast<int>(std::min(names + 16, size.width() * kMostForNames)),
            static_cast<int>(caption.height() * 1.6), 12,
            static_cast<int>(caption.height() * 2 + 16)};
}

void drawName(QCustomPlot& plot, const TornadoRow& row, double y, const ChartStyle& style,
              int left) {
    auto* const item =
        addText(plot, QFontMetricsF(style.body).elidedText(row.label, Qt::ElideRight, left - 12.0),
                style.body, style.color(Role::Text));
    item->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->position->setTypeX(QCPItemPosition::ptAbsolute);
    item->position->setTypeY(QCPItemPosition::ptPlotCoords);
    item->position->setCoords(left - 10, y);
}

/// The input's value beside an end of its bar.
struct EndText {
    QString text;
    double at{};
    bool right{};
    bool flips{};
};

/// Both ends on one side: only the farther one has room for a text.
std::vector<EndText> endsOf(const TornadoRow& row, double base) {
    const auto end = [&](const QString& value, double at) {
        const bool flips = row.flips && (at < 0) != (base < 0);
        return EndText{flips ? u"%1 · %2"_s.arg(value, flipText()) : value, at, at >= base, flips};
    };
    const EndText low = end(row.low, row.atLow);
    const EndText high = end(row.high, row.atHigh);
    if (low.right != high.right) return {low, high};
    return {std::abs(row.atLow - base) > std::abs(row.atHigh - base) ? low : high};
}

double widthOf(const EndText& end, const ChartStyle& style) {
    return QFontMetricsF(end.flips ? style.strong : style.caption).horizontalAdvance(end.text) +
           2 * kTextGap;
}

/// The span widened until every text has room between its bar and the edge of `width` pixels.
Span withTexts(const TornadoChartData& data, const ChartStyle& style, double width) {
    const Span bars = spanOf(data);
    Span span = bars;
    // Each round the texts take more of the axis, as it covers more.
    for (int round = 0; round < 8; ++round) {
        const double perPixel = std::max(span.high - span.low, 1e-9) / std::max(width, 1.0);
        Span next = bars;
        for (const TornadoRow& row : data.rows) {
            for (const EndText& end : endsOf(row, data.base)) {
                const double room = widthOf(end, style) * perPixel;
                if (end.right) {
                    next.high = std::max(next.high, end.at + room);
                } else {
                    next.low = std::min(next.low, end.at - room);
                }
            }
        }
        span = next;
    }
    return span;
}

void drawRow(QCustomPlot& plot, const TornadoRow& row, double base, double y,
             const ChartStyle& style) {
    const QColor high = style.color(Role::Accent);
    const double from = y - kHalfBar;
    const double to = y + kHalfBar;
    addBox(plot, {base, from}, {row.atLow, to}, mix(high, style.ground(), 0.55));
    addBox(plot, {base, from}, {row.atHigh, to}, high);
    for (const EndText& end : endsOf(row, base)) {
        auto* const item = addText(plot, end.text, end.flips ? style.strong : style.caption,
                                   style.color(end.flips ? Role::Warn : Role::Muted));
        item->setPositionAlignment((end.right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        item->position->setCoords(end.at, y);
        item->setPadding(QMargins(kTextGap, 0, kTextGap, 0));
        // Over the lines that cross the row.
        item->setBrush(style.ground());
    }
}

void drawMark(QCustomPlot& plot, double x, double rows, const QString& text, const QPen& pen,
              const ChartStyle& style, Qt::Alignment side) {
    addLine(plot, {x, 0.4}, {x, rows + 0.6}, pen);
    auto* const item = addText(plot, text, style.caption, style.color(Role::Text));
    item->setPositionAlignment(side | Qt::AlignBottom);
    item->position->setCoords(x, 0.4);
    item->setPadding(QMargins(2, 0, 2, 2));
}

void drawTornado(QCustomPlot& plot, const TornadoChartData& data, const ChartStyle& style,
                 QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const QMargins margins = marginsFor(data, style, size);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(margins);
    const Span span = withTexts(data, style, size.width() - margins.left() - margins.right());
    const double rows = static_cast<double>(data.rows.size());
    plot.yAxis->setRange(0.4, rows + 0.6);
    plot.yAxis->setRangeReversed(true);
    plot.yAxis->setTickLabels(false);
    plot.yAxis->grid()->setVisible(false);
    plot.xAxis->setRange(span.low, span.high);
    const std::vector<double> ticks = spanTicks(span.low, span.high, size.width() / 130);
    setTicks(*plot.xAxis, ticks, [&](double tick) { return moneyTick(tick, data.pair.currency); });
    plot.xAxis->grid()->setVisible(true);
    plot.xAxis->setLabel(tr("Saved, %1").arg(QString::fromStdString(data.pair.currency.code())));
    const bool baseRight = data.base >= 0;
    drawMark(plot, 0, rows, tr("same cost"), QPen(style.color(Role::Text), 1.5), style,
             baseRight ? Qt::AlignRight : Qt::AlignLeft);
    drawMark(plot, data.base, rows, tr("as typed"), QPen(style.color(Role::Muted), 1, Qt::DashLine),
             style, baseRight ? Qt::AlignLeft : Qt::AlignRight);
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const double y = static_cast<double>(i) + 1;
        drawName(plot, data.rows[i], y, style, margins.left());
        drawRow(plot, data.rows[i], data.base, y, style);
    }
}

std::optional<ChartHit> tornadoHit(const QCustomPlot& plot, QPointF pixel,
                                   const TornadoChartData& data) {
    const double y = plot.yAxis->pixelToCoord(pixel.y());
    const auto index = static_cast<long>(std::lround(y)) - 1;
    if (index < 0 || index >= static_cast<long>(data.rows.size())) return std::nullopt;
    if (pixel.x() < 0 || pixel.x() > plot.viewport().right()) return std::nullopt;
    const TornadoRow& row = data.rows[static_cast<std::size_t>(index)];
    return ChartHit{{},
                    tr("%1, now %2\nAt %3: saves %4\nAt %5: saves %6\n%7")
                        .arg(row.label, row.now, row.low, data.pair.amount(row.atLow), row.high,
                             data.pair.amount(row.atHigh), row.reason),
                    QPointF(plot.xAxis->coordToPixel(std::max(row.atLow, row.atHigh)),
                            plot.yAxis->coordToPixel(static_cast<double>(index) + 1))};
}

TextTable tornadoTable(const TornadoChartData& data) {
    const QString unit = QString::fromStdString(data.pair.currency.code());
    TextTable table;
    table.columns = {{tr("Input"), {}, false},
                     {tr("P10"), {}, true},
                     {tr("Now"), {}, true},
                     {tr("P90"), {}, true},
                     {tr("Saved at P10"), unit, true},
                     {tr("Saved at P90"), unit, true},
                     {tr("Turns it"), {}, false},
                     {tr("Why this range"), {}, false}};
    for (const TornadoRow& row : data.rows) {
        if (row.flips) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back({row.label, row.low, row.now, row.high,
                              QString::fromStdString(formatNumber(row.atLow)),
                              QString::fromStdString(formatNumber(row.atHigh)),
                              row.flips ? tr("yes") : tr("no"), row.reason});
    }
    return table;
}

QString tornadoSummary(const TornadoChartData& data) {
    QStringList turning;
    for (const TornadoRow& row : data.rows) {
        if (row.flips) turning.append(row.label);
    }
    const QString base = tr("As typed %1 saves %2 against %3.")
                             .arg(data.pair.first, data.pair.amount(data.base), data.pair.second);
    return base + u' ' +
           (turning.isEmpty() ? tr("No single input within its range turns that.")
                              : tr("Inputs that turn it: %1.").arg(turning.join(u", "_s)));
}

}  // namespace

TornadoChartData tornadoChartData(const RiskStudy& study, const Evaluation& evaluation,
                                  const Scenario& scenario, std::size_t most) {
    TornadoChartData data;
    if (!study.pair) return data;
    data.pair = riskPairText(*study.pair, evaluation, scenario);
    data.base = -study.tornadoBase;
    for (const TornadoBar& bar : study.tornado) {
        if (data.rows.size() == most || !(bar.swing() > 0)) break;
        const Field& field = *bar.input.field;
        data.rows.push_back({plainText(std::string(field.label)),
                             inputValueText(field, bar.input.range.low),
                             inputValueText(field, bar.input.range.high),
                             inputValueText(field, bar.input.range.likely),
                             plainText(bar.input.reason), -bar.atLow, -bar.atHigh, bar.flips});
    }
    return data;
}

ChartContent tornadoChart(const TornadoChartData& data) {
    ChartContent content;
    content.title = tr("What would change the decision?");
    content.fileName = u"tornado"_s;
    if (data.rows.empty()) return content;
    content.subtitle = tr("%1. One input at a time, from P10 to P90; the solid side is P90.")
                           .arg(data.pair.saving());
    content.summary = tornadoSummary(data);
    content.table = tornadoTable(data);
    content.heightInLines = kLinesPerBar * static_cast<double>(data.rows.size()) + kLinesAround;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawTornado(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return tornadoHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
