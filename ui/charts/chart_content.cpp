// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_content.h"

#include <qcustomplot.h>
#include <cmath>

#include <QFontMetricsF>

namespace headroom {

using theme::Role;

QPainterPath markerPath(Marker marker, double size) {
    const double r = size / 2;
    QPainterPath path;
    switch (marker) {
        case Marker::Square:
            path.addRect(-r, -r, size, size);
            break;
        case Marker::Disc:
            path.addEllipse(QPointF(0, 0), r, r);
            break;
        case Marker::Diamond:
            path.addPolygon(QPolygonF({{0, -r}, {r, 0}, {0, r}, {-r, 0}, {0, -r}}));
            break;
        case Marker::TriangleUp:
            path.addPolygon(QPolygonF({{-r, r}, {0, -r}, {r, r}, {-r, r}}));
            break;
        case Marker::TriangleDown:
            path.addPolygon(QPolygonF({{-r, -r}, {r, -r}, {0, r}, {-r, -r}}));
            break;
        case Marker::Cross: {
            const double arm = r / 3;
            path.addRect(-r, -arm, size, 2 * arm);
            path.addRect(-arm, -r, 2 * arm, size);
            path.setFillRule(Qt::WindingFill);
            path = path.simplified();
            break;
        }
    }
    return path;
}

double drawLegend(QPainter* painter, QPointF topLeft, double width,
                  const std::vector<LegendEntry>& legend, const ChartStyle& style) {
    if (legend.empty()) return 0;
    const QFontMetricsF metrics(style.body);
    const double lineHeight = std::ceil(metrics.height() * 1.25);
    const double swatch = std::round(metrics.ascent() * 0.8);
    const double gap = std::round(swatch * 0.6);
    double x = 0;
    double y = 0;
    for (const LegendEntry& entry : legend) {
        const double entryWidth = swatch + gap + metrics.horizontalAdvance(entry.text);
        if (x > 0 && x + entryWidth > width) {
            x = 0;
            y += lineHeight;
        }
        if (painter != nullptr) {
            const QColor colour = style.color(entry.role);
            const QPointF corner = topLeft + QPointF(x, y + (lineHeight - swatch) / 2);
            painter->setPen(QPen(style.color(Role::Line), 0.5));
            painter->setBrush(entry.faded ? style.faded(colour) : colour);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing, entry.marker != Marker::Square);
            painter->drawPath(
                markerPath(entry.marker, swatch).translated(corner + QPointF(swatch, swatch) / 2));
            painter->restore();
            painter->setFont(style.body);
            painter->setPen(style.color(Role::Muted));
            painter->drawText(
                QRectF(topLeft.x() + x + swatch + gap, topLeft.y() + y, entryWidth, lineHeight),
                Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        }
        x += entryWidth + 2.5 * gap;
    }
    return y + lineHeight;
}

void drawPlot(QCPPainter& painter, const QRectF& area, const ChartContent& content,
              const ChartStyle& style) {
    if (content.empty()) return;
    QCustomPlot plot;
    const QSize size = area.size().toSize();
    plot.setViewport(QRect(QPoint(0, 0), size));
    content.draw(plot, style, size);
    painter.save();
    painter.translate(area.topLeft());
    plot.toPainter(&painter, size.width(), size.height());
    painter.restore();
}

void drawChart(QCPPainter& painter, const QRectF& area, const ChartContent& content,
               const ChartStyle& style) {
    double y = area.top();
    const QFontMetricsF titleMetrics(style.title);
    const QFontMetricsF metrics(style.body);
    painter.setFont(style.title);
    painter.setPen(style.color(Role::Text));
    painter.drawText(QRectF(area.left(), y, area.width(), titleMetrics.height()), Qt::AlignLeft,
                     titleMetrics.elidedText(content.title, Qt::ElideRight, area.width()));
    y += titleMetrics.height() * 1.2;
    painter.setFont(style.body);
    painter.setPen(style.color(Role::Muted));
    painter.drawText(QRectF(area.left(), y, area.width(), metrics.height()), Qt::AlignLeft,
                     metrics.elidedText(content.subtitle, Qt::ElideRight, area.width()));
    y += metrics.height() * 1.5;
    y += drawLegend(&painter, QPointF(area.left(), y), area.width(), content.legend, style);
    drawPlot(painter, QRectF(QPointF(area.left(), y), area.bottomRight()), content, style);
}

}  // namespace headroom
