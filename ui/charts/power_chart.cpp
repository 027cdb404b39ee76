// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/power_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/energy/power.h"
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
constexpr double kFarBeyond = 2.5;
constexpr double kMostForNames = 0.36;  ///< of the width
/// Ground in the colour of each part, from the first: idle is solid, the peak faint.
constexpr std::array kFading{0.0, 0.3, 0.55, 0.78};

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QString wattsText(double value) {
    return QString::fromStdString(formatWatts(Watts{value}));
}

std::array<double, 4> statesOf(const PowerBar& bar) {
    return {bar.idle, bar.decode, bar.prefill, bar.peak};
}

bool isTooMuch(const PowerBar& bar, const PowerChartData& data) {
    return data.limit && bar.peak > *data.limit;
}

QString verdictOf(const PowerBar& bar, const PowerChartData& data) {
    if (!isTooMuch(bar, data)) return tr("%1 at most").arg(wattsText(bar.peak));
    return tr("%1 too much").arg(wattsText(bar.peak - *data.limit));
}

/// The end of the axis: the limit is drawn where it is not far beyond every bar.
double widest(const PowerChartData& data) {
    double peaks = 1;
    for (const PowerBar& bar : data.bars) peaks = std::max(peaks, bar.peak);
    const bool near = data.limit && *data.limit <= peaks * kFarBeyond;
    return near ? std::max(peaks, *data.limit * 1.02) : peaks;
}

QMargins marginsFor(const PowerChartData& data, const ChartStyle& style, QSize size) {
    const QFontMetricsF body(style.body);
    const QFontMetricsF strong(style.strong);
    const QFontMetricsF caption(style.caption);
    double names = 0;
    double verdicts = 0;
    for (const PowerBar& bar : data.bars) {
        names = std::max(
            {names, body.horizontalAdvance(bar.name) + 4, caption.horizontalAdvance(bar.detail)});
        verdicts = std::max(verdicts, strong.horizontalAdvance(verdictOf(bar, data)));
    }
    return {static_cast<int>(std::min(names + 16, size.width() * kMostForNames)),
            static_cast<int>(caption.height() * 1.6), static_cast<int>(verdicts + 20),
            static_cast<int>(caption.height() * 2 + 16)};
}

void drawName(QCustomPlot& plot, const PowerBar& bar, double row, const ChartStyle& style,
              int left) {
    QFont font = style.body;
    if (bar.focused) font.setWeight(QFont::DemiBold);
    const auto put = [&](const QString& text, const QFont& used, Role role, Qt::Alignment side) {
        auto* const item =
            addText(plot, QFontMetricsF(used).elidedText(text, Qt::ElideMiddle, left - 12.0), used,
                    style.color(role));
        item->setPositionAlignment(Qt::AlignRight | side);
        item->position->setTypeX(QCPItemPosition::ptAbsolute);
        item->position->setTypeY(QCPItemPosition::ptPlotCoords);
        item->position->setCoords(left - 10, row);
    };
    put(bar.name, font, bar.focused ? Role::Accent : Role::Text, Qt::AlignBottom);
    put(bar.detail, style.caption, Role::Muted, Qt::AlignTop);
}

void drawBar(QCustomPlot& plot, const PowerBar& bar, const PowerChartData& data, double row,
             const ChartStyle& style) {
    const QColor colour = style.color(bar.feasible ? Role::Own : Role::Muted);
    double before = 0;
    const std::array<double, 4> states = statesOf(bar);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] <= before) continue;
        addBox(plot, {before, row - kHalfBar}, {states[i], row + kHalfBar},
               mix(colour, style.ground(), kFading[i]));
        before = states[i];
    }
    auto* const label = addText(plot, verdictOf(bar, data), style.strong,
                                style.color(isTooMuch(bar, data) ? Role::Bad : Role::Text));
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    label->position->setCoords(bar.peak, row);
    label->setPadding(QMargins(8, 0, 0, 0));
}

void drawPower(QCustomPlot& plot, const PowerChartData& data, const ChartStyle& style, QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const QMargins margins = marginsFor(data, style, size);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(margins);
    const double rows = static_cast<double>(data.bars.size());
    plot.yAxis->setRange(0.4, rows + 0.6);
    plot.yAxis->setRangeReversed(true);
    plot.yAxis->setTickLabels(false);
    plot.yAxis->grid()->setVisible(false);
    const double most = widest(data);
    const std::vector<double> ticks =
        roundTicks(most, std::max(2, (size.width() - margins.left() - margins.right()) / 90));
    plot.xAxis->setRange(0, most);
    setTicks(*plot.xAxis, ticks,
             [](double tick) { return QString::fromStdString(formatNumber(tick)); });
    plot.xAxis->grid()->setVisible(true);
    plot.xAxis->setLabel(tr("At the wall, one machine, W"));
    for (std::size_t i = 0; i < data.bars.size(); ++i) {
        const double row = static_cast<double>(i) + 1;
        drawName(plot, data.bars[i], row, style, margins.left());
        drawBar(plot, data.bars[i], data, row, style);
    }
    if (!data.limit || *data.limit > most) return;
    addLine(plot, {*data.limit, 0.4}, {*data.limit, rows + 0.6},
            QPen(style.color(Role::Text), 2, Qt::SolidLine, Qt::FlatCap));
    const QString words = tr("circuit %1").arg(wattsText(*data.limit));
    auto* const label = addText(plot, words, style.caption, style.color(Role::Text));
    const bool right = *data.limit > most * 0.7;
    label->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignBottom);
    label->position->setCoords(*data.limit, 0.4);
    label->setPadding(QMargins(0, 0, 0, 2));
}

std::optional<ChartHit> powerHit(const QCustomPlot& plot, QPointF pixel,
                                 const PowerChartData& data) {
    const auto index = static_cast<long>(std::lround(plot.yAxis->pixelToCoord(pixel.y()))) - 1;
    if (index < 0 || index >= static_cast<long>(data.bars.size())) return std::nullopt;
    if (pixel.x() < 0 || pixel.x() > plot.viewport().right()) return std::nullopt;
    const PowerBar& bar = data.bars[static_cast<std::size_t>(index)];
    return ChartHit{bar.optionId,
                    tr("%1\nIdle: %2\nDecode: %3\nPrefill: %4\nPeak: %5")
                        .arg(bar.name, wattsText(bar.idle), wattsText(bar.decode),
                             wattsText(bar.prefill), wattsText(bar.peak)),
                    QPointF(plot.xAxis->coordToPixel(bar.decode),
                            plot.yAxis->coordToPixel(static_cast<double>(index) + 1))};
}

PowerBar barOf(const OptionResult& result, std::string_view focusedId) {
    const PowerStates& states = result.power->states;
    const double units = std::max(1, result.option.units);
    const QString count = result.option.units == 1
                              ? tr("one machine")
                              : tr("one of %1 machines").arg(result.option.units);
    return {QString::fromStdString(result.option.id),
            plainText(result.option.name),
            u"%1, %2"_s.arg(count, states.measured ? tr("measured") : tr("by rule")),
            result.feasible,
            result.option.id == focusedId,
            states.idle.value / units,
            states.decode.value / units,
            states.prefill.value / units,
            states.peak.value / units};
}

}  // namespace

PowerChartData powerChartData(const Evaluation& evaluation, const Scenario& scenario,
                              std::size_t most, std::string_view focusedId) {
    PowerChartData data;
    if (const auto limit = circuitLimit(scenario.place)) {
        data.limit = limit->value;
        data.circuit =
            tr("%1 V x %2 A x %3")
                .arg(QString::fromStdString(formatNumber(*scenario.place.circuitVolts)),
                     QString::fromStdString(formatNumber(*scenario.place.circuitAmperes)),
                     QString::fromStdString(formatPercent(scenario.place.continuousShare)));
    }
    std::vector<std::size_t> picked;
    std::set<std::string> machines;
    const auto take = [&](std::size_t index) {
        const OptionResult& result = evaluation.options[index];
        if (!result.power || picked.size() == most) return;
        if (machines.insert(result.option.catalogId).second) picked.push_back(index);
    };
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        if (evaluation.options[i].option.id == focusedId) take(i);
    }
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        if (evaluation.options[i].option.kind == OptionKind::Own) take(i);
    }
    std::sort(picked.begin(), picked.end());
    for (const std::size_t index : picked) {
        data.bars.push_back(barOf(evaluation.options[index], focusedId));
    }
    return data;
}

ChartContent powerChart(const PowerChartData& data) {
    ChartContent content;
    content.title = tr("What does it draw, and does the circuit carry it?");
    content.fileName = u"headroom-power"_s;
    if (data.bars.empty()) return content;
    content.subtitle =
        data.limit
            ? tr("idle, decode, prefill and peak of one machine · circuit: %1").arg(data.circuit)
            : tr("idle, decode, prefill and peak of one machine · no circuit given");
    content.table.columns = {{tr("Machine"), {}, false},
                             {tr("Idle"), u"W"_s, true},
                             {tr("Decode"), u"W"_s, true},
                             {tr("Prefill"), u"W"_s, true},
                             {tr("Peak"), u"W"_s, true}};
    QStringList sentences;
    for (const PowerBar& bar : data.bars) {
        QStringList row{bar.name};
        for (const double state : statesOf(bar)) {
            row << QString::fromStdString(formatNumber(state));
        }
        if (bar.focused) {
            content.table.emphasised.push_back(static_cast<int>(content.table.rows.size()));
        }
        content.table.rows.push_back(row);
        content.rowOptions.push_back(bar.optionId);
        sentences << tr("%1 idles at %2, decodes at %3, %4.")
                         .arg(bar.name, wattsText(bar.idle), wattsText(bar.decode),
                              verdictOf(bar, data));
    }
    content.summary = sentences.join(u' ');
    content.heightInLines = kLinesPerBar * static_cast<double>(data.bars.size()) + kLinesAround;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawPower(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return powerHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
