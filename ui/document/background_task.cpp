// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background_task.h"

#include <QPointer>
#include <QtGlobal>
#include <atomic>
#include <exception>

namespace headroom {

struct BackgroundTask::Run {
    Work work;
    std::atomic<bool> stopped{};
    Delivery delivery;
    /// Set before the thread starts and when its work is done. QThread orders both sides as well,
    /// but ThreadSanitizer cannot see into Qt.
    std::atomic<bool> begun{};
    std::atomic<bool> done{};

    void operator()() {
        (void)begun.load(std::memory_order_acquire);
        try {
            delivery = work([this] { return stopped.load(std::memory_order_relaxed); });
        } catch (const std::exception& error) {
            // Leaving a thread it would end the program.
            qWarning("Background work failed: %s", error.what());
        }
        // What the work holds is let go of here, not by the thread that waits.
        work = nullptr;
        done.store(true, std::memory_order_release);
    }
};

BackgroundTask::BackgroundTask(QThread::Priority priority, QObject* parent)
    : QObject(parent), m_priority(priority) {}

BackgroundTask::~BackgroundTask() {
    if (!m_thread) return;
    stop();
    m_thread->disconnect(this);
    wait();
}

void BackgroundTask::start(Work work) {
    Q_ASSERT(!m_thread);
    m_run = std::make_shared<Run>();
    m_run->work = std::move(work);
    m_run->begun.store(true, std::memory_order_release);
    m_thread.reset(QThread::create([run = m_run] { (*run)(); }));
    connect(m_thread.get(), &QThread::finished, this, &BackgroundTask::finish);
    m_thread->start(m_priority);
}

void BackgroundTask::stop() {
    if (m_run) m_run->stopped = true;
}

void BackgroundTask::wait() {
    if (!m_thread) return;
    m_thread->wait();
    (void)m_run->done.load(std::memory_order_acquire);
}

bool BackgroundTask::stopped() const {
    return m_run && m_run->stopped;
}

void BackgroundTask::finish() {
    wait();
    // Deleted later: the signal that calls this is the thread's.
    m_thread.release()->deleteLater();
    const std::shared_ptr<Run> run = std::move(m_run);
    m_run.reset();
    const QPointer<BackgroundTask> self(this);
    emit ended();
    // Whoever hears of the end may delete the task, and the owner of what is delivered with it.
    if (self && !run->stopped && run->delivery) run->delivery();
}

}  // namespace headroom
