// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_tables.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace headroom {

namespace {

struct Table {
    std::string name;
    void (*add)(Catalog&, const Row&);
    void (*clear)(Catalog&);
    void (*edit)(Catalog&, const TableEdit&);
};

template <class Value>
auto placeIn(std::vector<Value>& values, std::size_t place) {
    return values.begin() + static_cast<std::ptrdiff_t>(place);
}

/// What a row becomes is read before anything changes.
template <class Value, class Read>
void applyEdit(std::vector<Value>& values, const TableEdit& edit, Read read) {
    std::vector<Value> next;
    next.reserve(edit.inserted.size());
    for (const auto& [place, row] : edit.inserted) next.push_back(read(row));
    const bool inPlace = std::equal(
        edit.removed.begin(), edit.removed.end(), edit.inserted.begin(), edit.inserted.end(),
        [](std::size_t removed, const auto& row) { return removed == row.first; });
    if (!inPlace) {
        for (auto place = edit.removed.rbegin(); place != edit.removed.rend(); ++place) {
            values.erase(placeIn(values, *place));
        }
    }
    for (std::size_t i = 0; i < next.size(); ++i) {
        const std::size_t place = edit.inserted[i].first;
        if (inPlace) {
            values[place] = std::move(next[i]);
        } else {
            values.insert(placeIn(values, place), std::move(next[i]));
        }
    }
}

/// A table by the member that holds its values and what reads one.
template <auto kMember, auto kRead>
Table tableOf(const char* name) {
    return {name, [](Catalog& c, const Row& row) { (c.*kMember).push_back(kRead(row)); },
            [](Catalog& c) { (c.*kMember).clear(); },
            [](Catalog& c, const TableEdit& edit) { applyEdit(c.*kMember, edit, kRead); }};
}

/// In the order that respects references between tables.
const std::vector<Table>& tables() {
    static const std::vector<Table> all{
        tableOf<&Catalog::formats, &weightFormatFromRow>("weight_formats"),
        tableOf<&Catalog::models, &modelFromRow>("models"),
        tableOf<&Catalog::accelerators, &acceleratorFromRow>("accelerators"),
        tableOf<&Catalog::machines, &machineFromRow>("machines"),
        tableOf<&Catalog::cloudOffers, &cloudOfferFromRow>("cloud_prices"),
        tableOf<&Catalog::cloudExtras, &cloudExtraFromRow>("cloud_extras"),
        tableOf<&Catalog::apiOffers, &apiOfferFromRow>("api_prices"),
        tableOf<&Catalog::apiStatements, &apiStatementFromRow>("api_providers"),
        tableOf<&Catalog::tariffs, &tariffFromRow>("electricity"),
        tableOf<&Catalog::exchangeRates, &exchangeRateFromRow>("exchange_rates"),
        tableOf<&Catalog::resale, &resalePointFromRow>("resale"),
        tableOf<&Catalog::speedClasses, &speedClassFromRow>("speed_classes"),
        tableOf<&Catalog::engineSupport, &engineSupportFromRow>("engine_support"),
    };
    return all;
}

const Table& tableNamed(std::string_view name) {
    const auto found = std::find_if(tables().begin(), tables().end(),
                                    [&](const Table& table) { return table.name == name; });
    if (found != tables().end()) return *found;
    throw std::invalid_argument("The catalog has no table \"" + std::string(name) + "\".");
}

}  // namespace

void addRow(Catalog& catalog, std::string_view table, const Row& row) {
    tableNamed(table).add(catalog, row);
}

void replaceTable(Catalog& catalog, std::string_view table, const std::vector<Row>& rows) {
    const Table& known = tableNamed(table);
    known.clear(catalog);
    for (const Row& row : rows) known.add(catalog, row);
}

void editRows(std::vector<Row>& rows, const TableEdit& edit) {
    applyEdit(rows, edit, [](const Row& row) { return row; });
}

void editTable(Catalog& catalog, const TableEdit& edit) {
    tableNamed(edit.table).edit(catalog, edit);
}

Catalog buildCatalog(const CatalogRows& rows) {
    Catalog catalog;
    for (const auto& [table, entries] : rows) {
        for (const Row& row : entries) addRow(catalog, table, row);
    }
    return catalog;
}

const std::vector<std::string>& catalogTables() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Table& table : tables()) all.push_back(table.name);
        return all;
    }();
    return names;
}

}  // namespace headroom
