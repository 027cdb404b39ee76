// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/catalog/speed_class.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// A parameter that a fit may move, and the bounds that physics sets.
struct FittedParameter {
    double SpeedClass::*member;
    const char* column;
    double low;
    double high;
    /// What classes of one engine family have in common is fitted once for all of them: the factor
    /// on the documented value or, where `base` is set, on the documented ratio to that parameter.
    bool shared{};
    double SpeedClass::*base{};
};
/// No published single stream exceeds 0.95 of datasheet bandwidth, nor a dense prefill 0.85 of the
/// rate it uses (docs/speed.md 1 and 10, docs/serving.md 4). Six are fitted for each class, four
/// are shared.
std::span<const FittedParameter> fittedParameters();

/// `classes` with the documented values of `starts`, rows with an id, a spread and the columns of
/// `fittedParameters`; classes without a row stay as they are. Throws std::invalid_argument where a
/// row lacks a number.
std::vector<SpeedClass> documentedClasses(std::vector<SpeedClass> classes,
                                          const std::vector<Row>& starts);

/// Every class of `starts` fitted to the figures that name it: coordinate descent on the sum of
/// Huber losses of ln(predicted / measured), with a weak pull to `starts`, so that parameters which
/// no row identifies stay where the documents put them; classes with fewer than five figures stay
/// there but for the shared ones. `spread` and `rows` of the result are those of the figures; rows
/// that users submitted are left out.
std::vector<SpeedClass> fittedClasses(const std::vector<SpeedObservation>& figures,
                                      const std::vector<SpeedClass>& starts);

/// The same for one class alone: what it would share is fitted to its own figures.
SpeedClass fittedClass(const std::vector<const SpeedObservation*>& figures,
                       const SpeedClass& start);

/// Each figure predicted by classes fitted to the others that differ in `key`
/// (&SpeedObservation::device or ::model): what an unseen device or model would see. In the order
/// of `figures`.
std::vector<double> heldOutPredictions(const std::vector<SpeedObservation>& figures,
                                       const std::vector<SpeedClass>& starts,
                                       std::string SpeedObservation::*key);

/// Gives every class with figures the spread that would have made P10 to P90 hold 80 % of them when
/// their device or model was left out of the fit, whichever is wider; of a class with one device,
/// the model. The documented spread of `starts` counts as ten figures more (docs/speed.md 6).
void setHeldOutSpreads(std::vector<SpeedClass>& classes, const std::vector<SpeedClass>& starts,
                       const std::vector<SpeedObservation>& figures,
                       const std::vector<double>& deviceOut, const std::vector<double>& modelOut);

}  // namespace headroom
