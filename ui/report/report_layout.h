// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/report_canvas.h"
#include "ui/report/report_document.h"

namespace headroom {

/// Paints the document from its first page to its last.
void paintReport(ReportCanvas& canvas, const ReportDocument& document);
/// The first page; in a file of its own.
void paintCover(ReportCanvas& canvas, const ReportDocument& document, const QString& title,
                const ReportCover& cover);

}  // namespace headroom
