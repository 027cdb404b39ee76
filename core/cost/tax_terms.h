// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cost/cost_plan.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// The scenario's income tax as a plan takes it; MACRS takes the next longer of its recovery
/// periods (docs/finance.md 1).
TaxTerms taxTerms(const IncomeTax& tax);

}  // namespace headroom
