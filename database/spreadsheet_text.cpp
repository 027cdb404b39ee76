// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/spreadsheet_text.h"

#include <QLocale>

#include "database/cell_text.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

bool startsFormula(const QString& cell) {
    if (cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell.front())) return false;
    bool number = false;
    QLocale::c().toDouble(cell, &number);
    return !number;
}

/// What a reader would obey becomes the replacement character; lines and tabs are text.
QString disarmed(QString cell) {
    for (QChar& c : cell) {
        if (steersReader(c) && c != u'\t' && c != u'\n' && c != u'\r')
            c = QChar::ReplacementCharacter;
    }
    return cell;
}

QString quotedIfNeeded(const QString& cell, QChar separator) {
    const bool plain = !cell.contains(separator) && !cell.contains(u'"') && !cell.contains(u'\n') &&
                       !cell.contains(u'\r');
    if (plain) return cell;
    QString doubled = cell;
    doubled.replace(u"\""_s, u"\"\""_s);
    return u'"' + doubled + u'"';
}

QString joined(const QStringList& cells, QChar separator) {
    QStringList safe;
    for (const QString& cell : cells) {
        safe << quotedIfNeeded(withoutFormula(disarmed(cell)), separator);
    }
    return safe.join(separator);
}

}  // namespace

QString withoutFormula(const QString& cell) {
    return startsFormula(cell) ? u'\'' + cell : cell;
}

QString withFormulaRestored(const QString& cell) {
    return cell.startsWith(u'\'') && startsFormula(cell.mid(1)) ? cell.mid(1) : cell;
}

QString csvLine(const QStringList& cells) {
    return joined(cells, u',') + u"\r\n"_s;
}

QString tabSeparated(const std::vector<QStringList>& lines) {
    QString text;
    for (const QStringList& cells : lines) text += joined(cells, u'\t') + u'\n';
    return text;
}

std::vector<QStringList> parseTabSeparated(const QString& text) {
    std::vector<QStringList> lines;
    QStringList cells;
    QString cell;
    bool quoted = false;
    const auto endCell = [&] {
        cells << withFormulaRestored(cell);
        cell.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            const bool doubled = c == u'"' && i + 1 < text.size() && text[i + 1] == u'"';
            if (doubled) ++i;
            if (c == u'"' && !doubled) {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
        } else if (c == u'\t') {
            endCell();
        } else if (c == u'\n') {
            endCell();
            lines.push_back(std::exchange(cells, {}));
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !cells.isEmpty()) {
        endCell();
        lines.push_back(cells);
    }
    return lines;
}

}  // namespace headroom
