// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QPointF>
#include <QString>
#include <functional>
#include <vector>

#include "ui/charts/chart_style.h"

class QCPAxis;
class QCPItemText;

namespace headroom {

/// Text of the plot, which owns it; nothing is drawn around it and the axes do not clip it.
QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font,
                     const QColor& color);
/// The same at a pixel of the plot.
QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font, const QColor& color,
                     QPointF pixel, Qt::Alignment alignment);
/// From one point of the axes to another; the axes do not clip it.
void addLine(QCustomPlot& plot, QPointF from, QPointF to, const QPen& pen);
/// Between two corners in the units of the axes.
void addBox(QCustomPlot& plot, QPointF corner, QPointF opposite, const QColor& color);
/// Numbered ticks with texts.
void setTicks(QCPAxis& axis, const std::vector<double>& ticks,
              const std::function<QString(double)>& text);
/// A ring around the point (x, y) of the axes.
void addRing(QCustomPlot& plot, double x, double y, const ChartStyle& style);

}  // namespace headroom
