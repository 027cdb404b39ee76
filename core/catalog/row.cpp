// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/row.h"

#include <charconv>
#include <cmath>

#include "core/catalog/row_reader.h"

namespace headroom {

std::string Row::text(std::string_view column) const {
    return std::string(view(column));
}

std::string_view Row::view(std::string_view column) const {
    const auto found = m_values.find(column);
    return found == m_values.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<double> Row::number(std::string_view column) const {
    const auto found = m_values.find(column);
    if (found == m_values.end()) return std::nullopt;
    const std::string& text = found->second;
    double value{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

int Row::integer(std::string_view column, int fallback) const {
    const std::optional<double> value = number(column);
    if (!value || *value != std::trunc(*value) || std::fabs(*value) > kLargestCount) {
        return fallback;
    }
    return static_cast<int>(*value);
}

std::optional<bool> Row::flag(std::string_view column) const {
    const std::string value = text(column);
    if (value == "1") return true;
    if (value == "0") return false;
    return std::nullopt;
}

namespace {

struct Table {
    std::string name;
    void (*add)(Catalog&, const Row&);
};

/// In the order that respects references between tables.
const std::vector<Table>& tables() {
    static const std::vector<Table> all{
        {"weight_formats",
         [](Catalog& c, const Row& r) { c.formats.push_back(weightFormatFromRow(r)); }},
        {"models", [](Catalog& c, const Row& r) { c.models.push_back(modelFromRow(r)); }},
        {"accelerators",
         [](Catalog& c, const Row& r) { c.accelerators.push_back(acceleratorFromRow(r)); }},
        {"machines", [](Catalog& c, const Row& r) { c.machines.push_back(machineFromRow(r)); }},
        {"cloud_prices",
         [](Catalog& c, const Row& r) { c.cloudOffers.push_back(cloudOfferFromRow(r)); }},
        {"cloud_extras",
         [](Catalog& c, const Row& r) { c.cloudExtras.push_back(cloudExtraFromRow(r)); }},
        {"api_prices", [](Catalog& c, const Row& r) { c.apiOffers.push_back(apiOfferFromRow(r)); }},
        {"api_providers",
         [](Catalog& c, const Row& r) { c.apiStatements.push_back(apiStatementFromRow(r)); }},
        {"electricity", [](Catalog& c, const Row& r) { c.tariffs.push_back(tariffFromRow(r)); }},
        {"exchange_rates",
         [](Catalog& c, const Row& r) { c.exchangeRates.push_back(exchangeRateFromRow(r)); }},
        {"resale", [](Catalog& c, const Row& r) { c.resale.push_back(resalePointFromRow(r)); }},
        {"speed_classes",
         [](Catalog& c, const Row& r) { c.speedClasses.push_back(speedClassFromRow(r)); }},
        {"engine_support",
         [](Catalog& c, const Row& r) { c.engineSupport.push_back(engineSupportFromRow(r)); }},
    };
    return all;
}

}  // namespace

void addRow(Catalog& catalog, std::string_view table, const Row& row) {
    for (const Table& known : tables()) {
        if (known.name == table) {
            known.add(catalog, row);
            return;
        }
    }
    throw std::invalid_argument("The catalog has no table \"" + std::string(table) + "\".");
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
