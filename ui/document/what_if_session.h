// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "core/what_if.h"
#include "ui/document/latest_job.h"

namespace headroom {

/// Looks on a thread for the values of a scenario's inputs that turn the answer; a newer question
/// stops the older one, whose result is dropped.
class WhatIfSession : public QObject {
    Q_OBJECT
public:
    explicit WhatIfSession(QObject* parent = nullptr);

    /// Knows the inputs at once, and begins to look for their turns once typing has paused.
    void ask(const Scenario& scenario, CatalogPointer catalog);
    /// Stops and forgets.
    void clear();
    const std::vector<WhatIfInput>& inputs() const { return m_inputs; }
    /// Whether the turns of `inputs` are known.
    bool searched() const { return m_searched; }
    bool searching() const { return m_job.busy(); }

signals:
    void changed();

private:
    std::vector<WhatIfInput> m_inputs;
    bool m_searched{};
    LatestJob m_job;
};

}  // namespace headroom
