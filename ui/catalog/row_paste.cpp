// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/row_paste.h"

#include <QCoreApplication>
#include <algorithm>

#include "database/spreadsheet_text.h"
#include "ui/catalog/column_text.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CatalogPaste", text);
}

int columnNamed(const CatalogTableModel& model, const QString& heading) {
    const QString wanted = heading.trimmed();
    for (int i = 0; i < model.columnCount(); ++i) {
        const ColumnInfo& column = model.column(i);
        const QStringList names{columnHeading(column), column.title,
                                QString::fromStdString(column.name)};
        if (names.contains(wanted, Qt::CaseInsensitive)) return i;
    }
    return -1;
}

/// Puts the cells into `row`; a new price without a date in the same line gets today's.
QString fillRow(const CatalogTableModel& model, const QStringList& cells,
                const std::vector<int>& columns, Row& row) {
    QStringList prices;
    bool dated = false;
    const PriceProvenance provenance = priceProvenance(model.table());
    const Row before = row;
    for (std::size_t i = 0; i < columns.size() && static_cast<qsizetype>(i) < cells.size(); ++i) {
        const ColumnInfo& column = model.column(columns[i]);
        if (column.name == "changed_by") continue;
        const ParsedText parsed = parseText(column, cells[static_cast<qsizetype>(i)], QLocale());
        if (!parsed.ok()) return parsed.error;
        const Row next = withValue(row, column.name, parsed.value);
        const bool number = column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
        const bool changed =
            number ? next.number(column.name) != before.number(column.name) : next != row;
        if (changed) row = next;
        if (changed && isPrice(model.table(), column)) prices << column.title;
        dated = dated || (changed && &column == provenance.date);
    }
    if (!prices.isEmpty() && !dated) {
        row.set(provenance.date->name,
                priceDateText(model.table(), before, prices, model.today()).toStdString());
    }
    return {};
}

QString inLine(std::size_t line, const QString& error) {
    return tr("Line %1 of the pasted text: %2 Nothing was changed.").arg(line).arg(error);
}

}  // namespace

QString copiedText(const CatalogTableModel& model, const std::vector<int>& rows,
                   std::vector<int> columns) {
    int place = 0;
    for (const std::string& key : model.table().keyColumns) {
        const int column = model.columnOf(key);
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
            columns.insert(columns.begin() + place, column);
            ++place;
        }
    }
    std::vector<QStringList> lines(1);
    for (const int column : columns) lines.front() << columnHeading(model.column(column));
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns) {
            cells << editText(model.column(column), model.row(row), QLocale());
        }
        lines.push_back(cells);
    }
    return tabSeparated(lines);
}

bool hasHeader(const CatalogTableModel& model, const QStringList& firstLine) {
    return std::all_of(firstLine.begin(), firstLine.end(),
                       [&](const QString& cell) { return columnNamed(model, cell) >= 0; });
}

PastePlan planPasteWithHeader(const CatalogTableModel& model,
                              const std::vector<QStringList>& lines) {
    std::vector<int> columns;
    for (const QString& heading : lines.front()) columns.push_back(columnNamed(model, heading));
    for (const std::string& key : model.table().keyColumns) {
        if (std::find(columns.begin(), columns.end(), model.columnOf(key)) == columns.end()) {
            const QString title = findColumn(model.table(), key)->title;
            return {{},
                    tr("The pasted header has no column “%1”, so that no row can be found. "
                       "Add that column and paste again.")
                        .arg(title)};
        }
    }
    PastePlan plan;
    for (std::size_t line = 1; line < lines.size(); ++line) {
        Row keyed;
        const QString keyError = fillRow(model, lines[line], columns, keyed);
        if (!keyError.isEmpty()) return {{}, inLine(line + 1, keyError)};
        const int existing = model.rowOfKey(model.keyOf(keyed));
        if (existing < 0) {
            plan.changes.push_back({model.table().name, std::nullopt, keyed});
            continue;
        }
        Row next = model.row(existing);
        fillRow(model, lines[line], columns, next);
        if (next != model.row(existing)) {
            plan.changes.push_back({model.table().name, model.row(existing), next});
        }
    }
    return plan;
}

PastePlan planPasteOverCells(const CatalogTableModel& model, const std::vector<QStringList>& lines,
                             const std::vector<int>& rows, const std::vector<int>& columns) {
    const auto widest =
        std::max_element(lines.begin(), lines.end(),
                         [](const auto& a, const auto& b) { return a.size() < b.size(); });
    if (lines.size() > rows.size() || widest->size() > static_cast<qsizetype>(columns.size())) {
        return {{},
                tr("The pasted block of %1 × %2 cells reaches beyond the table. Start further "
                   "up or left, or paste with a header line to add rows.")
                    .arg(lines.size())
                    .arg(widest->size())};
    }
    PastePlan plan;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        const Row& before = model.row(rows[line]);
        Row next = before;
        const QString error = fillRow(model, lines[line], columns, next);
        if (!error.isEmpty()) return {{}, inLine(line + 1, error)};
        if (next != before) {
            plan.changes.push_back({model.table().name, before, next});
        }
    }
    return plan;
}

}  // namespace headroom
