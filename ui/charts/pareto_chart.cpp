// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pareto_chart.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/evaluate.h"
#include "core/units/format.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/label_placement.h"
#include "ui/charts/plot_items.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeightInLines = 24;
constexpr double kMarkerSize = 8;
/// A pointer farther away than this many pixels means no point.
constexpr double kReach = 12;
/// Names beside points; more would hide them.
constexpr std::size_t kMostNames = 7;
/// Room around the points, as a share of their range.
constexpr double kRoom = 0.06;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

struct Logs {
    double low{std::numeric_limits<double>::infinity()};
    double high{-std::numeric_limits<double>::infinity()};
    void add(double value) {
        if (!(value > 0)) return;
        low = std::min(low, std::log10(value));
        high = std::max(high, std::log10(value));
    }
    bool known() const { return low <= high; }
    void widen() {
        if (!known()) low = 0, high = 1;
        const double room = std::max((high - low) * kRoom, 0.02);
        low -= room;
        high += room;
    }
};

/// 1, 2 and 5 times the powers of ten within the range, as logarithms; thinned to `most`.
std::vector<double> logTicks(const Logs& logs, std::size_t most) {
    std::vector<double> ticks;
    for (const auto& factors : {std::vector<double>{1, 2, 5}, std::vector<double>{1}}) {
        ticks.clear();
        for (double power = std::floor(logs.low); power <= logs.high; ++power) {
            for (const double factor : factors) {
                const double tick = power + std::log10(factor);
                if (tick >= logs.low && tick <= logs.high) ticks.push_back(tick);
            }
        }
        if (ticks.size() <= most) break;
    }
    return ticks;
}

Marker markerOf(OptionKind kind) {
    switch (baseKind(kind)) {
        case OptionKind::Rented:
            return Marker::TriangleUp;
        case OptionKind::Api:
            return Marker::Diamond;
        default:
            return sendsOverflow(kind) ? Marker::Square : Marker::Disc;
    }
}

struct Frame {
    Logs cost;
    Logs speed;
    bool unknown{};  ///< some speeds are not known
    double lane{};   ///< where those stand, in the units of the axis
};

Frame frameOf(const ParetoChartData& data) {
    Frame frame;
    for (const ParetoMark& mark : data.marks) {
        frame.cost.add(mark.point.cost);
        if (mark.point.speedPerUser) {
            frame.speed.add(mark.point.speedPerUser->value);
        } else {
            frame.unknown = true;
        }
    }
    frame.cost.widen();
    frame.speed.widen();
    const double height = frame.speed.high - frame.speed.low;
    if (frame.unknown) {
        frame.lane = frame.speed.low - height * 0.08;
        frame.speed.low -= height * 0.16;
    }
    return frame;
}

QPointF placeOf(const ParetoMark& mark, const Frame& frame) {
    const double cost = std::log10(std::max(mark.point.cost, 1e-3));
    const bool known = mark.point.speedPerUser && mark.point.speedPerUser->value > 0;
    return {cost, known ? std::log10(mark.point.speedPerUser->value) : frame.lane};
}

void setUpAxes(QCustomPlot& plot, const ParetoChartData& data, const Frame& frame,
               const ChartStyle& style, QSize size) {
    const QFontMetricsF caption(style.caption);
    const double laneName = frame.unknown ? caption.horizontalAdvance(tr("not known")) : 0;
    const double widest = std::max(laneName, caption.horizontalAdvance(u"0,000"_s));
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins({static_cast<int>(widest + caption.height() + 22),
                                 static_cast<int>(caption.height()), 16,
                                 static_cast<int>(caption.height() * 2 + 16)});
    plot.xAxis->setRange(frame.cost.low, frame.cost.high);
    setTicks(*plot.xAxis, logTicks(frame.cost, static_cast<std::size_t>(size.width() / 80)),
             [&](double tick) { return moneyTick(std::pow(10.0, tick), data.currency); });
    plot.xAxis->setLabel(tr("Present value, %1").arg(QString::fromStdString(data.currency.code())));
    plot.xAxis->grid()->setVisible(true);
    plot.yAxis->setRange(frame.speed.low, frame.speed.high);
    std::vector<double> rows =
        logTicks(frame.speed, static_cast<std::size_t>(size.height() / (caption.height() * 2)));
    if (frame.unknown) {
        const double above = frame.lane + (frame.speed.high - frame.speed.low) * 0.05;
        std::erase_if(rows, [&](double tick) { return tick < above; });
        rows.push_back(frame.lane);
    }
    setTicks(*plot.yAxis, rows, [&](double tick) {
        return frame.unknown && tick == frame.lane
                   ? tr("not known")
                   : QString::fromStdString(formatSignificant(std::pow(10.0, tick)));
    });
    plot.yAxis->setLabel(tr("Speed of each user, tok/s"));
}

void drawMarks(QCustomPlot& plot, const ParetoChartData& data, const Frame& frame,
               const ChartStyle& style) {
    for (const bool front : {false, true}) {
        for (const ParetoMark& mark : data.marks) {
            if (mark.onFront != front) continue;
            QCPGraph* const graph = plot.addGraph();
            const QPointF place = placeOf(mark, frame);
            graph->setData({place.x()}, {place.y()});
            graph->setLineStyle(QCPGraph::lsNone);
            const QColor colour = optionColor(mark.kind, style);
            graph->setScatterStyle(QCPScatterStyle(
                markerPath(markerOf(mark.kind), kMarkerSize), QPen(style.ground(), 0.5),
                front ? colour : mix(colour, style.ground(), 0.65), 6));
        }
    }
    for (const ParetoMark& mark : data.marks) {
        if (!mark.focused) continue;
        const QPointF place = placeOf(mark, frame);
        addRing(plot, place.x(), place.y(), style);
    }
}

/// From a point to its name, in pixels, where they do not touch.
void addLeader(QCustomPlot& plot, QPointF point, QPointF name, const ChartStyle& style) {
    if (std::hypot(name.x() - point.x(), name.y() - point.y()) < kMarkerSize * 1.5) return;
    auto* const line = new QCPItemLine(&plot);  // the plot owns it
    line->setPen(QPen(style.color(Role::Muted), 1));
    for (QCPItemPosition* const end : {line->start, line->end}) {
        end->setType(QCPItemPosition::ptAbsolute);
    }
    line->start->setCoords(point);
    line->end->setCoords(name);
}

void drawNames(QCustomPlot& plot, const ParetoChartData& data, const Frame& frame,
               const ChartStyle& style, const QRectF& area) {
    const QFontMetricsF metrics(style.caption);
    const auto pixel = [&](QPointF place) {
        return QPointF(area.left() + (place.x() - frame.cost.low) /
                                         (frame.cost.high - frame.cost.low) * area.width(),
                       area.bottom() - (place.y() - frame.speed.low) /
                                           (frame.speed.high - frame.speed.low) * area.height());
    };
    std::vector<QPointF> points;
    for (const ParetoMark& mark : data.marks) points.push_back(pixel(placeOf(mark, frame)));
    std::vector<QRectF> taken;
    for (std::size_t i = 0; i < data.marks.size() && taken.size() < kMostNames; ++i) {
        if (!data.marks[i].onFront) continue;
        const QString name =
            metrics.elidedText(data.marks[i].name, Qt::ElideMiddle, area.width() * 0.28);
        const QSizeF size(metrics.horizontalAdvance(name) + 8, metrics.height());
        const QRectF box = placeLabel(points[i], size, area, points, taken);
        // Without room beside the point the table names it.
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const QRectF& other) { return other.intersects(box); })) {
            continue;
        }
        taken.push_back(box);
        const QPointF nearest(std::clamp(points[i].x(), box.left(), box.right()),
                              std::clamp(points[i].y(), box.top(), box.bottom()));
        addLeader(plot, points[i], nearest, style);
        addText(plot, name, style.caption, style.color(Role::Text), box.center(), Qt::AlignCenter);
    }
}

void drawPareto(QCustomPlot& plot, const ParetoChartData& data, const ChartStyle& style,
                QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const Frame frame = frameOf(data);
    setUpAxes(plot, data, frame, style, size);
    drawMarks(plot, data, frame, style);
    const QRectF area =
        QRectF(QPointF(0, 0), QSizeF(size)).marginsRemoved(plot.axisRect()->margins());
    drawNames(plot, data, frame, style, area);
}

QString secondsText(const std::optional<Seconds>& value) {
    return value ? QString::fromStdString(formatDuration(*value)) : unknownText();
}

QString rateText(const std::optional<TokensPerSecond>& value) {
    return value ? QString::fromStdString(formatRate(*value)) : unknownText();
}

QString privacyText(const ParetoMark& mark) {
    return QString::fromUtf8(privacyGradeLabel(mark.point.privacy));
}

std::optional<ChartHit> paretoHit(const QCustomPlot& plot, QPointF pixel,
                                  const ParetoChartData& data) {
    const Frame frame = frameOf(data);
    const ParetoMark* best = nullptr;
    QPointF anchor;
    double nearest = kReach;
    for (const ParetoMark& mark : data.marks) {
        const QPointF at = placeOf(mark, frame);
        const QPointF place(plot.xAxis->coordToPixel(at.x()), plot.yAxis->coordToPixel(at.y()));
        const double distance = std::hypot(place.x() - pixel.x(), place.y() - pixel.y());
        if (distance >= nearest) continue;
        nearest = distance;
        best = &mark;
        anchor = place;
    }
    if (best == nullptr) return std::nullopt;
    return ChartHit{
        best->optionId,
        tr("%1\nPresent value: %2\nFirst token: %3\nSpeed of each user: %4\nData goes to: %5")
            .arg(best->name,
                 QString::fromStdString(formatMoney(money(best->point.cost, data.currency))),
                 secondsText(best->point.firstToken), rateText(best->point.speedPerUser),
                 privacyText(*best)),
        anchor};
}

}  // namespace

ParetoChartData paretoChartData(const Evaluation& evaluation, const Catalog& catalog,
                                std::string_view focusedId) {
    ParetoChartData data;
    const std::vector<std::size_t> front = paretoFront(evaluation.options, catalog);
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        const OptionResult& result = evaluation.options[i];
        if (!result.feasible) continue;
        data.currency = result.presentValue.currency;
        data.marks.push_back(
            {QString::fromStdString(result.option.id), plainText(result.option.name),
             result.option.kind, paretoPoint(result, catalog),
             std::binary_search(front.begin(), front.end(), i), result.option.id == focusedId});
    }
    return data;
}

ChartContent paretoChart(const ParetoChartData& data) {
    ChartContent content;
    content.title = tr("Which options does nothing beat?");
    content.fileName = u"pareto"_s;
    if (data.marks.empty()) return content;
    content.subtitle =
        tr("Cost, latency and where the data goes of every option that meets the "
           "requirements; faint ones are beaten in all three.");
    content.legend = {{tr("Own"), Role::Own, false, Marker::Disc},
                      {tr("Own and API or cloud"), Role::Own, false, Marker::Square},
                      {tr("Rent"), Role::Rent, false, Marker::TriangleUp},
                      {tr("API"), Role::Api, false, Marker::Diamond}};
    content.table.columns = {
        {tr("Option"), {}, false},
        {tr("Way"), {}, false},
        {tr("Present value"), QString::fromStdString(data.currency.code()), true},
        {tr("First token"), {}, true},
        {tr("Speed of each user"), {}, true},
        {tr("Data goes to"), {}, false}};
    QStringList front;
    for (const ParetoMark& mark : data.marks) {
        if (!mark.onFront) continue;
        if (mark.focused) {
            content.table.emphasised.push_back(static_cast<int>(content.table.rows.size()));
        }
        front << mark.name;
        content.rowOptions.push_back(mark.optionId);
        content.table.rows.push_back({mark.name, QString::fromUtf8(optionKindLabel(mark.kind)),
                                      QString::fromStdString(formatNumber(mark.point.cost)),
                                      secondsText(mark.point.firstToken),
                                      rateText(mark.point.speedPerUser), privacyText(mark)});
    }
    content.summary = tr("Of %1 options that meet the requirements nothing beats %2.")
                          .arg(QString::number(data.marks.size()), front.join(u", "_s));
    content.heightInLines = kHeightInLines;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawPareto(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return paretoHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
