// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/fields.h"
#include "ui/widgets/combo_boxes.h"

namespace headroom {

/// What a field that names catalog rows offers: models by name (embedding models and rerankers for
/// the list of companions, the others for the choice), weight formats with the size that the chosen
/// model has in them, formats of the KV cache, regions with their price.
std::vector<ComboItem> catalogChoices(const Field& field, const Scenario& scenario,
                                      const Catalog& catalog);

}  // namespace headroom
