// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/decision/option.h"
#include "core/speed/speed.h"

namespace headroom {

/// Who proposes how many tokens: the first draft model among the companions, else the model itself.
Speculation speculationOf(const ModelChoice& choice, const Catalog& catalog);

/// How fast `devices` are asked to be for the scenario on `engine` (never Automatic): everybody
/// busy, half way through an answer, with what slow fallbacks leave of the native speed. Model and
/// formats must be in the catalog.
SpeedRequest speedRequest(const Scenario& scenario, EngineChoice engine, const DeviceSet& devices,
                          const Catalog& catalog);
/// The same of one option; nullopt where it has no speed.
std::optional<SpeedRequest> speedRequest(const OptionResult& result, const Scenario& scenario,
                                         const Catalog& catalog);

}  // namespace headroom
