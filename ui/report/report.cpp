// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report.h"

#include <QApplication>
#include <algorithm>

#include "core/decision/risk_verdict.h"
#include "database/save_file.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

struct SectionMaker {
    ReportSection section{};
    void (*add)(ReportPart&, const ReportContext&);
    bool flows{};
};

constexpr SectionMaker kMakers[] = {
    {ReportSection::Summary, addSummary, false},
    {ReportSection::Requirements, addRequirements, false},
    {ReportSection::Options, addComparison, false},
    {ReportSection::Memory, addMemory, false},
    {ReportSection::Speed, addSpeed, false},
    {ReportSection::Cost, addCost, false},
    {ReportSection::Risk, addRisk, false},
    {ReportSection::Sensitivity, addSensitivity, false},
    {ReportSection::Assumptions, addAssumptions, false},
    {ReportSection::Verification, addVerification, true},
    {ReportSection::Working, addWorking, false},
    {ReportSection::CashFlows, addCashFlows, false},
};
static_assert(std::size(kMakers) == static_cast<std::size_t>(ReportSection::CashFlows) + 1);

QString keyOf(ReportSection section) {
    for (const ReportSectionSpec& spec : reportSections()) {
        if (spec.id == section) return QString::fromLatin1(spec.key);
    }
    return {};
}

std::vector<ReportPart> makeParts(const ReportContext& context) {
    ReportPart cover;
    cover.key = u"cover"_s;
    cover.title = tr("Verdict");
    addCover(cover, context);
    std::vector<ReportPart> parts{std::move(cover)};
    const std::vector<ReportSection>& wanted = context.settings.sections;
    for (const SectionMaker& maker : kMakers) {
        if (std::find(wanted.begin(), wanted.end(), maker.section) == wanted.end()) continue;
        ReportPart part;
        part.key = keyOf(maker.section);
        part.title = reportSectionTitle(maker.section);
        part.flows = maker.flows;
        maker.add(part, context);
        parts.push_back(std::move(part));
    }
    return parts;
}

void refuseErrors(const Evaluation& evaluation) {
    const auto error =
        std::find_if(evaluation.findings.begin(), evaluation.findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::Error; });
    if (error == evaluation.findings.end()) return;
    throw FileError(tr("There is no answer to report yet: %1 %2")
                        .arg(plainText(error->message), plainText(error->remedy)));
}

}  // namespace

RiskRequest reportRiskRequest(const Scenario& scenario) {
    RiskRequest request;
    request.draws = scenario.uncertainty.draws;
    request.seed = scenario.uncertainty.seed;
    return request;
}

ReportDocument makeReport(const Scenario& scenario, const Evaluation& evaluation,
                          const Catalog& catalog, const ReportSettings& settings,
                          const RiskStudy& risk) {
    Q_ASSERT(qobject_cast<QApplication*>(QCoreApplication::instance()) != nullptr);
    refuseErrors(evaluation);
    const Verdict verdict =
        withRisk(evaluation.verdict, evaluation.options, risk, scenario, catalog);
    const ReportContext context{
        scenario, evaluation, catalog, settings, risk, verdict, reportOptions(evaluation)};
    ReportDocument document;
    document.title = plainText(scenario.title);
    document.question = plainText(scenario.question);
    document.author = reportAuthor(context);
    document.company = reportCompany(context);
    document.program = u"Headroom %1"_s.arg(QStringLiteral(HEADROOM_VERSION));
    document.createdOn = settings.createdOn;
    document.pageSize = settings.pageSize;
    document.logo = settings.logo;
    document.archival = settings.archival;
    document.parts = makeParts(context);
    return document;
}

ReportDocument makeReport(const Scenario& scenario, const Evaluation& evaluation,
                          const Catalog& catalog, const ReportSettings& settings) {
    refuseErrors(evaluation);
    return makeReport(
        scenario, evaluation, catalog, settings,
        studyRisk(evaluation.options, scenario, catalog, reportRiskRequest(scenario)));
}

void writeReport(const QString& path, const ReportDocument& document) {
    const bool html = path.endsWith(u".html"_s, Qt::CaseInsensitive) ||
                      path.endsWith(u".htm"_s, Qt::CaseInsensitive);
    saveFile(path, html ? htmlReport(document) : pdfReport(document));
}

void writeReport(const QString& path, const Scenario& scenario, const Evaluation& evaluation,
                 const Catalog& catalog, const ReportSettings& settings) {
    writeReport(path, makeReport(scenario, evaluation, catalog, settings));
}

}  // namespace headroom
