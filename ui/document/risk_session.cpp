// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/risk_session.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>

#include "core/decision/risk_verdict.h"

namespace headroom {

using namespace std::chrono_literals;

namespace {

constexpr auto kAfterTyping = 250ms;

}  // namespace

/// Shared with the thread: the session may be gone, or may have asked anew.
struct RiskSession::Run {
    Scenario scenario;
    std::vector<std::size_t> indices;   ///< into the evaluation's options, ascending
    std::vector<OptionResult> options;  ///< these alone: a copy of all would take too long
    Verdict verdict;
    CatalogPointer catalog;
    std::atomic<bool> stopped{};
    std::optional<RiskStudy> study;

    void work() {
        RiskRequest request;
        request.draws = scenario.uncertainty.draws;
        request.seed = scenario.uncertainty.seed;
        request.stopped = [this] { return stopped.load(std::memory_order_relaxed); };
        try {
            RiskStudy result = studyRisk(options, scenario, *catalog, request);
            if (result.stopped) return;
            verdict = withRisk(std::move(verdict), options, result, scenario, *catalog);
            study = withIndices(std::move(result), indices);
        } catch (const std::exception&) {
            // The verdict by margin stays; an exception that leaves a thread would end the program.
        }
    }
};

RiskSession::RiskSession(QObject* parent) : QObject(parent) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAfterTyping);
    connect(&m_delay, &QTimer::timeout, this, &RiskSession::start);
}

RiskSession::~RiskSession() {
    clear();
    if (!m_thread) return;
    m_thread->disconnect(this);
    m_thread->wait();
}

void RiskSession::clear() {
    m_delay.stop();
    m_question.reset();
    if (m_running) m_running->stopped = true;
    m_running.reset();
    m_study.reset();
    m_verdict.reset();
}

void RiskSession::ask(const Scenario& scenario, const Evaluation& evaluation,
                      CatalogPointer catalog) {
    clear();
    if (evaluation.feasibleCount == 0) return;
    m_question = std::make_shared<Run>();
    m_question->scenario = scenario;
    m_question->indices = riskOptions(evaluation.options, RiskRequest{}.options);
    std::sort(m_question->indices.begin(), m_question->indices.end());
    for (const std::size_t index : m_question->indices) {
        m_question->options.push_back(evaluation.options[index]);
    }
    m_question->verdict = evaluation.verdict;
    m_question->catalog = std::move(catalog);
    m_delay.start();
}

void RiskSession::start() {
    if (!m_question) return;
    if (m_thread) {
        // The old question's thread is about to end.
        m_delay.start();
        return;
    }
    m_running = m_question;
    m_thread.reset(QThread::create([run = m_running] { run->work(); }));
    connect(m_thread.get(), &QThread::finished, this, [this, run = m_running] { finish(run); });
    m_thread->start(QThread::LowPriority);
}

void RiskSession::finish(const std::shared_ptr<Run>& run) {
    m_thread->wait();
    m_thread.reset();
    if (run != m_running) return;
    m_running.reset();
    m_question.reset();
    if (!run->study) return;
    m_study = std::move(run->study);
    m_verdict = std::move(run->verdict);
    emit changed();
}

}  // namespace headroom
