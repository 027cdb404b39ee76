// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

#include "ui/document/background_task.h"

namespace headroom {

/// Runs the newest of the works it is given on a thread of low priority, one at a time. A newer
/// work stops the older one, whose result is dropped.
class LatestJob : public QObject {
    Q_OBJECT
public:
    using Stopped = BackgroundTask::Stopped;
    using Delivery = BackgroundTask::Delivery;
    using Work = BackgroundTask::Work;

    /// A work begins when `delay` has passed without a newer one.
    explicit LatestJob(std::chrono::milliseconds delay, QObject* parent = nullptr);

    void run(Work work);
    void stop();
    /// Whether a work waits or runs whose result will be taken over.
    bool busy() const { return m_next || (m_task.running() && !m_task.stopped()); }

private:
    void start();

    Work m_next;  ///< given and not begun
    BackgroundTask m_task{QThread::LowPriority};
    QTimer m_delay;
};

}  // namespace headroom
