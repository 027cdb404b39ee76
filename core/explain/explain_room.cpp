// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/memory_lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr auto kSource = "docs/memory.md 9";

std::string_view remedyField(MemoryRemedy::Setting setting) {
    using Setting = MemoryRemedy::Setting;
    switch (setting) {
        case Setting::Ubatch:
            return "model.ubatch_tokens";
        case Setting::BatchedTokens:
            return "model.batched_tokens";
        case Setting::EightBitCache:
        case Setting::FourBitCache:
            return "model.kv_cache";
        case Setting::TextOnly:
            return "model.text_only";
        case Setting::Eager:
            return "model.eager";
        case Setting::FewerSlots:
            return "workload.concurrent_users";
        case Setting::Context:
            return "workload.context_tokens";
        case Setting::Format:
            return "model.weights";
    }
    return {};
}

std::string slotsText(int slotCount) {
    const std::string number = formatNumber(slotCount);
    return slotCount == kMostSlots ? number + " or more" : number;
}

}  // namespace

void addRoomLines(std::vector<ExplanationLine>& lines, const MemoryProblem& problem,
                  const Explained& of) {
    const Ledger& ledger = *of.result.ledger;
    const Catalog& catalog = of.catalog;
    const InputReferences all = inputs::memory(of);
    const auto nearest = [&](std::string_view field) {
        return InputList(of).fields({field}).with(all).take();
    };
    if (!ledger.fits()) {
        for (const MemoryRemedy& remedy : memoryRemedies(problem, catalog)) {
            lines.push_back({"Would fit", remedy.change + ": this change alone is enough", "",
                             formatGib(remedy.headroom) + " to spare", kSource,
                             nearest(remedyField(remedy.setting))});
        }
        return;
    }
    const Tokens longest =
        longestContext(problem.request, problem.workload, problem.companions, catalog);
    const bool whole = longest >= problem.request.model->maxContext;
    lines.push_back({"Longest context",
                     "largest multiple of 256 tokens that still fits, the rest as asked", "",
                     formatTokens(longest) + (whole ? ", the model's maximum" : ""), kSource,
                     nearest("workload.context_tokens")});
    lines.push_back({"Most at a time", "conversations that still fit, the rest as asked", "",
                     slotsText(mostSlots(problem, catalog)), kSource,
                     nearest("workload.concurrent_users")});
    if (const WeightFormat* best = bestFormat(problem, catalog)) {
        lines.push_back({"Best weights",
                         "format with the most bits that runs natively and fits, the rest as asked",
                         "", weightFormatName(*best), kSource, nearest("model.weights")});
    }
}

}  // namespace headroom
