// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "core/validation/serving_rows.h"
#include "core/validation/speed_check.h"
#include "core/validation/speed_fit.h"
#include "core/validation/speed_rows.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {

inline std::vector<Row> measuredRows(const std::string& name) {
    return parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/" + name));
}

/// Both tables; figures of the second behind those of the first.
inline SpeedObservations allMeasured() {
    SpeedObservations all = readSpeedRows(measuredRows("speed.csv"), seedCatalog());
    SpeedObservations serving = readServingRows(measuredRows("serving.csv"), seedCatalog());
    all.figures.insert(all.figures.end(), serving.figures.begin(), serving.figures.end());
    all.unpredicted.insert(all.unpredicted.end(), serving.unpredicted.begin(),
                           serving.unpredicted.end());
    return all;
}

/// The documented values that fits start from and are pulled to, with the words of the seed.
inline std::vector<SpeedClass> documentedClasses() {
    std::vector<SpeedClass> classes = seedCatalog().speedClasses;
    const std::vector<Row> starts = measuredRows("fit_start.csv");
    for (SpeedClass& one : classes) {
        const Row* start = nullptr;
        for (const Row& row : starts) {
            if (row.text("id") == one.id) start = &row;
        }
        if (!start) throw std::runtime_error("fit_start.csv lacks " + one.id);
        for (const FittedParameter& parameter : fittedParameters()) {
            one.*parameter.member = start->number(parameter.column).value();
        }
        one.spread = start->number("spread").value();
    }
    return classes;
}

}  // namespace headroom::tests
