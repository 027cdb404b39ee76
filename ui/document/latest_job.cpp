// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/latest_job.h"

#include <utility>

namespace headroom {

LatestJob::LatestJob(std::chrono::milliseconds delay, QObject* parent) : QObject(parent) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &LatestJob::start);
    connect(&m_task, &BackgroundTask::ended, this, &LatestJob::start);
}

void LatestJob::stop() {
    m_delay.stop();
    m_next = nullptr;
    m_task.stop();
}

void LatestJob::run(Work work) {
    stop();
    m_next = std::move(work);
    m_delay.start();
}

void LatestJob::start() {
    // While an older work is about to end, its end starts this one.
    if (!m_next || m_delay.isActive() || m_task.running()) return;
    m_task.start(std::exchange(m_next, nullptr));
}

}  // namespace headroom
