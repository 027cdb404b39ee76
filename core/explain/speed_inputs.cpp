// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the seconds of an option are computed from, those of fine-tuning too.
#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/support.h"
#include "core/explain/input_list.h"
#include "core/speed/speed.h"

namespace headroom::inputs {

InputReferences speedClasses(const Explained& of) {
    InputList list(of);
    const std::optional<DeviceSet> set = devicesOf(of.result.option, of.scenario, of.catalog);
    if (!set) return list.take();
    for (int index = 0; index < set->count; ++index) {
        const SpeedClass* const row =
            speedClass(*set->device(index).accelerator, of.result.option.engine, of.catalog);
        if (row != nullptr) list.row("speed_classes", row->id);
    }
    return list.take();
}

InputReferences users(const Explained& of) {
    InputList list(of);
    list.fields({"workload.concurrent_users"});
    // Beside an API a machine takes as many as fit.
    if (of.result.option.kind == OptionKind::Hybrid) list.with(memory(of));
    return list.take();
}

InputReferences speculation(const Explained& of) {
    InputList list(of);
    list.fields({"model.draft_tokens"});
    if (!of.scenario.model.draftTokens) return list.take();
    list.fields({"model.draft_acceptance"});
    for (const Companion& companion : of.scenario.model.companions) {
        if (companion.role != CompanionRole::Draft) continue;
        list.fields({"model.companions"})
            .row("models", companion.modelId)
            .row("weight_formats", companion.weightFormatId);
    }
    return list.take();
}

InputReferences weightStreaming(const Explained& of) {
    return InputList(of)
        .with(weights(of))
        .with(users(of))
        .with(speedClasses(of))
        .with(speculation(of))
        .take();
}

InputReferences cacheStreaming(const Explained& of) {
    return InputList(of)
        .fields({"workload.prompt_tokens", "workload.answer_tokens"})
        .with(users(of))
        .with(cacheFormat(of))
        .with(model(of))
        .with(devices(of))
        .with(speedClasses(of))
        .with(speculation(of))
        .take();
}

InputReferences fixedTimes(const Explained& of) {
    return InputList(of)
        .with(speedClasses(of))
        .with(model(of))
        .fields({"model.engine"})
        .with(devices(of))
        .with(users(of))
        .take();
}

InputReferences step(const Explained& of) {
    return InputList(of)
        .with(weights(of))
        .with(cacheFormat(of))
        .with(users(of))
        .fields({"workload.prompt_tokens", "workload.answer_tokens"})
        .with(speedClasses(of))
        .with(speculation(of))
        .take();
}

InputReferences prefill(const Explained& of) {
    return InputList(of)
        .fields({"workload.prompt_tokens", "workload.cached_prompt_share"})
        .with(weights(of))
        .fields({"model.ubatch_tokens"})
        .with(cacheFormat(of))
        .with(speedClasses(of))
        .take();
}

InputReferences network(const Explained& of) {
    InputList list(of);
    list.fields({"place.network_round_trip_ms"});
    if (of.scenario.place.networkMilliseconds) return list.take();
    return list.fields({"place.tariff_region"})
        .row("cloud_prices", of.result.option.catalogId)
        .take();
}

InputReferences service(const Explained& of) {
    InputList list(of);
    list.with(prefill(of)).with(step(of));
    if (of.result.roundTrip) list.with(network(of));
    return list.take();
}

InputReferences trainingStates(const Explained& of) {
    return InputList(of)
        .fields({"workload.fine_tune_method", "workload.fine_tune_rank",
                 "workload.fine_tune_targets", "workload.fine_tune_adapter_type",
                 "workload.fine_tune_precision", "workload.fine_tune_optimiser",
                 "workload.fine_tune_sharding"})
        .with(model(of))
        .with(devices(of))
        .take();
}

InputReferences trainingMemory(const Explained& of) {
    return InputList(of)
        .fields({"workload.fine_tune_sequence_tokens", "workload.fine_tune_micro_batch",
                 "workload.fine_tune_checkpointing", "workload.fine_tune_fused_loss",
                 "workload.fine_tune_attention"})
        .with(trainingStates(of))
        .take();
}

InputReferences trainingStep(const Explained& of) {
    InputList list(of);
    list.fields({"workload.fine_tune_sequence_tokens", "workload.fine_tune_micro_batch",
                 "workload.fine_tune_checkpointing"})
        .with(trainingStates(of));
    if (of.result.training) list.row("speed_classes", of.result.training->time.parametersId);
    return list.take();
}

InputReferences trainingJob(const Explained& of) {
    return InputList(of)
        .fields({"workload.fine_tune_tokens_per_job"})
        .with(trainingStep(of))
        .take();
}

InputReferences trainingEnergy(const Explained& of) {
    return InputList(of)
        .with(machinePower(of))
        .fields({of.result.option.kind == OptionKind::Colocated ? "finance.colocation_pue"
                                                                : "place.pue"})
        .with(trainingJob(of))
        .take();
}

InputReferences trainingCost(const Explained& of) {
    InputList list(of);
    if (of.result.training && of.result.training->energyPerJob) {
        list.with(tariff(of)).fields({"finance.electricity_price_factor"}).with(trainingEnergy(of));
    } else {
        list.with(priceRows(of.result.option, of.catalog))
            .fields({"finance.rent_price_factor"})
            .with(currency(of))
            .with(trainingJob(of));
    }
    return list.take();
}

}  // namespace headroom::inputs
