// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/edit_journal.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

#include "database/connection.h"
#include "database/errors.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// A hundred steps are a day's work; more rows than this are an import, which has a dated copy.
constexpr int kMostEdits = 100;
constexpr std::size_t kMostRows = 2'000;

struct AuthorWord {
    ChangeAuthor author;
    const char* word;
};
constexpr std::array kAuthors{
    AuthorWord{ChangeAuthor::Person, "you"}, AuthorWord{ChangeAuthor::Import, "import"},
    AuthorWord{ChangeAuthor::UndoneImport, "undone"}, AuthorWord{ChangeAuthor::Supplied, "seed"}};

QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonValue jsonOf(const std::optional<Row>& row) {
    if (!row) return QJsonValue::Null;
    QJsonObject cells;
    for (const auto& [column, cell] : row->values()) cells.insert(text(column), text(cell));
    return cells;
}

std::optional<Row> rowOf(const QJsonValue& json) {
    if (!json.isObject()) return std::nullopt;
    Row row;
    const QJsonObject cells = json.toObject();
    for (auto cell = cells.begin(); cell != cells.end(); ++cell) {
        row.set(cell.key().toStdString(), cell->toString().toStdString());
    }
    return row;
}

QString jsonOf(const std::vector<RowChange>& changes) {
    QJsonArray array;
    for (const RowChange& change : changes) {
        QJsonObject object{{u"table"_s, text(change.table)},
                           {u"before"_s, jsonOf(change.before)},
                           {u"after"_s, jsonOf(change.after)}};
        for (const AuthorWord& known : kAuthors) {
            if (known.author == change.author) object[u"author"_s] = QLatin1StringView(known.word);
        }
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

ChangeAuthor authorOf(const QString& word) {
    for (const AuthorWord& known : kAuthors) {
        if (word == QLatin1StringView(known.word)) return known.author;
    }
    return ChangeAuthor::Person;
}

bool fits(const RowChange& change, const std::vector<TableInfo>& tables) {
    const auto table = std::find_if(tables.begin(), tables.end(), [&](const TableInfo& info) {
        return info.name == change.table;
    });
    if (table == tables.end() || (!change.before && !change.after)) return false;
    for (const std::optional<Row>* const row : {&change.before, &change.after}) {
        if (!*row) continue;
        for (const Row::Cell& cell : (*row)->values()) {
            const bool known =
                std::any_of(table->columns.begin(), table->columns.end(),
                            [&](const ColumnInfo& column) { return column.name == cell.column; });
            if (!known) return false;
        }
    }
    return true;
}

[[noreturn]] void refuseJournal() {
    throw FileError(
        Database::tr("This step of the catalog's journal cannot be read; nothing was "
                     "changed. Change the row by hand."));
}

}  // namespace

qint64 recordEdit(const Connection& connection, const QString& title,
                  const std::vector<RowChange>& changes) {
    connection.execute(u"DELETE FROM edit_journal WHERE undone = 1"_s);
    if (changes.empty() || changes.size() > kMostRows) return 0;
    const QSqlQuery inserted = connection.execute(
        u"INSERT INTO edit_journal (title, changes, made_at) VALUES (?, ?, ?)"_s,
        {title, jsonOf(changes), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)});
    const qint64 id = inserted.lastInsertId().toLongLong();
    connection.execute(
        u"DELETE FROM edit_journal WHERE id NOT IN "
        "(SELECT id FROM edit_journal ORDER BY id DESC LIMIT ?)"_s,
        {kMostEdits});
    return id;
}

void markEdit(const Connection& connection, qint64 id, bool undone) {
    connection.execute(u"UPDATE edit_journal SET undone = ? WHERE id = ?"_s, {undone ? 1 : 0, id});
}

std::vector<JournalEntry> readJournal(const Connection& connection) {
    std::vector<JournalEntry> entries;
    QSqlQuery query =
        connection.execute(u"SELECT id, title, undone FROM edit_journal ORDER BY undone, id"_s);
    while (query.next()) {
        entries.push_back(
            {query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toBool()});
    }
    return entries;
}

std::vector<RowChange> readEdit(const Connection& connection, qint64 id,
                                const std::vector<TableInfo>& tables) {
    const QVariant stored =
        connection.value(u"SELECT changes FROM edit_journal WHERE id = ?"_s, {id});
    if (stored.isNull()) {
        throw FileError(Database::tr("This step is no longer in the catalog's journal, which keeps "
                                     "the last %1. Change the row by hand.")
                            .arg(kMostEdits));
    }
    const QByteArray json = stored.toString().toUtf8();
    std::vector<RowChange> changes;
    for (const QJsonValue& value : QJsonDocument::fromJson(json).array()) {
        RowChange change;
        change.table = value[u"table"_s].toString().toStdString();
        change.before = rowOf(value[u"before"_s]);
        change.after = rowOf(value[u"after"_s]);
        change.author = authorOf(value[u"author"_s].toString());
        if (!fits(change, tables)) refuseJournal();
        changes.push_back(std::move(change));
    }
    if (changes.empty()) refuseJournal();
    return changes;
}

}  // namespace headroom
