// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/validation/calibration.h"

namespace headroom {

/// To four figures: more than a measurement tells, and what a row shows is what it predicts.
/// Private to the calibration, like all here.
double roundedParameter(double value);
void roundParameters(SpeedClass& row);

/// Where the row comes from: programs, builds, models and formats; its notes list the rows used as
/// "test: measured / predicted before". Texts of files are kept to letters, digits and few marks.
Provenance provenanceOf(const Calibration& calibration, const std::vector<BenchRow>& rows,
                        std::string_view today);

}  // namespace headroom
