// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

#include "ui/charts/why.h"

namespace headroom {

struct TableColumn {
    QString title;
    QString unit;        ///< shown after the title in brackets; may be empty
    bool numeric{true};  ///< right-aligned
    QString heading() const;
};

/// A table as text: the twin of a chart, a ledger, a page of the report.
struct TextTable {
    std::vector<TableColumn> columns;
    std::vector<QStringList> rows;
    std::vector<int> emphasised;  ///< rows in bold: totals, the focused option
    /// Where the working of a cell stands; may be empty.
    std::function<std::optional<WhyTarget>(int row, int column)> why{};
};

/// RFC 4180, UTF-8, CRLF. A cell that a spreadsheet would run as a formula (=, +, -, @, tab or
/// return in front, unless it is a plain number) gets an apostrophe in front.
QByteArray toCsv(const TextTable& table);
/// Tab-separated with a header line, for the clipboard; the same protection as toCsv.
QString toTsv(const TextTable& table);

/// What stands where a figure is not known; never 0.
QString unknownText();

}  // namespace headroom
