// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "database/catalog_store.h"
#include "database/connection.h"

namespace headroom {

/// Throws std::out_of_range for a table that is not in the catalog.
const TableInfo& findTable(const std::vector<TableInfo>& tables, std::string_view name);

/// Applies row changes to an open catalog; the writing half of CatalogStore.
class CatalogWriter {
public:
    CatalogWriter(const Connection& connection, const std::vector<TableInfo>& tables)
        : m_connection(connection), m_tables(tables) {}

    /// `within` runs in the same transaction, after the changes.
    void apply(const std::vector<RowChange>& changes, const std::function<void()>& within = {});
    std::optional<Row> suppliedRow(const TableInfo& table, const Row& row);
    std::vector<QString> dependents(const TableInfo& table, const Row& row) const;

private:
    enum class Verb { Insert, Select, Update, UpdateIfAsBefore };
    /// What a statement is told by, without its text: an import runs few of them 100,000 times.
    using Shape = std::tuple<Verb, const TableInfo*, std::vector<const ColumnInfo*>>;

    void insert(const TableInfo& table, Row row, ChangeAuthor author);
    void update(const TableInfo& table, const Row& before, Row after, ChangeAuthor author);
    void remove(const TableInfo& table, const Row& row);
    /// Those columns of the stored row, and its place; throws FileError when it is gone.
    Row stored(const TableInfo& table, const Row& row,
               const std::vector<const ColumnInfo*>& columns, qlonglong& place) const;
    void keepFormerPrice(const TableInfo& table, const ColumnInfo& column, const Row& former,
                         ChangeAuthor author);
    void mark(const TableInfo& table, Row& row, ChangeAuthor author);
    /// By key, read on demand.
    const std::map<std::string, Row>& suppliedRows(const TableInfo& table);
    /// A prepared statement and what its placeholders still hold from the row before: Qt keeps
    /// bound values, and a list's rows are alike in most columns.
    struct Statement {
        QSqlQuery* query{};
        std::optional<Row> bound{};
        std::optional<Row> boundBefore{};  ///< of what it compares with
    };
    Statement& shaped(Verb verb, const TableInfo& table,
                      const std::vector<const ColumnInfo*>& columns) const;
    /// Writes those columns when the stored row has the former ones; says whether it had.
    bool updateIfAsBefore(const TableInfo& table, const std::vector<const ColumnInfo*>& columns,
                          const Row& before, const Row& after, ChangeAuthor author);
    /// One value for each column, from that placeholder on. `bound` is what they hold already.
    static void bindRow(QSqlQuery& query, std::optional<Row>& bound, const TableInfo& table,
                        const std::vector<const ColumnInfo*>& columns, const Row& row,
                        int position = 0);
    /// Former prices follow a row to its new key.
    void moveHistory(const TableInfo& table, const Row& before, const Row& after);
    void forgetStatements() const;
    /// The statement, prepared once for all changes of one `apply`.
    QSqlQuery& prepared(const QString& sql) const;
    void run(const QString& sql, const QVariantList& values, const TableInfo& table,
             const Row& row) const;
    void run(QSqlQuery& query, const TableInfo& table, const Row& row) const;
    QString referenceSentence(const TableInfo& table, const Row& row) const;

    const Connection& m_connection;
    const std::vector<TableInfo>& m_tables;
    /// Where deleted rows stood, so that undoing a deletion puts them back in order.
    std::map<std::string, qlonglong> m_formerPlaces;
    std::map<std::string, std::map<std::string, Row>> m_seed;  ///< by table and key, read on demand
    mutable std::map<QString, QSqlQuery> m_prepared;           ///< of the `apply` that runs
    mutable std::map<Shape, Statement> m_shapes;  ///< into m_prepared, by their columns
    QByteArray m_now;                             ///< when the `apply` began
};

}  // namespace headroom
