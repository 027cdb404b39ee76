// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// A person's own measurement of a device is a row of speed classes like any other, whose
/// `deviceClass` is the accelerator's id and whose own id ends in "-measured" (docs/speed.md 11).
/// `speedClass` takes it before the class; without the row everything is as before.

/// What rows of speed classes call an engine; "llama.cpp" for Ollama.
std::string_view speedEngineName(EngineChoice engine);

/// The row measured on this very device with this engine and, where given, backend; without one the
/// first in the catalog. Null when there is none.
const SpeedClass* measuredSpeedClass(const Accelerator& accelerator, EngineChoice engine,
                                     const Catalog& catalog, std::string_view backend = {});

/// The class that applies to a device without a measurement of its own (docs/speed.md 7). Null only
/// when the catalog has no class "other".
const SpeedClass* familySpeedClass(const Accelerator& accelerator, EngineChoice engine,
                                   const Catalog& catalog, std::string_view backend = {});

/// Whether a row is a measurement of one device.
bool isMeasuredClass(const SpeedClass& row);

/// "rtx-3090-llama.cpp-cuda-measured"; without a backend "rtx-3090-vllm-measured".
std::string measuredClassId(const Accelerator& accelerator, EngineChoice engine,
                            std::string_view backend);

}  // namespace headroom
