// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonArray>

#include "app/cli/catalog_doctor.h"
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "database/save_file.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

const TableInfo& tableNamed(const CatalogStore& store, const QString& name) {
    QStringList names;
    for (const TableInfo& table : store.tables()) {
        if (toQString(table.name) == name) return table;
        names << toQString(table.name);
    }
    throw UsageError(u"The catalog has no table “%1”."_s.arg(name) + didYouMean(name, names));
}

/// The key as one word: "dgx-spark", "AWS/egress_gb".
QString rowId(const TableInfo& table, const Row& row) {
    QStringList parts;
    for (const std::string& column : table.keyColumns) parts << toQString(row.text(column));
    return parts.join(u'/');
}

QStringList csvHeadings(const TableInfo& table) {
    QStringList names;
    for (const ColumnInfo& column : table.columns) names << toQString(column.name);
    return names;
}

QString csvOf(const CatalogStore& store, const TableInfo& table) {
    QString text = csvLine(csvHeadings(table));
    for (const Row& row : store.rows(table.name)) {
        QStringList cells;
        for (const ColumnInfo& column : table.columns) cells << toQString(row.text(column.name));
        text += csvLine(cells);
    }
    return text;
}

QJsonObject rowJson(const TableInfo& table, const Row& row) {
    QJsonObject json;
    for (const ColumnInfo& column : table.columns) {
        const QString key = toQString(column.name);
        const bool numeric =
            column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
        const auto number = numeric ? row.number(column.name) : std::nullopt;
        const auto flag = column.kind == ColumnKind::Flag ? row.flag(column.name) : std::nullopt;
        if (!row.has(column.name)) {
            json[key] = QJsonValue::Null;
        } else if (number) {
            json[key] = *number;
        } else if (flag) {
            json[key] = *flag;
        } else {
            json[key] = toQString(row.text(column.name));
        }
    }
    return json;
}

QString cellText(const Row& row, const std::string& column) {
    return row.has(column) ? toQString(row.text(column)) : u"unknown"_s;
}

void listTables(const CatalogStore& store, Format format) {
    TextTable table({{u"Table"_s}, {u"Rows"_s, true}, {u"Title"_s}});
    QString csv = csvLine({u"table"_s, u"rows"_s, u"title"_s});
    QJsonArray tables;
    for (const TableInfo& info : store.tables()) {
        const auto count = static_cast<qint64>(store.rows(info.name).size());
        const QStringList cells{toQString(info.name), QString::number(count), info.title};
        table.add(cells);
        csv += csvLine(cells);
        tables << QJsonObject{{u"table"_s, cells[0]}, {u"rows"_s, count}, {u"title"_s, info.title}};
    }
    if (format == Format::Text) table.print();
    if (format == Format::Csv) writeRaw(csv.toUtf8());
    if (format == Format::Json) {
        writeJson({{u"schema_version"_s, store.schemaVersion()}, {u"tables"_s, tables}});
    }
}

void listRows(const CatalogStore& store, const TableInfo& info, Format format) {
    if (format == Format::Csv) {
        writeRaw(csvOf(store, info).toUtf8());
        return;
    }
    const std::vector<Row> rows = store.rows(info.name);
    if (format == Format::Json) {
        QJsonArray array;
        for (const Row& row : rows) array << rowJson(info, row);
        writeJson({{u"table"_s, toQString(info.name)}, {u"rows"_s, array}});
        return;
    }
    std::vector<TextTable::Column> columns{{u"id"_s}};
    std::vector<std::string> names;
    for (const std::string& name : info.shownColumns) {
        if (info.keyColumns == std::vector<std::string>{name}) continue;
        names.push_back(name);
        columns.push_back({toQString(name), false, 36});
    }
    TextTable table(std::move(columns));
    for (const Row& row : rows) {
        QStringList cells{rowId(info, row)};
        for (const std::string& name : names) cells << cellText(row, name);
        table.add(cells);
    }
    table.print();
}

void showRow(const CatalogStore& store, const TableInfo& info, const QString& id, Format format) {
    QStringList ids;
    for (const Row& row : store.rows(info.name)) {
        ids << rowId(info, row);
        if (ids.back() != id) continue;
        if (format == Format::Json) {
            writeJson(rowJson(info, row));
            return;
        }
        TextTable table({{u"Column"_s}, {u"Value"_s, false, 2000}});
        QString csv = csvLine({u"column"_s, u"value"_s});
        for (const ColumnInfo& column : info.columns) {
            table.add({toQString(column.name), cellText(row, column.name)});
            csv += csvLine({toQString(column.name), toQString(row.text(column.name))});
        }
        if (format == Format::Csv) writeRaw(csv.toUtf8());
        if (format == Format::Text) table.print();
        return;
    }
    throw UsageError(u"%1 has no row “%2”."_s.arg(info.title, id) + didYouMean(id, ids));
}

void writeCsvFile(const QString& path, const QString& text) {
    saveFile(path, text.toUtf8());
    writeError(u"Wrote %1"_s.arg(QDir::toNativeSeparators(path)));
}

void exportTables(const CatalogStore& store, const QString& table, const QString& target) {
    if (!table.isEmpty()) {
        const QString csv = csvOf(store, tableNamed(store, table));
        if (target.isEmpty()) {
            writeRaw(csv.toUtf8());
        } else {
            writeCsvFile(target, csv);
        }
        return;
    }
    if (target.isEmpty()) {
        throw UsageError(u"Name a table to print, or a folder with --csv for all tables."_s);
    }
    if (!QDir().mkpath(target)) {
        throw FileError(u"The folder %1 could not be made. Choose another place."_s.arg(target));
    }
    for (const TableInfo& info : store.tables()) {
        writeCsvFile(QDir(target).filePath(toQString(info.name) + u".csv"_s), csvOf(store, info));
    }
}

/// The first word that is neither an option nor the value of one.
QString actionOf(const QStringList& words) {
    const QStringList withValue{u"--catalog"_s,  u"--format"_s, u"--csv"_s,     u"--table"_s,
                                u"--provider"_s, u"--as-of"_s,  u"--severity"_s};
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (withValue.contains(words[i])) {
            ++i;
        } else if (!words[i].startsWith(u'-')) {
            return words[i];
        }
    }
    return {};
}

}  // namespace

ExitCode runCatalog(const QStringList& words) {
    const QString first = actionOf(words);
    if (first == u"import"_s) return runCatalogImport(words);
    if (first == u"refresh"_s) return runCatalogRefresh(words);
    if (first == u"backups"_s) return runCatalogBackups(words);
    if (first == u"restore"_s) return runCatalogRestore(words);
    Arguments arguments(
        u"catalog"_s,
        u"list [table]: the tables, or the rows of one. show table id: one row with every column. "
        "export [table] [--csv target]: CSV on standard output, into a file, or all tables into a "
        "folder. doctor: rows that are broken, far off, listed twice or old; ends with 1 when the "
        "catalog has an error. import, refresh, backups and restore: their own help, such as "
        "“catalog import --help”."_s,
        {{u"action"_s, u"list, show, export, doctor, import, refresh, backups or restore."_s},
         {u"table"_s, u"Table, such as machines."_s, true},
         {u"id"_s, u"Row, such as dgx-spark; several key columns are joined by /."_s, true}},
        {formatOption(), {u"csv"_s, u"Where export writes."_s, u"target"_s}, severityOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const QString action = arguments.position(0);
    const QStringList actions{u"list"_s,   u"show"_s,    u"export"_s,  u"doctor"_s,
                              u"import"_s, u"refresh"_s, u"backups"_s, u"restore"_s};
    if (!actions.contains(action)) {
        throw UsageError(u"There is no “catalog %1”."_s.arg(action) + didYouMean(action, actions));
    }
    const QString table = arguments.position(1);
    const QString id = arguments.position(2);
    if (action == u"show"_s && id.isEmpty()) throw UsageError(u"show needs a table and an id."_s);
    if (action != u"show"_s && !id.isEmpty()) throw UsageError(u"%1 takes no id."_s.arg(action));
    if (action == u"doctor"_s && !table.isEmpty()) {
        throw UsageError(u"doctor takes no table; it reads all of them."_s);
    }
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    if (action == u"doctor"_s) return examineStore(*store, arguments);
    if (action == u"show"_s) {
        showRow(*store, tableNamed(*store, table), id, format);
    } else if (action == u"export"_s) {
        exportTables(*store, table, arguments.value(u"csv"_s));
    } else if (table.isEmpty()) {
        listTables(*store, format);
    } else {
        listRows(*store, tableNamed(*store, table), format);
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
