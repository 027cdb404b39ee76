// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPageSize>
#include <QString>

#include "core/evaluate.h"

namespace headroom {

struct ReportSettings {
    QString catalogDate;
    QString createdOn;  ///< ISO date, given by the caller: the report reads no clock
    QPageSize::PageSizeId pageSize{QPageSize::A4};
};

/// Writes the comparison report as a vector PDF; atomic. Throws FileError: errors in the findings,
/// a folder that cannot be written. Needs a QApplication (the charts are widgets; offscreen will
/// do).
void writeReport(const QString& path, const Scenario& scenario, const Evaluation& evaluation,
                 const Catalog& catalog, const ReportSettings& settings);

}  // namespace headroom
