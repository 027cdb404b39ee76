// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/doctor.h"

namespace headroom {

/// What the checks of one examination share: the rows, the day and the findings so far.
/// Private to core/catalog.
class DoctorBook {
public:
    DoctorBook(const CatalogRows& rows, CalendarDay today) : m_rows(rows), m_today(today) {}

    std::span<const Row> rows(std::string_view table) const;
    const CatalogRows& tables() const { return m_rows; }
    CalendarDay today() const { return m_today; }

    void error(std::string_view table, const Row& row, std::string_view column, std::string message,
               std::string remedy);
    void warn(std::string_view table, const Row& row, std::string_view column, std::string message,
              std::string remedy);
    void advise(std::string_view table, const Row& row, std::string_view column,
                std::string message, std::string remedy);

    std::vector<CatalogFinding> take() { return std::move(m_findings); }

private:
    void add(CatalogSeverity severity, std::string_view table, const Row& row,
             std::string_view column, std::string message, std::string remedy);

    const CatalogRows& m_rows;
    CalendarDay m_today;
    std::vector<CatalogFinding> m_findings;
};

/// Each looks at one kind of fault; the section of docs/catalog.md is named beside it.
void checkRowsAreAccepted(DoctorBook& book);      // 3.2
void checkReferences(DoctorBook& book);           // 3.2
void checkRents(DoctorBook& book);                // 3.3
void checkApiPrices(DoctorBook& book);            // 3.4
void checkElectricityAndRates(DoctorBook& book);  // 3.5
void checkAccelerators(DoctorBook& book);         // 3.6
void checkMachines(DoctorBook& book);             // 3.7
void checkModelsAndFormats(DoctorBook& book);     // 3.8
void checkDuplicates(DoctorBook& book);           // 3.9
void checkAges(DoctorBook& book);                 // 3.10

/// "$0.0875", "$11.40".
std::string dollarText(double amount);
/// "3.1 times" or "0.17 times".
std::string timesText(double ratio);
/// The sentence that all outliers share: "<what> is 3.1 times the median, <median>, of 12
/// <peers>."; `what` is "$3.40 per GPU-hour on demand", `peers` "offers of a10 by marketplaces".
std::string outlierSentence(std::string_view what, double ratio, std::string_view median,
                            std::size_t count, std::string_view peers);

}  // namespace headroom
