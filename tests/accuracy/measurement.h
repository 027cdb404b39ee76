// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/speed/speed.h"

namespace headroom::accuracy {

enum class Metric { Decode, Prefill, TotalDecode, TotalServed };

/// One published measurement and what a person would know of it; the value is never an input.
struct Measurement {
    std::string id;
    std::string source;
    Metric metric{};
    SpeedRequest request;
    double outputTokens{};
    bool includesFirstToken{};  ///< a wall rate: output tokens over prefill plus decode
    double value{};             ///< tokens per second
};

/// Rows of tests/data/speed/speed.csv (user-submitted rows, confidence low, are left out) that the
/// catalog can describe. `leftOut` counts the others by reason.
struct Measurements {
    std::vector<Measurement> rows;
    std::vector<std::string> leftOut;
};
Measurements readSpeed(const std::string& csvText, const Catalog& catalog);
/// Rows of tests/data/speed/serving.csv with a median or mean TPOT, vLLM only.
Measurements readServing(const std::string& csvText, const Catalog& catalog);

/// Tokens per second that the model predicts for the measurement.
double predict(const Measurement& measurement, const WeightBytes& weights,
               const SpeedClass& parameters);
std::string metricName(Metric metric);

}  // namespace headroom::accuracy
