// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ui/charts/chart_content.h"

namespace headroom {

struct CurvePoint {
    double x{};
    double low{};
    double likely{};
    double high{};
};

/// A point worth a ring and a word.
struct CurveMark {
    double x{};
    double y{};
    QString text;
};

/// What the three values of a point are.
struct CurveNames {
    QString low;     ///< empty = "P10"
    QString likely;  ///< empty = the title of the y axis
    QString high;    ///< empty = "P90"
};

/// A figure over one setting: its likely value as a line in the band from P10 to P90, or between
/// two other percentiles, which then have lines of their own.
struct CurveChartData {
    QString title;
    QString subtitle;
    QString fileName;
    QString xTitle;
    QString xUnit;
    QString yTitle;
    QString yUnit;
    theme::Role role{theme::Role::Accent};
    CurveNames names;
    bool doubling{};                 ///< x grows by factors: a logarithmic axis, all x above 0
    std::vector<CurvePoint> points;  ///< by x
    std::optional<double> limit;     ///< what is asked, as a dashed line
    QString limitText;
    std::vector<CurveMark> marks;
    QString finding;  ///< one sentence for who cannot see it
};

/// Positions and texts of the x axis: powers of two where x doubles, else round numbers; about
/// `most` of them.
std::vector<std::pair<double, QString>> curveTicks(const CurveChartData& data, int most);

void drawCurveChart(QCustomPlot& plot, const CurveChartData& data, const ChartStyle& style,
                    QSize size);
/// Without points the content is empty.
ChartContent curveChart(const CurveChartData& data);

}  // namespace headroom
