// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/svg_drawing.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QTextDocumentFragment>

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Fonts are resolved at the resolution of the device, the layouts assume this.
constexpr int kDotsPerInch = 96;

QString withMeasuredTexts(const QString& svg, const QFont& measuredIn) {
    static const QRegularExpression text(
        u"<text ([^>]*?)font-family=\"[^\"]*\" font-size=\"(\\d+)\" font-weight=\"(\\d+)\"([^>]*)>"
        "([^<]*)</text>"_s);
    const QString family = QFontInfo(measuredIn).family();
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

QString svgDrawing(QSize size, const QFont& measuredIn,
                   const std::function<void(QCPPainter&)>& paint, const QString& title,
                   const QString& description) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setResolution(kDotsPerInch);
    // Qt 6.4 writes both as they are.
    generator.setTitle(title.toHtmlEscaped());
    generator.setDescription(description.toHtmlEscaped());
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    paint(painter);
    painter.end();
    return withMeasuredTexts(QString::fromUtf8(bytes), measuredIn);
}

}  // namespace headroom
