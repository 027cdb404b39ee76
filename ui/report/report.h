// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPageSize>
#include <QString>
#include <vector>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "ui/report/report_logo.h"
#include "ui/report/report_sections.h"

class QPrinter;

namespace headroom {

struct ReportDocument;

struct ReportSettings {
    QString catalogDate;
    QString createdOn;  ///< ISO date, given by the caller: the report reads no clock
    QPageSize::PageSizeId pageSize{QPageSize::A4};
    std::vector<ReportSection> sections = allReportSections();  ///< below the first page
    QString author{};                                           ///< empty: as in the scenario
    QString company{};                                          ///< empty: as in the scenario
    ReportLogo logo{};                                          ///< empty: none
    bool archival{};  ///< PDF/A-1b: nothing transparent, colours by an embedded profile
};

/// The draws that the report rests on: the window's, so that both show the same odds. The slow
/// part, free of Qt: it may run on a thread. `ranked` may be some of the options, as for
/// `studyRisk`.
RiskRequest reportRiskRequest(const Scenario& scenario);

/// The report as a value, painted by the functions below; the same figures in each. Throws
/// FileError when the findings have errors. `risk` indexes the evaluation's options.
ReportDocument makeReport(const Scenario& scenario, const Evaluation& evaluation,
                          const Catalog& catalog, const ReportSettings& settings,
                          const RiskStudy& risk);
/// The same with a study of its own.
ReportDocument makeReport(const Scenario& scenario, const Evaluation& evaluation,
                          const Catalog& catalog, const ReportSettings& settings);

/// A vector PDF with bookmarks; the same content gives the same bytes. Needs a QApplication (the
/// charts are widgets; offscreen will do), as do the other two. Throws FileError.
QByteArray pdfReport(const ReportDocument& document);
/// One HTML file that refers to nothing outside.
QByteArray htmlReport(const ReportDocument& document);
/// Onto the printer's paper.
void printReport(const ReportDocument& document, QPrinter& printer);

/// Makes the report and writes it, as HTML where `path` ends in .html or .htm, else as PDF; atomic.
/// Throws FileError: errors in the findings, a folder that cannot be written.
void writeReport(const QString& path, const Scenario& scenario, const Evaluation& evaluation,
                 const Catalog& catalog, const ReportSettings& settings);
void writeReport(const QString& path, const ReportDocument& document);

}  // namespace headroom
