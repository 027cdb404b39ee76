// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/row.h"
#include "core/validation/speed_observation.h"

namespace headroom {

/// Whether a table is one of measured speeds: it has the columns metric, value, context_depth and
/// parallelism.
bool isSpeedTable(const std::vector<std::string>& header);

/// What each row measured, with the settings a person would know: model, formats, engine, devices,
/// link, power cap, prompt, answer, depth and concurrency. Metrics:
/// - decode, tokens/s of one stream
/// - prefill, tokens/s of one prompt
/// - aggregate, tokens/s of all streams together
/// Rows that cannot be described are listed with the reason.
SpeedObservations readSpeedRows(const std::vector<Row>& rows, const Catalog& catalog);

/// Shared with the rows of serving: model, formats, device and engine into `request`. Throws
/// std::invalid_argument naming the column's value when the catalog lacks one of them.
void describeRow(const Row& row, const Catalog& catalog, SpeedRequest& request);
/// The id of the class that predicts the row; empty when its device or engine is unknown.
std::string classOf(const Row& row, const Catalog& catalog);
/// Speculative decoding writes several tokens a step, how many the row does not say.
bool isSpeculative(const Row& row);
/// What 0.55 x bandwidth / bytes read gives, tokens/s of one stream; bandwidths add up under a
/// tensor split.
double oneConstantRate(const SpeedRequest& request, const WeightBytes& weights);

}  // namespace headroom
