// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the bytes of an option are computed from.
#include "core/decision/support.h"
#include "core/explain/input_list.h"
#include "core/scenario/engines.h"

namespace headroom::inputs {
namespace {

EngineChoice engineOf(const Explained& of) {
    return of.result.ledger ? of.result.ledger->engine : of.result.option.engine;
}

bool reservesCache(const Explained& of) {
    return engineFamily(engineOf(of)) == EngineChoice::Vllm;
}

/// Tokens that are computed together in one step.
void addBatch(InputList& list, const Explained& of) {
    switch (engineFamily(engineOf(of))) {
        case EngineChoice::Vllm:
            list.fields({"model.batched_tokens", "model.eager"});
            break;
        case EngineChoice::LlamaCpp:
            list.fields({"model.ubatch_tokens"});
            break;
        default:
            break;
    }
}

/// Tokens of the pool and the conversations that share it.
void addPool(InputList& list, const Explained& of) {
    list.fields({"workload.context_tokens", "workload.concurrent_users", "workload.cache_plan"});
    if (of.scenario.workload.cachePlan == CachePlan::SharedPool) {
        list.fields({"workload.prompt_tokens", "workload.answer_tokens"});
    }
}

void addAccelerators(InputList& list, const Machine& machine) {
    list.row("machines", machine.id).row("accelerators", machine.acceleratorId);
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        list.row("accelerators", further.id);
    }
}

}  // namespace

InputReferences model(const Explained& of) {
    return InputList(of).fields({"model.id"}).row("models", of.scenario.model.modelId).take();
}

InputReferences devices(const Explained& of) {
    InputList list(of);
    const Option& option = of.result.option;
    if (const Machine* const machine = of.catalog.machine(option.catalogId);
        machine != nullptr && ownsMachines(option.kind)) {
        addAccelerators(list, *machine);
    } else if (const CloudOffer* const offer = of.catalog.cloudOffer(option.catalogId)) {
        list.row("cloud_prices", offer->id).row("accelerators", offer->acceleratorId);
    }
    return list.take();
}

InputReferences boughtMachine(const Explained& of) {
    InputList list(of);
    const Option& option = of.result.option;
    const bool later = option.kind == OptionKind::Later;
    if (const Machine* const machine =
            of.catalog.machine(later ? option.secondId : option.catalogId)) {
        addAccelerators(list, *machine);
    }
    return list.take();
}

InputReferences weights(const Explained& of) {
    return InputList(of)
        .with(model(of))
        .fields({"model.weights"})
        .row("weight_formats", of.scenario.model.weightFormatId)
        .fields({"model.text_only", "model.engine"})
        .with(devices(of))
        .take();
}

InputReferences cacheFormat(const Explained& of) {
    InputList list(of);
    list.fields({"model.kv_cache"});
    const WeightFormat* const chosen = of.catalog.format(of.scenario.model.kvFormatId);
    if (chosen == nullptr) return list.take();
    return list.row("weight_formats", nearestCacheFormat(*chosen, engineOf(of), of.catalog)->id)
        .take();
}

InputReferences cache(const Explained& of) {
    InputList list(of);
    addPool(list, of);
    list.with(cacheFormat(of)).with(model(of)).fields({"model.engine"});
    addBatch(list, of);
    if (reservesCache(of)) list.fields({"model.draft_tokens"});
    return list.with(devices(of)).take();
}

InputReferences state(const Explained& of) {
    InputList list(of);
    list.fields({"workload.concurrent_users"}).with(model(of)).fields({"model.engine"});
    // Room for drafted tokens and, on engines of pages, a state for each cached prefix.
    if (reservesCache(of)) list.fields({"model.draft_tokens"}).with(cache(of));
    return list.with(devices(of)).take();
}

InputReferences compute(const Explained& of) {
    InputList list(of);
    addBatch(list, of);
    return list.with(model(of)).with(cache(of)).with(weights(of)).take();
}

InputReferences engine(const Explained& of) {
    InputList list(of);
    list.fields({"model.engine"}).with(devices(of));
    if (reservesCache(of)) {
        list.fields({"model.eager", "workload.concurrent_users"}).with(model(of));
    }
    return list.take();
}

InputReferences companions(const Explained& of) {
    InputList list(of);
    list.fields({"model.companions"});
    bool followsMain = false;
    for (const Companion& companion : of.scenario.model.companions) {
        list.row("models", companion.modelId).row("weight_formats", companion.weightFormatId);
        followsMain = followsMain || companion.role == CompanionRole::Draft;
    }
    list.with(cacheFormat(of)).fields({"model.engine"});
    if (followsMain) list.with(cache(of));
    addBatch(list, of);
    return list.with(devices(of)).take();
}

InputReferences index(const Explained& of) {
    return InputList(of)
        .fields({"model.index_vectors", "model.index_dimensions", "model.index_type",
                 "model.index_links", "model.index_place"})
        .take();
}

InputReferences support(const Explained& of) {
    InputList list(of);
    list.fields({"model.engine", "model.weights"})
        .row("weight_formats", of.scenario.model.weightFormatId)
        .with(cacheFormat(of))
        .with(devices(of));
    return list.take();
}

InputReferences usable(const Explained& of) {
    InputList list(of);
    list.with(devices(of));
    if (ownsMachines(of.result.option.kind)) list.fields({"place.display"});
    return list.take();
}

InputReferences memory(const Explained& of) {
    InputList list(of);
    list.with(weights(of)).with(cache(of)).with(state(of)).with(compute(of)).with(engine(of));
    if (!of.scenario.model.companions.empty()) list.with(companions(of));
    return list.with(index(of)).with(usable(of)).fields({"model.companions"}).take();
}

}  // namespace headroom::inputs
