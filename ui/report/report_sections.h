// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <span>
#include <vector>

namespace headroom {

/// What a report may hold below its first page, in the order of the pages.
enum class ReportSection {
    Summary,
    Requirements,
    Options,
    Memory,
    Speed,
    Cost,
    Risk,
    Sensitivity,
    Assumptions,
    Verification,
    Working,
    CashFlows,
};

/// A section under the names that the dialog, the command line, the bookmarks and the contents use.
struct ReportSectionSpec {
    ReportSection id{};
    const char* key{};    ///< on the command line and in settings: "cash-flows"
    const char* title{};  ///< in the contents; pass it through `reportSectionTitle`
};
/// In the order of the pages.
std::span<const ReportSectionSpec> reportSections();
QString reportSectionTitle(ReportSection section);
std::vector<ReportSection> allReportSections();
/// Of a key; nullopt for an unknown one.
std::optional<ReportSection> reportSectionFromKey(const QString& key);
QStringList reportSectionKeys();

}  // namespace headroom
