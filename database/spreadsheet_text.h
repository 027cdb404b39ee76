// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace headroom {

/// Text from files must not become a formula when a spreadsheet opens it: a cell that starts with
/// = + - @, a tab or a carriage return gets an apostrophe in front, unless it is a number.
QString withoutFormula(const QString& cell);
/// The inverse, for text that comes back from a spreadsheet.
QString withFormulaRestored(const QString& cell);

/// One CSV line (RFC 4180): fields quoted when they hold a comma, quote or line break, CRLF at the
/// end, formulas disarmed; characters that steer a terminal or turn the direction of reading become
/// U+FFFD, except tab and line ends.
QString csvLine(const QStringList& cells);
/// Lines of tab-separated cells as spreadsheets exchange them on the clipboard; cells with tabs,
/// quotes or line breaks are quoted.
QString tabSeparated(const std::vector<QStringList>& lines);
/// The inverse of `tabSeparated`; accepts LF and CRLF; a last empty line is dropped.
std::vector<QStringList> parseTabSeparated(const QString& text);

}  // namespace headroom
