// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <QTimer>
#include <chrono>
#include <functional>
#include <memory>

namespace headroom {

/// Runs the newest of the works it is given on a thread of low priority, one at a time. A newer
/// work stops the older one, whose result is dropped.
class LatestJob : public QObject {
    Q_OBJECT
public:
    using Stopped = std::function<bool()>;
    /// Takes over what a work found, from the event loop of the job.
    using Delivery = std::function<void()>;
    /// Called on the thread, so it holds copies of all it reads, and asks now and then whether it
    /// is stopped. Without a delivery nothing was found; so counts what it throws, too.
    using Work = std::function<Delivery(const Stopped&)>;

    /// A work begins when `delay` has passed without a newer one.
    explicit LatestJob(std::chrono::milliseconds delay, QObject* parent = nullptr);
    /// Waits for the thread.
    ~LatestJob() override;

    void run(Work work);
    void stop();
    /// Whether a work waits or runs whose result will be taken over.
    bool busy() const { return m_newest != nullptr; }

private:
    struct Run;
    void start();
    void finish(const std::shared_ptr<Run>& run);

    std::shared_ptr<Run> m_newest;   ///< given and not finished
    std::shared_ptr<Run> m_running;  ///< what the thread works on, stopped or not
    std::unique_ptr<QThread> m_thread;
    QTimer m_delay;
};

}  // namespace headroom
