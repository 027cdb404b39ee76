// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_items.h"

#include <qcustomplot.h>

namespace headroom {

QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font,
                     const QColor& color) {
    auto* item = new QCPItemText(&plot);  // the plot owns it
    item->setText(text);
    item->setFont(font);
    item->setColor(color);
    item->setPadding(QMargins());
    item->setClipToAxisRect(false);
    return item;
}

QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font, const QColor& color,
                     QPointF pixel, Qt::Alignment alignment) {
    QCPItemText* const item = addText(plot, text, font, color);
    item->setPositionAlignment(alignment);
    item->position->setType(QCPItemPosition::ptAbsolute);
    item->position->setCoords(pixel);
    return item;
}

void addLine(QCustomPlot& plot, QPointF from, QPointF to, const QPen& pen) {
    auto* const line = new QCPItemLine(&plot);  // the plot owns it
    line->setPen(pen);
    line->setClipToAxisRect(false);
    line->start->setCoords(from);
    line->end->setCoords(to);
}

void addBox(QCustomPlot& plot, QPointF corner, QPointF opposite, const QColor& color) {
    auto* const box = new QCPItemRect(&plot);  // the plot owns it
    box->setPen(Qt::NoPen);
    box->setBrush(color);
    box->topLeft->setCoords(corner);
    box->bottomRight->setCoords(opposite);
}

void setTicks(QCPAxis& axis, const std::vector<double>& ticks,
              const std::function<QString(double)>& text) {
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const double tick : ticks) ticker->addTick(tick, text(tick));
    axis.setTicker(ticker);
}

void addRing(QCustomPlot& plot, double x, double y, const ChartStyle& style) {
    auto* ring = new QCPItemTracer(&plot);  // the plot owns it
    ring->setStyle(QCPItemTracer::tsCircle);
    ring->setSize(9);
    ring->setPen(QPen(style.color(theme::Role::Text), 2));
    ring->setBrush(style.ground());
    ring->position->setCoords(x, y);
    ring->setClipToAxisRect(false);
}

}  // namespace headroom
