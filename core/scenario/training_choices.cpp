// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

std::span<const Choice> choicesOf(FineTuneMethod) {
    static constexpr std::array<Choice, 4> choices{
        {{"none", "None"}, {"lora", "LoRA"}, {"qlora", "QLoRA"}, {"full", "Full"}}};
    return choices;
}

std::span<const Choice> choicesOf(AdapterTargets) {
    static constexpr std::array<Choice, 5> choices{{{"query-value", "Queries and values"},
                                                    {"attention", "All of attention"},
                                                    {"all-linear", "All linear layers"},
                                                    {"experts", "Also routed experts"},
                                                    {"embeddings", "Also embeddings and output"}}};
    return choices;
}

std::span<const Choice> choicesOf(AdapterType) {
    static constexpr std::array<Choice, 2> choices{{{"f32", "F32"}, {"bf16", "bf16"}}};
    return choices;
}

std::span<const Choice> choicesOf(Optimiser) {
    static constexpr std::array<Choice, 5> choices{{{"adamw", "AdamW"},
                                                    {"adamw-8bit", "AdamW, 8-bit"},
                                                    {"paged-adamw-8bit", "AdamW, 8-bit, paged"},
                                                    {"adafactor", "Adafactor"},
                                                    {"sgd-momentum", "SGD with momentum"}}};
    return choices;
}

std::span<const Choice> choicesOf(TrainingPrecision) {
    static constexpr std::array<Choice, 3> choices{
        {{"master-weights", "F32 master weights"},
         {"master-gradients", "F32 master and gradients"},
         {"pure-bf16", "Pure bf16"}}};
    return choices;
}

std::span<const Choice> choicesOf(Sharding) {
    static constexpr std::array<Choice, 4> choices{{{"ddp", "Nothing (DDP)"},
                                                    {"zero-1", "Optimiser (ZeRO-1)"},
                                                    {"zero-2", "Also gradients (ZeRO-2)"},
                                                    {"zero-3", "All (ZeRO-3, FSDP)"}}};
    return choices;
}

std::span<const Choice> choicesOf(TrainingAttention) {
    static constexpr std::array<Choice, 2> choices{
        {{"flash", "Flash, grouped KV"}, {"repeated-kv", "KV repeated per head"}}};
    return choices;
}

}  // namespace headroom
