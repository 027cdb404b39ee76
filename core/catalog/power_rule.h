// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/hardware.h"
#include "core/units/quantity.h"

namespace headroom {

/// What a computer draws without its accelerators, and what share of their TDP those draw, where no
/// row says it (docs/hardware.md 1).
inline constexpr double kDecodeShareOfTdp = 0.70;
inline constexpr double kPrefillShareOfTdp = 0.92;
inline constexpr double kIdleShareOfTdp = 0.06;
inline constexpr Watts kHostPeak = watts(200);
inline constexpr Watts kHostIdle = watts(45);
inline constexpr double kHostShareAtLoad = 0.5;  ///< of the host's peak, while the devices work
/// A Platinum supply at half load, where the supply is not known.
inline constexpr double kSupplyEfficiency = 0.92;

/// An idle accelerator: with a model loaded where the row says it, else idle, else a share of TDP.
Watts idlePower(const Accelerator& accelerator);

/// The largest circuit behind an ordinary North American socket and the share of it that a load may
/// take for hours (docs/hardware.md 3): a machine whose peak is above needs 240 V.
inline constexpr double kOrdinaryVolts = 120;
inline constexpr double kOrdinaryAmperes = 20;
inline constexpr double kContinuousShare = 0.8;
inline constexpr Watts kOrdinaryCircuit =
    watts(kOrdinaryVolts * kOrdinaryAmperes * kContinuousShare);

}  // namespace headroom
