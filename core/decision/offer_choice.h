// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/catalog/offers.h"

namespace headroom {

/// Up to this many cloud offers every one becomes an option; the supplied catalog has some 400.
inline constexpr std::size_t kManyOffers = 2'000;

/// The offers that become options, in their order. Of more than `kManyOffers` those are left out
/// that another beats: of the same provider, devices, region and terms, with no less memory and no
/// fewer processors of the host, and no dearer at any of its prices (docs/decision.md). No rule
/// of the decision could prefer one of these.
std::vector<const CloudOffer*> offersToCompare(std::span<const CloudOffer> offers);

}  // namespace headroom
