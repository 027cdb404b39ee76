// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/catalog/speed_class.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// ln(measured time / predicted time): above 0 where the device is slower than predicted.
double slowness(const SpeedObservation& seen, const SpeedClass& parameters);

/// The part of a request that a figure measures: decode (rates, TPOT), prefill (rates, TTFT), or
/// both together.
enum class SpeedPart { Decode, Prefill, Both };
SpeedPart partOf(SpeedFigure figure);

/// `base` with times of decode and prefill scaled: shares of the rates divided, fixed costs
/// multiplied; no share leaves (0, 1].
SpeedClass scaledClass(const SpeedClass& base, double decodeFactor, double prefillFactor);

/// The device at its datasheet rates without any fixed cost: nothing is faster.
SpeedClass physicalLimit();

/// A figure that the factors follow from.
struct CalibrationSample {
    const SpeedObservation* seen{};
    double weight{1};
    bool decodes{};   ///< the factor of decode follows from it
    bool prefills{};  ///< the factor of prefill follows from it
};

/// The wait of more clients than this depends on how many requests each sends (docs/speed.md 7).
inline constexpr int kFewestOfCrowd = 9;
/// Whether factors may follow from a figure at all: not where requests come at a rate, nor from
/// the wait of a crowd.
bool isCalibrating(const SpeedObservation& seen);
/// The figure with the factors that follow from it: a rate of answers is mostly decode, so it
/// tells of decode alone.
CalibrationSample sampleOf(const SpeedObservation& seen);

/// Times as shares of what the class gives; nothing = no sample tells.
struct CalibrationFactors {
    std::optional<double> decode;
    std::optional<double> prefill;
};
/// The factors at which the weighted mean of `slowness` is 0, over the samples of decode and over
/// those of prefill; one for both where every sample is of both (docs/speed.md 11). Nothing when
/// that takes a factor beyond 20 or below 1/20.
std::optional<CalibrationFactors> calibrationFactors(const std::vector<CalibrationSample>& samples,
                                                     const SpeedClass& base);

/// Spread of a calibrated class from the residuals ln(measured / predicted) that remain, those of
/// each model and format together: sqrt((class spread^2 + the models' mean squares) / models), at
/// least 0.05 (docs/speed.md 11). One model that is met exactly leaves the class's spread: nothing
/// is learnt of others.
double calibratedSpread(const std::vector<std::vector<double>>& residualsByModel,
                        double classSpread);

}  // namespace headroom
