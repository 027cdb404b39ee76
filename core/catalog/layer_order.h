// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/model_spec.h"

namespace headroom {

/// Replaces the layers of `model` by these blocks, first to last: equal ones become one group, the
/// order is kept. `count` of a block is not read.
void setBlocks(ModelSpec& model, const std::vector<LayerGroup>& blocks);

/// Which of several kinds stands at each place when `counts[kind]` of each are spread as evenly as
/// possible; ties go to the kind listed first.
std::vector<std::size_t> spreadEvenly(const std::vector<int>& counts);

/// The places (0 .. places - 1) of `count` layers that end each period of places / count layers: in
/// models that mix kinds of attention the layers that see everything are the rarer ones and come
/// last (Gemma 3 every sixth, Qwen3-Next every fourth, gpt-oss every second). More than half of
/// them are spread evenly instead.
std::vector<bool> endOfPeriods(int count, int places);

}  // namespace headroom
