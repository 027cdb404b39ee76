// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "core/memory/fine_tune.h"
#include "core/units/format.h"

namespace headroom {
namespace {

bool fits(const ModelSpec& model, const FineTuning& job, const DeviceSet& devices) {
    return fineTuneFits(fineTuneLedger(model, job, devices.count), devices);
}

/// A step towards less memory: changes `job` and names the change, or does nothing and returns "".
using Step = std::string (*)(const ModelSpec& model, FineTuning& job, const DeviceSet& devices);

std::string fuseLoss(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.fusedLoss) return {};
    job.fusedLoss = true;
    return "fused cross-entropy";
}

/// Down to the largest micro-batch that fits, or to one sequence.
std::string shrinkBatch(const ModelSpec& model, FineTuning& job, const DeviceSet& devices) {
    if (job.microBatch <= 1) return {};
    int fitting = 1;
    int failing = job.microBatch;
    while (failing - fitting > 1) {
        FineTuning trial = job;
        trial.microBatch = fitting + (failing - fitting) / 2;
        (fits(model, trial, devices) ? fitting : failing) = trial.microBatch;
    }
    job.microBatch = fitting;
    return "a micro-batch of " + formatNumber(fitting) + " with accumulated gradients";
}

std::string readGroups(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.attention == TrainingAttention::Flash) return {};
    job.attention = TrainingAttention::Flash;
    return "flash attention";
}

std::string checkpoint(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.checkpointing) return {};
    job.checkpointing = true;
    return "gradient checkpointing";
}

/// The lowest stage that fits, or the last.
std::string shard(const ModelSpec& model, FineTuning& job, const DeviceSet& devices) {
    constexpr std::array<const char*, 4> kNames{"", "ZeRO-1", "ZeRO-2", "ZeRO-3"};
    if (devices.count < 2 || job.sharding == Sharding::Weights) return {};
    while (job.sharding != Sharding::Weights) {
        job.sharding = static_cast<Sharding>(static_cast<int>(job.sharding) + 1);
        if (fits(model, job, devices)) break;
    }
    return kNames[static_cast<std::size_t>(job.sharding)];
}

std::string useEightBits(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.optimiser != Optimiser::AdamW) return {};
    job.optimiser = Optimiser::AdamW8Bit;
    return "the 8-bit optimiser";
}

std::string page(const ModelSpec&, FineTuning& job, const DeviceSet& devices) {
    if (job.optimiser != Optimiser::AdamW8Bit && job.optimiser != Optimiser::AdamW) return {};
    if (devices.unified) return {};
    job.optimiser = Optimiser::PagedAdamW8Bit;
    return "the paged 8-bit optimiser";
}

std::string halveAdapters(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.method == FineTuneMethod::Full || job.adapterType == AdapterType::Bf16) return {};
    job.adapterType = AdapterType::Bf16;
    return "bf16 adapters";
}

std::string quantiseBase(const ModelSpec&, FineTuning& job, const DeviceSet&) {
    if (job.method != FineTuneMethod::Lora) return {};
    job.method = FineTuneMethod::QLora;
    return "QLoRA";
}

std::string useAdapters(const ModelSpec& model, FineTuning& job, const DeviceSet& devices) {
    if (job.method != FineTuneMethod::Full) return {};
    job.method = FineTuneMethod::Lora;
    if (fits(model, job, devices)) return "LoRA";
    job.method = FineTuneMethod::QLora;
    return "QLoRA";
}

/// The longest sequence that fits, in steps of 256 tokens.
std::string shorten(const ModelSpec& model, FineTuning& job, const DeviceSet& devices) {
    constexpr double kStep = 256;
    if (job.sequence.value <= kStep) return {};
    double fitting = 1;
    double failing = std::ceil(job.sequence.value / kStep);
    while (failing - fitting > 1) {
        FineTuning trial = job;
        const double middle = std::floor((fitting + failing) / 2);
        trial.sequence = tokens(middle * kStep);
        (fits(model, trial, devices) ? fitting : failing) = middle;
    }
    job.sequence = tokens(fitting * kStep);
    return "sequences of " + formatTokens(job.sequence);
}

/// In the order of harm: nothing but a kernel; time; traffic; rounding of states; rounding of
/// adapters; fewer or rounded weights; cut examples.
constexpr std::array<Step, 10> kSteps{fuseLoss,     readGroups,   shrinkBatch, checkpoint,
                                      shard,        useEightBits, page,        halveAdapters,
                                      quantiseBase, useAdapters};

}  // namespace

std::optional<FineTuneRemedy> fineTuneRemedy(const ModelSpec& model, const FineTuning& job,
                                             const DeviceSet& devices) {
    std::vector<Step> steps(kSteps.begin(), kSteps.end());
    steps.push_back(shorten);
    const auto remedyOf = [&](const FineTuning& changed, std::vector<std::string> changes) {
        return FineTuneRemedy{std::move(changes), changed,
                              fineTuneLedger(model, changed, devices.count)};
    };
    for (const Step step : steps) {
        FineTuning changed = job;
        std::string change = step(model, changed, devices);
        if (!change.empty() && fits(model, changed, devices)) return remedyOf(changed, {change});
    }
    FineTuning changed = job;
    std::vector<std::string> changes;
    for (const Step step : steps) {
        const FineTuning before = changed;
        const std::string change = step(model, changed, devices);
        if (change.empty()) continue;
        const Bytes saved = fineTuneLedger(model, before, devices.count).each.used() -
                            fineTuneLedger(model, changed, devices.count).each.used();
        if (!(saved > Bytes{0})) {
            changed = before;
            continue;
        }
        changes.push_back(change);
        if (fits(model, changed, devices)) return remedyOf(changed, std::move(changes));
    }
    return std::nullopt;
}

}  // namespace headroom
