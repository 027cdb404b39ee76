// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 4> adapterFields() {
    return {
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::method>({
            .id = "workload.fine_tune_method",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Fine-tuning",
            .help = "LoRA trains small added matrices over frozen 16-bit weights, QLoRA over 4-bit "
                    "ones; full fine-tuning trains every weight and needs 8 to 18 bytes for each.",
            .defaultReason = "The model is used as published.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::rank>({
            .id = "workload.fine_tune_rank",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "LoRA rank",
            .minimum = 1,
            .maximum = 1024,
            .step = 8,
            .help = "Width of the added matrices. Trainable parameters and their optimiser state "
                    "grow in proportion to it.",
            .defaultReason = "A common start for style and format; new knowledge needs more.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::targets>({
            .id = "workload.fine_tune_targets",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Adapted matrices",
            .help = "Which weights get adapters, each choice with those before it. Adapters on "
                    "queries and values alone are the original LoRA; routed experts multiply the "
                    "trainable parameters by their number.",
            .defaultReason =
                "All linear layers come close to full fine-tuning, as QLoRA's authors found.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::adapterType>({
            .id = "workload.fine_tune_adapter_type",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Adapter type",
            .help =
                "How adapters, their gradients and states are stored. F32 adapters also keep F32 "
                "copies of the inputs of every adapted matrix; bf16 ones halve their states.",
            .defaultReason = "PEFT raises adapters of a 16-bit model to F32 unless told otherwise.",
        }),
    };
}

std::array<Field, 3> stateFields() {
    return {
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::precision>({
            .id = "workload.fine_tune_precision",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Training precision",
            .help =
                "What full training keeps per weight with AdamW: 16 bytes with F32 master weights, "
                "18 with F32 gradients too, 8 in pure bf16, where small updates are rounded away.",
            .defaultReason =
                "Mixed precision as DeepSpeed and FSDP run it: bf16 copy and gradient, F32 master.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::optimiser>({
            .id = "workload.fine_tune_optimiser",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Optimiser",
            .help =
                "AdamW keeps 8 bytes per trained weight, its 8-bit form 2; paged, these may move "
                "to host memory. Adafactor keeps a row and a column per matrix, SGD one momentum.",
            .defaultReason = "AdamW is what most recipes are tuned for.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::sharding>({
            .id = "workload.fine_tune_sharding",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Divided over devices",
            .help =
                "With several devices, what each holds only a share of. More division needs less "
                "memory and more traffic; the last stage gathers each layer again when it is used.",
            .defaultReason =
                "The stage that fits the largest model; one device has nothing to divide.",
        }),
    };
}

std::array<Field, 3> activationFields() {
    return {
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::checkpointing>({
            .id = "workload.fine_tune_checkpointing",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Flag,
            .label = "Gradient checkpointing",
            .help =
                "Keeps only the input of each layer and computes the rest again in the backward "
                "pass: about a third more computing for a small part of the activations.",
            .defaultReason = "Without it the activations of long sequences outgrow the weights.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::fusedLoss>({
            .id = "workload.fine_tune_fused_loss",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Flag,
            .label = "Fused cross-entropy",
            .help = "Computes output layer and loss in chunks, as Liger Kernel does, so that the "
                    "logits of all tokens never exist at once. It gives the same loss; models of "
                    "large vocabularies gain most.",
            .defaultReason = "Off in transformers and PEFT unless a fused kernel is installed.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::attention>({
            .id = "workload.fine_tune_attention",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Training attention",
            .help = "Flash kernels read grouped keys and values as they are; others repeat them "
                    "for every query head, and the copies are kept for the backward pass.",
            .defaultReason = "FlashAttention is what training recipes ask for.",
        }),
    };
}

std::array<Field, 2> batchFields() {
    return {
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::sequence>({
            .id = "workload.fine_tune_sequence_tokens",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Training sequence",
            .unit = "tokens",
            .minimum = 64,
            .maximum = 1'048'576,
            .step = 512,
            .help = "Longest training example. Activation memory grows in proportion to it.",
            .defaultReason = "Holds most instruction and chat examples.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::microBatch>({
            .id = "workload.fine_tune_micro_batch",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Micro-batch",
            .unit = "sequences",
            .minimum = 1,
            .maximum = 1024,
            .help = "Examples computed together on one device. Larger batches can be had by "
                    "accumulating gradients, without more memory.",
            .defaultReason = "The smallest memory need.",
        }),
    };
}

std::array<Field, 2> jobFields() {
    return {
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::jobsPerMonth>({
            .id = "workload.fine_tune_jobs_per_month",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "Training jobs",
            .unit = "a month",
            .minimum = 0,
            .maximum = 10'000,
            .help = "How often the model is trained again.",
            .defaultReason = "Once a week.",
        }),
        bound<&Scenario::workload, &Workload::fineTuning, &FineTuning::tokensPerJob>({
            .id = "workload.fine_tune_tokens_per_job",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "Training data",
            .unit = "tokens",
            .minimum = 1,
            .maximum = 1e13,
            .step = 1e6,
            .help = "Tokens seen in one job, all epochs together.",
            .defaultReason = "Ten thousand examples of about a thousand tokens.",
        }),
    };
}

}  // namespace

std::span<const Field> trainingFields() {
    static const std::vector<Field> table =
        joined({adapterFields(), stateFields(), activationFields(), batchFields(), jobFields()});
    return table;
}

}  // namespace headroom
