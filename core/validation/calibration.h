// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/validation/bench_output.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// What the person says where the output does not settle it. Ids of the catalog; each applies to
/// the rows that may mean it, and to all where every row names the same thing or nothing.
struct BenchChoices {
    std::vector<std::string> accelerators;
    std::vector<std::string> models;
    std::vector<std::string> weights;
    std::vector<std::string> caches;
    std::optional<EngineChoice> engine;  ///< of servers, whose client does not know it
    int devices{};                       ///< that took part; 0 = as printed, else one
    double prompt{};                     ///< tokens of one request, of vllm bench throughput
};

/// A name that may mean several entries of the catalog, or none.
struct BenchQuestion {
    enum class About { Accelerator, Model, Weights, Cache };
    About about{};
    std::string text;                     ///< as printed, hostile; empty = the output says nothing
    std::vector<std::string> candidates;  ///< ids, likeliest first; empty = none is like it

    friend bool operator==(const BenchQuestion&, const BenchQuestion&) = default;
};
/// The question in words: 'The device "Apple M4 Max" can be m4-max-32c or m4-max-40c.'
std::string questionText(const BenchQuestion& question);

/// One measured figure beside what is predicted, all in the unit of `benchMetricUnit`.
struct CalibrationFigure {
    std::size_t row{};  ///< index in BenchOutput::rows
    std::string modelId;
    std::string weightsId;
    std::string cacheId;
    int devices{1};
    double measured{};
    double before{};     ///< by the class of such devices, without any measurement
    double after{};      ///< by the device's own row
    bool used{};         ///< the factors follow from it; else it is compared only
    std::string reason;  ///< why it is only compared
};

/// What a measurement makes of the class that applies to one device, engine and backend.
struct Calibration {
    std::string acceleratorId;
    std::string acceleratorName;
    SpeedClass before;    ///< the class of such devices
    SpeedClass measured;  ///< the row to store: `before`, scaled
    /// Times of decode and prefill as shares of what `before` gives; nothing = no row tells.
    std::optional<double> decodeFactor;
    std::optional<double> prefillFactor;
    std::vector<CalibrationFigure> figures;
    std::vector<std::string> warnings;
    std::string refusal;  ///< not empty: a sentence why `measured` must not be stored
};

struct CalibrationPlan {
    std::vector<Calibration> calibrations;  ///< one a device, engine and backend
    std::vector<BenchQuestion> questions;   ///< their rows are among `unusable`
    std::vector<BenchGap> unusable;         ///< those of the output and those of no prediction
};

/// Matches the rows to the catalog and scales the class of each device (docs/speed.md 11). `today`,
/// an ISO 8601 day, dates what carries no date. Changes nothing: store `measured` with
/// `rowFromSpeedClass` as one row of the table speed_classes; deleting that row undoes it. Throws
/// std::invalid_argument, naming the id and the nearest one, for a choice that the catalog lacks.
CalibrationPlan planCalibration(const BenchOutput& output, const BenchChoices& choices,
                                const Catalog& catalog, std::string_view today);

}  // namespace headroom
