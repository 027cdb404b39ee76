// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/decision/risk_study.h"
#include "core/explain/explain.h"

namespace headroom {

/// How the odds were made: what was drawn, what the draws say about one option (index into
/// `ranked`; the first one studied where it was not), and about the two that the decision is
/// between. `ranked`, `scenario` and `catalog` are those of the study; empty where it follows no
/// option.
std::vector<ExplanationLine> explainRisk(const RiskStudy& study,
                                         std::span<const OptionResult> ranked, std::size_t option,
                                         const Scenario& scenario, const Catalog& catalog);

}  // namespace headroom
