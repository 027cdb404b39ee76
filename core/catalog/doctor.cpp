// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/doctor.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "core/catalog/catalog_tables.h"
#include "core/catalog/doctor_book.h"
#include "core/units/format.h"

namespace headroom {

namespace {

struct Keys {
    std::string_view table;
    std::vector<std::string> columns;
};

/// Place of a table in the order of references; unknown ones come last.
std::size_t placeOf(std::string_view table) {
    const std::vector<std::string>& names = catalogTables();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), table) - names.begin());
}

/// The columns whose cells name a row of another table; several ids may stand in one cell.
struct Reference {
    std::string_view table;
    std::string_view column;
    std::string_view target;
};
constexpr Reference kReferences[]{
    {"machines", "accelerator_id", "accelerators"},
    {"cloud_prices", "accelerator_id", "accelerators"},
    {"api_prices", "open_weights_equivalent", "models"},
};

using Ids = std::unordered_set<std::string>;

Ids idsOf(const DoctorBook& book, std::string_view table) {
    Ids ids;
    for (const Row& row : book.rows(table)) ids.insert(row.text("id"));
    return ids;
}

void reportMissing(DoctorBook& book, const Reference& reference, const Row& row,
                   const std::string& id) {
    book.error(reference.table, row, reference.column,
               std::string(reference.column) + ' ' + quotedText(id) + " is not in " +
                   std::string(reference.target) + '.',
               "Choose one of " + std::string(reference.target) + ", or add it there.");
}

/// "rtx-3090*2; rtx-5090": ids with counts. What cannot be read, the row's reader refuses.
void checkFurtherAccelerators(DoctorBook& book, const Ids& accelerators) {
    const Reference reference{"machines", "further_accelerators", "accelerators"};
    for (const Row& row : book.rows("machines")) {
        const std::string text = row.text(reference.column);
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::string_view entry = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
            const std::optional<AcceleratorCount> one = acceleratorCount(entry);
            if (one && !accelerators.contains(one->id)) {
                reportMissing(book, reference, row, one->id);
            }
        }
    }
}

/// The worst first, then by table; the order of the checks, and so of the rows, within those.
std::vector<CatalogFinding> inOrder(std::vector<CatalogFinding> findings) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    places.reserve(findings.size());
    const std::size_t tables = catalogTables().size() + 1;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto severity = static_cast<std::size_t>(CatalogSeverity::Error) -
                              static_cast<std::size_t>(findings[i].severity);
        places.emplace_back(severity * tables + placeOf(findings[i].table), i);
    }
    std::sort(places.begin(), places.end());
    std::vector<CatalogFinding> ordered;
    ordered.reserve(findings.size());
    for (const auto& [rank, index] : places) ordered.push_back(std::move(findings[index]));
    return ordered;
}

}  // namespace

std::string_view severityWord(CatalogSeverity severity) {
    switch (severity) {
        case CatalogSeverity::Error:
            return "error";
        case CatalogSeverity::Warning:
            return "warning";
        case CatalogSeverity::Advice:
            break;
    }
    return "advice";
}

const std::vector<std::string>& catalogKeyColumns(std::string_view table) {
    static const std::vector<Keys> keys{
        {"cloud_extras", {"provider", "item", "unit"}},
        {"api_providers", {"provider", "item"}},
        {"electricity", {"region"}},
        {"exchange_rates", {"currency"}},
        {"resale", {"item", "age_months", "as_of_date"}},
    };
    static const std::vector<std::string> id{"id"};
    for (const Keys& known : keys) {
        if (known.table == table) return known.columns;
    }
    return id;
}

std::string catalogKey(std::string_view table, const Row& row) {
    std::string key;
    bool first = true;
    for (const std::string& column : catalogKeyColumns(table)) {
        if (!first) key += '/';
        first = false;
        key += row.view(column);
    }
    return key;
}

std::span<const Row> DoctorBook::rows(std::string_view table) const {
    const auto found = m_rows.find(table);
    if (found == m_rows.end()) return {};
    return found->second;
}

void DoctorBook::add(CatalogSeverity severity, std::string_view table, const Row& row,
                     std::string_view column, std::string message, std::string remedy) {
    m_findings.push_back({severity, std::string(table), catalogKey(table, row), std::string(column),
                          std::move(message), std::move(remedy)});
}

void DoctorBook::error(std::string_view table, const Row& row, std::string_view column,
                       std::string message, std::string remedy) {
    add(CatalogSeverity::Error, table, row, column, std::move(message), std::move(remedy));
}

void DoctorBook::warn(std::string_view table, const Row& row, std::string_view column,
                      std::string message, std::string remedy) {
    add(CatalogSeverity::Warning, table, row, column, std::move(message), std::move(remedy));
}

void DoctorBook::advise(std::string_view table, const Row& row, std::string_view column,
                        std::string message, std::string remedy) {
    add(CatalogSeverity::Advice, table, row, column, std::move(message), std::move(remedy));
}

std::string dollarText(double amount) {
    return formatUnitPrice({amount, Currency{"USD"}});
}

std::string timesText(double ratio) {
    return formatSignificant(ratio) + " times";
}

std::string outlierSentence(std::string_view what, double ratio, std::string_view median,
                            std::size_t count, std::string_view peers) {
    return std::string(what) + " is " + timesText(ratio) + " the median, " + std::string(median) +
           ", of " + formatNumber(static_cast<double>(count)) + ' ' + std::string(peers) + '.';
}

void checkRowsAreAccepted(DoctorBook& book) {
    for (const auto& [table, rows] : book.tables()) {
        if (placeOf(table) == catalogTables().size()) {
            book.error(table, Row(), "",
                       "The catalog has no table " + quotedText(table) + "; its " +
                           formatNumber(static_cast<double>(rows.size())) +
                           " rows are read by nothing.",
                       "Rename the table to one that the catalog has.");
            continue;
        }
        for (const Row& row : rows) {
            try {
                Catalog scratch;
                addRow(scratch, table, row);
            } catch (const std::invalid_argument& refusal) {
                book.error(table, row, "", refusal.what(), "Correct the value, or remove the row.");
            }
        }
    }
}

void checkReferences(DoctorBook& book) {
    const Ids accelerators = idsOf(book, "accelerators");
    const Ids models = idsOf(book, "models");
    for (const Reference& reference : kReferences) {
        const Ids& known = reference.target == "models" ? models : accelerators;
        for (const Row& row : book.rows(reference.table)) {
            const std::string id = row.text(reference.column);
            if (!id.empty() && !known.contains(id)) reportMissing(book, reference, row, id);
        }
    }
    checkFurtherAccelerators(book, accelerators);
}

std::vector<CatalogFinding> examineCatalog(const CatalogRows& rows, CalendarDay today) {
    DoctorBook book(rows, today);
    checkRowsAreAccepted(book);
    checkReferences(book);
    checkRents(book);
    checkApiPrices(book);
    checkElectricityAndRates(book);
    checkAccelerators(book);
    checkMachines(book);
    checkModelsAndFormats(book);
    checkDuplicates(book);
    checkAges(book);
    return inOrder(book.take());
}

}  // namespace headroom
