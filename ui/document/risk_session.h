// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <QTimer>
#include <memory>
#include <optional>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"

namespace headroom {

/// Studies the uncertainty of a document's evaluation on a thread, with copies of everything; a
/// newer question stops the older one, whose result is dropped.
class RiskSession : public QObject {
    Q_OBJECT
public:
    explicit RiskSession(QObject* parent = nullptr);
    ~RiskSession() override;

    /// Forgets what it knows and begins once typing has paused.
    void ask(const Scenario& scenario, const Evaluation& evaluation, CatalogPointer catalog);
    /// Stops and forgets.
    void clear();
    /// nullptr while it is not known.
    const RiskStudy* study() const { return m_study ? &*m_study : nullptr; }
    /// The evaluation's verdict in the words of the odds; nullptr while they are not known.
    const Verdict* verdict() const { return m_verdict ? &*m_verdict : nullptr; }
    bool studying() const { return m_question != nullptr; }

signals:
    void changed();

private:
    struct Run;
    void start();
    void finish(const std::shared_ptr<Run>& run);

    std::shared_ptr<Run> m_question;  ///< asked and not answered
    std::shared_ptr<Run> m_running;
    std::unique_ptr<QThread> m_thread;
    QTimer m_delay;
    std::optional<RiskStudy> m_study;
    std::optional<Verdict> m_verdict;
};

}  // namespace headroom
