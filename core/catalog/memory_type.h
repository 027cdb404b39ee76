// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/units/quantity.h"

namespace headroom {

struct BandwidthRange {
    BytesPerSecond lowest;
    BytesPerSecond highest;
};

/// What memory of this type and capacity can move: bus width x data rate / 8, where the width
/// follows from how many devices of the sizes on sale make up `capacity` (docs/catalog.md 3.6).
/// `type` is "GDDR6 ECC", "HBM3e", "LPDDR5X-8000": a number behind a hyphen is the data rate in
/// Mbit/s for each pin and replaces the range of the type. nullopt for a type that is not known.
std::optional<BandwidthRange> memoryBandwidthRange(std::string_view type, Bytes capacity);

}  // namespace headroom
