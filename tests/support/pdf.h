// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QRectF>
#include <QRegularExpression>
#include <QStandardPaths>
#include <optional>
#include <vector>

#include "tests/support/qt_strings.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

/// What a tool of poppler or qpdf prints; nothing when it is not installed, and the test says so.
inline std::optional<QString> poppler(const QString& tool, const QStringList& arguments) {
    const QString program = QStandardPaths::findExecutable(tool);
    if (program.isEmpty()) {
        WARN(tool.toStdString()
             << " is not installed; its checks are skipped (poppler-utils, qpdf)");
        return std::nullopt;
    }
    QProcess process;
    process.start(program, arguments);
    REQUIRE(process.waitForFinished(60'000));
    INFO(process.readAllStandardError().toStdString());
    REQUIRE(process.exitCode() == 0);
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Letters without blanks and line ends, ligatures resolved: where a line breaks is no matter.
inline QString squeezed(const QString& text) {
    QString result;
    for (const QChar& character : text.normalized(QString::NormalizationForm_KC)) {
        if (!character.isSpace()) result += character;
    }
    return result;
}

/// The text of a page range in the order in which it was drawn, squeezed.
inline std::optional<QString> pdfText(const QString& path, int firstPage = 1, int lastPage = 0) {
    QStringList arguments{u"-raw"_s, u"-enc"_s, u"UTF-8"_s, u"-f"_s, QString::number(firstPage)};
    if (lastPage > 0) arguments << u"-l"_s << QString::number(lastPage);
    const auto text = poppler(u"pdftotext"_s, arguments << path << u"-"_s);
    return text ? std::optional(squeezed(*text)) : std::nullopt;
}

/// One line of pdfinfo: "Pages" -> "12".
inline std::optional<QString> pdfInfo(const QString& path, const QString& key) {
    const auto info = poppler(u"pdfinfo"_s, {path});
    if (!info) return std::nullopt;
    for (const QString& line : info->split(u'\n')) {
        if (line.startsWith(key + u':')) return line.mid(key.size() + 1).trimmed();
    }
    return QString();
}

struct PdfWord {
    QRectF box;  ///< in points, from the upper left corner
    QString text;
};
struct PdfPage {
    QSizeF size;
    std::vector<PdfWord> words;
};

/// Where every word stands, from pdftotext -bbox; empty without the tool.
inline std::vector<PdfPage> pdfWords(const QString& path) {
    const auto html = poppler(u"pdftotext"_s, {u"-bbox"_s, path, u"-"_s});
    std::vector<PdfPage> pages;
    if (!html) return pages;
    static const QRegularExpression pageLine(u"<page width=\"([0-9.]+)\" height=\"([0-9.]+)\""_s);
    static const QRegularExpression wordLine(
        u"<word xMin=\"([0-9.-]+)\" yMin=\"([0-9.-]+)\" xMax=\"([0-9.-]+)\" "
        "yMax=\"([0-9.-]+)\">(.*)</word>"_s);
    for (const QString& line : html->split(u'\n')) {
        const auto page = pageLine.match(line);
        if (page.hasMatch()) {
            pages.push_back({{page.captured(1).toDouble(), page.captured(2).toDouble()}, {}});
        }
        const auto word = wordLine.match(line);
        if (!word.hasMatch() || pages.empty()) continue;
        const QPointF topLeft(word.captured(1).toDouble(), word.captured(2).toDouble());
        const QPointF bottomRight(word.captured(3).toDouble(), word.captured(4).toDouble());
        pages.back().words.push_back({QRectF(topLeft, bottomRight), word.captured(5)});
    }
    REQUIRE_FALSE(pages.empty());
    for (const PdfPage& page : pages) CHECK_FALSE(page.words.empty());
    return pages;
}

/// Words outside the margins, and words that cover each other, with their page.
inline QStringList misplacedWords(const std::vector<PdfPage>& pages, double marginPoints) {
    QStringList wrong;
    for (std::size_t number = 0; number < pages.size(); ++number) {
        const PdfPage& page = pages[number];
        const QRectF area = QRectF(QPointF(0, 0), page.size)
                                .adjusted(marginPoints, marginPoints, -marginPoints, -marginPoints);
        const auto where = [&](const QString& what) {
            wrong << u"page %1: %2"_s.arg(number + 1).arg(what);
        };
        for (std::size_t i = 0; i < page.words.size(); ++i) {
            // Boxes are as high as the font; letters touch only in the middle half.
            const auto core = [](const QRectF& box) {
                return box.adjusted(0.5, box.height() / 4, -0.5, -box.height() / 4);
            };
            const QRectF mine = core(page.words[i].box);
            if (!area.contains(mine)) where(u"outside: "_s + page.words[i].text);
            for (std::size_t j = 0; j < i; ++j) {
                if (mine.isValid() && mine.intersects(core(page.words[j].box))) {
                    where(page.words[j].text + u" | "_s + page.words[i].text);
                }
            }
        }
    }
    return wrong;
}

}  // namespace headroom::tests
