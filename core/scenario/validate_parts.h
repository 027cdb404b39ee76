// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/model_spec.h"
#include "core/scenario/validate.h"

namespace headroom {

/// Parts of `validate`, private to core/scenario. The ranges of single fields are checked there.
std::vector<Finding> indexFindings(const Scenario& scenario);
/// Ranges and correlations: known numeric fields, numbers, low <= the value <= high.
std::vector<Finding> uncertaintyFindings(const Scenario& scenario);
/// Months that are no months, a machine of one's own that the catalog lacks, labour of nothing.
std::vector<Finding> planFindings(const Scenario& scenario, const Catalog& catalog);
std::vector<Finding> trainingFindings(const Scenario& scenario, const ModelSpec& model);

}  // namespace headroom
