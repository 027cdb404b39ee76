// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook/text.h"

#include <QRegularExpression>

namespace headroom::workbook {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What XML 1.0 has no place for: control characters, halves of surrogate pairs, non-characters.
QString withoutControls(const QString& text) {
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            clean += c;
            clean += text[++i];
            continue;
        }
        const char16_t unit = c.unicode();
        const bool allowed = unit >= 0x20 || unit == u'\n' || unit == u'\t';
        if (allowed && unit != 0x7F && !c.isSurrogate() && unit < 0xFFFE) clean += c;
    }
    return clean;
}

QString cut(QString text, qsizetype longest) {
    if (text.size() <= longest) return text;
    text.truncate(longest);
    if (text.back().isHighSurrogate()) text.chop(1);
    return text;
}

bool isTaken(const QString& name, const QStringList& taken) {
    return taken.contains(name, Qt::CaseInsensitive) ||
           name.compare("History"_L1, Qt::CaseInsensitive) == 0;
}

QString withoutOuterApostrophes(QString name) {
    name = name.trimmed();
    while (name.startsWith(u'\'')) name = name.mid(1).trimmed();
    while (name.endsWith(u'\'')) name = name.chopped(1).trimmed();
    return name;
}

}  // namespace

QString cellText(const QString& text) {
    static const QRegularExpression escape(u"_(?=x[0-9A-Fa-f]{4}_)"_s);
    // Cut first: what follows would be read in vain. The escapes may make it longer once more.
    QString clean = cut(withoutControls(cut(text, kLongestText)), kLongestText);
    clean.replace(escape, u"_x005F_"_s);
    return cut(clean, kLongestText);
}

QString sheetName(const QString& wanted, const QStringList& taken) {
    static const QRegularExpression forbidden(u"[\\[\\]:*?/\\\\\\t\\n]"_s);
    QString name = withoutControls(cut(wanted, kLongestText));
    name = name.replace(forbidden, u" "_s).simplified();
    name = withoutOuterApostrophes(cut(withoutOuterApostrophes(name), kLongestSheetName));
    if (name.isEmpty()) name = u"Option"_s;
    QString unique = name;
    for (int number = 2; isTaken(unique, taken); ++number) {
        const QString suffix = u" (%1)"_s.arg(number);
        unique = cut(name, kLongestSheetName - suffix.size()).trimmed() + suffix;
    }
    return unique;
}

std::string quotedSheet(const QString& name) {
    QString doubled = name;
    doubled.replace(u"'"_s, u"''"_s);
    return '\'' + doubled.toStdString() + '\'';
}

std::string columnText(int column) {
    std::string text;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        text.insert(text.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return text;
}

std::string cellAddress(int row, int column) {
    return '$' + columnText(column) + '$' + std::to_string(row + 1);
}

}  // namespace headroom::workbook
