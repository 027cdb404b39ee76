// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "ui/document/latest_job.h"

namespace headroom {

/// Studies the uncertainty of a document's evaluation on a thread, with copies of everything; a
/// newer question stops the older one, whose result is dropped.
class RiskSession : public QObject {
    Q_OBJECT
public:
    explicit RiskSession(QObject* parent = nullptr);

    /// Forgets what it knows and begins once typing has paused.
    void ask(const Scenario& scenario, const Evaluation& evaluation, CatalogPointer catalog);
    /// Stops and forgets.
    void clear();
    /// nullptr while it is not known.
    const RiskStudy* study() const { return m_study ? &*m_study : nullptr; }
    /// The evaluation's verdict in the words of the odds; nullptr while they are not known.
    const Verdict* verdict() const { return m_verdict ? &*m_verdict : nullptr; }
    bool studying() const { return m_job.busy(); }

signals:
    void changed();

private:
    LatestJob m_job;
    std::optional<RiskStudy> m_study;
    std::optional<Verdict> m_verdict;
};

}  // namespace headroom
