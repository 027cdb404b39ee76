// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/training_time.h"

#include <algorithm>
#include <cmath>

#include "core/memory/fine_tune.h"
#include "core/memory/training_rules.h"
#include "core/memory/weights.h"
#include "core/speed/rates.h"
#include "core/speed/speed.h"
#include "core/speed/traffic.h"

namespace headroom {
namespace {

/// Share of the 16-bit rate that training reaches at most, all computed operations counted: about
/// the middle of what is published for H100 and of LoRA on A100 (docs/serving.md 4).
constexpr double kMostShare = 0.5;
/// One standard deviation of ln(share) among the same measurements.
constexpr double kTrainingSpread = 0.25;
/// FlashAttention's backward pass multiplies five times where the forward pass does twice (Dao et
/// al. 2022, appendix B).
constexpr double kAttentionBackward = 2.5;
/// NF4 in blocks of 64 with double quantisation, docs/memory.md 5.3, and 16 bits.
constexpr double kPackedBytes = 4.127 / 8;
constexpr double kUnpackedBytes = 2;
constexpr double kP10 = 1.2816;

bool trainsWeights(const FineTuning& job) {
    return job.method == FineTuneMethod::Full;
}

/// Bytes of weights and gradients that one device sends and receives in a step.
Seconds exchangeTime(const ModelSpec& model, const FineTuning& job, const DeviceSet& devices,
                     const Accelerator& accelerator) {
    if (devices.count < 2) return {};
    const Link link = linkOf(accelerator);
    const double trained =
        trainsWeights(job) ? model.parametersTotal : memory::adapterParameters(model, job);
    const memory::StateBytes states = memory::stateBytesPerParameter(job);
    // An all-reduce is a reduce-scatter and a gather, half of its time each.
    const Seconds gradients = allReduceTime(link, bytes(trained * states.gradient), devices.count);
    if (job.sharding < Sharding::Weights) return gradients;
    const double each = job.method == FineTuneMethod::QLora ? kPackedBytes : kUnpackedBytes;
    const Seconds gather =
        allReduceTime(link, bytes(model.parametersTotal * each), devices.count) / 2.0;
    return gather * 2.0 + gradients / 2.0;
}

std::optional<TrainingTime> timeOn(const Accelerator& accelerator, const ModelSpec& model,
                                   const FineTuning& job, const DeviceSet& devices,
                                   const Catalog& catalog) {
    // Frameworks of training multiply with the kernels of vLLM and MLX.
    const bool apple = accelerator.vendor == "Apple";
    const SpeedClass* parameters =
        speedClass(accelerator, apple ? EngineChoice::Mlx : EngineChoice::Vllm, catalog);
    if (parameters == nullptr) return std::nullopt;
    const WeightPathRate rate = attentionRate(accelerator);
    TrainingTime time;
    time.parametersId = parameters->id;
    time.perToken = trainingOperations(model, job);
    time.rate = rate.rate;
    time.rateEstimated = rate.estimated;
    time.denseShare = std::min(parameters->prefillEfficiency, kMostShare);
    time.expertShare = std::min(parameters->expertPrefillEfficiency, kMostShare);
    const double attentionShare = std::min(parameters->attentionEfficiency, kMostShare);
    const double tokens = job.sequence.value * job.microBatch;
    const TrainingOperations& work = time.perToken;
    time.step.compute =
        computeTime(work.dense * work.matrixPasses * tokens, rate.rate * time.denseShare) +
        computeTime(work.experts * work.matrixPasses * tokens, rate.rate * time.expertShare) +
        computeTime(work.attention * work.attentionPasses * tokens, rate.rate * attentionShare);
    if (job.method == FineTuneMethod::QLora) {
        const Bytes moved = bytes(model.parametersTotal * (kPackedBytes + kUnpackedBytes));
        time.step.unpack = transferTime(moved * work.matrixPasses,
                                        accelerator.bandwidth * parameters->weightEfficiency);
    }
    const Seconds onLinks = exchangeTime(model, job, devices, accelerator);
    time.step.exchange = std::max(Seconds{}, onLinks - time.step.compute - time.step.unpack);
    time.tokensPerStep = tokens * devices.count;
    const Seconds likely = time.step.total() * (job.tokensPerJob.value / time.tokensPerStep);
    const double factor = std::exp(kP10 * std::max(kTrainingSpread, parameters->spread));
    time.perJob = {likely / factor, likely, likely * factor};
    time.jobsPerMonth = job.jobsPerMonth;
    return time;
}

}  // namespace

Range<Seconds> TrainingTime::perMonth() const {
    return {perJob.low * jobsPerMonth, perJob.likely * jobsPerMonth, perJob.high * jobsPerMonth};
}

TrainingOperations trainingOperations(const ModelSpec& model, const FineTuning& job) {
    TrainingOperations work;
    work.experts = model.isMixtureOfExperts() ? 2 * countParameters(model).expertsActive : 0;
    work.dense = std::max(0.0, operationsPerToken(model) - work.experts);
    const double sequence = std::max(1.0, job.sequence.value);
    work.attention = attentionOperations(model, tokens(sequence), {}) / sequence;
    const double again = job.checkpointing ? 1 : 0;
    work.matrixPasses = 1 + again + (trainsWeights(job) ? 2 : 1);
    work.attentionPasses = 1 + again + kAttentionBackward;
    return work;
}

std::optional<TrainingTime> trainingTime(const ModelSpec& model, const FineTuning& job,
                                         const DeviceSet& devices, const Catalog& catalog) {
    if (job.method == FineTuneMethod::None) return std::nullopt;
    std::optional<TrainingTime> slowest;
    for (int index = 0; index < devices.count; ++index) {
        if (devices.unequal.empty() && index > 0) break;
        const std::optional<TrainingTime> time =
            timeOn(*devices.device(index).accelerator, model, job, devices, catalog);
        if (!time) return std::nullopt;
        if (!slowest || time->step.total() > slowest->step.total()) slowest = time;
    }
    return slowest;
}

}  // namespace headroom
