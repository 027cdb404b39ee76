// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/report_document.h"

namespace headroom {

/// A chart with its legend as an <svg> element for the body of an HTML page, `width` pixels wide;
/// `cssClass` tells the light one from the dark one. Empty for an empty chart.
QString chartSvg(const ReportChart& chart, int width, bool dark, const QString& cssClass);

}  // namespace headroom
