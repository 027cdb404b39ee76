// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>

#include "ui/charts/chart_style.h"

class QCPItemText;

namespace headroom {

/// Text of the plot, which owns it; nothing is drawn around it and the axes do not clip it.
QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font,
                     const QColor& color);
/// The same at a pixel of the plot.
QCPItemText* addText(QCustomPlot& plot, const QString& text, const QFont& font, const QColor& color,
                     QPointF pixel, Qt::Alignment alignment);
/// A ring around the point (x, y) of the axes.
void addRing(QCustomPlot& plot, double x, double y, const ChartStyle& style);

}  // namespace headroom
