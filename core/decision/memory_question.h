// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/decision/option.h"
#include "core/decision/support.h"
#include "core/memory/solvers.h"

namespace headroom {

/// The devices an option runs on; nullopt for hosted APIs and unknown accelerators.
std::optional<DeviceSet> devicesOf(const Option& option, const Scenario& scenario,
                                   const Catalog& catalog);

/// What `devices` are asked to hold for the scenario on `engine` (never Automatic), with the cache
/// format of that engine nearest to the chosen one. Model and formats must be in the catalog.
MemoryRequest memoryRequest(const Scenario& scenario, EngineChoice engine, const DeviceSet& devices,
                            const Catalog& catalog);

/// The weight formats for which `engine` has kernels of their own on `host`.
std::vector<const WeightFormat*> nativeFormats(EngineChoice engine, const Host& host,
                                               const Catalog& catalog);

/// The same for the cache.
std::vector<const WeightFormat*> nativeCacheFormats(EngineChoice engine, const Host& host,
                                                    const Catalog& catalog);

/// The request of one option and what shares its devices, with the formats that the engine runs
/// natively there; nullopt where the option has no ledger.
std::optional<MemoryProblem> memoryProblem(const OptionResult& result, const Scenario& scenario,
                                           const Catalog& catalog);

/// The scenario after a remedy.
Scenario withRemedy(Scenario scenario, const MemoryRemedy& remedy);

}  // namespace headroom
