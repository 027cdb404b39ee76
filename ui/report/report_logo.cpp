// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_logo.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <algorithm>

#include "database/errors.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 2'000'000;
constexpr int kMostPixels = 4000;
/// The longer side of a drawing's pixels: sharp in the head of a page at 300 dots per inch.
constexpr double kDrawnPixels = 800;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

[[noreturn]] void refuse(const QString& path, const QString& why, const QString& details = {}) {
    throw FileError(
        tr("The logo \"%1\" cannot be used: %2").arg(QDir::toNativeSeparators(path), why), details);
}

/// A drawing stands alone: one that names other files would carry them into the report.
bool refersElsewhere(const QByteArray& svg) {
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) continue;
        for (const QXmlStreamAttribute& attribute : reader.attributes()) {
            if (attribute.name() != u"href") continue;
            const QStringView target = attribute.value().trimmed();
            if (!target.startsWith(u'#') && !target.startsWith(u"data:image/")) return true;
        }
    }
    return false;
}

ReportLogo drawing(const QString& path, const QByteArray& bytes) {
    if (refersElsewhere(bytes)) {
        refuse(path, tr("the drawing refers to other files. Embed them, or use a PNG."));
    }
    QSvgRenderer renderer(bytes);
    const QSizeF size = renderer.isValid() ? renderer.viewBoxF().size() : QSizeF();
    if (!(size.width() > 0) || !(size.height() > 0)) {
        refuse(path, tr("it is not an SVG drawing with a size. Use a PNG or another SVG."));
    }
    ReportLogo logo;
    logo.svg = bytes;
    logo.size = size;
    const QSizeF pixels = size.scaled(kDrawnPixels, kDrawnPixels, Qt::KeepAspectRatio);
    logo.image = QImage(pixels.toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    logo.image.fill(Qt::transparent);
    QPainter painter(&logo.image);
    renderer.render(&painter);
    return logo;
}

ReportLogo pixels(const QString& path, QByteArray bytes) {
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "png");
    // The head tells the size before anything of it is unpacked.
    const QSize size = reader.size();
    if (size.isEmpty()) refuse(path, tr("it is not a PNG picture. Use a PNG or an SVG."));
    if (std::max(size.width(), size.height()) > kMostPixels) {
        refuse(path, tr("it is %1 × %2 pixels; at most %3 a side are taken. Make it smaller.")
                         .arg(size.width())
                         .arg(size.height())
                         .arg(kMostPixels));
    }
    ReportLogo logo;
    logo.image = reader.read();
    if (logo.image.isNull()) {
        refuse(path, tr("the picture is damaged. Export it again."), reader.errorString());
    }
    logo.size = size;
    return logo;
}

}  // namespace

QImage ReportLogo::opaque() const {
    QImage ground(image.size(), QImage::Format_RGB32);
    ground.fill(Qt::white);
    QPainter painter(&ground);
    painter.drawImage(QPointF(0, 0), image);
    return ground;
}

ReportLogo loadReportLogo(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refuse(path, tr("it cannot be read. Check the path and the permissions."),
               file.errorString());
    }
    const QByteArray bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes) {
        refuse(path, tr("it is larger than 2 MB. Make it smaller."));
    }
    const bool svg = bytes.left(1024).contains("<svg") || bytes.left(1024).contains("<?xml");
    return svg ? drawing(path, bytes) : pixels(path, bytes);
}

}  // namespace headroom
