// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/saving_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/decision/risk_statistics.h"
#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/plot_items.h"
#include "ui/theme/readable.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeightInLines = 17;
constexpr int kBins = 40;
/// Draws beyond these shares are counted in the outer bins, so that a long tail hides nothing.
constexpr double kTail = 0.005;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

double edge(const SavingChartData& data, std::size_t bin) {
    return data.lowest + data.width * static_cast<double>(bin);
}

double highest(const SavingChartData& data) {
    return edge(data, data.counts.size());
}

double share(const SavingChartData& data, std::size_t bin) {
    return data.draws > 0 ? double(data.counts[bin]) / data.draws : 0.0;
}

double tallest(const SavingChartData& data) {
    const int most = *std::max_element(data.counts.begin(), data.counts.end());
    return data.draws > 0 ? double(most) / data.draws : 1.0;
}

QString percent(double value) {
    return QString::fromStdString(formatPercent(value));
}

/// The two options share their colour when they are of one way; the second is then mixed.
QColor colourOf(const SavingChartData& data, bool first, const ChartStyle& style) {
    const QColor own = optionColor(first ? data.pair.firstKind : data.pair.secondKind, style);
    const bool alike = !first && data.pair.firstKind == data.pair.secondKind;
    return alike ? mix(own, style.color(Role::Text), 0.4) : own;
}

void setUpAxes(QCustomPlot& plot, const SavingChartData& data, const ChartStyle& style,
               QSize size) {
    const QFontMetricsF caption(style.caption);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(
        {static_cast<int>(caption.horizontalAdvance(u"00.0 %"_s) + caption.height() + 22),
         static_cast<int>(caption.height() * 3.4), 16,
         static_cast<int>(caption.height() * 2 + 16)});
    const double top = tallest(data);
    const std::vector<double> rows = roundTicks(top, 4);
    setTicks(*plot.yAxis, rows, [](double tick) {
        return QString::fromStdString(formatPercent(tick, tick < 0.1 ? 1 : 0));
    });
    plot.yAxis->setRange(0, rows.back());
    plot.yAxis->setLabel(tr("Share of the draws"));
    plot.xAxis->setRange(data.lowest, highest(data));
    setTicks(*plot.xAxis, spanTicks(data.lowest, highest(data), size.width() / 130),
             [&](double tick) { return moneyTick(tick, data.pair.currency); });
    plot.xAxis->grid()->setVisible(false);
    plot.xAxis->setLabel(tr("Saved, %1").arg(QString::fromStdString(data.pair.currency.code())));
}

/// What each side of zero means, above it.
void drawSides(QCustomPlot& plot, const SavingChartData& data, const ChartStyle& style,
               QSize size) {
    const QFontMetricsF strong(style.strong);
    const QMargins margins = plot.axisRect()->margins();
    const double area = size.width() - margins.left() - margins.right();
    const auto put = [&](const QString& text, double x, Qt::Alignment side, bool first) {
        addText(plot, strong.elidedText(text, Qt::ElideMiddle, area * 0.48), style.strong,
                theme::readable(colourOf(data, first, style), style.ground()), {x, 0},
                side | Qt::AlignTop);
    };
    put(tr("%1 in %2").arg(data.pair.second, percent(1.0 - data.firstCheaper)), margins.left(),
        Qt::AlignLeft, false);
    put(tr("%1 costs less in %2").arg(data.pair.first, percent(data.firstCheaper)),
        size.width() - margins.right(), Qt::AlignRight, true);
}

/// Middles of three texts of one width above their lines, pushed apart and into the picture.
std::array<double, 3> apart(std::array<double, 3> middles, double width, double right) {
    middles[0] = std::min(middles[0], middles[1] - width);
    middles[2] = std::max(middles[2], middles[1] + width);
    const double over = middles[2] + width / 2 - right;
    for (std::size_t i = middles.size(); over > 0 && i-- > 0;) {
        middles[i] = std::min(middles[i], right - width * (double(middles.size() - i) - 0.5));
    }
    return middles;
}

void drawBand(QCustomPlot& plot, const SavingChartData& data, const ChartStyle& style, QSize size) {
    const double top = plot.yAxis->range().upper;
    const std::array<double, 3> saved{data.band.low, data.band.likely, data.band.high};
    const std::array texts{u"P10"_s, u"P50"_s, u"P90"_s};
    // The axis rectangle has this width only once it is laid out.
    const QMargins margins = plot.axisRect()->margins();
    const double area = size.width() - margins.left() - margins.right();
    std::array<double, 3> middles{};
    for (std::size_t i = 0; i < saved.size(); ++i) {
        middles[i] =
            margins.left() + area * (saved[i] - data.lowest) / (highest(data) - data.lowest);
    }
    const double width = QFontMetricsF(style.caption).horizontalAdvance(u"P00 "_s);
    middles = apart(middles, width, size.width());
    for (std::size_t i = 0; i < saved.size(); ++i) {
        if (saved[i] < data.lowest || saved[i] > highest(data)) continue;
        addLine(plot, {saved[i], 0}, {saved[i], top},
                QPen(style.color(Role::Muted), i == 1 ? 1.5 : 1, Qt::DashLine));
        auto* const item = addText(plot, texts[i], style.caption, style.color(Role::Text));
        item->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        item->position->setTypeX(QCPItemPosition::ptAbsolute);
        item->position->setTypeY(QCPItemPosition::ptPlotCoords);
        item->position->setCoords(middles[i], top);
        item->setPadding(QMargins(0, 0, 0, 2));
    }
}

void drawSaving(QCustomPlot& plot, const SavingChartData& data, const ChartStyle& style,
                QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    setUpAxes(plot, data, style, size);
    const double gap = data.width * 0.06;
    for (std::size_t bin = 0; bin < data.counts.size(); ++bin) {
        if (data.counts[bin] == 0) continue;
        const double middle = edge(data, bin) + data.width / 2;
        addBox(plot, {edge(data, bin) + gap, 0}, {edge(data, bin + 1) - gap, share(data, bin)},
               colourOf(data, middle > 0, style));
    }
    if (data.lowest < 0 && highest(data) > 0) {
        addLine(plot, {0, 0}, {0, plot.yAxis->range().upper}, QPen(style.color(Role::Text), 1.5));
    }
    drawBand(plot, data, style, size);
    drawSides(plot, data, style, size);
}

QString binText(const SavingChartData& data, std::size_t bin) {
    return tr("%1 to %2")
        .arg(data.pair.amount(edge(data, bin)), data.pair.amount(edge(data, bin + 1)));
}

std::optional<ChartHit> savingHit(const QCustomPlot& plot, QPointF pixel,
                                  const SavingChartData& data) {
    const double at = (plot.xAxis->pixelToCoord(pixel.x()) - data.lowest) / data.width;
    if (!(at >= 0) || at >= double(data.counts.size())) return std::nullopt;
    const auto bin = static_cast<std::size_t>(at);
    return ChartHit{
        {},
        tr("Saves %1\n%2 of the draws")
            .arg(binText(data, bin), QString::fromStdString(formatPercent(share(data, bin), 1))),
        QPointF(plot.xAxis->coordToPixel(edge(data, bin) + data.width / 2),
                plot.yAxis->coordToPixel(share(data, bin)))};
}

TextTable savingTable(const SavingChartData& data) {
    const QString unit = QString::fromStdString(data.pair.currency.code());
    TextTable table;
    table.columns = {{tr("Saved from"), unit, true},
                     {tr("Saved to"), unit, true},
                     {tr("Draws"), {}, true},
                     {tr("Share"), {}, true}};
    for (std::size_t bin = 0; bin < data.counts.size(); ++bin) {
        table.rows.push_back({QString::fromStdString(formatNumber(edge(data, bin))),
                              QString::fromStdString(formatNumber(edge(data, bin + 1))),
                              QString::number(data.counts[bin]),
                              QString::fromStdString(formatPercent(share(data, bin), 1))});
    }
    return table;
}

}  // namespace

SavingChartData savingChartData(const RiskStudy& study, const Evaluation& evaluation,
                                const Scenario& scenario) {
    SavingChartData data;
    if (!study.pair || study.pair->differences.empty()) return data;
    std::vector<double> sorted = study.pair->differences;
    std::sort(sorted.begin(), sorted.end());
    data.pair = riskPairText(*study.pair, evaluation, scenario);
    data.draws = static_cast<int>(sorted.size());
    data.firstCheaper = study.pair->firstCheaper;
    data.band = study.pair->difference;
    const double low = std::min(0.0, percentileOfSorted(sorted, kTail));
    const double high = std::max(0.0, percentileOfSorted(sorted, 1.0 - kTail));
    data.width = std::max(high - low, 1e-6) / kBins;
    // A tail that reaches beyond zero is counted there, not on the other side.
    const double first = std::min(std::floor(low / data.width), sorted.front() < 0 ? -1.0 : 0.0);
    const double last = std::max(std::ceil(high / data.width), sorted.back() > 0 ? 1.0 : 0.0);
    const auto bins = static_cast<std::size_t>(last - first);
    data.lowest = first * data.width;
    data.counts.assign(std::max<std::size_t>(bins, 1), 0);
    for (const double saving : sorted) {
        const double at = std::floor((saving - data.lowest) / data.width);
        const double bin = std::clamp(at, 0.0, double(data.counts.size() - 1));
        ++data.counts[static_cast<std::size_t>(bin)];
    }
    return data;
}

ChartContent savingChart(const SavingChartData& data) {
    ChartContent content;
    content.title = tr("How likely is which saving?");
    content.fileName = u"saving"_s;
    if (data.counts.empty()) return content;
    content.subtitle =
        tr("%1; %2 draws, the outer bars hold what lies beyond them.")
            .arg(data.pair.saving(), QString::fromStdString(formatNumber(data.draws)));
    content.summary =
        tr("%1 costs less than %2 in %3 of the draws. In eight of ten draws it saves between %4 "
           "and %5, in half of them more than %6.")
            .arg(data.pair.first, data.pair.second, percent(data.firstCheaper),
                 data.pair.amount(data.band.low), data.pair.amount(data.band.high),
                 data.pair.amount(data.band.likely));
    content.table = savingTable(data);
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawSaving(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return savingHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
