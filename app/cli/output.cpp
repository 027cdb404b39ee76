// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include <QJsonDocument>
#include <algorithm>
#include <cstdio>

#include "database/cell_text.h"
#include "database/errors.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shortened(const QString& cell, int widest) {
    return cell.size() <= widest ? cell : cell.left(widest - 1) + u'…';
}

}  // namespace

QString printable(const QString& text, bool keepLines) {
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        if (!steersReader(c) || (keepLines && c == u'\n')) {
            safe += c;
        } else if (c.unicode() < 0x100) {
            safe += u"\\x%1"_s.arg(c.unicode(), 2, 16, QChar(u'0'));
        } else {
            safe += u"\\u{%1}"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        }
    }
    return safe;
}

void writeRaw(const QByteArray& bytes) {
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0) {
        throw FileError(u"The output could not be written. Free some space or print elsewhere."_s);
    }
}

void write(const QString& line) {
    writeRaw(printable(line).toUtf8() + '\n');
}

void writeJson(const QJsonObject& object) {
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
    // The same texts to a reader of JSON, and nothing that a terminal obeys.
    QString safe;
    safe.reserve(json.size());
    for (const QChar c : json) {
        if (c == u'\n' || !steersReader(c)) {
            safe += c;
        } else {
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        }
    }
    writeRaw(safe.toUtf8());
}

void writeError(const QString& line) {
    const QByteArray bytes = printable(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void TextTable::add(QStringList cells) {
    for (qsizetype i = 0; i < cells.size(); ++i) {
        cells[i] = shortened(printable(cells[i]), m_columns[static_cast<std::size_t>(i)].widest);
    }
    m_rows.push_back(std::move(cells));
}

void TextTable::print() const {
    QStringList headings;
    for (const Column& column : m_columns) headings << column.heading;
    std::vector<QStringList> lines{headings};
    lines.insert(lines.end(), m_rows.begin(), m_rows.end());
    for (const QStringList& cells : lines) {
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            qsizetype width = 0;
            for (const QStringList& each : lines) width = std::max(width, each[i].size());
            const bool right = m_columns[static_cast<std::size_t>(i)].right;
            if (i > 0) line += u"  "_s;
            line += right ? cells[i].rightJustified(width) : cells[i].leftJustified(width);
        }
        while (line.endsWith(u' ')) line.chop(1);
        write(line);
    }
}

}  // namespace headroom::cli
