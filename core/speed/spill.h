// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/memory/host_spill.h"
#include "core/speed/speed.h"

namespace headroom {

/// Decode speed of one stream while part of the model lies in host memory (docs/support.md 4).
struct SpillSpeed {
    /// llama.cpp computes those layers on the processor: the step on the devices shrinks by their
    /// share, and their bytes pass at half the host's bandwidth; nullopt = bandwidth unknown.
    std::optional<TokensPerSecond> onProcessor;
    /// The driver for Windows pages those bytes instead and the GPU reads them over PCIe; nullopt
    /// where there is no such driver.
    std::optional<TokensPerSecond> overPcie;
};
SpillSpeed spillSpeed(const SpeedRequest& request, const WeightBytes& weights,
                      const SpeedClass& parameters, const HostSpill& spill);

}  // namespace headroom
