// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "app/cli/output.h"
#include "core/validation/calibration.h"

namespace headroom::cli {

/// What a measurement would change or has changed.
struct CalibrationReport {
    BenchOutput output;
    CalibrationPlan plan;
    bool stored{};
};
void printCalibration(const CalibrationReport& report, Format format);

}  // namespace headroom::cli
