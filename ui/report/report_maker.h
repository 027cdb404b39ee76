// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "ui/document/document.h"
#include "ui/document/latest_job.h"
#include "ui/report/report.h"

namespace headroom {

/// Makes the report of a document while the window stays awake: the draws on a thread, with copies
/// of everything, the pages then here.
class ReportMaker : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const ReportDocument&)>;
    explicit ReportMaker(QObject* parent = nullptr);

    /// Calls `done` from the event loop with the report of the document as it is now, or `failed`
    /// with the sentence. Does nothing while another report is being made.
    void make(const Document& document, ReportSettings settings, Done done,
              std::function<void(const QString&)> failed);
    bool busy() const { return m_job.busy(); }

private:
    LatestJob m_job;
};

}  // namespace headroom
