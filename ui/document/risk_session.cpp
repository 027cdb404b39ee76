// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/risk_session.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "core/decision/risk_verdict.h"

namespace headroom {

using namespace std::chrono_literals;

namespace {

constexpr auto kAfterTyping = 250ms;

/// What the thread works on.
struct Question {
    Scenario scenario;
    std::vector<std::size_t> indices;   ///< into the evaluation's options, ascending
    std::vector<OptionResult> options;  ///< these alone: a copy of all would take too long
    Verdict verdict;
    CatalogPointer catalog;
};

Question questionFor(const Scenario& scenario, const Evaluation& evaluation,
                     CatalogPointer catalog) {
    Question question{scenario,
                      riskOptions(evaluation.options, RiskRequest{}.options),
                      {},
                      evaluation.verdict,
                      std::move(catalog)};
    std::sort(question.indices.begin(), question.indices.end());
    for (const std::size_t index : question.indices) {
        question.options.push_back(evaluation.options[index]);
    }
    return question;
}

}  // namespace

RiskSession::RiskSession(QObject* parent) : QObject(parent), m_job(kAfterTyping) {}

void RiskSession::clear() {
    m_job.stop();
    m_study.reset();
    m_verdict.reset();
}

void RiskSession::ask(const Scenario& scenario, const Evaluation& evaluation,
                      CatalogPointer catalog) {
    clear();
    if (evaluation.feasibleCount == 0) return;
    const auto question =
        std::make_shared<const Question>(questionFor(scenario, evaluation, std::move(catalog)));
    m_job.run([this, question](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        RiskRequest request;
        request.draws = question->scenario.uncertainty.draws;
        request.seed = question->scenario.uncertainty.seed;
        request.stopped = stopped;
        RiskStudy study =
            studyRisk(question->options, question->scenario, *question->catalog, request);
        if (study.stopped) return {};
        Verdict verdict = withRisk(question->verdict, question->options, study, question->scenario,
                                   *question->catalog);
        study = withIndices(std::move(study), question->indices);
        return [this, study = std::move(study), verdict = std::move(verdict)]() mutable {
            m_study = std::move(study);
            m_verdict = std::move(verdict);
            emit changed();
        };
    });
}

}  // namespace headroom
