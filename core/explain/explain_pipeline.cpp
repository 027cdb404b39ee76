// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/memory_lines.h"
#include "core/memory/vector_index.h"
#include "core/units/format.h"

namespace headroom {
namespace {

std::string roleText(CompanionRole role) {
    switch (role) {
        case CompanionRole::Draft:
            return "Draft model";
        case CompanionRole::Embedding:
            return "Embedding model";
        case CompanionRole::Reranker:
            return "Reranker";
        case CompanionRole::Vision:
            return "Vision model";
        case CompanionRole::Other:
            break;
    }
    return "Also loaded";
}

ExplanationLine companionLine(const CompanionPlace& place, const Explained& of) {
    const Ledger& ledger = *of.result.ledger;
    const bool swapped = place.residence == Residence::Swapped;
    std::string formula = place.role == CompanionRole::Draft
                              ? "weights + its own cache and buffers in the main model's process"
                              : "weights + cache + buffers + engine of a process of its own";
    if (swapped) formula += "; of swapped models the largest counts";
    return {roleText(place.role),
            std::move(formula),
            place.name + " on " + ledger.devices[place.deviceIndex].name +
                (swapped ? ", loaded when used" : ", resident"),
            formatGib(place.device),
            "docs/memory.md 6",
            inputs::companions(of)};
}

ExplanationLine indexLine(const VectorIndex& index, const Explained& of) {
    const IndexEntry entry = indexEntry(index);
    return {"Vector index",
            index.links < 2 ? "vectors x (numbers + label)"
                            : "vectors x (numbers + links + labels, look-up and locks)",
            formatNumber(index.vectors) + " x (" + formatNumber(entry.vector) + " + " +
                (index.links < 2 ? "" : formatNumber(entry.links, 1) + " + ") +
                formatNumber(entry.keeping) + ") B",
            formatGib(indexBytes(index)),
            "docs/memory.md 6.3",
            inputs::index(of)};
}

}  // namespace

void addPipelineLines(std::vector<ExplanationLine>& lines, const Explained& of) {
    const Ledger& ledger = *of.result.ledger;
    const VectorIndex& index = of.scenario.model.index;
    for (const CompanionPlace& place : ledger.companions) {
        lines.push_back(companionLine(place, of));
    }
    if (index.vectors > 0) lines.push_back(indexLine(index, of));
    if (ledger.hostMemory) {
        lines.push_back(
            {"Host memory", "weights + caches and buffers + vector index in host memory",
             formatGib(ledger.hostWeights) + " + " +
                 formatGib(ledger.hostCache + ledger.hostCompute + ledger.hostOutput) + " + " +
                 formatGib(ledger.hostIndex) + " of " + formatGib(*ledger.hostMemory) +
                 " installed",
             formatGib(ledger.hostUsed()), "docs/memory.md 1.5 and 6", inputs::memory(of)});
    }
}

}  // namespace headroom
