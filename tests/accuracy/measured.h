// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/validation/serving_rows.h"
#include "core/validation/speed_check.h"
#include "core/validation/speed_fit.h"
#include "core/validation/speed_rows.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {

inline std::vector<Row> measuredRows(const std::string& name) {
    return parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/resources/validation/" + name));
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
    return headroom::documentedClasses(seedCatalog().speedClasses,
                                       measuredRows("speed_fit_start.csv"));
}

/// Everything measured, and what classes fitted without a figure's device or model say of it.
struct HeldOut {
    SpeedObservations all{allMeasured()};
    std::vector<SpeedClass> starts{documentedClasses()};
    std::vector<double> deviceOut{
        heldOutPredictions(all.figures, starts, &SpeedObservation::device)};
    std::vector<double> modelOut{heldOutPredictions(all.figures, starts, &SpeedObservation::model)};
};
inline const HeldOut& heldOut() {
    static const HeldOut result;
    return result;
}

/// Share of the figures that lie from P10 to P90 of the seed's class around their prediction; those
/// that users submitted and first tokens, which have a range of their own, are left out.
inline double shareInRange(const std::vector<SpeedObservation>& figures,
                           const std::vector<double>& predicted) {
    constexpr double kNinetiethPercentile = 1.2816;
    int inside = 0;
    int count = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const SpeedObservation& figure = figures[i];
        if (figure.userSubmitted || figure.figure == SpeedFigure::FirstToken) continue;
        double spread = 0;
        for (const SpeedClass& one : seedCatalog().speedClasses) {
            if (one.id == figure.classId) spread = one.spread;
        }
        const double error = std::fabs(std::log(predicted[i] / figure.measured));
        if (error <= kNinetiethPercentile * spread) ++inside;
        ++count;
    }
    return static_cast<double>(inside) / count;
}

/// What the seed holds: the fit to all figures, with ranges for devices and models unseen.
inline std::vector<SpeedClass> refittedClasses() {
    const HeldOut& held = heldOut();
    std::vector<SpeedClass> classes = fittedClasses(held.all.figures, held.starts);
    setHeldOutSpreads(classes, held.starts, held.all.figures, held.deviceOut, held.modelOut);
    return classes;
}

}  // namespace headroom::tests
