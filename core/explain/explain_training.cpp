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
                     const char* source, const char* field) {
    return {std::string(kLabel) + part,
            std::move(formula),
            std::move(numbers),
            formatGib(amount),
            source,
            field};
}

std::string sharedText(const FineTuning& job, Sharding from, int devices) {
    return devices > 1 && job.sharding >= from ? " / " + formatNumber(devices) + " devices" : "";
}

void addStateLines(std::vector<ExplanationLine>& lines, const FineTuneLedger& ledger,
                   const FineTuning& job) {
    const memory::StateBytes states = memory::stateBytesPerParameter(job);
    const bool full = job.method == FineTuneMethod::Full;
    const std::string trained = millions(ledger.trainableParameters) + " trained";
    const char* method = full ? "workload.fine_tune_precision" : "workload.fine_tune_method";
    lines.push_back(line(
        "weights", full ? "bf16 copy + F32 master weights" : "frozen base + adapters",
        trained + " x (" + formatNumber(states.copy) + " + " + formatNumber(states.master) + ") B" +
            (full                                  ? ""
             : job.method == FineTuneMethod::QLora ? " + base at 4.127 bits"
                                                   : " + base at 16 bits") +
            sharedText(job, Sharding::Weights, ledger.devices),
        ledger.each.weights, "docs/memory.md 5.1 to 5.3", method));
    lines.push_back(line("gradients", "trained parameters x bytes",
                         trained + " x " + formatNumber(states.gradient) + " B" +
                             sharedText(job, Sharding::Gradients, ledger.devices),
                         ledger.each.gradients, "docs/memory.md 5.1", method));
    const bool paged = ledger.hostEach > Bytes{0};
    lines.push_back(
        line("optimiser", paged ? "states, paged out to host memory" : "states of the optimiser",
             trained + " x " + formatSignificant(states.optimiser) + " B" +
                 sharedText(job, Sharding::Optimiser, ledger.devices) +
                 (paged ? ": " + formatGib(ledger.host()) + " of host memory" : ""),
             ledger.each.optimiser, "docs/memory.md 5.1", "workload.fine_tune_optimiser"));
}

void addActivationLines(std::vector<ExplanationLine>& lines, const FineTuneLedger& ledger,
                        const FineTuning& job, const ModelSpec& model) {
    const std::string tokens =
        formatNumber(job.sequence.value) + " x " + formatNumber(job.microBatch) + " tokens";
    lines.push_back(line(
        "activations",
        job.checkpointing ? "tokens x (layers x input + the widest layer)" : "tokens x all layers",
        tokens + ", " + formatNumber(model.layerCount) + " layers", ledger.each.activations,
        "docs/memory.md 5.4; docs/llama_cpp.md", "workload.fine_tune_checkpointing"));
    lines.push_back(line("logits",
                         job.fusedLoss ? "one chunk of logits + the head's gradient"
                                       : "tokens x (10 B x vocabulary + the head's input)",
                         tokens + ", vocabulary of " + formatNumber(model.vocabulary),
                         ledger.each.logits, "docs/memory.md 5.4",
                         "workload.fine_tune_fused_loss"));
}

}  // namespace

void addFineTuneLines(std::vector<ExplanationLine>& lines, const OptionResult& result,
                      const Scenario& scenario, const ModelSpec& model, const DeviceSet& devices) {
    if (!result.fineTune || result.fineTune->devices == 0) return;
    const FineTuneLedger& ledger = *result.fineTune;
    const FineTuning& job = scenario.workload.fineTuning;
    addStateLines(lines, ledger, job);
    addActivationLines(lines, ledger, job, model);
    if (ledger.each.buffers > Bytes{0}) {
        lines.push_back(line("buffers", "layers gathered, gradient buckets, a dequantised matrix",
                             "", ledger.each.buffers, "docs/memory.md 5.5",
                             "workload.fine_tune_sharding"));
    }
    lines.push_back(line("engine", "CUDA, NCCL and fragmentation", "", ledger.each.engine,
                         "docs/memory.md 5.5", ""));
    lines.push_back(line("free", "usable - everything above, on each device",
                         formatGib(devices.usableEach) + " - " + formatGib(ledger.each.used()) +
                             "; the largest part is " + ledger.bindingTerm(),
                         fineTuneHeadroom(ledger, devices), "", ""));
}

}  // namespace headroom
