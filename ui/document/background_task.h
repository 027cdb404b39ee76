// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

namespace headroom {

/// Runs one work at a time on a thread of its own, and hands what it found to the event loop of
/// this object: the one way in which the window takes over what a thread found.
class BackgroundTask : public QObject {
    Q_OBJECT
public:
    using Stopped = std::function<bool()>;
    /// Takes over what a work found, from the event loop; the task may start the next one there.
    using Delivery = std::function<void()>;
    /// Called on the thread, so it holds copies of all it reads, and asks now and then whether it
    /// is stopped. Without a delivery nothing was found; so counts what it throws, which is logged.
    using Work = std::function<Delivery(const Stopped&)>;

    explicit BackgroundTask(QThread::Priority priority = QThread::InheritPriority,
                            QObject* parent = nullptr);
    /// Stops the work and waits for its thread.
    ~BackgroundTask() override;

    /// Only while none is running.
    void start(Work work);
    /// Asks the work to end early; its delivery is dropped.
    void stop();
    /// Blocks until the work is done; its delivery still comes from the event loop.
    void wait();
    /// From `start` until right before the delivery.
    bool running() const { return m_thread != nullptr; }
    bool stopped() const;

signals:
    /// A work has ended, stopped or not; before its delivery.
    void ended();

private:
    struct Run;
    void finish();

    QThread::Priority m_priority;
    std::shared_ptr<Run> m_run;  ///< shared with the thread
    std::unique_ptr<QThread> m_thread;
};

}  // namespace headroom
