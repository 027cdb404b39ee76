// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_svg.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QFontInfo>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QTextDocumentFragment>
#include <cmath>

#include "ui/report/report_canvas.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Texts as wide as they were measured, in whatever font the reader has: what stands right of a
/// bar or ends at a line stays there.
QString withMeasuredTexts(const QString& svg) {
    static const QRegularExpression text(
        u"<text ([^>]*?)font-family=\"[^\"]*\" font-size=\"(\\d+)\" font-weight=\"(\\d+)\"([^>]*)>"
        "([^<]*)</text>"_s);
    const QString family = QFontInfo(reportStyle().body).family();
    QString result;
    qsizetype done = 0;
    for (auto it = text.globalMatch(svg); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        QFont font(family);
        font.setPixelSize(match.captured(2).toInt());
        font.setWeight(static_cast<QFont::Weight>(match.captured(3).toInt()));
        font.setHintingPreference(QFont::PreferNoHinting);
        const QString words = QTextDocumentFragment::fromHtml(match.captured(5)).toPlainText();
        const double width = QFontMetricsF(font).horizontalAdvance(words);
        result += svg.mid(done, match.capturedStart() - done);
        result +=
            u"<text "_s + match.captured(1) +
            u"textLength=\"%1\" lengthAdjust=\"spacingAndGlyphs\" "_s.arg(width, 0, 'f', 1) +
            u"font-family=\"%1, sans-serif\" "_s.arg(family.toHtmlEscaped()) +
            u"font-size=\"%1\" font-weight=\"%2\">"_s.arg(match.captured(2), match.captured(3)) +
            match.captured(5) + u"</text>"_s;
        done = match.capturedEnd();
    }
    return result + svg.mid(done);
}

}  // namespace

QString chartSvg(const ReportChart& chart, int width, bool dark, const QString& cssClass) {
    if (chart.content.empty()) return {};
    const ChartStyle style = reportStyle(dark);
    const double above = std::ceil(drawLegend(nullptr, {}, width, chart.content.legend, style)) + 4;
    const QSize size(width, static_cast<int>(std::ceil(above + chart.height)));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    // The generator measures its texts at this resolution.
    generator.setResolution(96);
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    drawLegend(&painter, {0, 0}, width, chart.content.legend, style);
    drawPlot(painter, QRectF(0, above, width, chart.height), chart.content, style);
    painter.end();
    // What is inside the element, in an element of our own: HTML needs neither the prologue nor
    // the names of XML.
    const QString svg = QString::fromUtf8(bytes);
    const qsizetype inside = svg.indexOf(u'>', svg.indexOf(u"<svg"_s)) + 1;
    return u"<svg class=\"%1\" viewBox=\"0 0 %2 %3\" aria-hidden=\"true\">"_s.arg(cssClass)
               .arg(size.width())
               .arg(size.height()) +
           withMeasuredTexts(svg.mid(inside).trimmed());
}

}  // namespace headroom
