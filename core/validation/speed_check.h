// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// Which table of measured speeds columns are of; nothing when they are those of none.
enum class SpeedTable { Speed, Serving };
std::optional<SpeedTable> speedTable(const std::vector<std::string>& header);

/// Errors of the figures that have `name` in common: shares of the measurement.
struct ErrorGroup {
    std::string by;  ///< metric, class, engine, parallelism, series
    std::string name;
    std::size_t count{};
    double medianAbsoluteError{};
    double p90AbsoluteError{};
    double bias{};              ///< exp(mean of ln(predicted / measured)) - 1
    double medianFactor{};      ///< exp(median of |ln(predicted / measured)|), 1 = exact
    std::size_t unpredicted{};  ///< rows without a prediction
};

/// What the predictions promise. Negative = no limit.
struct SpeedBound {
    std::string name;
    double median{-1};
    double p90{-1};
    double medianFactor{-1};
};

/// What one table of measurements gave.
struct SpeedCheck {
    SpeedObservations observations;
    std::vector<double> predicted;        ///< of each of `observations.figures`
    std::vector<ErrorGroup> groups;       ///< rows of normal confidence
    std::vector<ErrorGroup> submitted;    ///< rows that users submitted, by metric
    std::vector<ErrorGroup> oneConstant;  ///< 0.55 x bandwidth / bytes on the same rows, by metric
    /// Serving: figures of a series once its middle row calibrates the device, that row left out.
    std::vector<ErrorGroup> calibrated;
    std::vector<ErrorGroup> promised;  ///< the groups that bounds are on
    std::vector<SpeedBound> bounds;
    std::vector<std::string> broken;  ///< the promises not kept, a sentence each
};

/// Predicts every row again with the classes of `catalog`. When `stopped`, asked every few hundred
/// rows, says yes, the rest is left out.
SpeedCheck checkSpeed(SpeedTable table, const std::vector<Row>& rows, const Catalog& catalog,
                      const std::function<bool()>& stopped = {});

/// Groups of `predicted` figures, those that users submitted left out; `unpredicted` counts gaps.
std::vector<ErrorGroup> errorGroups(const SpeedObservations& observations,
                                    const std::vector<double>& predicted);

/// The groups that bounds are on, from any predictions: those of held-out classes, say.
std::vector<ErrorGroup> promisedGroups(const SpeedObservations& observations,
                                       const std::vector<double>& predicted);

/// Figures of each series of served loads once all figures of its middle row, by load, have
/// calibrated the device as an own measurement does (calibration.h), that row left out. `classes`
/// by id.
std::vector<ErrorGroup> calibratedGroups(const SpeedObservations& observations,
                                         const std::map<std::string, const SpeedClass*>& classes);

}  // namespace headroom
