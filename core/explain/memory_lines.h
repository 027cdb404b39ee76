// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/explain/lines.h"

namespace headroom {

/// One line per model beside the main one, and one for the vector index.
void addPipelineLines(std::vector<ExplanationLine>& lines, const Explained& of);

/// Where it fits, how far each setting could go alone; else every single change that is enough,
/// least harm first.
void addRoomLines(std::vector<ExplanationLine>& lines, const MemoryProblem& problem,
                  const Explained& of);

/// The parts of the fine-tuning job on each device; nothing when none is asked.
void addFineTuneLines(std::vector<ExplanationLine>& lines, const Explained& of,
                      const ModelSpec& model, const DeviceSet& devices);

}  // namespace headroom
