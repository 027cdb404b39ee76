// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/speed/served.h"
#include "core/validation/comparison.h"

namespace headroom {

/// What a measured figure of speed counts.
enum class SpeedFigure {
    DecodeRate,   ///< tokens/s of all sequences of a batch, decode alone
    WallRate,     ///< tokens/s of answers over prefill and decode
    PrefillRate,  ///< prompt tokens/s
    StepTime,     ///< ms between two tokens when no prompt is read
    TokenTime,    ///< ms between the tokens of an answer, on average
    FirstToken,   ///< ms
};

/// One measured figure and what a person would know of it. The measurement is never an input of
/// the prediction.
struct SpeedObservation {
    std::size_t row{};  ///< number of the data row, from 1
    std::string label;
    std::string metric;  ///< decode, prefill, aggregate; tpot_ms, output_tok_s, ttft_ms
    std::string series;  ///< rows of one setup at several loads
    std::string device;
    std::string model;
    std::string engine;
    std::string parallelism;
    std::string classId;  ///< SpeedClass::id
    bool userSubmitted{};
    SpeedFigure figure{};
    ClosedLoop load;
    double promptTokens{};
    /// Tokens of answers that requests arriving at a rate ask for, a second; 0 = a closed loop.
    /// Such figures are left out of fits and calibrations: how many are in flight is a prediction.
    double offered{};
    double replicas{1};
    double measured{};
    double
        oneConstant{};  ///< what 0.55 x bandwidth / bytes gives, in the measurement's unit; 0 = n/a
};
/// In the measurement's unit.
double predictedFigure(const SpeedObservation& observation, const SpeedClass& parameters);

/// A row that gives no prediction, why, and what is known of it.
struct SpeedGap {
    Unpredicted gap;
    std::string metric;  ///< empty where a row holds several
    std::string series;
    std::string engine;
    std::string parallelism;
    std::string classId;  ///< empty where the device is unknown
};

struct SpeedObservations {
    std::vector<SpeedObservation> figures;
    std::vector<SpeedGap> unpredicted;
};

/// Weight sizes by model, format and engine: many rows share them.
class WeightSizes {
public:
    const WeightBytes& of(const SpeedRequest& request);

private:
    std::map<std::string, WeightBytes> m_sizes;
};

}  // namespace headroom
