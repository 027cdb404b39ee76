// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/report.h"

namespace headroom {

enum class ReportFormat { Pdf, PdfA, Html };

/// What a person chose for reports, kept from one to the next in the settings.
struct ReportPreferences {
    ReportFormat format{ReportFormat::Pdf};
    QPageSize::PageSizeId pageSize{QPageSize::A4};
    std::vector<ReportSection> sections = allReportSections();
    QString author{};    ///< empty: as in the scenario
    QString company{};   ///< empty: as in the scenario
    QString logoPath{};  ///< empty: none

    /// As saved, else a whole PDF on the paper of the region.
    static ReportPreferences load();
    void save() const;
    /// Without the dates. Throws FileError when the logo cannot be used.
    ReportSettings settings() const;
};

}  // namespace headroom
