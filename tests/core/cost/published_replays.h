// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>

#include "tests/core/cost/cost_cases.h"

namespace headroom::tests {

/// Every figure of a published case, computed by the library from the case's inputs.
using Figures = std::map<std::string, double>;
using Replay = std::function<Figures(const PublishedCase&)>;

/// By id of the case in tests/data/cost_cases.csv.
std::map<std::string, Replay> cashFlowReplays();  ///< comparisons of own, rented and hosted
std::map<std::string, Replay> unitCostReplays();  ///< cost per unit, energy, prices, failures
std::map<std::string, Replay> financeReplays();   ///< finance functions and depreciation
std::map<std::string, Replay> projectReplays();   ///< financed projects after tax

}  // namespace headroom::tests
