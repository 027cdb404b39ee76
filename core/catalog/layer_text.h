// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/model_spec.h"

namespace headroom {

/// A number as a column of the catalog has it: whole numbers without exponent, others as short as
/// they read back.
std::string plainNumber(double value);

/// The layers in order as one line of text, for models that the counting columns of the catalog
/// cannot describe: "5 window:heads=8,kv_heads=4,...|dense:size=6912;1 full:...". Equal layers that
/// follow one another are written once with their number; sizes that are 0 are left out.
std::string layersToText(const ModelSpec& model);

/// The layers one by one, as `setBlocks` takes them. Throws std::invalid_argument naming the piece
/// that cannot be read and what is expected, also for more than `most` layers.
std::vector<LayerGroup> layersFromText(std::string_view text, int most);

}  // namespace headroom
