// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "core/explain/memory_lines.h"
#include "core/memory/training_rules.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr const char* kLabel = "Fine-tuning, ";

std::string millions(double parameters) {
    return formatSignificant(parameters / 1e6) + " M";
}

ExplanationLine line(const char* part, std::string formula, std::string numbers, Bytes amount,
                     const char* source, InputReferences inputs) {
    return {std::string(kLabel) + part,
            std::move(formula),
            std::move(numbers),
            formatGib(amount),
            source,
            std::move(inputs)};
}

std::string sharedText(const FineTuning& job, Sharding from, int devices) {
    return devices > 1 && job.sharding >= from ? " / " + formatNumber(devices) + " devices" : "";
}

void addStateLines(std::vector<ExplanationLine>& lines, const FineTuneLedger& ledger,
                   const Explained& of) {
    const FineTuning& job = of.scenario.workload.fineTuning;
    const InputReferences from = inputs::trainingStates(of);
    const memory::StateBytes states = memory::stateBytesPerParameter(job);
    const bool full = job.method == FineTuneMethod::Full;
    const std::string trained = millions(ledger.trainableParameters) + " trained";
    lines.push_back(line(
        "weights", full ? "bf16 copy + F32 master weights" : "frozen base + adapters",
        trained + " x (" + formatNumber(states.copy) + " + " + formatNumber(states.master) + ") B" +
            (full                                  ? ""
             : job.method == FineTuneMethod::QLora ? " + base at 4.127 bits"
                                                   : " + base at 16 bits") +
            sharedText(job, Sharding::Weights, ledger.devices),
        ledger.each.weights, "docs/memory.md 5.1 to 5.3", from));
    lines.push_back(line("gradients", "trained parameters x bytes",
                         trained + " x " + formatNumber(states.gradient) + " B" +
                             sharedText(job, Sharding::Gradients, ledger.devices),
                         ledger.each.gradients, "docs/memory.md 5.1", from));
    const bool paged = ledger.hostEach > Bytes{0};
    lines.push_back(line("optimiser",
                         paged ? "states, paged out to host memory" : "states of the optimiser",
                         trained + " x " + formatSignificant(states.optimiser) + " B" +
                             sharedText(job, Sharding::Optimiser, ledger.devices) +
                             (paged ? ": " + formatGib(ledger.host()) + " of host memory" : ""),
                         ledger.each.optimiser, "docs/memory.md 5.1",
                         InputList(of).fields({"workload.fine_tune_optimiser"}).with(from).take()));
}

void addActivationLines(std::vector<ExplanationLine>& lines, const FineTuneLedger& ledger,
                        const Explained& of, const ModelSpec& model) {
    const FineTuning& job = of.scenario.workload.fineTuning;
    const InputReferences from = inputs::trainingMemory(of);
    const std::string tokens =
        formatNumber(job.sequence.value) + " x " + formatNumber(job.microBatch) + " tokens";
    lines.push_back(line(
        "activations",
        job.checkpointing ? "tokens x (layers x input + the widest layer)" : "tokens x all layers",
        tokens + ", " + formatNumber(model.layerCount) + " layers", ledger.each.activations,
        "docs/memory.md 5.4; docs/llama_cpp.md", from));
    lines.push_back(
        line("logits",
             job.fusedLoss ? "one chunk of logits + the head's gradient"
                           : "tokens x (10 B x vocabulary + the head's input)",
             tokens + ", vocabulary of " + formatNumber(model.vocabulary), ledger.each.logits,
             "docs/memory.md 5.4",
             InputList(of).fields({"workload.fine_tune_fused_loss"}).with(from).take()));
}

}  // namespace

void addFineTuneLines(std::vector<ExplanationLine>& lines, const Explained& of,
                      const ModelSpec& model, const DeviceSet& devices) {
    if (!of.result.fineTune || of.result.fineTune->devices == 0) return;
    const FineTuneLedger& ledger = *of.result.fineTune;
    addStateLines(lines, ledger, of);
    addActivationLines(lines, ledger, of, model);
    if (ledger.each.buffers > Bytes{0}) {
        lines.push_back(line("buffers", "layers gathered, gradient buckets, a dequantised matrix",
                             "", ledger.each.buffers, "docs/memory.md 5.5",
                             inputs::trainingStates(of)));
    }
    lines.push_back(line("engine", "CUDA, NCCL and fragmentation", "", ledger.each.engine,
                         "docs/memory.md 5.5", inputs::devices(of)));
    lines.push_back(
        line("free", "usable - everything above, on each device",
             formatGib(devices.usableEach) + " - " + formatGib(ledger.each.used()) +
                 "; the largest part is " + ledger.bindingTerm(),
             fineTuneHeadroom(ledger, devices), "",
             InputList(of).with(inputs::trainingMemory(of)).with(inputs::usable(of)).take()));
}

}  // namespace headroom
