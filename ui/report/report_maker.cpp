// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_maker.h"

#include <exception>

#include "database/errors.h"
#include "ui/report/report_document.h"

namespace headroom {

namespace {

/// Shared with the thread.
struct Run {
    Scenario scenario;
    Evaluation evaluation;
    CatalogPointer catalog;
    ReportSettings settings;
    RiskStudy risk;
    std::exception_ptr trouble;

    void work() {
        try {
            RiskRequest request = reportRiskRequest(scenario);
            request.stopped = [] { return QThread::currentThread()->isInterruptionRequested(); };
            risk = studyRisk(evaluation.options, scenario, *catalog, request);
        } catch (...) {
            trouble = std::current_exception();
        }
    }
};

}  // namespace

ReportMaker::ReportMaker(QObject* parent) : QObject(parent) {}

ReportMaker::~ReportMaker() {
    if (!m_thread) return;
    m_thread->disconnect(this);
    m_thread->requestInterruption();
    m_thread->wait();
}

void ReportMaker::make(const Document& document, ReportSettings settings, Done done,
                       std::function<void(const QString&)> failed) {
    if (busy()) return;
    const auto run = std::make_shared<Run>(Run{document.scenario(),
                                               document.evaluation(),
                                               std::make_shared<const Catalog>(document.catalog()),
                                               std::move(settings),
                                               {},
                                               {}});
    m_thread.reset(QThread::create([run] { run->work(); }));
    connect(
        m_thread.get(), &QThread::finished, this,
        [this, run, done = std::move(done), failed = std::move(failed)] {
            m_thread->wait();
            // Deleted later: this very function belongs to the connection.
            m_thread.release()->deleteLater();
            try {
                if (run->trouble) std::rethrow_exception(run->trouble);
                done(makeReport(run->scenario, run->evaluation, *run->catalog, run->settings,
                                run->risk));
            } catch (const FileError& error) {
                failed(error.text());
            } catch (const std::exception& error) {
                failed(tr("The report could not be made: %1").arg(QString::fromUtf8(error.what())));
            }
        });
    m_thread->start();
}

}  // namespace headroom
