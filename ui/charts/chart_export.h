// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

#include "ui/charts/chart_content.h"

namespace headroom {

/// The chart with title, subtitle and legend; `plotSize` is the size of the plot alone. Twice the
/// resolution of the screen.
QImage chartImage(const ChartContent& content, QSize plotSize, const ChartStyle& style);
/// PNG, SVG, PDF or CSV by the suffix of `path`, always on the light side; atomic. Throws
/// FileError for another suffix and for a place that cannot be written.
void exportChart(const QString& path, const ChartContent& content, QSize plotSize);

}  // namespace headroom
