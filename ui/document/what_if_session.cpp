// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/what_if_session.h"

#include <chrono>

namespace headroom {

using namespace std::chrono_literals;

namespace {

/// After the odds have begun, which the verdict above waits for.
constexpr auto kAfterTyping = 400ms;

}  // namespace

WhatIfSession::WhatIfSession(QObject* parent) : QObject(parent), m_job(kAfterTyping) {}

void WhatIfSession::clear() {
    m_job.stop();
    m_inputs.clear();
    m_searched = false;
}

void WhatIfSession::ask(const Scenario& scenario, CatalogPointer catalog) {
    clear();
    m_inputs = whatIfInputs(scenario);
    m_job.run([this, scenario, catalog = std::move(catalog),
               inputs = m_inputs](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        std::vector<WhatIfInput> found = inputs;
        for (WhatIfInput& input : found) {
            findTurns(input, scenario, *catalog, stopped);
            if (stopped()) return {};
        }
        return [this, found = std::move(found)]() mutable {
            m_inputs = std::move(found);
            m_searched = true;
            emit changed();
        };
    });
}

}  // namespace headroom
