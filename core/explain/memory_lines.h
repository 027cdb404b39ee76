// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/explain/lines.h"

namespace headroom {

/// One line per model beside the main one, and one for the vector index.
void addPipelineLines(std::vector<ExplanationLine>& lines, const ModelChoice& choice,
                      const Ledger& ledger);

/// Where it fits, how far each setting could go alone; else every single change that is enough,
/// least harm first.
void addRoomLines(std::vector<ExplanationLine>& lines, const MemoryProblem& problem,
                  const Ledger& ledger, const Catalog& catalog);

/// The parts of the fine-tuning job on each device; nothing when none is asked.
void addFineTuneLines(std::vector<ExplanationLine>& lines, const OptionResult& result,
                      const Scenario& scenario, const ModelSpec& model, const DeviceSet& devices);

}  // namespace headroom
