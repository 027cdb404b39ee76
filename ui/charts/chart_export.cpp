// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <cmath>

#include "database/save_file.h"
#include "ui/charts/svg_drawing.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr double kScale = 2.0;
/// Fonts are resolved at the device's resolution, the layout assumes 96.
constexpr int kDotsPerInch = 96;

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QSize fullSize(const ChartContent& content, QSize plotSize, const ChartStyle& style) {
    const double head = QFontMetricsF(style.title).height() * 1.2 +
                        QFontMetricsF(style.body).height() * 1.5 +
                        drawLegend(nullptr, {}, plotSize.width(), content.legend, style);
    return plotSize + QSize(2 * kMargin, 2 * kMargin + static_cast<int>(std::ceil(head)));
}

QByteArray pngOf(const ChartContent& content, QSize plotSize) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    chartImage(content, plotSize, chartStyle(false)).save(&buffer, "PNG");
    return bytes;
}

QByteArray pdfOf(const ChartContent& content, QSize plotSize) {
    const ChartStyle style = chartStyle(false);
    const QSize size = fullSize(content, plotSize, style);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    writer.setTitle(content.title);
    writer.setCreator(u"Headroom"_s);
    writer.setPageMargins(QMarginsF());
    writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / kDotsPerInch, QPageSize::Point));
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    drawChart(painter,
              QRectF(QPointF(0, 0), QSizeF(size)).adjusted(kMargin, kMargin, -kMargin, -kMargin),
              content, style);
    painter.end();
    return bytes;
}

QByteArray svgOf(const ChartContent& content, QSize plotSize) {
    const ChartStyle style = chartStyle(false);
    const QSize size = fullSize(content, plotSize, style);
    const QRectF paper(QPointF(0, 0), QSizeF(size));
    const auto paint = [&](QCPPainter& painter) {
        painter.fillRect(paper, style.ground());
        drawChart(painter, paper.adjusted(kMargin, kMargin, -kMargin, -kMargin), content, style);
    };
    return svgDrawing(size, style.body, paint, content.title, content.summary).toUtf8();
}

}  // namespace

QImage chartImage(const ChartContent& content, QSize plotSize, const ChartStyle& style) {
    const QSize size = fullSize(content, plotSize, style);
    QImage image(size * kScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kScale);
    image.fill(style.ground());
    QCPPainter painter(&image);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::TextAntialiasing);
    drawChart(painter,
              QRectF(QPointF(0, 0), QSizeF(size)).adjusted(kMargin, kMargin, -kMargin, -kMargin),
              content, style);
    painter.end();
    return image;
}

void exportChart(const QString& path, const ChartContent& content, QSize plotSize) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"png") return saveFile(path, pngOf(content, plotSize));
    if (suffix == u"pdf") return saveFile(path, pdfOf(content, plotSize));
    if (suffix == u"svg") return saveFile(path, svgOf(content, plotSize));
    if (suffix == u"csv") return saveFile(path, toCsv(content.tableToExport()));
    throw FileError(
        tr("A chart cannot be written as \".%1\". Use .png, .svg, .pdf or .csv.").arg(suffix));
}

}  // namespace headroom
