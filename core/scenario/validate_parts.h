// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/model_spec.h"
#include "core/scenario/validate.h"

namespace headroom {

/// Parts of `validate`, private to core/scenario. The ranges of single fields are checked there.
std::vector<Finding> indexFindings(const Scenario& scenario);
std::vector<Finding> trainingFindings(const Scenario& scenario, const ModelSpec& model);

}  // namespace headroom
