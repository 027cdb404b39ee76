// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <string>

#include "ui/theme/theme.h"

class QCPAxis;
class QCustomPlot;

namespace headroom {

/// Colours and fonts of every chart, resolved for one side of the palette. Fonts are in pixels, so
/// that a chart looks the same on the screen, in a picture and on a page.
struct ChartStyle {
    bool dark{};
    QFont caption;      ///< axis titles, ticks, notes
    QFont body;         ///< category names, legend
    QFont strong;       ///< what one reads first: amounts, line ends
    QFont title;        ///< the question above the chart
    double fade{0.55};  ///< share of the ground in parts that do not count (0..1)
    bool opaque{};      ///< bands are mixed into the ground: PDF/A-1 has no transparency

    QColor color(theme::Role role) const { return theme::color(role, dark); }
    QColor ground() const { return color(theme::Role::Surface); }
    /// `role` mixed into the ground by `fade`; opaque, so that printed pages need no transparency.
    QColor faded(const QColor& color) const;
};

/// For the screen (follows the theme in force) or, with `dark` false, for pages and pictures.
ChartStyle chartStyle(bool dark);
/// The colour that stands for a way of running: own, rent, API.
QColor optionColor(OptionKind kind, const ChartStyle& style);
/// Linear mix in sRGB, `share` of `b` (0..1).
QColor mix(const QColor& a, const QColor& b, double share);

/// Restyles background, axes and grid: horizontal or vertical hairlines only, no frame, no
/// interaction boxes.
void applyStyle(QCustomPlot& plot, const ChartStyle& style);

/// Removes plottables and items but keeps axes and layers.
void clearPlot(QCustomPlot& plot);

/// Catalog text as shown: control characters and runs of blanks become one blank.
QString plainText(const std::string& text);
/// The text for a tool tip: escaped, so that it never becomes markup.
QString toolTipText(const QString& text);

}  // namespace headroom
