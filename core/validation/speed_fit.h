// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/catalog/speed_class.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// A parameter that a fit may move, and the bounds that physics sets.
struct FittedParameter {
    double SpeedClass::*member;
    const char* column;
    double low;
    double high;
};
/// No published single stream exceeds 0.95 of datasheet bandwidth, nor a dense prefill 0.85 of the
/// rate it uses (docs/speed.md 1 and 10, docs/serving.md 4).
std::span<const FittedParameter> fittedParameters();

/// The class that fits `figures` best: coordinate descent on the sum of Huber losses of
/// ln(predicted / measured), with a weak pull to `start`, so that parameters which no row
/// identifies stay where the documents put them. With fewer than five figures `start` itself.
/// `spread` and `rows` of the result are those of the figures; rows that users submitted are left
/// out.
SpeedClass fittedClass(const std::vector<const SpeedObservation*>& figures,
                       const SpeedClass& start);

/// Every class of `starts` fitted to the figures that name it.
std::vector<SpeedClass> fittedClasses(const std::vector<SpeedObservation>& figures,
                                      const std::vector<SpeedClass>& starts);

/// Each figure predicted by classes fitted to the others that differ in `key`
/// (&SpeedObservation::device or ::model): what an unseen device or model would see. In the order
/// of `figures`.
std::vector<double> heldOutPredictions(const std::vector<SpeedObservation>& figures,
                                       const std::vector<SpeedClass>& starts,
                                       std::string SpeedObservation::*key);

}  // namespace headroom
