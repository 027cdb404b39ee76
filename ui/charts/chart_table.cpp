// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table.h"

#include <QCoreApplication>

#include "core/units/number_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// With a decimal point, whatever the form on screen.
QString inPlainForm(const QString& cell) {
    return QString::fromStdString(inPlainStyle(cell.toStdString()));
}

/// A number a spreadsheet reads as such: it may begin with a minus and is then no formula.
bool isPlainNumber(const QString& cell) {
    bool number = false;
    QString digits = inPlainForm(cell);
    digits.remove(u',').toDouble(&number);
    return number;
}

QString guarded(const QString& cell) {
    if (cell.isEmpty()) return cell;
    const bool risky = u"=+-@\t\r"_s.contains(cell.front());
    return risky && !isPlainNumber(cell) ? u"'"_s + cell : cell;
}

QString csvCell(const QString& cell, bool numeric) {
    QString text = guarded(numeric ? inPlainForm(cell) : cell);
    const bool quote =
        text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!quote) return text;
    return u"\""_s + text.replace(u"\""_s, u"\"\""_s) + u"\""_s;
}

/// Pasted into a spreadsheet that reads numbers in the form of the screen.
QString tsvCell(const QString& cell, bool) {
    return guarded(cell).replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

template <class Convert>
QString joined(const TextTable& table, const QString& separator, const QString& lineEnd,
               Convert convert) {
    QString text;
    const auto append = [&](const QStringList& cells) {
        QStringList converted;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<std::size_t>(i);
            const bool numeric = column < table.columns.size() && table.columns[column].numeric;
            converted.append(convert(cells[i], numeric));
        }
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
