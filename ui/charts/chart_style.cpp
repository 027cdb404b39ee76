// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_style.h"

#include <qcustomplot.h>

#include <QFontInfo>

namespace headroom {

using theme::Role;

namespace {

QFont pixelFont(theme::TextStyle textStyle, bool strong) {
    QFont font = theme::font(textStyle, strong);
    font.setPixelSize(QFontInfo(font).pixelSize());
    return font;
}

void styleAxis(QCPAxis& axis, const ChartStyle& style) {
    const QColor line = style.color(Role::Line);
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(Qt::NoPen);
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(style.color(Role::Muted));
    axis.setLabelColor(style.color(Role::Muted));
    axis.setTickLabelFont(style.caption);
    axis.setLabelFont(style.caption);
    axis.setTickLabelPadding(6);
    axis.setLabelPadding(4);
    axis.grid()->setPen(QPen(line, 1));
    axis.grid()->setZeroLinePen(QPen(line, 1));
    axis.grid()->setSubGridVisible(false);
}

}  // namespace

QColor mix(const QColor& a, const QColor& b, double share) {
    const auto channel = [share](float from, float to) {
        return static_cast<float>(from + (to - from) * share);
    };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

QColor ChartStyle::faded(const QColor& color) const {
    return mix(color, ground(), fade);
}

ChartStyle chartStyle(bool dark) {
    ChartStyle style;
    style.dark = dark;
    style.caption = pixelFont(theme::TextStyle::Caption, false);
    style.body = pixelFont(theme::TextStyle::Body, false);
    style.strong = pixelFont(theme::TextStyle::Caption, true);
    style.title = pixelFont(theme::TextStyle::CardTitle, true);
    return style;
}

QColor optionColor(OptionKind kind, const ChartStyle& style) {
    return style.color(theme::optionRole(kind));
}

void applyStyle(QCustomPlot& plot, const ChartStyle& style) {
    plot.setBackground(QBrush(style.ground()));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) styleAxis(*axis, style);
    plot.setInteractions(QCP::iNone);
    plot.setNoAntialiasingOnDrag(false);
}

void clearPlot(QCustomPlot& plot) {
    // Legends are our own; QCustomPlot's would take and drop each plottable at quadratic cost.
    plot.setAutoAddPlottableToLegend(false);
    plot.clearItems();
    plot.clearPlottables();
}

QString plainText(const std::string& text) {
    QString clean = QString::fromStdString(text);
    for (QChar& character : clean) {
        if (!character.isPrint() && !character.isSurrogate()) character = QLatin1Char(' ');
    }
    return clean.simplified();
}

QString toolTipText(const QString& text) {
    return QStringLiteral("<qt>") + text.toHtmlEscaped() + QStringLiteral("</qt>");
}

}  // namespace headroom
