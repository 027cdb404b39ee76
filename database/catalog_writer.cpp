// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_writer.h"

#include <QDateTime>
#include <QScopeGuard>
#include <algorithm>
#include <future>
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "database/cell_text.h"
#include "database/constraint_text.h"
#include "database/in_parts.h"
#include "database/row_sql.h"
#include "database/seed.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr std::size_t kNamesShown = 5;

/// Equal as stored: "4699" and "4699.0" are the same price.
bool sameCell(const TableInfo& table, const ColumnInfo& column, const Row& a, const Row& b) {
    // Most cells of an import are the same to the letter.
    if (a.find(column.name) == b.find(column.name)) return true;
    return toSql(table, column, a) == toSql(table, column, b);
}

bool sameRow(const TableInfo& table, const Row& a, const Row& b) {
    return std::all_of(table.columns.begin(), table.columns.end(), [&](const ColumnInfo& column) {
        return column.name == "changed_by" || sameCell(table, column, a, b);
    });
}

std::string placeKey(const TableInfo& table, const Row& row) {
    return table.name + '/' + rowKey(table.name, row);
}

/// The columns, and what the price history says about a former price among them.
std::vector<const ColumnInfo*> withProvenance(const TableInfo& table,
                                              std::vector<const ColumnInfo*> columns) {
    const bool priced = std::any_of(columns.begin(), columns.end(), [](const ColumnInfo* column) {
        return isPriceColumn(column->name);
    });
    if (!priced) return columns;
    const TableWords& words = *tableWords(table.name);
    for (const ColumnInfo& column : table.columns) {
        const bool told =
            column.key || column.name == words.dateColumn || column.name == words.sourceColumn;
        const bool there = std::find(columns.begin(), columns.end(), &column) != columns.end();
        if (told && !there) columns.push_back(&column);
    }
    return columns;
}

/// What tells that a stored row is still as it was: its key, what is about to change and what the
/// price history will say.
std::vector<const ColumnInfo*> comparedColumns(const TableInfo& table,
                                               const std::vector<const ColumnInfo*>& changed) {
    std::vector<const ColumnInfo*> columns = withProvenance(table, changed);
    for (const ColumnInfo& column : table.columns) {
        const auto& keys = table.keyColumns;
        const bool key = std::find(keys.begin(), keys.end(), column.name) != keys.end();
        const bool there = std::find(columns.begin(), columns.end(), &column) != columns.end();
        if (key && !there) columns.push_back(&column);
    }
    return columns;
}

[[noreturn]] void refuseOutdated(const TableInfo& table, const ColumnInfo& column, const Row& row) {
    throw FileError(Database::tr("%1: %2 was changed meanwhile, in another window or by another "
                                 "program. Nothing was saved; reload the catalog and try again.")
                        .arg(rowTitle(table, row), column.title));
}

/// The last word belongs to the code that reads rows: what the file accepts must also load.
void requireLoadable(const std::vector<TableInfo>& tables, const std::vector<RowChange>& changes) {
    for (const RowChange& change : changes) {
        if (!change.after) continue;
        try {
            Catalog scratch;
            addRow(scratch, change.table, *change.after);
        } catch (const std::invalid_argument& error) {
            throw FileError(
                u"%1: %2"_s.arg(rowTitle(findTable(tables, change.table), *change.after),
                                Database::tr("a value is missing or out of range. Correct it: %1")
                                    .arg(QString::fromUtf8(error.what()))));
        }
    }
}

/// Of a cell that the change alters; what was stored earlier may stay.
void requireStorable(const TableInfo& table, const ColumnInfo& column, const Row& row) {
    const QString problem = cellTextProblem(column.title, row.view(column.name));
    if (!problem.isEmpty()) throw FileError(u"%1: %2"_s.arg(rowTitle(table, row), problem));
}

}  // namespace

const TableInfo& findTable(const std::vector<TableInfo>& tables, std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableInfo& table) { return table.name == name; });
    if (found == tables.end()) {
        throw std::out_of_range("no catalog table named " + std::string(name));
    }
    return *found;
}

void CatalogWriter::apply(const std::vector<RowChange>& changes,
                          const std::function<void()>& within) {
    if (changes.empty() && !within) return;
    Transaction transaction(m_connection);
    // Before the transaction ends: an open statement would keep it from rolling back.
    const auto close = qScopeGuard([this] { forgetStatements(); });
    m_now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toUtf8();
    // What the database refuses is told first, in its better sentence; then this.
    std::future<void> loadable =
        std::async(changes.size() < kWorthAThread ? std::launch::deferred : std::launch::async,
                   [&] { requireLoadable(m_tables, changes); });
    for (const RowChange& change : changes) {
        const TableInfo& table = findTable(m_tables, change.table);
        if (change.before && change.after) {
            update(table, *change.before, *change.after, change.author);
        } else if (change.after) {
            insert(table, *change.after, change.author);
        } else if (change.before) {
            remove(table, *change.before);
        }
    }
    loadable.get();
    forgetStatements();
    if (within) within();
    transaction.commit();
}

void CatalogWriter::insert(const TableInfo& table, Row row, ChangeAuthor author) {
    const bool imported = row.text("changed_by") == "import";
    mark(table, row, imported ? ChangeAuthor::Import : author);
    for (const ColumnInfo& column : table.columns) requireStorable(table, column, row);
    std::vector<const ColumnInfo*> all;
    all.reserve(table.columns.size());
    for (const ColumnInfo& column : table.columns) all.push_back(&column);
    Statement& statement = shaped(Verb::Insert, table, {});
    bindRow(*statement.query, statement.bound, table, all, row);
    run(*statement.query, table, row);
    if (m_formerPlaces.empty()) return;
    const auto place = m_formerPlaces.find(placeKey(table, row));
    if (place == m_formerPlaces.end()) return;
    m_connection.execute(
        u"UPDATE OR IGNORE %1 SET rowid = ?"_s.arg(quotedName(table.name)) + whereKey(table),
        QVariantList{place->second} + keyValues(table, row));
}

void CatalogWriter::update(const TableInfo& table, const Row& before, Row after,
                           ChangeAuthor author) {
    mark(table, after, author);
    std::vector<const ColumnInfo*> changed;
    for (const ColumnInfo& column : table.columns) {
        const bool written = column.name == "changed_by";
        if (written || !sameCell(table, column, before, after)) changed.push_back(&column);
    }
    // Nearly always nobody else wrote meanwhile, and one statement does.
    if (changed.size() > 1 && updateIfAsBefore(table, changed, before, after, author)) {
        moveHistory(table, before, after);
        return;
    }
    qlonglong place = 0;
    const Row former = stored(table, before, withProvenance(table, changed), place);
    std::vector<const ColumnInfo*> settings;
    for (const ColumnInfo* const column : changed) {
        if (sameCell(table, *column, former, after)) continue;
        requireStorable(table, *column, after);
        const bool written = column->name == "changed_by";
        if (!written && !sameCell(table, *column, former, before)) {
            refuseOutdated(table, *column, before);
        }
        if (isPriceColumn(column->name)) keepFormerPrice(table, *column, former, author);
        settings.push_back(column);
    }
    if (settings.empty()) return;
    Statement& statement = shaped(Verb::Update, table, settings);
    bindRow(*statement.query, statement.bound, table, settings, after);
    statement.query->bindValue(static_cast<int>(settings.size()), place);
    run(*statement.query, table, after);
    moveHistory(table, before, after);
}

bool CatalogWriter::updateIfAsBefore(const TableInfo& table,
                                     const std::vector<const ColumnInfo*>& columns,
                                     const Row& before, const Row& after, ChangeAuthor author) {
    for (const ColumnInfo* const column : columns) requireStorable(table, *column, after);
    Statement& statement = shaped(Verb::UpdateIfAsBefore, table, columns);
    QSqlQuery& query = *statement.query;
    bindRow(query, statement.bound, table, columns, after);
    bindRow(query, statement.boundBefore, table, comparedColumns(table, columns), before,
            static_cast<int>(columns.size()));
    run(query, table, after);
    if (query.numRowsAffected() != 1) return false;
    for (const ColumnInfo* const column : columns) {
        if (isPriceColumn(column->name)) keepFormerPrice(table, *column, before, author);
    }
    return true;
}

void CatalogWriter::moveHistory(const TableInfo& table, const Row& before, const Row& after) {
    const std::string oldKey = rowKey(table.name, before);
    const std::string newKey = rowKey(table.name, after);
    if (oldKey == newKey) return;
    m_connection.execute(
        u"UPDATE price_history SET row_key = ? WHERE table_name = ? AND row_key = ?"_s,
        {QString::fromStdString(newKey), QString::fromStdString(table.name),
         QString::fromStdString(oldKey)});
}

void CatalogWriter::remove(const TableInfo& table, const Row& row) {
    qlonglong place = 0;
    std::vector<const ColumnInfo*> all;
    for (const ColumnInfo& column : table.columns) all.push_back(&column);
    const Row former = stored(table, row, all, place);
    for (const ColumnInfo& column : table.columns) {
        if (column.name == "changed_by" || sameCell(table, column, former, row)) continue;
        // Undoing the deletion would bring back the older row and lose the other's change.
        refuseOutdated(table, column, row);
    }
    run(u"DELETE FROM %1 WHERE rowid = ?"_s.arg(quotedName(table.name)), {place}, table, row);
    m_formerPlaces[placeKey(table, row)] = place;
}

Row CatalogWriter::stored(const TableInfo& table, const Row& row,
                          const std::vector<const ColumnInfo*>& columns, qlonglong& place) const {
    QSqlQuery& query = *shaped(Verb::Select, table, columns).query;
    for (const QVariant& value : keyValues(table, row)) query.addBindValue(value);
    if (!query.exec()) throwFileError(m_connection.path(), query.lastError());
    if (!query.next()) {
        throw FileError(Database::tr("%1 is no longer in the catalog. Nothing was saved; reload "
                                     "the catalog and try again.")
                            .arg(rowTitle(table, row)));
    }
    place = query.value(0).toLongLong();
    Row found;
    int position = 1;
    for (const ColumnInfo* const column : columns) {
        const QVariant value = query.value(position++);
        if (!value.isNull()) found.set(column->name, fromSql(value));
    }
    query.finish();
    return found;
}

void CatalogWriter::keepFormerPrice(const TableInfo& table, const ColumnInfo& column,
                                    const Row& former, ChangeAuthor author) {
    if (!former.has(column.name)) return;
    const TableWords& words = *tableWords(table.name);
    const auto textOrNull = [&](const std::string& name) {
        return former.has(name) ? QVariant(textToSql(former.view(name))) : QVariant();
    };
    const char* const word = author == ChangeAuthor::Import     ? "import"
                             : author == ChangeAuthor::Supplied ? "seed"
                                                                : "you";
    QSqlQuery& query = prepared(
        u"INSERT INTO price_history (table_name, row_key, column_name, old_value, date, source, "
        "changed_at, changed_by) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, "
        "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s);
    const QVariantList values{textToSql(table.name),
                              textToSql(rowKey(table.name, former)),
                              textToSql(column.name),
                              toSql(table, column, former),
                              textOrNull(words.dateColumn),
                              textOrNull(words.sourceColumn),
                              m_now,
                              QByteArray(word)};
    for (int i = 0; i < values.size(); ++i) {
        // Qt keeps what was bound before; most of it is the same for all rows of an import.
        if (query.boundValue(i) != values[i]) query.bindValue(i, values[i]);
    }
    if (!query.exec()) throwFileError(m_connection.path(), query.lastError());
}

const std::map<std::string, Row>& CatalogWriter::suppliedRows(const TableInfo& table) {
    auto [seed, isNew] = m_seed.try_emplace(table.name);
    if (isNew) {
        for (Row& supplied : seedRows(table)) {
            const std::string key = rowKey(table.name, supplied);
            seed->second.insert_or_assign(key, std::move(supplied));
        }
    }
    return seed->second;
}

std::optional<Row> CatalogWriter::suppliedRow(const TableInfo& table, const Row& row) {
    const std::map<std::string, Row>& seed = suppliedRows(table);
    const auto supplied = seed.find(rowKey(table.name, row));
    if (supplied == seed.end()) return std::nullopt;
    return supplied->second;
}

void CatalogWriter::mark(const TableInfo& table, Row& row, ChangeAuthor author) {
    // The mark that stood there belongs to the former cells, which come back with it.
    if (author == ChangeAuthor::UndoneImport && row.has("changed_by")) return;
    if (author == ChangeAuthor::Supplied) {
        row.set("changed_by", "seed");
        return;
    }
    const std::map<std::string, Row>& seed = suppliedRows(table);
    const auto supplied = seed.find(rowKey(table.name, row));
    const bool asSupplied = supplied != seed.end() && sameRow(table, supplied->second, row);
    const char* const word = author == ChangeAuthor::Import ? "import" : "you";
    row.set("changed_by", asSupplied ? "seed" : word);
}

CatalogWriter::Statement& CatalogWriter::shaped(
    Verb verb, const TableInfo& table, const std::vector<const ColumnInfo*>& columns) const {
    const auto [shape, isNew] = m_shapes.try_emplace({verb, &table, columns});
    if (!isNew) return shape->second;
    QStringList names;
    QStringList settings;
    for (const ColumnInfo* const column : columns) {
        names.append(selectedColumn(*column));
        settings.append(u"%1 = %2"_s.arg(quotedName(column->name), valueMark(*column)));
    }
    QString sql;
    switch (verb) {
        case Verb::Insert:
            sql = insertStatement(table);
            break;
        case Verb::Select:
            names.prepend(u"rowid"_s);
            sql = u"SELECT %1 FROM %2"_s.arg(names.join(u", "_s), quotedName(table.name)) +
                  whereKey(table);
            break;
        case Verb::UpdateIfAsBefore: {
            QStringList conditions;
            for (const ColumnInfo* const column : comparedColumns(table, columns)) {
                conditions.append(u"%1 IS %2"_s.arg(quotedName(column->name), valueMark(*column)));
            }
            sql = u"UPDATE %1 SET %2 WHERE %3"_s.arg(quotedName(table.name), settings.join(u", "_s),
                                                     conditions.join(u" AND "_s));
            break;
        }
        case Verb::Update:
            sql = u"UPDATE %1 SET %2 WHERE rowid = ?"_s.arg(quotedName(table.name),
                                                            settings.join(u", "_s));
            break;
    }
    shape->second.query = &prepared(sql);
    return shape->second;
}

void CatalogWriter::bindRow(QSqlQuery& query, std::optional<Row>& bound, const TableInfo& table,
                            const std::vector<const ColumnInfo*>& columns, const Row& row,
                            int position) {
    for (const ColumnInfo* const column : columns) {
        const bool same = bound && bound->find(column->name) == row.find(column->name);
        if (!same) query.bindValue(position, toSql(table, *column, row));
        ++position;
    }
    bound = row;
}

void CatalogWriter::forgetStatements() const {
    m_shapes.clear();
    m_prepared.clear();
}

QSqlQuery& CatalogWriter::prepared(const QString& sql) const {
    const auto known = m_prepared.find(sql);
    if (known != m_prepared.end()) return known->second;
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    if (!query.prepare(sql)) throwFileError(m_connection.path(), query.lastError());
    return m_prepared.emplace(sql, std::move(query)).first->second;
}

void CatalogWriter::run(const QString& sql, const QVariantList& values, const TableInfo& table,
                        const Row& row) const {
    QSqlQuery& query = prepared(sql);
    for (const QVariant& value : values) query.addBindValue(value);
    run(query, table, row);
}

void CatalogWriter::run(QSqlQuery& query, const TableInfo& table, const Row& row) const {
    if (query.exec()) return;
    const QSqlError error = query.lastError();
    if (!is(error, SqliteCode::Constraint)) throwFileError(m_connection.path(), error);
    const QString sentence =
        isReferenceError(error) ? referenceSentence(table, row) : constraintText(error, table, row);
    throw FileError(sentence, technicalText(error));
}

QString CatalogWriter::referenceSentence(const TableInfo& table, const Row& row) const {
    for (const ColumnInfo& column : table.columns) {
        if (column.references.empty() || !row.has(column.name)) continue;
        const TableInfo& target = findTable(m_tables, column.references);
        const QVariant id = toSql(table, column, row);
        const QString sql =
            u"SELECT count(*) FROM %1"_s.arg(quotedName(target.name)) + whereKey(target);
        if (m_connection.value(sql, {id}).toInt() > 0) continue;
        return Database::tr(
                   "%1: %2 “%3” is not in the catalog. Add it under %4 first, or choose "
                   "one that is there.")
            .arg(rowTitle(table, row), column.title, id.toString().left(60), target.title);
    }
    QStringList reasons;
    for (const QString& reason : dependents(table, row)) reasons.append(reason);
    return Database::tr("%1 cannot be deleted. %2 Delete or change what refers to it first.")
        .arg(rowTitle(table, row), reasons.join(u' '));
}

std::vector<QString> CatalogWriter::dependents(const TableInfo& table, const Row& row) const {
    std::vector<QString> sentences;
    for (const TableInfo& other : m_tables) {
        for (const ColumnInfo& column : other.columns) {
            if (column.references != table.name) continue;
            const std::string id = row.text(table.keyColumns.front());
            QStringList names;
            qsizetype count = 0;
            for (const Row& candidate : readRows(m_connection, other)) {
                if (candidate.text(column.name) != id) continue;
                ++count;
                if (names.size() < static_cast<qsizetype>(kNamesShown)) {
                    names.append(u'“' + rowName(other.name, candidate) + u'”');
                }
            }
            if (count == 0) continue;
            if (count > names.size()) names.append(u"…"_s);
            sentences.push_back(Database::tr("Rows in %1 that refer to it: %2 (%3).")
                                    .arg(other.title, QString::number(count), names.join(u", "_s)));
        }
    }
    return sentences;
}

}  // namespace headroom
