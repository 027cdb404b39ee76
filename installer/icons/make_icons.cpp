// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws an SVG icon in the sizes that desktops ask for; runs while building and needs no display.
//   make_icons in.svg hicolor FOLDER CONTEXT NAME    FOLDER/16x16/CONTEXT/NAME.png and so on
//   make_icons in.svg ico FILE                       for Windows
//   make_icons in.svg icns FILE                      for macOS
#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QtEndian>
#include <cstdio>
#include <vector>

namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray png(QSvgRenderer& svg, int size) {
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    svg.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return !bytes.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

template <typename Number>
QByteArray little(Number number) {
    QByteArray bytes(sizeof number, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray bigEndian(qsizetype number) {
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(number), bytes.data());
    return bytes;
}

bool writeHicolor(QSvgRenderer& svg, const QStringList& words) {
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256}) {
        const QString folder = u"%1/%2x%2/%3"_s.arg(words[0]).arg(size).arg(words[1]);
        if (!QDir().mkpath(folder)) return false;
        if (!write(u"%1/%2.png"_s.arg(folder, words[2]), png(svg, size))) return false;
    }
    return true;
}

/// ICONDIR, an ICONDIRENTRY for each size, then the pictures as PNG (since Windows Vista).
bool writeIco(QSvgRenderer& svg, const QString& path) {
    const std::vector<int> sizes{16, 24, 32, 48, 64, 256};
    const auto count = static_cast<quint16>(sizes.size());
    QByteArray head = little<quint16>(0) + little<quint16>(1) + little<quint16>(count);
    QByteArray pictures;
    const quint32 start = 6 + 16U * count;
    for (const int size : sizes) {
        const QByteArray picture = png(svg, size);
        const char side = size == 256 ? '\0' : static_cast<char>(size);  // 0 says 256
        head += side;
        head += side;
        head += QByteArray(2, '\0') + little<quint16>(1) + little<quint16>(32);
        head += little<quint32>(static_cast<quint32>(picture.size()));
        head += little<quint32>(start + static_cast<quint32>(pictures.size()));
        pictures += picture;
    }
    return write(path, head + pictures);
}

/// "icns", the length of all, then type, length and PNG of each size.
bool writeIcns(QSvgRenderer& svg, const QString& path) {
    struct Entry {
        const char* type;
        int size;
    };
    QByteArray body;
    for (const Entry entry :
         {Entry{"icp4", 16}, Entry{"icp5", 32}, Entry{"ic11", 32}, Entry{"ic12", 64},
          Entry{"ic07", 128}, Entry{"ic13", 256}, Entry{"ic08", 256}, Entry{"ic14", 512},
          Entry{"ic09", 512}, Entry{"ic10", 1024}}) {
        const QByteArray picture = png(svg, entry.size);
        body += entry.type + bigEndian(picture.size() + 8) + picture;
    }
    return write(path, "icns" + bigEndian(body.size() + 8) + body);
}

}  // namespace

int main(int argc, char* argv[]) {
    const QCoreApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() < 3) {
        std::fputs("make_icons: give an SVG, a kind of icon and where to write it\n", stderr);
        return 2;
    }
    QSvgRenderer svg(words[0]);
    const QString kind = words[1];
    words = words.mid(2);
    bool done = false;
    if (!svg.isValid()) {
        done = false;
    } else if (kind == u"hicolor" && words.size() == 3) {
        done = writeHicolor(svg, words);
    } else if (kind == u"ico") {
        done = writeIco(svg, words[0]);
    } else if (kind == u"icns") {
        done = writeIcns(svg, words[0]);
    }
    if (!done) std::fputs("make_icons: cannot read the SVG or write the icons\n", stderr);
    return done ? 0 : 1;
}
