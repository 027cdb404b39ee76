// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table.h"

#include <QCoreApplication>

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A number a spreadsheet reads as such: it may begin with a minus and is then no formula.
bool isPlainNumber(const QString& cell) {
    bool number = false;
    QString digits = cell;
    digits.remove(u',').toDouble(&number);
    return number;
}

QString guarded(const QString& cell) {
    if (cell.isEmpty()) return cell;
    const bool risky = u"=+-@\t\r"_s.contains(cell.front());
    return risky && !isPlainNumber(cell) ? u"'"_s + cell : cell;
}

QString csvCell(const QString& cell) {
    QString text = guarded(cell);
    const bool quote =
        text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!quote) return text;
    return u"\""_s + text.replace(u"\""_s, u"\"\""_s) + u"\""_s;
}

QString tsvCell(const QString& cell) {
    return guarded(cell).replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

template <class Convert>
QString joined(const TextTable& table, const QString& separator, const QString& lineEnd,
               Convert convert) {
    QString text;
    const auto append = [&](const QStringList& cells) {
        QStringList converted;
        for (const QString& cell : cells) converted.append(convert(cell));
        text += converted.join(separator) + lineEnd;
    };
    QStringList headings;
    for (const TableColumn& column : table.columns) headings.append(column.heading());
    append(headings);
    for (const QStringList& row : table.rows) append(row);
    return text;
}

}  // namespace

QString TableColumn::heading() const {
    return unit.isEmpty() ? title : u"%1 (%2)"_s.arg(title, unit);
}

QByteArray toCsv(const TextTable& table) {
    return joined(table, u","_s, u"\r\n"_s, csvCell).toUtf8();
}

QString toTsv(const TextTable& table) {
    return joined(table, u"\t"_s, u"\n"_s, tsvCell);
}

QString unknownText() {
    return QCoreApplication::translate("Charts", "unknown");
}

}  // namespace headroom
