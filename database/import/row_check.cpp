// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/row_check.h"

#include <algorithm>
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "database/cell_text.h"
#include "database/constraint_text.h"
#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/row_sql.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// "1", "true", "yes" and their opposites; nothing for other words.
const char* flagText(std::string_view text) {
    const QString word =
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed().toLower();
    if (word == u"1" || word == u"true" || word == u"yes") return "1";
    if (word == u"0" || word == u"false" || word == u"no") return "0";
    return nullptr;
}

/// A key goes through files and back, where such characters are made harmless: the row would come
/// back as another one.
bool canBeKey(std::string_view text) {
    const QString key = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return std::none_of(key.begin(), key.end(), [](QChar c) {
        return steersReader(c) && c != u'\t' && c != u'\n' && c != u'\r';
    });
}

}  // namespace

QString canonicalise(const TableInfo& table, Row& row) {
    for (const ColumnInfo& column : table.columns) {
        const std::optional<std::string_view> cell = row.find(column.name);
        if (!cell) continue;
        const std::string_view text = *cell;
        const QString problem = cellTextProblem(column.title, text);
        if (!problem.isEmpty()) return problem;
        if (column.key && !canBeKey(text)) {
            return Database::tr("%1 names the row, and holds a control character. Remove it.")
                .arg(column.title);
        }
        if (column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer) {
            if (const auto number = row.number(column.name)) {
                std::string shortest = numberText(*number);
                if (shortest != text) row.set(column.name, std::move(shortest));
            }
        } else if (column.kind == ColumnKind::Flag) {
            if (text == "1" || text == "0") continue;
            const char* const flag = flagText(text);
            if (flag) row.set(column.name, flag);
        }
    }
    return {};
}

QString storageProblem(const TableInfo& table, const Row& row) {
    try {
        for (const ColumnInfo& column : table.columns) {
            const bool numeric = column.kind == ColumnKind::Number ||
                                 column.kind == ColumnKind::Integer ||
                                 column.kind == ColumnKind::Flag;
            if (numeric && row.has(column.name)) toSql(table, column, row);
        }
    } catch (const FileError& error) {
        return error.text();
    }
    const QString rule = brokenCellRule(table, row);
    if (!rule.isEmpty()) return rule;
    try {
        Catalog scratch;
        addRow(scratch, table.name, row);
    } catch (const std::invalid_argument& error) {
        return Database::tr("a value is missing or out of range. Correct it: %1")
            .arg(QString::fromUtf8(error.what()));
    }
    return {};
}

}  // namespace headroom
