// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "core/decision/risk_study.h"

namespace headroom::cli {

/// What compare, sensitivity and montecarlo have in common.

struct Loaded {
    ScenarioInput input;
    Evaluation evaluation;
};
/// The scenario of the first position, evaluated; nullopt, with the findings printed, when it has
/// errors.
std::optional<Loaded> loadScenario(const Arguments& arguments);
std::vector<Arguments::Position> scenarioPosition();
/// --option, several times.
OptionSpec namedOptions(const QString& help);
/// Throws UsageError naming the nearest id, or the one without a price.
std::size_t optionIndex(const QString& id, const Evaluation& evaluation);
/// The two that are named, else the two that the decision is between. Throws UsageError.
std::pair<std::size_t, std::size_t> optionPair(const Arguments& arguments,
                                               const Evaluation& evaluation);

QString amountText(double value, Currency currency);
QString nameText(const OptionResult& result);  ///< "2 x DGX Spark"
QString fieldValueText(const Field& field, double value);
QJsonValue finiteJson(double value);  ///< null for what is not finite
QJsonObject percentilesJson(const Range<double>& range);
QJsonArray tornadoJson(const std::vector<TornadoBar>& bars);

}  // namespace headroom::cli
