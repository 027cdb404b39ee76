// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/units/quantity.h"

namespace headroom {

/// Time of a message from a person in one region to a machine in another and back (docs/serving.md
/// 2). Regions are ISO 3166 countries or states of the US, "DE", "US-CA"; a state that is not
/// known counts as its country. nullopt where a region is unknown ("Global").
std::optional<Seconds> networkRoundTrip(std::string_view from, std::string_view to);

}  // namespace headroom
