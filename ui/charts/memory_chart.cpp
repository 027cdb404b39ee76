// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/memory_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

/// Lines of body text that one bar takes, gaps included.
constexpr double kLinesPerBar = 2.6;
constexpr double kBarWidth = 0.62;

double sumOf(const std::array<double, kMemoryParts>& parts) {
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

/// The piece of a stacked part that lies within the capacity.
double within(double begin, double length, double capacity) {
    return std::clamp(capacity - begin, 0.0, length);
}

/// A row of stacked bars: one plottable per part keeps QCustomPlot's own stacking.
class BarStack {
public:
    BarStack(QCustomPlot& plot, double width) : m_plot(plot), m_width(width) {}
    void add(const QVector<double>& keys, const QVector<double>& values, const QColor& color) {
        auto* bars = new QCPBars(m_plot.yAxis, m_plot.xAxis);  // the plot owns it
        bars->setWidth(m_width);
        bars->setPen(Qt::NoPen);
        bars->setBrush(color);
        bars->setAntialiased(false);
        bars->setData(keys, values, true);
        if (m_top != nullptr) bars->moveAbove(m_top);
        m_top = bars;
    }

private:
    QCustomPlot& m_plot;
    double m_width;
    QCPBars* m_top{};
};

struct Margins {
    int left{};
    int right{};
    int bottom{};
};

Margins marginsFor(const MemoryChartData& data, const ChartStyle& style, QSize size) {
    const QFontMetricsF body(style.body);
    const QFontMetricsF strong(style.strong);
    const QFontMetricsF caption(style.caption);
    double names = 0;
    double verdicts = 0;
    for (const MemoryBar& bar : data.bars) {
        names = std::max(
            {names, body.horizontalAdvance(bar.name) + 4, caption.horizontalAdvance(bar.detail)});
        verdicts = std::max(verdicts, strong.horizontalAdvance(bar.verdict()));
    }
    Margins margins;
    margins.left = static_cast<int>(std::min(names + 16, size.width() * 0.36));
    margins.right = static_cast<int>(verdicts + 20);
    margins.bottom = static_cast<int>(caption.height() * 2 + 16);
    return margins;
}

void drawCapacityTick(QCustomPlot& plot, const MemoryBar& bar, double row,
                      const ChartStyle& style) {
    const bool short_ = bar.free() < 0;
    auto* tick = new QCPItemLine(&plot);  // the plot owns it
    tick->setPen(QPen(style.color(short_ ? Role::Bad : Role::Text), 2, Qt::SolidLine, Qt::FlatCap));
    tick->start->setCoords(bar.capacity, row - kBarWidth * 0.68);
    tick->end->setCoords(bar.capacity, row + kBarWidth * 0.68);
    tick->setClipToAxisRect(false);

    const bool good = bar.fits;
    auto* label =
        addText(plot, bar.verdict(), style.strong, style.color(good ? Role::Text : Role::Bad));
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    label->position->setCoords(std::max(bar.capacity, bar.used()), row);
    label->setPadding(QMargins(8, 0, 0, 0));
}

void drawNames(QCustomPlot& plot, const MemoryBar& bar, double row, const ChartStyle& style,
               int leftMargin) {
    const double room = leftMargin - 12;
    QFont nameFont = style.body;
    if (bar.focused) nameFont.setWeight(QFont::DemiBold);
    const QString name = QFontMetricsF(nameFont).elidedText(bar.name, Qt::ElideMiddle, room);
    const QString detail =
        QFontMetricsF(style.caption).elidedText(bar.detail, Qt::ElideRight, room);
    const auto place = [&](QCPItemText* item, Qt::Alignment vertical, double offset) {
        item->setPositionAlignment(Qt::AlignRight | vertical);
        item->position->setTypeX(QCPItemPosition::ptAbsolute);
        item->position->setTypeY(QCPItemPosition::ptPlotCoords);
        item->position->setCoords(leftMargin - 10, row + offset);
    };
    place(addText(plot, name, nameFont, style.color(bar.focused ? Role::Accent : Role::Text)),
          Qt::AlignBottom, 0.02);
    place(addText(plot, detail, style.caption, style.color(Role::Muted)), Qt::AlignTop, 0.02);
}

void drawBars(QCustomPlot& plot, const MemoryChartData& data, const ChartStyle& style) {
    QVector<double> rows;
    for (std::size_t i = 0; i < data.bars.size(); ++i) rows.append(static_cast<double>(i) + 1);
    BarStack stack(plot, kBarWidth);
    for (const bool beyond : {false, true}) {
        for (std::size_t part = 0; part < kMemoryParts; ++part) {
            QVector<double> values;
            for (const MemoryBar& bar : data.bars) {
                const double begin = std::accumulate(
                    bar.parts.begin(), bar.parts.begin() + static_cast<std::ptrdiff_t>(part), 0.0);
                const double inside = within(begin, bar.parts[part], bar.capacity);
                values.append(beyond ? bar.parts[part] - inside : inside);
            }
            QColor color = style.color(memoryPartRole(static_cast<MemoryPart>(part)));
            if (static_cast<MemoryPart>(part) == MemoryPart::Reserve) color = style.faded(color);
            stack.add(rows, values, beyond ? style.faded(color) : color);
        }
    }
    QVector<double> free;
    for (const MemoryBar& bar : data.bars) free.append(std::max(0.0, bar.free()));
    stack.add(rows, free, style.color(Role::Free));
}

std::optional<ChartHit> memoryHit(const QCustomPlot& plot, QPointF pixel,
                                  const MemoryChartData& data) {
    const double row = plot.yAxis->pixelToCoord(pixel.y());
    const auto index = static_cast<long>(std::lround(row)) - 1;
    if (index < 0 || index >= static_cast<long>(data.bars.size())) return std::nullopt;
    if (pixel.x() < 0 || pixel.x() > plot.viewport().right()) return std::nullopt;
    const MemoryBar& bar = data.bars[static_cast<std::size_t>(index)];
    QStringList lines{bar.name};
    for (std::size_t part = 0; part < kMemoryParts; ++part) {
        if (bar.parts[part] <= 0) continue;
        lines.append(tr("%1: %2 GiB")
                         .arg(memoryPartLabel(static_cast<MemoryPart>(part)),
                              QString::fromStdString(formatNumber(bar.parts[part], 2))));
    }
    lines.append(tr("Usable: %1 of %2 GiB sold")
                     .arg(QString::fromStdString(formatNumber(bar.capacity, 1)),
                          QString::fromStdString(formatNumber(bar.sold, 1))));
    lines.append(tr("%1 GiB").arg(bar.verdict()));
    const double x = std::min(bar.used(), bar.capacity);
    return ChartHit{bar.optionId, lines.join(u'\n'),
                    QPointF(plot.xAxis->coordToPixel(x),
                            plot.yAxis->coordToPixel(static_cast<double>(index) + 1))};
}

TextTable memoryTable(const MemoryChartData& data) {
    TextTable table;
    table.columns = {{tr("Option"), {}, false}};
    for (std::size_t part = 0; part < kMemoryParts; ++part) {
        table.columns.push_back({memoryPartLabel(static_cast<MemoryPart>(part)), u"GiB"_s, true});
    }
    table.columns.push_back({tr("Used"), u"GiB"_s, true});
    table.columns.push_back({tr("Usable"), u"GiB"_s, true});
    table.columns.push_back({tr("Free"), u"GiB"_s, true});
    for (const MemoryBar& bar : data.bars) {
        QStringList row{bar.name};
        for (const double part : bar.parts) {
            row.append(QString::fromStdString(formatNumber(part, 2)));
        }
        for (const double value : {bar.used(), bar.capacity, bar.free()}) {
            row.append(QString::fromStdString(formatNumber(value, 2)));
        }
        if (bar.focused) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(row);
    }
    return table;
}

QString memorySummary(const MemoryChartData& data) {
    QStringList sentences;
    for (const MemoryBar& bar : data.bars) {
        sentences.append(tr("%1 uses %2 of %3 GiB, %4.")
                             .arg(bar.name, QString::fromStdString(formatNumber(bar.used(), 1)),
                                  QString::fromStdString(formatNumber(bar.capacity, 1)),
                                  bar.verdict()));
    }
    return sentences.join(u' ');
}

std::vector<LegendEntry> memoryLegend(const MemoryChartData& data) {
    std::vector<LegendEntry> legend;
    for (std::size_t part = 0; part < kMemoryParts; ++part) {
        const bool present = std::any_of(data.bars.begin(), data.bars.end(),
                                         [&](const MemoryBar& bar) { return bar.parts[part] > 0; });
        if (!present) continue;
        const auto which = static_cast<MemoryPart>(part);
        legend.push_back(
            {memoryPartLabel(which), memoryPartRole(which), which == MemoryPart::Reserve});
    }
    legend.push_back({tr("free"), Role::Free, false});
    return legend;
}

}  // namespace

QString memoryPartLabel(MemoryPart part) {
    switch (part) {
        case MemoryPart::Weights:
            return tr("weights");
        case MemoryPart::Kv:
            return tr("KV cache");
        case MemoryPart::State:
            return tr("state");
        case MemoryPart::Compute:
            return tr("compute");
        case MemoryPart::Engine:
            return tr("engine");
        case MemoryPart::Companions:
            return tr("companions, index");
        case MemoryPart::Reserve:
            return tr("reserve");
    }
    return {};
}

Role memoryPartRole(MemoryPart part) {
    switch (part) {
        case MemoryPart::Weights:
            return Role::Weights;
        case MemoryPart::Kv:
            return Role::Kv;
        case MemoryPart::State:
            return Role::State;
        case MemoryPart::Compute:
            return Role::Compute;
        case MemoryPart::Engine:
            return Role::Engine;
        case MemoryPart::Companions:
            return Role::Companions;
        case MemoryPart::Reserve:
            return Role::Muted;
    }
    return Role::Free;
}

double MemoryBar::used() const {
    return sumOf(parts);
}

QString MemoryBar::verdict() const {
    const auto text = [](double gib) { return QString::fromStdString(formatNumber(gib, 1)); };
    if (free() < 0) return tr("short by %1").arg(text(-free()));
    if (shortOnOneDevice > 0) {
        return tr("one device short by %1").arg(text(shortOnOneDevice));
    }
    return tr("%1 free").arg(text(free()));
}

void drawMemoryChart(QCustomPlot& plot, const MemoryChartData& data, const ChartStyle& style,
                     QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const Margins margins = marginsFor(data, style, size);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(QMargins(margins.left, 4, margins.right, margins.bottom));

    double longest = 0;
    for (const MemoryBar& bar : data.bars) {
        longest = std::max({longest, bar.capacity, bar.used()});
    }
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const std::vector<double> ticks = roundTicks(longest, 6);
    for (const double tick : ticks) {
        ticker->addTick(tick, QString::fromStdString(
                                  formatNumber(tick, ticks[1] < 1 ? 2 : (ticks[1] < 10 ? 1 : 0))));
    }
    plot.xAxis->setTicker(ticker);
    plot.xAxis->setRange(0, std::max(longest * 1.01, ticks.size() > 1 ? ticks[1] : 1.0));
    plot.xAxis->setLabel(tr("GiB on the GPU side"));
    plot.yAxis->setTicks(false);
    plot.yAxis->setTickLabels(false);
    plot.yAxis->grid()->setVisible(false);
    plot.yAxis->setRangeReversed(true);
    plot.yAxis->setRange(0.4, static_cast<double>(data.bars.size()) + 0.6);

    drawBars(plot, data, style);
    for (std::size_t i = 0; i < data.bars.size(); ++i) {
        const double row = static_cast<double>(i) + 1;
        drawCapacityTick(plot, data.bars[i], row, style);
        drawNames(plot, data.bars[i], row, style, margins.left);
    }
}

ChartContent memoryChart(const MemoryChartData& data) {
    ChartContent content;
    content.title = tr("Does it fit?");
    content.subtitle = data.subtitle;
    content.fileName = u"headroom-memory"_s;
    if (data.bars.empty()) return content;
    content.summary = memorySummary(data);
    content.legend = memoryLegend(data);
    content.table = memoryTable(data);
    for (const MemoryBar& bar : data.bars) content.rowOptions.push_back(bar.optionId);
    content.heightInLines = kLinesPerBar * static_cast<double>(data.bars.size()) + 3;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawMemoryChart(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return memoryHit(plot, pixel, data);
    };
    return content;
}

ChartContent deviceChart(const MemoryChartData& data) {
    ChartContent content = memoryChart(data);
    content.title = tr("What lies on which device?");
    content.fileName = u"headroom-devices"_s;
    if (!content.table.columns.empty()) content.table.columns.front().title = tr("Device");
    return content;
}

}  // namespace headroom
