// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/decision/overflow_price.h"
#include "core/decision/serving_study.h"
#include "core/explain/explain.h"

namespace headroom {

/// A simulation with what it was asked and how.
struct SimulatedServing {
    const ServingQuestion& question;
    const ServingStudyOptions& options;
    const ServingStudy& study;
    std::optional<OverflowPrice> overflow{};
};

/// How the waits were made: what comes, what a full house finishes, what each latency measures, and
/// the limits that were looked for. `result` is the option that the question was made of.
std::vector<ExplanationLine> explainServing(const SimulatedServing& simulated,
                                            const OptionResult& result, const Scenario& scenario,
                                            const Catalog& catalog);

}  // namespace headroom
