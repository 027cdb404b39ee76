// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cost_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <map>

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

constexpr double kHeightInLines = 20;
constexpr float kBandOpacity = 0.13F;
/// A pointer farther away than this many pixels means no point.
constexpr double kReach = 24;

QString amountText(double amount, Currency currency) {
    return QString::fromStdString(formatMoney(money(amount, currency)));
}

/// Second and later lines of one kind are mixed with the text colour, so that they differ.
std::vector<QColor> seriesColours(const CostChartData& data, const ChartStyle& style) {
    std::map<OptionKind, int> seen;
    std::vector<QColor> colours;
    for (const CostSeries& series : data.series) {
        const int earlier = seen[series.kind]++;
        colours.push_back(mix(optionColor(series.kind, style), style.color(Role::Text),
                              std::min(0.6, 0.3 * earlier)));
    }
    return colours;
}

struct Layout {
    QMargins margins;
    double labelWidth{};
    double labelHeight{};
};

QString endLabel(const CostSeries& series, double width, const ChartStyle& style) {
    return QFontMetricsF(style.strong).elidedText(series.name, Qt::ElideMiddle, width);
}

QString endNote(const CostSeries& series, Currency currency) {
    const QString amount = amountText(series.end, currency);
    const QString kind = QString::fromUtf8(optionKindLabel(series.kind));
    return series.feasible ? u"%1 · %2"_s.arg(kind, amount)
                           : tr("%1 · %2 · left out").arg(kind, amount);
}

Layout layoutFor(const CostChartData& data, const ChartStyle& style, QSize size,
                 const std::vector<double>& ticks) {
    const QFontMetricsF strong(style.strong);
    const QFontMetricsF caption(style.caption);
    double widest = 0;
    for (const CostSeries& series : data.series) {
        widest = std::max({widest, strong.horizontalAdvance(series.name) + 2,
                           caption.horizontalAdvance(endNote(series, data.currency)) + 2});
    }
    double tickWidth = 0;
    for (const double tick : ticks) {
        tickWidth = std::max(tickWidth, caption.horizontalAdvance(moneyTick(tick, data.currency)));
    }
    Layout layout;
    layout.labelWidth = std::min(widest, size.width() * 0.32);
    layout.labelHeight = strong.height() + caption.height() + 2;
    layout.margins = QMargins(
        static_cast<int>(tickWidth + caption.height() + 22), static_cast<int>(caption.height()),
        static_cast<int>(layout.labelWidth + 18), static_cast<int>(caption.height() * 2 + 16));
    return layout;
}

double highestValue(const CostChartData& data) {
    double highest = 0;
    for (const CostSeries& series : data.series) {
        for (const double value : series.cumulative) highest = std::max(highest, value);
        for (const Range<double>& month : series.band) highest = std::max(highest, month.high);
    }
    return highest;
}

void setUpAxes(QCustomPlot& plot, const CostChartData& data, const std::vector<double>& ticks) {
    const auto months = QSharedPointer<QCPAxisTickerText>::create();
    for (const double month : monthTicks(data.horizonMonths, 12)) {
        months->addTick(month, QString::number(month));
    }
    plot.xAxis->setTicker(months);
    plot.xAxis->setRange(0, std::max(1, data.horizonMonths));
    plot.xAxis->setLabel(tr("Months from the start"));
    plot.xAxis->grid()->setVisible(false);
    const auto amounts = QSharedPointer<QCPAxisTickerText>::create();
    for (const double tick : ticks) amounts->addTick(tick, moneyTick(tick, data.currency));
    plot.yAxis->setTicker(amounts);
    plot.yAxis->setRange(0, ticks.back());
    plot.yAxis->setLabel(tr("Paid so far, %1").arg(QString::fromStdString(data.currency.code())));
}

/// Behind the lines; the names of graphs are not shown, so the two edges need none.
void drawBand(QCustomPlot& plot, const CostSeries& series, const QColor& color,
              const ChartStyle& style) {
    if (series.band.empty()) return;
    QVector<double> months;
    QVector<double> low;
    QVector<double> high;
    for (std::size_t i = 0; i < series.band.size(); ++i) {
        months.append(static_cast<double>(i));
        low.append(series.band[i].low);
        high.append(series.band[i].high);
    }
    QCPGraph* const floor = plot.addGraph();
    floor->setData(months, low, true);
    floor->setPen(Qt::NoPen);
    QCPGraph* const ceiling = plot.addGraph();
    ceiling->setData(months, high, true);
    ceiling->setPen(Qt::NoPen);
    QColor fill = color;
    if (style.opaque) {
        fill = mix(style.ground(), color, kBandOpacity);
    } else {
        fill.setAlphaF(kBandOpacity);
    }
    ceiling->setBrush(fill);
    ceiling->setChannelFillGraph(floor);
}

void drawLine(QCustomPlot& plot, const CostSeries& series, const QColor& color) {
    QVector<double> months;
    QVector<double> values;
    for (std::size_t i = 0; i < series.cumulative.size(); ++i) {
        months.append(static_cast<double>(i));
        values.append(series.cumulative[i]);
    }
    QCPGraph* graph = plot.addGraph();
    graph->setData(months, values, true);
    QPen pen(color, series.focused ? 3 : 2);
    pen.setCapStyle(Qt::FlatCap);
    if (!series.feasible) pen.setDashPattern({4, 3});
    graph->setPen(pen);
    if (series.cumulative.empty() || series.end >= series.cumulative.back()) return;
    auto* drop = new QCPItemLine(&plot);  // the plot owns it
    drop->setPen(QPen(color, 1.5, Qt::DotLine));
    drop->setClipToAxisRect(false);
    drop->start->setCoords(months.back(), values.back());
    drop->end->setCoords(months.back(), std::max(0.0, series.end));
}

void drawEndLabels(QCustomPlot& plot, const CostChartData& data, const ChartStyle& style,
                   const Layout& layout, const QRectF& area, const std::vector<QColor>& colours) {
    const double top = plot.yAxis->range().upper;
    std::vector<double> wanted;
    for (const CostSeries& series : data.series) {
        const double value = std::clamp(series.end, 0.0, top);
        wanted.push_back(area.bottom() - value / top * area.height());
    }
    const std::vector<double> centres =
        spreadLabels(wanted, layout.labelHeight, area.top(), area.bottom());
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const CostSeries& series = data.series[i];
        const double x = area.right() + 14;
        if (std::abs(centres[i] - wanted[i]) > 2) {
            auto* leader = new QCPItemLine(&plot);  // the plot owns it
            leader->setPen(QPen(style.faded(colours[i]), 1));
            leader->setClipToAxisRect(false);
            for (QCPItemPosition* position : {leader->start, leader->end}) {
                position->setType(QCPItemPosition::ptAbsolute);
            }
            leader->start->setCoords(area.right() + 2, wanted[i]);
            leader->end->setCoords(x - 3, centres[i]);
        }
        addText(plot, endLabel(series, layout.labelWidth, style), style.strong,
                theme::readable(colours[i], style.ground()), {x, centres[i]},
                Qt::AlignLeft | Qt::AlignBottom);
        addText(plot,
                QFontMetricsF(style.caption)
                    .elidedText(endNote(series, data.currency), Qt::ElideRight, layout.labelWidth),
                style.caption, style.color(Role::Muted), {x, centres[i]},
                Qt::AlignLeft | Qt::AlignTop);
    }
}

/// Pixels of a month and an amount; the plot itself knows them only after its first replot.
QPointF pixelOf(const QCustomPlot& plot, const QRectF& area, double month, double amount) {
    return {area.left() + month / plot.xAxis->range().upper * area.width(),
            area.bottom() - amount / plot.yAxis->range().upper * area.height()};
}

/// Where the lines run, densely enough to notice one that passes through a label.
std::vector<QPointF> pointsOnLines(const QCustomPlot& plot, const CostChartData& data,
                                   const QRectF& area) {
    constexpr int perMonth = 6;
    std::vector<QPointF> points;
    for (const CostSeries& series : data.series) {
        for (std::size_t month = 0; month + 1 < series.cumulative.size(); ++month) {
            for (int step = 0; step < perMonth; ++step) {
                const double share = static_cast<double>(step) / perMonth;
                const double amount =
                    std::lerp(series.cumulative[month], series.cumulative[month + 1], share);
                points.push_back(pixelOf(plot, area, static_cast<double>(month) + share, amount));
            }
        }
    }
    return points;
}

void drawCrossings(QCustomPlot& plot, const CostChartData& data, const ChartStyle& style,
                   const QRectF& area) {
    const QFontMetricsF metrics(style.caption);
    const std::vector<QPointF> points = pointsOnLines(plot, data, area);
    std::vector<QRectF> taken;
    for (const CostCrossing& crossing : data.crossings) {
        auto* foot = new QCPItemLine(&plot);  // the plot owns it
        foot->setPen(QPen(style.color(Role::Muted), 1, Qt::DashLine));
        foot->start->setCoords(crossing.month, crossing.amount);
        foot->end->setCoords(crossing.month, 0);
        addRing(plot, crossing.month, crossing.amount, style);
        const QPointF anchor = pixelOf(plot, area, crossing.month, crossing.amount);
        const QSizeF size(metrics.horizontalAdvance(crossing.label) + 8, metrics.height());
        const QRectF box = placeLabel(anchor, size, area, points, taken);
        taken.push_back(box);
        addText(plot, crossing.label, style.caption, style.color(Role::Text), box.center(),
                Qt::AlignCenter)
            ->setBrush(style.ground());
    }
}

QString bandText(const CostSeries& series, std::size_t month, Currency currency) {
    if (month >= series.band.size()) return {};
    return u'\n' + tr("In eight of ten draws: %1 to %2")
                       .arg(amountText(series.band[month].low, currency),
                            amountText(series.band[month].high, currency));
}

std::optional<ChartHit> costHit(const QCustomPlot& plot, QPointF pixel, const CostChartData& data) {
    const double month = std::clamp(std::round(plot.xAxis->pixelToCoord(pixel.x())), 0.0,
                                    static_cast<double>(data.horizonMonths));
    std::optional<ChartHit> best;
    double nearest = kReach;
    for (const CostSeries& series : data.series) {
        const auto index = static_cast<std::size_t>(month);
        if (index >= series.cumulative.size()) continue;
        const QPointF point(plot.xAxis->coordToPixel(month),
                            plot.yAxis->coordToPixel(series.cumulative[index]));
        const double distance = std::hypot(point.x() - pixel.x(), point.y() - pixel.y());
        if (distance >= nearest) continue;
        nearest = distance;
        best = ChartHit{series.optionId,
                        tr("%1\nMonth %2: %3 paid so far\nAt the end, resale counted: %4")
                                .arg(series.name, QString::number(month),
                                     amountText(series.cumulative[index], data.currency),
                                     amountText(series.end, data.currency)) +
                            bandText(series, index, data.currency),
                        point};
    }
    return best;
}

TextTable costTable(const CostChartData& data) {
    TextTable table;
    table.columns.push_back({tr("Month"), {}, true});
    const QString unit = QString::fromStdString(data.currency.code());
    for (const CostSeries& series : data.series) table.columns.push_back({series.name, unit, true});
    const auto months = monthTicks(data.horizonMonths, 12);
    for (const double month : months) {
        QStringList row{QString::number(month)};
        for (const CostSeries& series : data.series) {
            const auto index = static_cast<std::size_t>(month);
            row.append(index < series.cumulative.size()
                           ? QString::fromStdString(formatNumber(series.cumulative[index]))
                           : unknownText());
        }
        table.rows.push_back(row);
    }
    QStringList end{tr("End, resale counted")};
    for (const CostSeries& series : data.series) {
        end.append(QString::fromStdString(formatNumber(series.end)));
    }
    table.emphasised.push_back(static_cast<int>(table.rows.size()));
    table.rows.push_back(end);
    return table;
}

QString costSummary(const CostChartData& data) {
    QStringList sentences;
    for (const CostSeries& series : data.series) {
        sentences.append(tr("%1 (%2) has cost %3 after %4 months.")
                             .arg(series.name, QString::fromUtf8(optionKindLabel(series.kind)),
                                  amountText(series.end, data.currency),
                                  QString::number(data.horizonMonths)));
    }
    for (const QString& sentence : data.sentences) sentences.append(sentence);
    return sentences.join(u' ');
}

}  // namespace

void drawCostChart(QCustomPlot& plot, const CostChartData& data, const ChartStyle& style,
                   QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const std::vector<double> ticks = roundTicks(highestValue(data), 6);
    const Layout layout = layoutFor(data, style, size, ticks);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(layout.margins);
    setUpAxes(plot, data, ticks);
    const QRectF area = QRectF(QPointF(0, 0), QSizeF(size)).marginsRemoved(layout.margins);
    const std::vector<QColor> colours = seriesColours(data, style);
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        drawBand(plot, data.series[i], colours[i], style);
    }
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        drawLine(plot, data.series[i], colours[i]);
    }
    drawEndLabels(plot, data, style, layout, area, colours);
    drawCrossings(plot, data, style, area);
}

ChartContent costChart(const CostChartData& data) {
    ChartContent content;
    content.title = tr("What does it cost over time?");
    content.subtitle = data.subtitle;
    content.fileName = u"headroom-cost"_s;
    if (data.series.empty()) return content;
    content.summary = costSummary(data);
    content.table = costTable(data);
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawCostChart(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return costHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
