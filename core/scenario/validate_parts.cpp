// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/validate_parts.h"

#include <algorithm>

#include "core/units/format.h"

namespace headroom {

std::vector<Finding> indexFindings(const Scenario& scenario) {
    const VectorIndex& index = scenario.model.index;
    if (!(index.vectors > 0) || index.links != 1) return {};
    return {{Severity::Error, "model.index_links",
             "HNSW links is 1; a graph of single links has no levels.",
             "Type 2 or more, usually 16, or 0 for a flat list."}};
}

std::vector<Finding> trainingFindings(const Scenario& scenario, const ModelSpec& model) {
    const FineTuning& job = scenario.workload.fineTuning;
    if (job.method == FineTuneMethod::None) return {};
    std::vector<Finding> findings;
    if (job.sequence > model.maxContext) {
        findings.push_back({Severity::Error, "workload.fine_tune_sequence_tokens",
                            "Training sequences have " + formatTokens(job.sequence) + "; " +
                                model.name + " is made for at most " +
                                formatTokens(model.maxContext) + '.',
                            "Type " + formatNumber(model.maxContext.value) + " or less."});
    }
    const bool experts =
        std::any_of(model.layers.begin(), model.layers.end(),
                    [](const LayerGroup& group) { return group.feedForward.experts > 0; });
    if (job.method != FineTuneMethod::Full && job.targets == AdapterTargets::Experts && !experts) {
        findings.push_back({Severity::Note, "workload.fine_tune_targets",
                            model.name + " has no routed experts; all linear layers are adapted.",
                            ""});
    }
    return findings;
}

}  // namespace headroom
