// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string>

namespace headroom::workbook {

/// Most UTF-16 units that Excel keeps in a cell, and in the name of a sheet.
inline constexpr qsizetype kLongestText = 32'767;
inline constexpr qsizetype kLongestSheetName = 31;

/// Text as a cell may hold it: without control characters other than line breaks and tabs, which
/// XML cannot carry, with "_x0041_" kept from being read as an escape, and cut to what Excel keeps.
QString cellText(const QString& text);
/// A name for a new sheet beside `taken`: none of []:*?/\, no control character, no apostrophe at
/// either end, at most 31 units, not "History", which Excel reserves, and unlike the others in more
/// than case; " (2)" and so on tell equal ones apart.
QString sheetName(const QString& wanted, const QStringList& taken);
/// 'Name' as formulas refer to the sheet.
std::string quotedSheet(const QString& name);
/// "$C$5" of a cell, counted from 0; `column` alone below.
std::string columnText(int column);
std::string cellAddress(int row, int column);

}  // namespace headroom::workbook
