// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/memory/fit_map.h"
#include "ui/charts/chart_content.h"

namespace headroom {

struct FitMapChartData {
    FitMap map;
    QString option;    ///< on what
    QString subtitle;  ///< model, format, cache
    Tokens context;    ///< as typed
    int slotCount{};
};

/// Which contexts fit for how many people at once, with the exact edge and a frame round what was
/// typed. A cell that fits is filled, one that does not is empty with a cross.
ChartContent fitMapChart(std::shared_ptr<const FitMapChartData> data);

}  // namespace headroom
