// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_maker.h"

#include <chrono>
#include <exception>

#include "database/errors.h"
#include "ui/report/report_document.h"

namespace headroom {

ReportMaker::ReportMaker(QObject* parent) : QObject(parent), m_job(std::chrono::milliseconds(0)) {}

void ReportMaker::make(const Document& document, ReportSettings settings, Done done,
                       std::function<void(const QString&)> failed) {
    if (busy()) return;
    m_job.run([scenario = document.scenario(), evaluation = document.evaluation(),
               catalog = document.catalogPointer(), settings = std::move(settings),
               done = std::move(done), failed = std::move(failed)](
                  const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        const auto sentence = [](const std::exception& error) {
            return tr("The report could not be made: %1").arg(QString::fromUtf8(error.what()));
        };
        try {
            RiskRequest request = reportRiskRequest(scenario);
            request.stopped = stopped;
            RiskStudy risk = studyRisk(evaluation.options, scenario, *catalog, request);
            if (risk.stopped) return {};
            return [=, risk = std::move(risk)] {
                // Pages hold pictures of charts, which only this thread may paint.
                try {
                    done(makeReport(scenario, evaluation, *catalog, settings, risk));
                } catch (const FileError& error) {
                    failed(error.text());
                } catch (const std::exception& error) {
                    failed(sentence(error));
                }
            };
        } catch (const std::exception& error) {
            return [failed, text = sentence(error)] { failed(text); };
        }
    });
}

}  // namespace headroom
