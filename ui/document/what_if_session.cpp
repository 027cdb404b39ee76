// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/what_if_session.h"

#include <atomic>
#include <chrono>
#include <exception>

namespace headroom {

using namespace std::chrono_literals;

namespace {

/// After the odds have begun, which the verdict above waits for.
constexpr auto kAfterTyping = 400ms;

}  // namespace

/// Shared with the thread: the session may be gone, or may have asked anew.
struct WhatIfSession::Run {
    Scenario scenario;
    CatalogPointer catalog;
    std::vector<WhatIfInput> inputs;
    std::atomic<bool> stopped{};
    bool done{};

    void work() {
        const auto isStopped = [this] { return stopped.load(std::memory_order_relaxed); };
        try {
            for (WhatIfInput& input : inputs) {
                findTurns(input, scenario, *catalog, isStopped);
                if (isStopped()) return;
            }
            done = true;
        } catch (const std::exception&) {
            // The sliders stay without marks; leaving a thread it would end the program.
        }
    }
};

WhatIfSession::WhatIfSession(QObject* parent) : QObject(parent) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAfterTyping);
    connect(&m_delay, &QTimer::timeout, this, &WhatIfSession::start);
}

WhatIfSession::~WhatIfSession() {
    clear();
    if (!m_thread) return;
    m_thread->disconnect(this);
    m_thread->wait();
}

void WhatIfSession::clear() {
    m_delay.stop();
    m_question.reset();
    if (m_running) m_running->stopped = true;
    m_running.reset();
    m_inputs.clear();
    m_searched = false;
}

void WhatIfSession::ask(const Scenario& scenario, CatalogPointer catalog) {
    clear();
    m_inputs = whatIfInputs(scenario);
    m_question = std::make_shared<Run>();
    m_question->scenario = scenario;
    m_question->catalog = std::move(catalog);
    m_question->inputs = m_inputs;
    m_delay.start();
}

void WhatIfSession::start() {
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

void WhatIfSession::finish(const std::shared_ptr<Run>& run) {
    m_thread->wait();
    m_thread.reset();
    if (run != m_running) return;
    m_running.reset();
    m_question.reset();
    if (!run->done) return;
    m_inputs = std::move(run->inputs);
    m_searched = true;
    emit changed();
}

}  // namespace headroom
