// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QBuffer>
#include <QPdfWriter>

#include "core/decision/risk_verdict.h"
#include "database/save_file.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Five times the window's: the probability is then sure to half a point (docs/uncertainty.md).
constexpr int kReportDraws = 10'000;
constexpr double kMarginMillimetres = 20;
/// Fonts are resolved at the device's resolution while the charts' layout assumes 96.
constexpr int kDotsPerInch = 96;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

void addSections(ReportCanvas& canvas, const ReportContext& context) {
    addCoverPage(canvas, context);
    canvas.newPage();
    addRequirements(canvas, context);
    addLeftOut(canvas, context);
    canvas.newPage();
    addComparison(canvas, context);
    canvas.newPage();
    addMemory(canvas, context);
    canvas.newPage();
    addCost(canvas, context);
    canvas.newPage();
    addRisk(canvas, context);
    canvas.newPage();
    addAssumptions(canvas, context);
    addSources(canvas, context);
    addVerification(canvas, context);
    canvas.newPage();
    addWorking(canvas, context);
    canvas.newPage();
    addCashFlows(canvas, context);
}

/// One painter from the first line to the last: a second one would begin the file anew.
QByteArray render(const ReportContext& context, int pageCount, int* pagesUsed) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    writer.setPageSize(QPageSize(context.settings.pageSize));
    writer.setPageMargins(
        QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres),
        QPageLayout::Millimeter);
    const QString title = plainText(context.scenario.title);
    const QString program = u"Headroom %1"_s.arg(QStringLiteral(HEADROOM_VERSION));
    writer.setTitle(title);
    writer.setCreator(program);
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    ReportCanvas canvas(writer, painter, {title, program, pageCount});
    addSections(canvas, context);
    *pagesUsed = canvas.page();
    painter.end();
    return bytes;
}

}  // namespace

void writeReport(const QString& path, const Scenario& scenario, const Evaluation& evaluation,
                 const Catalog& catalog, const ReportSettings& settings) {
    Q_ASSERT(qobject_cast<QApplication*>(QCoreApplication::instance()) != nullptr);
    if (hasErrors(evaluation.findings)) {
        const auto error = std::find_if(
            evaluation.findings.begin(), evaluation.findings.end(),
            [](const Finding& finding) { return finding.severity == Severity::Error; });
        throw FileError(tr("There is no answer to report yet: %1 %2")
                            .arg(plainText(error->message), plainText(error->remedy)));
    }
    RiskRequest request;
    request.draws = std::max(kReportDraws, scenario.uncertainty.draws);
    request.seed = scenario.uncertainty.seed;
    const RiskStudy risk = studyRisk(evaluation.options, scenario, catalog, request);
    const Verdict verdict =
        withRisk(evaluation.verdict, evaluation.options, risk, scenario, catalog);
    const ReportContext context{
        scenario, evaluation, catalog, settings, risk, verdict, reportOptions(evaluation)};
    int pages = 0;
    render(context, 0, &pages);  // counts the pages for "page 1 of n"
    saveFile(path, render(context, pages, &pages));
}

}  // namespace headroom
