// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Catalog rows that travel in a document, and how they meet the live catalog again.
#include <QCoreApplication>
#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "core/decision/offer_choice.h"
#include "database/scenario_document.h"
#include "database/table_words.h"

namespace headroom {
namespace {

/// Tables of which a document keeps every row, because any row can be an option.
constexpr std::string_view kOfferTables[] = {"machines", "cloud_prices", "api_prices"};
/// Tables whose rows have no single key; they travel and come back whole.
constexpr std::string_view kWholeTables[] = {"cloud_extras", "api_providers"};

template <std::size_t N>
bool isOneOf(std::string_view table, const std::string_view (&tables)[N]) {
    return std::find(std::begin(tables), std::end(tables), table) != std::end(tables);
}

/// Whether the saved rows are all there is, so that a row of the catalog can be new.
bool comesBackWhole(std::string_view table) {
    return isOneOf(table, kOfferTables) || isOneOf(table, kWholeTables);
}

std::string_view keyColumn(std::string_view table) {
    if (table == "electricity") return "region";
    if (table == "exchange_rates") return "currency";
    return "id";
}

std::set<std::string> modelIds(const Scenario& scenario) {
    std::set<std::string> ids{scenario.model.modelId};
    for (const Companion& companion : scenario.model.companions) ids.insert(companion.modelId);
    return ids;
}

std::set<std::string> formatIds(const Scenario& scenario) {
    std::set<std::string> ids{scenario.model.weightFormatId, scenario.model.kvFormatId};
    for (const Companion& companion : scenario.model.companions) {
        ids.insert(companion.weightFormatId);
    }
    return ids;
}

/// Whether an evaluation of `scenario` can read the row. Accelerators belong to any machine or
/// offer, cache formats to any engine.
bool isRead(std::string_view table, const Row& row, const Scenario& scenario,
            const std::set<std::string>& models, const std::set<std::string>& formats) {
    if (table == "models") return models.count(row.text("id")) > 0;
    if (table == "weight_formats") {
        return row.text("family") == "kv-cache" || formats.count(row.text("id")) > 0;
    }
    if (table == "electricity") return row.text("region") == scenario.place.tariffRegion;
    return table != "resale";
}

/// The rows of a table that become options: a long price list has many that others beat.
std::vector<Row> comparedRows(std::string_view table, const std::vector<Row>& rows) {
    if (table != "cloud_prices" || rows.size() <= kManyOffers) return rows;
    std::vector<CloudOffer> offers;
    offers.reserve(rows.size());
    for (const Row& row : rows) offers.push_back(cloudOfferFromRow(row));
    std::vector<Row> compared;
    for (const CloudOffer* const offer : offersToCompare(offers)) {
        compared.push_back(rows[static_cast<std::size_t>(offer - offers.data())]);
    }
    return compared;
}

QString toText(const std::string& text) {
    return QString::fromStdString(text);
}

/// Columns that say who wrote a row, not what it says.
bool isBookkeeping(const std::string& column) {
    return column == "changed_by";
}

void compareRows(const std::string& table, const Row& saved, const Row& live,
                 std::vector<PriceDifference>& result) {
    std::set<std::string> columns;
    for (const Row* row : {&saved, &live}) {
        for (const auto& [column, text] : row->values()) columns.emplace(column);
    }
    for (const std::string& column : columns) {
        if (isBookkeeping(column) || saved.text(column) == live.text(column)) continue;
        result.push_back({table, rowKey(table, saved), rowName(table, saved), toText(column),
                          toText(saved.text(column)), toText(live.text(column))});
    }
}

using RowsByKey = std::map<std::string, const Row*>;

RowsByKey byKey(std::string_view table, const std::vector<Row>& rows) {
    RowsByKey result;
    for (const Row& row : rows) result.emplace(rowKey(table, row), &row);
    return result;
}

void compareTable(const std::string& table, const std::vector<Row>& saved,
                  const std::vector<Row>& live, std::vector<PriceDifference>& result) {
    const RowsByKey before = byKey(table, saved);
    const RowsByKey now = byKey(table, live);
    for (const auto& [key, row] : before) {
        const auto found = now.find(key);
        if (found != now.end()) {
            compareRows(table, *row, *found->second, result);
        } else {
            result.push_back({table, key, rowName(table, *row), {}, rowName(table, *row), {}});
        }
    }
    if (!comesBackWhole(table)) return;
    for (const Row& row : comparedRows(table, live)) {
        const std::string key = rowKey(table, row);
        if (before.count(key) > 0) continue;
        result.push_back({table, key, rowName(table, row), {}, {}, rowName(table, row)});
    }
}

}  // namespace

CatalogRows snapshotFor(const Scenario& scenario, const CatalogRows& all) {
    const std::set<std::string> models = modelIds(scenario);
    const std::set<std::string> formats = formatIds(scenario);
    CatalogRows result;
    for (const auto& [table, rows] : all) {
        // No offer at all is saved, too: later ones did not count.
        if (comesBackWhole(table)) result[table];
        for (const Row& row : comparedRows(table, rows)) {
            if (isRead(table, row, scenario, models, formats)) result[table].push_back(row);
        }
    }
    return result;
}

CatalogRows rowsToSave(const Scenario& scenario, const CatalogRows& live,
                       const std::optional<CatalogRows>& saved) {
    CatalogRows rows = snapshotFor(scenario, live);
    if (!saved) return rows;
    for (const auto& [table, kept] : *saved) {
        std::vector<Row> result = kept;
        const auto now = rows.find(table);
        if (now != rows.end() && !isOneOf(table, kOfferTables)) {
            for (const Row& row : now->second) {
                const std::string key = rowKey(table, row);
                // clang 14 lets no lambda capture a structured binding; so below.
                const bool known = std::any_of(
                    kept.begin(), kept.end(),
                    [&, &name = table](const Row& other) { return rowKey(name, other) == key; });
                if (!known) result.push_back(row);
            }
        }
        rows[table] = std::move(result);
    }
    return rows;
}

Catalog documentCatalog(const CatalogRows& live, const CatalogRows& snapshot) {
    CatalogRows merged = live;
    for (const auto& [table, saved] : snapshot) {
        std::vector<Row>& target = merged[table];
        if (comesBackWhole(table)) {
            target = saved;
            continue;
        }
        for (const Row& row : saved) {
            const auto keyName = keyColumn(table);
            const std::string key = row.text(keyName);
            const auto same = std::find_if(target.begin(), target.end(), [&](const Row& other) {
                return other.text(keyName) == key;
            });
            if (same != target.end()) {
                *same = row;
            } else {
                target.push_back(row);
            }
        }
    }
    try {
        return buildCatalog(merged);
    } catch (const std::invalid_argument& error) {
        throw FileError(
            QCoreApplication::translate(
                "ScenarioDocument",
                "The prices saved in the scenario cannot be used. Remove the “catalog” part of the "
                "file to open it with current prices."),
            toText(error.what()));
    }
}

std::vector<PriceDifference> differences(const CatalogRows& snapshot, const CatalogRows& live) {
    static const std::vector<Row> kNone;
    std::vector<PriceDifference> result;
    for (const auto& [table, saved] : snapshot) {
        const auto found = live.find(table);
        compareTable(table, saved, found == live.end() ? kNone : found->second, result);
    }
    return result;
}

}  // namespace headroom
