// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/what_if.h"

namespace headroom {

/// Looks on a thread for the values of a scenario's inputs that turn the answer; a newer question
/// stops the older one, whose result is dropped.
class WhatIfSession : public QObject {
    Q_OBJECT
public:
    explicit WhatIfSession(QObject* parent = nullptr);
    ~WhatIfSession() override;

    /// Knows the inputs at once, and begins to look for their turns once typing has paused.
    void ask(const Scenario& scenario, CatalogPointer catalog);
    /// Stops and forgets.
    void clear();
    const std::vector<WhatIfInput>& inputs() const { return m_inputs; }
    /// Whether the turns of `inputs` are known.
    bool searched() const { return m_searched; }
    bool searching() const { return m_question != nullptr; }

signals:
    void changed();

private:
    struct Run;
    void start();
    void finish(const std::shared_ptr<Run>& run);

    std::vector<WhatIfInput> m_inputs;
    bool m_searched{};
    std::shared_ptr<Run> m_question;  ///< asked and not answered
    std::shared_ptr<Run> m_running;
    std::unique_ptr<QThread> m_thread;
    QTimer m_delay;
};

}  // namespace headroom
