// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/calibration_factors.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double kSmallestSpread = 0.05;
/// Beyond, the setup is another one than stated.
constexpr double kLargestFactor = 20;

bool isTime(SpeedFigure figure) {
    return figure == SpeedFigure::StepTime || figure == SpeedFigure::TokenTime ||
           figure == SpeedFigure::FirstToken;
}

/// Mean slowness of the samples that `use` names; nothing when there is none.
std::optional<double> meanSlowness(const std::vector<CalibrationSample>& samples,
                                   const SpeedClass& parameters, bool CalibrationSample::*use) {
    double sum = 0;
    double weights = 0;
    for (const CalibrationSample& one : samples) {
        if (!(one.*use)) continue;
        sum += one.weight * slowness(*one.seen, parameters);
        weights += one.weight;
    }
    if (weights == 0) return std::nullopt;
    return sum / weights;
}

}  // namespace

double slowness(const SpeedObservation& seen, const SpeedClass& parameters) {
    const double ratio = std::log(seen.measured / predictedFigure(seen, parameters));
    return isTime(seen.figure) ? ratio : -ratio;
}

SpeedPart partOf(SpeedFigure figure) {
    switch (figure) {
        case SpeedFigure::DecodeRate:
        case SpeedFigure::StepTime:
        case SpeedFigure::TokenTime:
            return SpeedPart::Decode;
        case SpeedFigure::PrefillRate:
        case SpeedFigure::FirstToken:
            return SpeedPart::Prefill;
        case SpeedFigure::WallRate:
            break;
    }
    return SpeedPart::Both;
}

bool isCalibrating(const SpeedObservation& seen) {
    const double clients = seen.load.running + seen.load.waiting;
    return seen.offered == 0 &&
           !(seen.figure == SpeedFigure::FirstToken && clients >= kFewestOfCrowd);
}

CalibrationSample sampleOf(const SpeedObservation& seen) {
    const bool prefill = partOf(seen.figure) == SpeedPart::Prefill;
    return {&seen, 1, !prefill, prefill};
}

SpeedClass scaledClass(const SpeedClass& base, double decodeFactor, double prefillFactor) {
    SpeedClass row = base;
    const auto share = [](double value, double factor) { return std::min(1.0, value / factor); };
    row.weightEfficiency = share(base.weightEfficiency, decodeFactor);
    row.expertEfficiency = share(base.expertEfficiency, decodeFactor);
    row.cacheEfficiency = share(base.cacheEfficiency, decodeFactor);
    row.batchEfficiency = share(base.batchEfficiency, decodeFactor);
    row.layerMicroseconds = base.layerMicroseconds * decodeFactor;
    row.stepMicroseconds = base.stepMicroseconds * decodeFactor;
    row.prefillEfficiency = share(base.prefillEfficiency, prefillFactor);
    row.expertPrefillEfficiency = share(base.expertPrefillEfficiency, prefillFactor);
    row.attentionEfficiency = share(base.attentionEfficiency, prefillFactor);
    row.requestMicroseconds = base.requestMicroseconds * prefillFactor;
    return row;
}

SpeedClass physicalLimit() {
    SpeedClass limit;
    limit.weightEfficiency = limit.expertEfficiency = limit.cacheEfficiency = 1;
    limit.prefillEfficiency = limit.expertPrefillEfficiency = limit.attentionEfficiency = 1;
    limit.batchEfficiency = 1;
    return limit;
}

std::optional<CalibrationFactors> calibrationFactors(const std::vector<CalibrationSample>& samples,
                                                     const SpeedClass& base) {
    constexpr int kMostSteps = 2000;
    constexpr double kClose = 1e-6;
    const bool tied = std::all_of(samples.begin(), samples.end(), [](const CalibrationSample& one) {
        return one.decodes && one.prefills;
    });
    using Sample = CalibrationSample;
    CalibrationFactors result;
    double decode = 1;
    double prefill = 1;
    // Each step moves a factor by what is left. As times grow less than their factor does, it
    // never overshoots.
    for (int step = 0; step < kMostSteps; ++step) {
        const auto left =
            meanSlowness(samples, scaledClass(base, decode, prefill), &Sample::decodes);
        if (left) result.decode = decode *= std::exp(*left);
        if (tied) prefill = decode;
        const auto leftPrefill =
            meanSlowness(samples, scaledClass(base, decode, prefill), &Sample::prefills);
        if (leftPrefill && !tied) prefill *= std::exp(*leftPrefill);
        if (leftPrefill) result.prefill = prefill;
        for (const double factor : {decode, prefill}) {
            if (factor > kLargestFactor || factor < 1 / kLargestFactor) return std::nullopt;
        }
        const double rest = std::fabs(left.value_or(0)) + std::fabs(leftPrefill.value_or(0));
        if (rest < kClose) return result;
    }
    return std::nullopt;
}

double calibratedSpread(const std::vector<std::vector<double>>& residualsByModel,
                        double classSpread) {
    double sum = classSpread * classSpread;
    for (const std::vector<double>& residuals : residualsByModel) {
        double squares = 0;
        for (const double residual : residuals) squares += residual * residual;
        sum += squares / static_cast<double>(std::max<std::size_t>(1, residuals.size()));
    }
    const double models = static_cast<double>(std::max<std::size_t>(1, residualsByModel.size()));
    return std::max(kSmallestSpread, std::sqrt(sum / models));
}

}  // namespace headroom
