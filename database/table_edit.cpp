// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/table_edit.h"

#include <algorithm>
#include <map>

#include "database/row_sql.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// Each is looked for among all rows.
constexpr std::size_t kMostChanges = 20;

bool sameKey(const TableInfo& table, const Row& a, const Row& b) {
    return std::all_of(table.keyColumns.begin(), table.keyColumns.end(),
                       [&](const std::string& column) { return a.view(column) == b.view(column); });
}

/// The place among `rows` of each row that is no more as it was, with the change that began there;
/// in one walk, as the list may be long.
std::map<std::size_t, const RowChange*> placesBefore(const TableInfo& table,
                                                     const std::vector<Row>& rows,
                                                     const std::vector<const RowChange*>& changes) {
    std::map<std::size_t, const RowChange*> places;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        for (const RowChange* const change : changes) {
            if (!change->before || !sameKey(table, rows[place], *change->before)) continue;
            places.emplace(place, change);
            break;
        }
    }
    return places;
}

/// Rows stand in the order of their rowid, which an update leaves.
std::size_t placeNow(const Connection& connection, const TableInfo& table, const Row& row) {
    const QString name = quotedName(table.name);
    return connection
        .value(u"SELECT count(*) FROM %1 WHERE rowid < (SELECT rowid FROM %1"_s.arg(name) +
                   whereKey(table) + u')',
               keyValues(table, row))
        .toULongLong();
}

}  // namespace

std::optional<TableEdit> tableEdit(const Connection& connection, const TableInfo& table,
                                   const std::vector<Row>& rows,
                                   const std::vector<RowChange>& changes) {
    std::vector<const RowChange*> here;
    for (const RowChange& change : changes) {
        if (change.table == table.name) here.push_back(&change);
    }
    if (here.size() > kMostChanges) return std::nullopt;
    const bool updates = std::all_of(here.begin(), here.end(), [](const RowChange* change) {
        return change->before && change->after;
    });
    const auto before = placesBefore(table, rows, here);
    TableEdit edit{table.name, {}, {}};
    std::map<std::size_t, Row> now;
    for (const auto& [place, change] : before) {
        edit.removed.push_back(place);
        if (!updates) continue;
        if (auto row = readRow(connection, table, *change->after)) now.emplace(place, *row);
    }
    for (const RowChange* const change : here) {
        if (updates || !change->after) continue;
        const std::optional<Row> row = readRow(connection, table, *change->after);
        if (row) now.emplace(placeNow(connection, table, *row), *row);
    }
    edit.inserted.assign(now.begin(), now.end());
    const std::size_t count = rows.size() - edit.removed.size() + edit.inserted.size();
    const auto stored =
        connection.value(u"SELECT count(*) FROM %1"_s.arg(quotedName(table.name))).toULongLong();
    const bool complete = stored == count && (!updates || before.size() == here.size());
    const bool within = edit.inserted.empty() || edit.inserted.back().first < count;
    return complete && within ? std::optional(std::move(edit)) : std::nullopt;
}

}  // namespace headroom
