// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/work.h"

#include <algorithm>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/speed/rates.h"
#include "core/speed/traffic.h"

namespace headroom {
namespace {

/// Columns that a matrix kernel multiplies at once: 32 tokens in llama.cpp's Metal and CUDA
/// kernels for quantised weights and in fused expert kernels (docs/speed.md 2).
constexpr double kTile = 32;
/// llama.cpp hands at most this many chunks of a prompt to the devices before it waits for all:
/// n_batch 2048 over n_ubatch 512.
constexpr double kChunksInFlight = 4;
/// Scheduling, sampling and handing on of one sequence's token by the processor.
constexpr double kHostMicroseconds = 30;
/// Share of a full pipeline's gain that layer splits reach: about 0.3 with models that fit one card
/// (two cards 1.17, four 1.46 times one, where 1.6 and 2.3 would be full), up to 0.7 with a 70B on
/// four to eight; the middle (docs/speed.md 4).
constexpr double kPipelineShare = 0.5;

double inTiles(double tokens) {
    return std::ceil(tokens / kTile) * kTile;
}

/// Clocks under a power cap: power grows about with the cube of the clock at a voltage that follows
/// it (docs/speed.md 10).
double clockShare(const SpeedRequest& request) {
    return std::cbrt(std::clamp(request.powerShare, 0.05, 1.0));
}

struct Operations {
    double dense{};    ///< a token, without routed experts and output matrix
    double experts{};  ///< a token's routed experts
    double all{};      ///< with the output matrix
};

Operations operationsOf(const ModelSpec& model) {
    const ParameterCount count = countParameters(model);
    Operations result;
    result.all = operationsPerToken(model);
    result.experts = model.isMixtureOfExperts() ? 2 * count.expertsActive : 0;
    const double head = 2.0 * model.vocabulary * model.hiddenSize;
    result.dense =
        std::max(result.all - result.experts - head, 0.3 * (result.all - result.experts));
    return result;
}

constexpr double kExpertLayer = 1.5;
/// Layers, those with routed experts counted dearer: they start more kernels.
double layerCost(const ModelSpec& model) {
    double sum = 0;
    for (const LayerGroup& group : model.layers) {
        const bool experts = group.feedForward.kind == FeedForwardKind::MixtureOfExperts;
        sum += group.count * (experts ? kExpertLayer : 1.0);
    }
    return std::max<double>(sum, model.layerCount);
}

/// Columns multiplied over tokens: the last tile of each expert is half full on average, and one
/// tile is the least.
double expertFill(const ModelSpec& model, double tokens) {
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        if (block.kind != FeedForwardKind::MixtureOfExperts || block.experts <= 0) continue;
        const double each = tokens * block.expertsUsed / expertsPicked(block, tokens);
        return std::max(kTile, each + kTile / 2) / each;
    }
    return 1;
}

}  // namespace

bool splitsTensors(const SpeedRequest& request) {
    if (request.devices.count < 2) return false;
    if (request.split != DeviceSplit::ByEngine) return request.split == DeviceSplit::Tensors;
    return engineFamily(request.engine) != EngineChoice::LlamaCpp;
}

DecodeWork decodeWork(const SpeedRequest& request, const WeightBytes& weights) {
    const Accelerator& accelerator = *request.devices.accelerator;
    const int count = std::max(1, request.devices.count);
    const bool tensors = splitsTensors(request);
    // A layer split runs the devices one after the other: their bandwidths do not add up. With
    // several sequences in flight each device works on a group of its own.
    const double parallel = tensors ? count : 1.0;
    const bool llama = engineFamily(request.engine) == EngineChoice::LlamaCpp;
    double batch = std::max(1, request.batch);
    if (!tensors && !llama && count > 1) batch = std::ceil(batch / count);
    const BytesPerSecond bandwidth = accelerator.bandwidth * parallel;
    // Proposed tokens are multiplied with the weights, while keys and values are read once.
    const double checked = batch * (1 + std::max(0, request.speculation.draftTokens));

    DecodeWork work;
    work.dense = transferTime(weights.readPerToken - weights.expertsPerToken, bandwidth);
    work.experts = transferTime(expertBytesRead(*request.model, weights, checked), bandwidth);
    // CUDA's kernels share one read among all heads; those of Metal, ROCm and Vulkan do not.
    const bool rereads = llama && accelerator.vendor != "NVIDIA";
    const Bytes cache =
        rereads ? bytes(vectorKernelReads(*request.model, *request.kv, request.depth))
                : cacheBytesRead(*request.model, *request.kv, request.depth, tensors ? count : 1);
    work.cache = transferTime(cache * batch, bandwidth);
    const OperationsPerSecond rate =
        weightPathRate(accelerator, *request.weights, request.engine).rate *
        (parallel * clockShare(request));
    const Operations operations = operationsOf(*request.model);
    const double dense = operations.all - operations.experts;
    work.denseProducts = computeTime(dense * checked, rate);
    work.expertProducts = computeTime(operations.experts * checked, rate);
    if (llama) {
        work.tiles = computeTime(dense * inTiles(checked), rate);
        work.unpack = computeTime(operations.all * unpackShare(*request.weights), rate);
    }
    if (!llama) work.host = microseconds(kHostMicroseconds) * batch;
    work.batch = batch;
    work.layers = layerCost(*request.model);
    work.links = linkTime(request, checked, tensors);
    work.share = request.decodeShare;
    return work;
}

namespace {

/// Many sequences are multiplied like the tokens of a prompt; with this many they are half way.
constexpr double kPromptLike = 256;
double productEfficiency(double batch, const SpeedClass& parameters) {
    const double gain = parameters.prefillEfficiency - parameters.batchEfficiency;
    return parameters.batchEfficiency + std::max(0.0, gain) * batch / (batch + kPromptLike);
}

/// What multiplying adds to the time of reading: between nothing, as on a roof line, and all of it.
constexpr double kOverlap = 1.5;
Seconds beyondReading(Seconds reading, Seconds products) {
    const double both = std::pow(reading.value, kOverlap) + std::pow(products.value, kOverlap);
    return seconds(std::pow(both, 1 / kOverlap)) - reading;
}

}  // namespace

DecodeStep stepTime(const DecodeWork& work, const SpeedClass& parameters) {
    DecodeStep step;
    const Seconds dense = work.dense / parameters.weightEfficiency;
    const Seconds experts = work.experts / parameters.expertEfficiency;
    const Seconds unpack = work.unpack / parameters.batchEfficiency;
    step.weights = dense + experts + unpack;
    step.cache = work.cache / parameters.cacheEfficiency;
    // Kernels for few sequences multiply while they read; matrix kernels read, then multiply tiles.
    Seconds denseTime = std::max(dense, work.denseProducts / parameters.batchEfficiency);
    if (work.tiles.value > 0) {
        denseTime = std::min(denseTime, dense + work.tiles / parameters.prefillEfficiency);
    }
    const Seconds expertTime = std::max(experts, work.expertProducts / parameters.batchEfficiency);
    const Seconds products = work.denseProducts / productEfficiency(work.batch, parameters) +
                             work.expertProducts / parameters.batchEfficiency;
    step.compute = work.tiles.value > 0 ? denseTime - dense + expertTime - experts
                                        : beyondReading(step.weights, products);
    step.layers = microseconds(parameters.layerMicroseconds) * work.layers;
    step.step = microseconds(parameters.stepMicroseconds) + work.host;
    step.links = work.links;
    step.draft = work.draft;
    step.fallback = step.total() * (1.0 / work.share - 1.0);
    return step;
}

PrefillWork prefillWork(const SpeedRequest& request, const WeightBytes& weights) {
    const Accelerator& accelerator = *request.devices.accelerator;
    const double promptTokens = std::max(1.0, request.prompt.value);
    const double chunk = std::min<double>(promptTokens, std::max(1, request.ubatch));
    const double chunks = std::ceil(promptTokens / chunk);
    const int count = std::max(1, request.devices.count);
    const bool tensors = splitsTensors(request);
    // Chunks flow through the devices of a layer split like a pipeline: with c chunks on n devices
    // c n / (c + n - 1) of them are busy.
    const double flying = std::min(chunks, kChunksInFlight);
    const double pipeline = 1 + kPipelineShare * (flying * count / (flying + count - 1.0) - 1);
    const double parallel = tensors ? count : pipeline;

    const Operations operations = operationsOf(*request.model);
    const OperationsPerSecond rate =
        weightPathRate(accelerator, *request.weights, request.engine).rate *
        (parallel * clockShare(request));
    PrefillWork work;
    work.dense = computeTime(
        operations.dense * promptTokens + (operations.all - operations.dense - operations.experts),
        rate);
    work.experts =
        computeTime(operations.experts * promptTokens * expertFill(*request.model, chunk), rate);
    work.attention =
        computeTime(attentionOperations(*request.model, tokens(promptTokens), request.cached,
                                        engineFamily(request.engine) == EngineChoice::LlamaCpp),
                    attentionRate(accelerator).rate * (parallel * clockShare(request)));
    const BytesPerSecond bandwidth = accelerator.bandwidth * parallel;
    work.denseStream =
        transferTime((weights.readPerToken - weights.expertsPerToken) * chunks, bandwidth);
    work.expertStream =
        transferTime(expertBytesRead(*request.model, weights, chunk) * chunks, bandwidth);
    work.chunks = chunks;
    work.layerPasses = layerCost(*request.model) * chunks;
    work.links = linkTime(request, chunk, tensors) * chunks;
    work.share = request.prefillShare;
    return work;
}

namespace {

Seconds matrixTime(const PrefillWork& work, const SpeedClass& parameters) {
    return work.dense / parameters.prefillEfficiency +
           work.experts / parameters.expertPrefillEfficiency;
}

}  // namespace

Seconds prefillTime(const PrefillWork& work, const SpeedClass& parameters) {
    // Full tiles hide the reading; the few rows of each expert do not.
    const Seconds dense = std::max(work.dense / parameters.prefillEfficiency,
                                   work.denseStream / parameters.weightEfficiency);
    const Seconds experts = work.experts / parameters.expertPrefillEfficiency +
                            work.expertStream / parameters.expertEfficiency;
    const Seconds native = dense + experts + work.attention / parameters.attentionEfficiency +
                           microseconds(parameters.layerMicroseconds) * work.layerPasses +
                           microseconds(parameters.stepMicroseconds) + work.links;
    return native / work.share;
}

Seconds addedPrefillTime(const PrefillWork& work, const SpeedClass& parameters) {
    return (matrixTime(work, parameters) + work.attention / parameters.attentionEfficiency +
            work.links) /
           work.share;
}

}  // namespace headroom
