// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/case_chart.h"

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

constexpr double kBarHeight = 0.66;
/// A group's name stands on a row of its own above its bars.
constexpr double kLinesPerRow = 1.7;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QString amountText(double amount, Currency currency) {
    return QString::fromStdString(formatMoney(money(amount, currency)));
}

QString horizonText(int months) {
    return QString::fromStdString(formatMonths(months));
}

/// Rows from top to bottom: a name, its bars, the next name.
struct BarRow {
    const CaseBars* group{};
    const CaseBar* bar{};  ///< nullptr = the row of the name
};

std::vector<BarRow> rowsOf(const CaseChartData& data) {
    std::vector<BarRow> rows;
    for (const CaseBars& group : data.cases) {
        rows.push_back({&group, nullptr});
        for (const CaseBar& bar : group.bars) rows.push_back({&group, &bar});
    }
    return rows;
}

double highest(const CaseChartData& data) {
    double most = 0;
    for (const CaseBars& group : data.cases) {
        for (const CaseBar& bar : group.bars) most = std::max(most, bar.cost);
    }
    return most;
}

QString groupText(const CaseBars& group) {
    QString text = tr("%1 · %2").arg(group.name, horizonText(group.horizonMonths));
    return group.remark.isEmpty() ? text : text + u" · "_s + group.remark;
}

/// Left of the bars stand the ways, right of them what they cost and what they are.
QMargins marginsFor(const std::vector<BarRow>& rows, const ChartStyle& style, QSize size) {
    const QFontMetricsF body(style.body);
    double ways = 0;
    for (const BarRow& row : rows) {
        if (row.bar != nullptr) ways = std::max(ways, body.horizontalAdvance(row.bar->wayName));
    }
    const QFontMetricsF caption(style.caption);
    return {static_cast<int>(ways + 24), 4, static_cast<int>(size.width() * 0.36),
            static_cast<int>(caption.height() * 2 + 16)};
}

void setUpAxes(QCustomPlot& plot, const CaseChartData& data, std::size_t rows, int steps) {
    const std::vector<double> ticks = roundTicks(highest(data), steps);
    setTicks(*plot.xAxis, ticks, [&](double tick) { return moneyTick(tick, data.currency); });
    plot.xAxis->setRange(0, ticks.back());
    plot.xAxis->setLabel(
        tr("Over the horizon, %1").arg(QString::fromStdString(data.currency.code())));
    plot.yAxis->setTicks(false);
    plot.yAxis->setTickLabels(false);
    plot.yAxis->grid()->setVisible(false);
    plot.yAxis->setRangeReversed(true);
    plot.yAxis->setRange(0.4, static_cast<double>(rows) + 0.6);
}

/// At the pixel `x` in the row.
QCPItemText* rowText(QCustomPlot& plot, const QString& text, const QFont& font, const QColor& color,
                     double x, double row, Qt::Alignment side) {
    QCPItemText* const item = addText(plot, text, font, color);
    item->setPositionAlignment(side | Qt::AlignVCenter);
    item->position->setTypeX(QCPItemPosition::ptAbsolute);
    item->position->setTypeY(QCPItemPosition::ptPlotCoords);
    item->position->setCoords(x, row);
    return item;
}

void drawBar(QCustomPlot& plot, const CaseBar& bar, double row, const ChartStyle& style,
             const QRectF& area, double width, Currency currency) {
    const QColor color = style.color(bar.way);
    const double top = plot.xAxis->range().upper;
    const double end = std::clamp(bar.cost, 0.0, top);
    addBox(plot, {0, row - kBarHeight / 2}, {end, row + kBarHeight / 2}, color);
    rowText(plot, bar.wayName, style.caption, style.color(Role::Muted), area.left() - 10, row,
            Qt::AlignRight);
    const QString amount = amountText(bar.cost, currency);
    const QFont& font = bar.best ? style.strong : style.body;
    const double amountEnd = QFontMetricsF(font).horizontalAdvance(amount) + 12;
    const double x = area.left() + end / top * area.width() + 8;
    rowText(plot, amount, font, style.color(Role::Text), x, row, Qt::AlignLeft);
    const double room = width - x - amountEnd - 8;
    const QString name =
        QFontMetricsF(style.caption).elidedText(bar.name, Qt::ElideMiddle, std::max(0.0, room));
    if (name.size() > 1) {
        rowText(plot, name, style.caption, style.color(Role::Muted), x + amountEnd, row,
                Qt::AlignLeft);
    }
}

void drawCases(QCustomPlot& plot, const CaseChartData& data, const ChartStyle& style, QSize size) {
    clearPlot(plot);
    applyStyle(plot, style);
    const std::vector<BarRow> rows = rowsOf(data);
    const QMargins margins = marginsFor(rows, style, size);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(margins);
    setUpAxes(plot, data, rows.size(), std::max(2, size.width() / 160));
    const QRectF area = QRectF(QPointF(0, 0), QSizeF(size)).marginsRemoved(margins);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double row = static_cast<double>(i) + 1;
        if (rows[i].bar != nullptr) {
            drawBar(plot, *rows[i].bar, row, style, area, size.width(), data.currency);
            continue;
        }
        const QString name =
            QFontMetricsF(style.strong)
                .elidedText(groupText(*rows[i].group), Qt::ElideRight, size.width() - 16);
        rowText(plot, name, style.strong, style.color(Role::Text), 4, row + 0.1, Qt::AlignLeft)
            ->setBrush(style.ground());
    }
}

std::optional<ChartHit> caseHit(const QCustomPlot& plot, QPointF pixel, const CaseChartData& data) {
    const std::vector<BarRow> rows = rowsOf(data);
    const double at = std::round(plot.yAxis->pixelToCoord(pixel.y())) - 1;
    if (!(at >= 0) || at >= static_cast<double>(rows.size())) return std::nullopt;
    const auto index = static_cast<std::size_t>(at);
    const BarRow& row = rows[index];
    if (row.bar == nullptr) return std::nullopt;
    return ChartHit{
        row.bar->optionId,
        tr("%1\n%2: %3 over %4")
            .arg(row.bar->name, row.group->name, amountText(row.bar->cost, data.currency),
                 horizonText(row.group->horizonMonths)),
        QPointF(plot.xAxis->coordToPixel(row.bar->cost),
                plot.yAxis->coordToPixel(static_cast<double>(index) + 1))};
}

TextTable caseTable(const CaseChartData& data) {
    TextTable table;
    const QString unit = QString::fromStdString(data.currency.code());
    table.columns = {{tr("Case"), {}, false},
                     {tr("Way"), {}, false},
                     {tr("Option"), {}, false},
                     {tr("Horizon"), tr("months"), true},
                     {tr("Cost"), unit, true}};
    for (const CaseBars& group : data.cases) {
        for (const CaseBar& bar : group.bars) {
            if (bar.best) table.emphasised.push_back(static_cast<int>(table.rows.size()));
            table.rows.push_back(
                {group.name, bar.wayName, bar.name, QString::number(group.horizonMonths),
                 QString::fromStdString(formatAmount(money(bar.cost, data.currency)))});
        }
    }
    return table;
}

QString caseSummary(const CaseChartData& data) {
    QStringList sentences;
    for (const CaseBars& group : data.cases) {
        if (!group.remark.isEmpty()) {
            sentences << tr("%1: %2.").arg(group.name, group.remark);
        }
        for (const CaseBar& bar : group.bars) {
            if (!bar.best) continue;
            sentences << tr("%1: %2 (%3) costs least, %4 over %5.")
                             .arg(group.name, bar.name, bar.wayName,
                                  amountText(bar.cost, data.currency),
                                  horizonText(group.horizonMonths));
        }
    }
    return sentences.join(u' ');
}

/// The best option of each colour, which is how ways are told apart everywhere.
CaseBars barsOf(const ComparedCase& compared, bool clickable) {
    CaseBars group{plainText(compared.name), compared.scenario->finance.horizonMonths, {}, {}};
    if (compared.verdict == nullptr) {
        group.remark = compared.problem.empty() ? tr("being judged") : tr("cannot be judged");
        return group;
    }
    for (const Role way : {Role::Own, Role::Rent, Role::Api, Role::Hybrid}) {
        for (const OptionResult& result : compared.options) {
            if (!result.feasible) break;
            if (theme::optionRole(result.option.kind) != way || !result.cash) continue;
            const bool best = &result == compared.options.data();
            group.bars.push_back({clickable ? QString::fromStdString(result.option.id) : QString(),
                                  plainText(result.option.name), way,
                                  QString::fromUtf8(optionKindLabel(result.option.kind)),
                                  result.total.amount(), best});
            break;
        }
    }
    if (group.bars.empty()) group.remark = tr("nothing fits");
    return group;
}

}  // namespace

CaseChartData caseChartData(std::span<const ComparedCase> cases) {
    CaseChartData data;
    if (cases.empty()) return data;
    data.currency = cases.front().scenario->finance.currency;
    for (const ComparedCase& compared : cases) {
        data.oneCurrency = data.oneCurrency && compared.scenario->finance.currency == data.currency;
        data.cases.push_back(barsOf(compared, data.cases.empty()));
    }
    return data;
}

ChartContent caseChart(const CaseChartData& data) {
    ChartContent content;
    content.title = tr("What does each case cost?");
    content.fileName = u"headroom-cases"_s;
    const bool any = std::any_of(data.cases.begin(), data.cases.end(),
                                 [](const CaseBars& group) { return !group.bars.empty(); });
    if (!any || !data.oneCurrency) return content;
    content.subtitle =
        tr("The cheapest option of each way that meets the requirements, in all over "
           "the case’s own horizon, resale counted.");
    content.summary = caseSummary(data);
    content.table = caseTable(data);
    for (const CaseBars& group : data.cases) {
        for (const CaseBar& bar : group.bars) content.rowOptions.push_back(bar.optionId);
    }
    content.heightInLines = kLinesPerRow * static_cast<double>(rowsOf(data).size()) + 3;
    content.draw = [data](QCustomPlot& plot, const ChartStyle& style, QSize size) {
        drawCases(plot, data, style, size);
    };
    content.hit = [data](const QCustomPlot& plot, QPointF pixel) {
        return caseHit(plot, pixel, data);
    };
    return content;
}

}  // namespace headroom
