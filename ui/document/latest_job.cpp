// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/latest_job.h"

#include <QtGlobal>
#include <atomic>
#include <exception>

namespace headroom {

/// Shared with the thread: the job may be gone, or may have a newer work.
struct LatestJob::Run {
    Work work;
    std::atomic<bool> stopped{};
    Delivery delivery;

    void operator()() {
        try {
            delivery = work([this] { return stopped.load(std::memory_order_relaxed); });
        } catch (const std::exception& error) {
            // Leaving a thread it would end the program.
            qWarning("Background work failed: %s", error.what());
        }
    }
};

LatestJob::LatestJob(std::chrono::milliseconds delay, QObject* parent) : QObject(parent) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &LatestJob::start);
}

LatestJob::~LatestJob() {
    stop();
    if (!m_thread) return;
    m_thread->disconnect(this);
    m_thread->wait();
}

void LatestJob::stop() {
    m_delay.stop();
    m_newest.reset();
    if (m_running) m_running->stopped = true;
}

void LatestJob::run(Work work) {
    stop();
    m_newest = std::make_shared<Run>();
    m_newest->work = std::move(work);
    m_delay.start();
}

void LatestJob::start() {
    // While an older work is about to end, its end starts this one.
    if (!m_newest || m_thread) return;
    m_running = m_newest;
    m_thread.reset(QThread::create([run = m_running] { (*run)(); }));
    connect(m_thread.get(), &QThread::finished, this, [this, run = m_running] { finish(run); });
    m_thread->start(QThread::LowPriority);
}

void LatestJob::finish(const std::shared_ptr<Run>& run) {
    m_thread->wait();
    // Deleted later: the function that calls this belongs to its connection.
    m_thread.release()->deleteLater();
    m_running.reset();
    if (run != m_newest) {
        if (!m_delay.isActive()) start();
        return;
    }
    m_newest.reset();
    if (run->delivery) run->delivery();
}

}  // namespace headroom
