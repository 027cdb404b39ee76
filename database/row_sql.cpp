// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/row_sql.h"

#include <QRegularExpression>
#include <QSqlRecord>
#include <cmath>

#include "core/catalog/catalog_tables.h"
#include "core/scenario/number_text.h"
#include "database/constraint_text.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr double kLargestWholeNumber = 9007199254740992.0;  // 2^53: exact in a double

bool holdsText(const ColumnInfo& column) {
    switch (column.kind) {
        case ColumnKind::Number:
        case ColumnKind::Integer:
        case ColumnKind::Flag:
            return false;
        case ColumnKind::Text:
        case ColumnKind::Date:
        case ColumnKind::Link:
        case ColumnKind::Reference:
            return true;
    }
    Q_UNREACHABLE();
}

ColumnKind storedKind(const QString& declaredType) {
    if (declaredType == u"INTEGER") return ColumnKind::Integer;
    if (declaredType == u"REAL") return ColumnKind::Number;
    return ColumnKind::Text;
}

ColumnInfo describeColumn(const QSqlQuery& pragma) {
    ColumnInfo column;
    column.name = pragma.value(1).toString().toStdString();
    column.title = columnTitle(column.name);
    column.kind = storedKind(pragma.value(2).toString());
    if (const ColumnWords* const words = columnWords(column.name)) {
        column.unit = QString::fromUtf8(words->unit);
        if (words->kind) column.kind = *words->kind;
        if (column.name.ends_with("_url")) column.kind = ColumnKind::Link;
    }
    column.required = pragma.value(3).toBool() && pragma.value(4).isNull();
    column.key = pragma.value(5).toInt() > 0;
    return column;
}

/// What the schema's constraints ask of single cells; their names are <column>_<rule>.
void describeRules(const Connection& connection, TableInfo& table) {
    static const QRegularExpression constraint(
        u"CONSTRAINT (\\w+) CHECK \\(([^()]*)\\(?([^()]*)"_s);
    static const QRegularExpression word(u"'([^']*)'"_s);
    const QString schema =
        connection
            .value(u"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"_s,
                   {QString::fromStdString(table.name)})
            .toString();
    for (auto found = constraint.globalMatch(schema); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const std::string name = match.captured(1).toStdString();
        for (ColumnInfo& column : table.columns) {
            if (!name.starts_with(column.name + '_')) continue;
            const std::string rule = name.substr(column.name.size() + 1);
            if (!isCellRule(rule)) continue;
            column.rules.push_back(rule);
            if (rule != "known" || !match.captured(2).trimmed().endsWith(u"IN"_s)) continue;
            for (auto value = word.globalMatch(match.captured(3)); value.hasNext();) {
                column.knownValues.push_back(value.next().captured(1).toStdString());
            }
        }
    }
}

TableInfo describeTable(const Connection& connection, const std::string& name) {
    const TableWords* const words = tableWords(name);
    TableInfo table;
    table.name = name;
    table.title = Database::tr(words->title);
    table.singular = Database::tr(words->singular);
    table.keyColumns = words->keyColumns;
    table.shownColumns = words->shownColumns;
    QSqlQuery columns = connection.execute(u"PRAGMA table_info(%1)"_s.arg(quotedName(name)));
    while (columns.next()) table.columns.push_back(describeColumn(columns));
    describeRules(connection, table);
    QSqlQuery references =
        connection.execute(u"PRAGMA foreign_key_list(%1)"_s.arg(quotedName(name)));
    while (references.next()) {
        const std::string from = references.value(3).toString().toStdString();
        for (ColumnInfo& column : table.columns) {
            if (column.name != from) continue;
            column.kind = ColumnKind::Reference;
            column.references = references.value(2).toString().toStdString();
        }
    }
    return table;
}

[[noreturn]] void refuse(const TableInfo& table, const ColumnInfo& column, const Row& row,
                         const QString& sentence) {
    QString value = QString::fromStdString(row.text(column.name));
    if (value.size() > 60) value = value.left(59) + u'…';
    throw FileError(
        Database::tr("%1: %2 “%3” %4").arg(rowTitle(table, row), column.title, value, sentence));
}

/// "SELECT id, ... FROM machines", columns in order.
QString selection(const TableInfo& table) {
    QStringList names;
    for (const ColumnInfo& column : table.columns) names.append(selectedColumn(column));
    return u"SELECT %1 FROM %2"_s.arg(names.join(u", "_s), quotedName(table.name));
}

Row rowAt(const QSqlQuery& query, const TableInfo& table) {
    Row row;
    int position = 0;
    for (const ColumnInfo& column : table.columns) {
        const QVariant value = query.value(position++);
        if (!value.isNull()) row.set(column.name, fromSql(value));
    }
    return row;
}

}  // namespace

QString quotedName(const std::string& identifier) {
    return u'"' + QString::fromStdString(identifier) + u'"';
}

std::vector<TableInfo> describeTables(const Connection& connection) {
    std::vector<TableInfo> tables;
    for (const std::string& name : catalogTables()) {
        tables.push_back(describeTable(connection, name));
    }
    return tables;
}

QVariant toSql(const TableInfo& table, const ColumnInfo& column, const Row& row) {
    const std::string_view cell = row.view(column.name);
    if (cell.empty()) return {};
    switch (column.kind) {
        case ColumnKind::Number:
            if (const auto number = row.number(column.name)) return *number;
            refuse(table, column, row,
                   Database::tr("is not a number. Type a number such as 12.5, or leave it empty if "
                                "it is unknown."));
        case ColumnKind::Integer: {
            const auto number = row.number(column.name);
            if (number && *number == std::trunc(*number) &&
                std::fabs(*number) <= kLargestWholeNumber) {
                return static_cast<qlonglong>(*number);
            }
            refuse(table, column, row,
                   Database::tr("is not a whole number. Type a whole number such as 8, or leave it "
                                "empty if it is unknown."));
        }
        case ColumnKind::Flag:
            if (const auto flag = row.flag(column.name)) return *flag ? 1 : 0;
            refuse(table, column, row,
                   Database::tr("is neither yes (1) nor no (0). Choose one, or leave it empty if "
                                "it is unknown."));
        case ColumnKind::Text:
        case ColumnKind::Date:
        case ColumnKind::Link:
        case ColumnKind::Reference:
            break;
    }
    return textToSql(cell);
}

QByteArray textToSql(std::string_view text) {
    QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    return bytes.isValidUtf8() ? bytes : QString::fromUtf8(bytes).toUtf8();
}

std::string fromSql(const QVariant& value) {
    if (value.typeId() == QMetaType::QByteArray) return value.toByteArray().toStdString();
    if (value.typeId() == QMetaType::Double) return shortestText(value.toDouble());
    return value.toString().toStdString();
}

QString valueMark(const ColumnInfo& column) {
    return holdsText(column) ? u"CAST(? AS TEXT)"_s : u"?"_s;
}

QString selectedColumn(const ColumnInfo& column) {
    return holdsText(column) ? u"CAST(%1 AS BLOB)"_s.arg(quotedName(column.name))
                             : quotedName(column.name);
}

QString insertStatement(const TableInfo& table) {
    QStringList names;
    QStringList marks;
    for (const ColumnInfo& column : table.columns) {
        names.append(quotedName(column.name));
        marks.append(valueMark(column));
    }
    return u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(quotedName(table.name), names.join(u", "_s),
                                                    marks.join(u", "_s));
}

void bindRow(QSqlQuery& query, const TableInfo& table, const Row& row) {
    int position = 0;
    for (const ColumnInfo& column : table.columns) {
        query.bindValue(position++, toSql(table, column, row));
    }
}

std::vector<Row> readRows(const Connection& connection, const TableInfo& table) {
    QSqlQuery query = connection.execute(selection(table) + u" ORDER BY rowid"_s);
    std::vector<Row> rows;
    while (query.next()) rows.push_back(rowAt(query, table));
    return rows;
}

std::optional<Row> readRow(const Connection& connection, const TableInfo& table, const Row& key) {
    QSqlQuery query = connection.execute(selection(table) + whereKey(table), keyValues(table, key));
    return query.next() ? std::optional(rowAt(query, table)) : std::nullopt;
}

QString whereKey(const TableInfo& table) {
    QStringList conditions;
    for (const std::string& key : table.keyColumns) {
        for (const ColumnInfo& column : table.columns) {
            if (column.name == key)
                conditions.append(quotedName(key) + u" = "_s + valueMark(column));
        }
    }
    return u" WHERE "_s + conditions.join(u" AND "_s);
}

QVariantList keyValues(const TableInfo& table, const Row& row) {
    QVariantList values;
    for (const std::string& key : table.keyColumns) {
        for (const ColumnInfo& column : table.columns) {
            if (column.name == key) values.append(toSql(table, column, row));
        }
    }
    return values;
}

QString rowTitle(const TableInfo& table, const Row& row) {
    QString kind = table.singular;
    kind.replace(0, 1, kind.left(1).toUpper());
    QString name = rowName(table.name, row);
    if (name.size() > 60) name = name.left(59) + u'…';
    return u"%1 “%2”"_s.arg(kind, name);
}

}  // namespace headroom
