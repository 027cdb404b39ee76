// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/seed_merge.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <map>
#include <set>

#include "database/backups.h"
#include "database/row_sql.h"
#include "database/seed.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr auto kFingerprint = "supplied_fingerprint";

QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString contentOf(const Row& row) {
    QJsonObject json;
    for (const auto& [column, value] : row.values()) {
        if (column != "changed_by") json[text(column)] = text(value);
    }
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Row rowOf(const QString& content) {
    Row row;
    const QJsonObject json = QJsonDocument::fromJson(content.toUtf8()).object();
    for (auto cell = json.begin(); cell != json.end(); ++cell) {
        row.set(cell.key().toStdString(), cell.value().toString().toStdString());
    }
    return row;
}

/// A row as the program last brought it.
struct Seen {
    Row row;
    bool offered{};
};
using SeenRows = std::map<std::string, Seen>;

SeenRows seenRows(const Connection& connection, const TableInfo& table) {
    SeenRows rows;
    QSqlQuery query = connection.execute(
        u"SELECT row_key, content, offered FROM supplied_rows WHERE table_name = ?"_s,
        {text(table.name)});
    while (query.next()) {
        rows[query.value(0).toString().toStdString()] = {rowOf(query.value(1).toString()),
                                                         query.value(2).toInt() == 1};
    }
    return rows;
}

bool sameCells(const TableInfo& table, const Row& a, const Row& b) {
    return std::all_of(table.columns.begin(), table.columns.end(), [&](const ColumnInfo& column) {
        return column.name == "changed_by" || toSql(table, column, a) == toSql(table, column, b);
    });
}

bool isNewer(const TableInfo& table, const Row& supplied, const Row& mine) {
    const std::string& date = tableWords(table.name)->dateColumn;
    return !date.empty() && supplied.text(date) > mine.text(date);
}

/// Works out what a release changes in a catalog.
class Merge {
public:
    Merge(const Connection& connection, const std::vector<TableInfo>& tables,
          const SuppliedCatalog& supplied)
        : m_connection(connection), m_tables(tables), m_supplied(supplied) {
        m_first = connection.value(u"SELECT count(*) FROM supplied_rows"_s).toInt() == 0;
    }

    void plan() {
        for (const TableInfo& table : m_tables) {
            const auto found = m_supplied.rows.find(table.name);
            if (found != m_supplied.rows.end()) planTable(table, found->second);
        }
    }
    /// Within the transaction that applies the changes.
    void record() const {
        m_connection.execute(u"DELETE FROM supplied_rows"_s);
        QSqlQuery insert(m_connection.database());
        bool ok = insert.prepare(
            u"INSERT INTO supplied_rows (table_name, row_key, content, offered) VALUES (?, ?, ?, "
            "?)"_s);
        for (const Remembered& row : m_remembered) {
            insert.addBindValue(row.table);
            insert.addBindValue(row.key);
            insert.addBindValue(row.content);
            insert.addBindValue(row.offered ? 1 : 0);
            ok = ok && insert.exec();
        }
        if (!ok) throwFileError(m_connection.path(), insert.lastError());
        m_connection.execute(u"INSERT OR REPLACE INTO catalog_facts (name, value) VALUES (?, ?)"_s,
                             {QString::fromLatin1(kFingerprint), m_supplied.fingerprint});
    }
    const std::vector<RowChange>& changes() const { return m_changes; }
    const SeedMerge& result() const { return m_result; }

private:
    struct Remembered {
        QString table;
        QString key;
        QString content;
        bool offered{};
    };

    void planTable(const TableInfo& table, const std::vector<Row>& supplied) {
        std::map<std::string, Row> live;
        for (Row& row : readRows(m_connection, table)) {
            const std::string key = rowKey(table.name, row);
            m_keys[table.name].insert(row.text(table.keyColumns.front()));
            live.emplace(key, std::move(row));
        }
        const SeenRows seen = seenRows(m_connection, table);
        for (const Row& row : supplied) {
            const std::string key = rowKey(table.name, row);
            const auto mine = live.find(key);
            const auto before = seen.find(key);
            const bool known = before != seen.end();
            bool offered = known && before->second.offered;
            if (mine == live.end()) {
                // Before rows were remembered nobody can tell a deleted row from a new one.
                if (!known && !m_first) add(table, row);
            } else if (!sameCells(table, mine->second, row)) {
                offered = meet(table, mine->second, row, known ? &before->second : nullptr);
            }
            m_remembered.push_back({text(table.name), text(key), contentOf(row), offered});
        }
    }
    /// A live row that differs from the supplied one. Whether that is offered.
    bool meet(const TableInfo& table, const Row& mine, const Row& supplied, const Seen* seen) {
        const bool untouched = mine.text("changed_by") == "seed" &&
                               (seen == nullptr || sameCells(table, mine, seen->row));
        if (untouched) {
            m_changes.push_back({table.name, mine, supplied, ChangeAuthor::Supplied});
            ++m_result.updated;
            return false;
        }
        const bool news = seen != nullptr ? !sameCells(table, seen->row, supplied)
                                          : isNewer(table, supplied, mine);
        if (news) ++m_result.offered;
        return news || (seen != nullptr && seen->offered);
    }
    void add(const TableInfo& table, const Row& row) {
        for (const ColumnInfo& column : table.columns) {
            if (column.references.empty() || !row.has(column.name)) continue;
            // What it refers to was deleted: then nobody misses it.
            if (m_keys[column.references].count(row.text(column.name)) == 0) return;
        }
        m_keys[table.name].insert(row.text(table.keyColumns.front()));
        m_changes.push_back({table.name, std::nullopt, row, ChangeAuthor::Supplied});
        ++m_result.added;
    }

    const Connection& m_connection;
    const std::vector<TableInfo>& m_tables;
    const SuppliedCatalog& m_supplied;
    bool m_first{};
    std::map<std::string, std::set<std::string>> m_keys;  ///< live ids by table
    std::vector<Remembered> m_remembered;
    std::vector<RowChange> m_changes;
    SeedMerge m_result;
};

}  // namespace

QString suppliedFingerprint() {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QDir folder(u":/database/seed"_s);
    for (const QString& name : folder.entryList({u"*.csv"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) continue;
        hash.addData(name.toUtf8());
        hash.addData(file.readAll());
    }
    return QString::fromLatin1(hash.result().toHex());
}

SuppliedCatalog suppliedCatalog(const std::vector<TableInfo>& tables) {
    SuppliedCatalog supplied{{}, suppliedFingerprint()};
    for (const TableInfo& table : tables) supplied.rows[table.name] = seedRows(table);
    return supplied;
}

QString seenFingerprint(const Connection& connection) {
    return connection
        .value(u"SELECT value FROM catalog_facts WHERE name = ?"_s,
               {QString::fromLatin1(kFingerprint)})
        .toString();
}

void recordSupplied(const Connection& connection, const std::vector<TableInfo>& tables,
                    const SuppliedCatalog& supplied) {
    Merge merge(connection, tables, supplied);
    merge.plan();
    merge.record();
}

SeedMerge mergeSupplied(const Connection& connection, const std::vector<TableInfo>& tables,
                        CatalogWriter& writer, const SuppliedCatalog& supplied) {
    if (seenFingerprint(connection) == supplied.fingerprint) return {};
    Merge merge(connection, tables, supplied);
    merge.plan();
    if (!merge.changes().empty()) backUp(connection, u"prices"_s);
    writer.apply(merge.changes(), [&] { merge.record(); });
    return merge.result();
}

std::vector<SuppliedOffer> suppliedOffers(const Connection& connection,
                                          const std::vector<TableInfo>& tables) {
    std::vector<SuppliedOffer> offers;
    for (const TableInfo& table : tables) {
        std::map<std::string, Row> offered;
        for (auto& [key, seen] : seenRows(connection, table)) {
            if (seen.offered) offered.emplace(key, seen.row);
        }
        if (offered.empty()) continue;
        for (const Row& mine : readRows(connection, table)) {
            const auto found = offered.find(rowKey(table.name, mine));
            if (found == offered.end() || sameCells(table, mine, found->second)) continue;
            offers.push_back({table.name, mine, found->second});
        }
    }
    return offers;
}

void declineOffers(const Connection& connection) {
    connection.execute(u"UPDATE supplied_rows SET offered = 0 WHERE offered = 1"_s);
}

}  // namespace headroom
