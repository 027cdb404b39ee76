// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "core/scenario/fields.h"
#include "ui/charts/chart_table.h"
#include "ui/report/report_document.h"

namespace headroom {

/// Everything a section of the report reads.
struct ReportContext {
    const Scenario& scenario;
    const Evaluation& evaluation;
    const Catalog& catalog;
    const ReportSettings& settings;
    const RiskStudy& risk;
    const Verdict& verdict;            ///< in the words of the odds
    std::vector<std::size_t> options;  ///< the ones compared, at most six, in order
};

/// Of the settings, else of the scenario; one line.
QString reportAuthor(const ReportContext& context);
QString reportCompany(const ReportContext& context);

/// At most six: the highlights, both sides of each break-even, the best of each kind, then the next
/// best that are something else. With nothing feasible, those that come closest.
std::vector<std::size_t> reportOptions(const Evaluation& evaluation);

/// One requirement as a person reads it: labels instead of ids, per cent, unit; "no limit" when it
/// is not set.
QString fieldDisplay(const Field& field, const Scenario& scenario, const Catalog& catalog);

/// A table of the window; `weights` of its columns from the first, 1 for the others.
ReportTable reportTable(const TextTable& source, const std::vector<double>& weights);

/// One row per property, one column per option.
ReportTable comparisonTable(const ReportContext& context);
/// Up to three sentences below the memory, the speed and the cost chart.
std::vector<QString> memorySentences(const ReportContext& context);
std::vector<QString> costSentences(const ReportContext& context);
std::vector<QString> speedSentences(const ReportContext& context);
/// Titles as findings: "Mac Studio holds it with 87.2 GiB to spare".
QString memoryFinding(const ReportContext& context);
QString costFinding(const ReportContext& context);
QString speedFinding(const ReportContext& context);
QString riskFinding(const ReportContext& context);
QString sensitivityFinding(const ReportContext& context);
/// Commands that print the report's figures again.
std::vector<QString> verificationCommands(const ReportContext& context);
/// Payments by month, one column per option.
ReportTable cashFlowTable(const ReportContext& context);

void addCover(ReportPart& part, const ReportContext& context);
void addSummary(ReportPart& part, const ReportContext& context);
void addRequirements(ReportPart& part, const ReportContext& context);
void addComparison(ReportPart& part, const ReportContext& context);
void addMemory(ReportPart& part, const ReportContext& context);
void addSpeed(ReportPart& part, const ReportContext& context);
void addCost(ReportPart& part, const ReportContext& context);
void addRisk(ReportPart& part, const ReportContext& context);
void addSensitivity(ReportPart& part, const ReportContext& context);
void addAssumptions(ReportPart& part, const ReportContext& context);
void addVerification(ReportPart& part, const ReportContext& context);
void addWorking(ReportPart& part, const ReportContext& context);
void addCashFlows(ReportPart& part, const ReportContext& context);

}  // namespace headroom
