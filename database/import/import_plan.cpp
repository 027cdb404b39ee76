// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/import_plan.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "core/catalog/catalog_tables.h"
#include "database/import/import_text.h"
#include "database/import/row_check.h"
#include "database/in_parts.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// Prices that move further ask; we chose it: list prices seldom do, misread columns always.
constexpr double kAsksBeyond = 0.5;
constexpr int kPercent = 100;

/// Lines of the file that are one row of the catalog.
struct Merged {
    ProposedRow row;
    const TableInfo* table{};
    std::string key;
    int lines{1};
};

QString percentText(double share) {
    return QString::number(std::round(share * kPercent)) + u" %"_s;
}

QString joinedSentences(const QString& first, const QString& second) {
    return first.isEmpty() ? second : first + u' ' + second;
}

/// By table and key.
std::string rowPlace(const std::string& table, const std::string& key) {
    return table + '\n' + key;
}

class Planner {
public:
    Planner(const CatalogRows& rows, const std::vector<TableInfo>& tables) {
        for (const TableInfo& table : tables) {
            m_tables.emplace(table.name, &table);
            const auto stored = rows.find(table.name);
            if (stored == rows.end()) continue;
            for (const Row& row : stored->second) {
                m_stored.emplace(rowPlace(table.name, rowKey(table.name, row)), &row);
            }
        }
    }

    ImportPlan plan(ImportSource source) {
        ImportPlan result{source.kind, source.file, {}, source.remarks};
        m_merged.reserve(source.rows.size());
        m_places.reserve(source.rows.size());
        for (ProposedRow& row : source.rows) merge(std::move(row));
        result.changes.resize(m_merged.size());
        inParts(m_merged.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) result.changes[i] = planned(m_merged[i]);
        });
        return result;
    }

private:
    void merge(ProposedRow&& proposed) {
        Merged merged{std::move(proposed), nullptr, {}, 1};
        const auto table = m_tables.find(merged.row.table);
        if (table == m_tables.end()) {
            merged.row.refusal =
                Database::tr("the catalog has no table “%1”.").arg(shortened(merged.row.table));
            m_merged.push_back(std::move(merged));
            return;
        }
        merged.table = table->second;
        for (Row* cells : {&merged.row.row, &merged.row.whenNew, &merged.row.withPrice}) {
            const QString problem = canonicalise(*merged.table, *cells);
            if (merged.row.refusal.isEmpty()) merged.row.refusal = problem;
        }
        merged.key = keyOf(merged);
        const bool whole = merged.row.refusal.isEmpty() && !merged.key.empty();
        if (!whole) {
            if (merged.row.refusal.isEmpty()) {
                merged.row.refusal = Database::tr("it has no %1. Add it.").arg(keyTitles(merged));
            }
            m_merged.push_back(std::move(merged));
            return;
        }
        const auto [place, isNew] =
            m_places.emplace(rowPlace(merged.row.table, merged.key), m_merged.size());
        if (isNew) {
            m_merged.push_back(std::move(merged));
        } else {
            combine(m_merged[place->second], merged.row);
        }
    }

    /// Empty when a column of the key is.
    static std::string keyOf(const Merged& merged) {
        for (const std::string& column : merged.table->keyColumns) {
            if (merged.row.row.text(column).empty()) return {};
        }
        return rowKey(merged.table->name, merged.row.row);
    }

    static QString keyTitles(const Merged& merged) {
        QStringList titles;
        for (const std::string& column : merged.table->keyColumns) {
            if (merged.row.row.text(column).empty()) titles << columnTitle(column);
        }
        return titles.join(u", "_s);
    }

    static void combine(Merged& first, const ProposedRow& later) {
        ++first.lines;
        for (const auto& [column, value] : later.row.values()) {
            if (first.row.row.has(column) && first.row.row.text(column) != value) {
                first.row.refusal =
                    Database::tr(
                        "%1 and %2 are the same row, but differ in %3. Remove one of "
                        "them.")
                        .arg(first.row.origin, later.origin, columnTitle(column));
                return;
            }
            first.row.row.set(column, value);
        }
        first.row.notes.push_back(Database::tr("Given again: %1.").arg(later.origin));
    }

    /// Spends the rows of `merged`.
    PlannedChange planned(Merged& merged) const {
        PlannedChange result;
        result.origin = merged.row.origin;
        result.notes = merged.row.notes;
        result.change.table = merged.row.table;
        result.change.author = ChangeAuthor::Import;
        if (!merged.row.refusal.isEmpty()) return refused(std::move(result), merged);
        const auto stored = m_stored.find(rowPlace(merged.row.table, merged.key));
        if (stored == m_stored.end()) {
            add(result, merged);
        } else {
            change(result, merged, *stored->second);
        }
        if (result.kind == PlannedKind::Added || result.kind == PlannedKind::Changed) {
            const QString problem = problemOf(*merged.table, *result.change.after);
            if (!problem.isEmpty()) {
                result.reason = problem;
                result.kind = PlannedKind::Refused;
                result.asks = false;
            }
        }
        result.chosen = !result.asks && !result.edited &&
                        (result.kind == PlannedKind::Added || result.kind == PlannedKind::Changed);
        return result;
    }

    static PlannedChange refused(PlannedChange result, const Merged& merged) {
        result.kind = PlannedKind::Refused;
        result.reason = merged.row.refusal;
        Row row = merged.row.whenNew;
        for (const auto& [column, value] : merged.row.row.values()) row.set(column, value);
        result.change.after = std::move(row);
        return result;
    }

    static void add(PlannedChange& result, Merged& merged) {
        result.kind = PlannedKind::Added;
        Row row = std::move(merged.row.whenNew);
        for (const auto& [column, value] : merged.row.row.values()) row.set(column, value);
        for (const auto& [column, value] : merged.row.withPrice.values()) {
            if (!row.has(column)) row.set(column, value);
        }
        row.set("changed_by", "import");
        merged.row.row = {};
        result.change.after = std::move(row);
    }

    static void change(PlannedChange& result, const Merged& merged, const Row& stored) {
        std::vector<std::pair<std::string, std::string>> given;
        bool priceMoves = false;
        for (const auto& [column, value] : merged.row.row.values()) {
            if (stored.find(column) == value) continue;
            if (sameNumber(stored, merged.row.row, column)) continue;
            given.emplace_back(column, value);
            if (!isPriceColumn(column)) continue;
            priceMoves = true;
            askAbout(result, column, stored, merged.row.row);
        }
        if (priceMoves) {
            for (const auto& [column, value] : merged.row.withPrice.values()) {
                if (!merged.row.row.has(column) && !isKey(*merged.table, column)) {
                    given.emplace_back(column, value);
                }
            }
        }
        if (given.empty()) return;
        askAboutAge(result, merged, stored, priceMoves);
        Row after = stored;
        for (auto& [column, value] : given) after.set(column, std::move(value));
        for (const ColumnInfo& column : merged.table->columns) {
            const std::string_view before = stored.view(column.name);
            const std::string_view now = after.view(column.name);
            if (before == now) continue;
            result.differences.push_back({column.name, std::string(before), std::string(now)});
        }
        if (result.differences.empty()) return;
        result.kind = PlannedKind::Changed;
        result.edited = stored.text("changed_by") == "you";
        if (result.edited) {
            result.reason = joinedSentences(
                result.reason, Database::tr("You edited this row yourself; the import would "
                                            "replace your figures."));
        }
        after.set("changed_by", "import");
        result.change.before = stored;
        result.change.after = std::move(after);
    }

    static bool sameNumber(const Row& a, const Row& b, std::string_view column) {
        const auto first = a.number(column);
        return first && first == b.number(column);
    }

    static bool isKey(const TableInfo& table, std::string_view column) {
        const auto& keys = table.keyColumns;
        return std::find(keys.begin(), keys.end(), column) != keys.end();
    }

    static void askAbout(PlannedChange& result, std::string_view column, const Row& before,
                         const Row& now) {
        const auto old = before.number(column);
        const auto fresh = now.number(column);
        if (!old || !fresh || std::fabs(*fresh - *old) <= kAsksBeyond * *old) return;
        result.asks = true;
        const QString moves =
            *old > 0 ? percentText(*fresh / *old - 1) : Database::tr("from nothing");
        result.reason = joinedSentences(
            result.reason, Database::tr("%1 moves from %2 to %3 (%4).")
                               .arg(columnTitle(column), QString::fromStdString(numberText(*old)),
                                    QString::fromStdString(numberText(*fresh)), moves));
    }

    /// Rows that were saved before the catalog's own were found or supplied.
    static void askAboutAge(PlannedChange& result, const Merged& merged, const Row& stored,
                            bool priceMoves) {
        const std::string& column = tableWords(merged.table->name)->dateColumn;
        const bool dated = !column.empty() && merged.row.row.has(column) && stored.has(column);
        if (merged.row.asksOverSupplied && !dated && stored.view("changed_by") == "seed") {
            result.asks = true;
            result.reason = joinedSentences(
                result.reason, Database::tr("The catalog's row came with this release, and nothing "
                                            "tells which of the two is newer."));
        }
        if (column.empty() || (!priceMoves && !dated)) return;
        const std::string_view known = stored.view(column);
        const std::string_view given = merged.row.row.has(column)
                                           ? merged.row.row.view(column)
                                           : merged.row.withPrice.view(column);
        // As far as both tell: 2026-08 is not older than 2026-08-21.
        const std::size_t told = std::min(known.size(), given.size());
        if (told == 0 || given.substr(0, told) >= known.substr(0, told)) return;
        result.asks = true;
        result.reason = joinedSentences(
            result.reason, Database::tr("The file's price of %1 is older than the catalog's of %2.")
                               .arg(shortened(std::string(given)), shortened(std::string(known))));
    }

    /// Why the catalog could not store the row; empty when it can.
    QString problemOf(const TableInfo& table, const Row& row) const {
        for (const ColumnInfo& column : table.columns) {
            if (column.references.empty() || !row.has(column.name)) continue;
            const std::string id = row.text(column.name);
            const std::string place = rowPlace(column.references, id);
            if (m_stored.count(place) > 0 || m_places.count(place) > 0) continue;
            const auto target = m_tables.find(column.references);
            return Database::tr(
                       "%1 “%2” is not in the catalog. Add it under %3 first, or correct "
                       "it.")
                .arg(column.title, shortened(id),
                     target == m_tables.end() ? QString() : target->second->title);
        }
        return storageProblem(table, row);
    }

    std::unordered_map<std::string, const TableInfo*> m_tables;
    std::unordered_map<std::string, const Row*> m_stored;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<Merged> m_merged;
};

std::size_t placeOfTable(const std::string& name) {
    const auto& tables = catalogTables();
    return static_cast<std::size_t>(std::find(tables.begin(), tables.end(), name) - tables.begin());
}

}  // namespace

std::size_t ImportPlan::count(PlannedKind wanted) const {
    return static_cast<std::size_t>(
        std::count_if(changes.begin(), changes.end(),
                      [&](const PlannedChange& change) { return change.kind == wanted; }));
}

ImportPlan planImport(ImportSource source, const CatalogRows& rows,
                      const std::vector<TableInfo>& tables) {
    return Planner(rows, tables).plan(std::move(source));
}

void chooseAsking(ImportPlan& plan) {
    for (PlannedChange& change : plan.changes) {
        if (change.asks && !change.edited) change.chosen = true;
    }
}

std::vector<RowChange> changesOf(const ImportPlan& plan) {
    return changesOf(ImportPlan(plan));
}

std::vector<RowChange> changesOf(ImportPlan&& plan) {
    std::vector<RowChange> changes;
    for (PlannedChange& planned : plan.changes) {
        const bool changing =
            planned.kind == PlannedKind::Added || planned.kind == PlannedKind::Changed;
        if (changing && planned.chosen) changes.push_back(std::move(planned.change));
    }
    std::stable_sort(changes.begin(), changes.end(), [](const RowChange& a, const RowChange& b) {
        return placeOfTable(a.table) < placeOfTable(b.table);
    });
    return changes;
}

}  // namespace headroom
