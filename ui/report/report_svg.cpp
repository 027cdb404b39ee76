// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_svg.h"

#include <qcustomplot.h>

#include <cmath>

#include "ui/charts/svg_drawing.h"
#include "ui/report/report_canvas.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

QString chartSvg(const ReportChart& chart, int width, bool dark, const QString& cssClass) {
    if (chart.content.empty()) return {};
    const ChartStyle style = reportStyle(dark);
    const double above = std::ceil(drawLegend(nullptr, {}, width, chart.content.legend, style)) + 4;
    const QSize size(width, static_cast<int>(std::ceil(above + chart.height)));
    const auto paint = [&](QCPPainter& painter) {
        drawLegend(&painter, {0, 0}, width, chart.content.legend, style);
        drawPlot(painter, QRectF(0, above, width, chart.height), chart.content, style);
    };
    const QString svg = svgDrawing(size, style.body, paint);
    // What is inside the element, in an element of our own: HTML needs neither the prologue nor
    // the names of XML.
    const qsizetype inside = svg.indexOf(u'>', svg.indexOf(u"<svg"_s)) + 1;
    return u"<svg class=\"%1\" viewBox=\"0 0 %2 %3\" aria-hidden=\"true\">"_s.arg(cssClass)
               .arg(size.width())
               .arg(size.height()) +
           svg.mid(inside).trimmed();
}

}  // namespace headroom
