// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "core/scenario/fields.h"
#include "ui/report/report.h"
#include "ui/report/report_canvas.h"

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
/// Up to three sentences below the memory and the cost chart.
std::vector<QString> memorySentences(const ReportContext& context);
std::vector<QString> costSentences(const ReportContext& context);
/// Titles as findings: "Mac Studio holds it with 87.2 GiB to spare".
QString memoryFinding(const ReportContext& context);
QString costFinding(const ReportContext& context);
/// Commands that print the report's figures again.
std::vector<QString> verificationCommands(const ReportContext& context);
/// Payments by month, one column per option.
ReportTable cashFlowTable(const ReportContext& context);

void addCoverPage(ReportCanvas& canvas, const ReportContext& context);
void addRequirements(ReportCanvas& canvas, const ReportContext& context);
void addLeftOut(ReportCanvas& canvas, const ReportContext& context);
void addComparison(ReportCanvas& canvas, const ReportContext& context);
void addMemory(ReportCanvas& canvas, const ReportContext& context);
void addCost(ReportCanvas& canvas, const ReportContext& context);
void addRisk(ReportCanvas& canvas, const ReportContext& context);
void addAssumptions(ReportCanvas& canvas, const ReportContext& context);
void addSources(ReportCanvas& canvas, const ReportContext& context);
void addVerification(ReportCanvas& canvas, const ReportContext& context);
void addWorking(ReportCanvas& canvas, const ReportContext& context);
void addCashFlows(ReportCanvas& canvas, const ReportContext& context);

}  // namespace headroom
