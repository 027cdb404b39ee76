// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/memory/weights.h"
#include "core/speed/speed.h"

namespace headroom {

/// The physics that a simulation asks for, as functions.
struct StepFunctions {
    /// One decode step of `batch` sequences (>= 1) that are `depth` tokens deep on average.
    std::function<Seconds(int batch, Tokens depth)> decode;
    /// What such a step spends on its caches: all that it adds to a pass that reads a prompt too.
    std::function<Seconds(int batch, Tokens depth)> cache;
    /// One pass over `tokens` of a prompt (>= 1) of which `position` tokens were read before.
    std::function<Seconds(Tokens tokens, Tokens position)> prefill;
};

/// The range over which step times are tabulated. All >= 1.
struct StepLimits {
    int batch{1};
    Tokens depth{tokens(1)};  ///< of a sequence: its context
    Tokens pass{tokens(1)};   ///< tokens of one pass: prompts and decoding sequences together
};

/// Points at every power of two and at equal distances between them, from 0; finding the interval
/// of a value takes a few instructions. Linear functions are exact between points.
class StepAxis {
public:
    StepAxis() = default;
    /// From 0 to at least `largest`; the first interval above 0 is `unit` / `divisions` wide and
    /// each doubling has `divisions` (a power of two) intervals.
    StepAxis(double largest, double unit, int divisions);
    const std::vector<double>& points() const { return m_points; }
    struct Place {
        std::size_t index;  ///< of the point at or below
        double fraction;    ///< of the way to the next point, 0..1
    };
    /// Values beyond the ends are taken as the ends.
    Place find(double value) const;

private:
    double m_unit{1};
    int m_shift{52};  ///< bits of a double's fraction that do not matter for the interval
    std::vector<double> m_points{0, 1};
};

/// Step times by linear interpolation in a table over batch and depth, and over tokens and position
/// (docs/serving.md 6), so that a simulated step costs nanoseconds.
class StepTimes {
public:
    StepTimes() = default;
    StepTimes(const StepFunctions& functions, const StepLimits& limits);

    /// A decode step of 1 <= batch <= limits().batch sequences.
    double decodeSeconds(int batch, double meanDepth) const;
    /// A pass over `tokens` of prompts from `position` on with `batch` >= 0 sequences decoding in
    /// it: the pass over all tokens together plus the caches of those that decode, and never less
    /// than the decode step alone.
    double passSeconds(int batch, double meanDepth, double tokens, double position) const;
    const StepLimits& limits() const { return m_limits; }
    bool isEmpty() const { return m_decode.empty(); }

private:
    double at(const std::vector<double>& table, const StepAxis& columns, std::size_t row,
              StepAxis::Place place) const;

    StepLimits m_limits;
    StepAxis m_depths;
    StepAxis m_passes;
    std::vector<double> m_decode;   ///< [batch - 1][depth]
    std::vector<double> m_cache;    ///< [batch - 1][depth]
    std::vector<double> m_prefill;  ///< [tokens][depth]
};

/// Which end of the P10-P90 range of core/speed a simulation runs at.
enum class SpeedEnd { Slow, Likely, Fast };

/// The step times of core/speed: `estimateSpeed` for the model, formats, engine and devices of
/// `request`; its batch, depth, prompt and cached tokens are replaced. The catalog needs a speed
/// class for the devices.
StepTimes stepTimes(const SpeedRequest& request, const WeightBytes& weights, const Catalog& catalog,
                    const StepLimits& limits, SpeedEnd end = SpeedEnd::Likely);

}  // namespace headroom
