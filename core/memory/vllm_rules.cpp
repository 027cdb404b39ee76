// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vllm_rules.h"

#include <algorithm>
#include <cmath>

#include "core/memory/compute_rules.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kFloat = 4;

bool isAmd(const DeviceSet& devices) {
    return devices.accelerator && devices.accelerator->vendor == "AMD";
}

// --- weights (docs/vllm.md 2) --------------------------------------------------------------------

/// Rows and columns of MXFP4 experts are padded for the kernels: 256 along the hidden size, 128
/// along the share of the expert's width; the first kernels padded the hidden size alone.
constexpr double kHiddenMultiple = 256;
constexpr double kWidthMultiple = 128;
/// Scales of NVFP4 are kept in tiles of 128 x 4 beside the packed weights.
constexpr double kNvfp4Repacking = 1.025;
/// ROCm rounds every tensor up to larger pages.
constexpr double kRocmRounding = 1.005;
/// Experts of four bits take that much more there.
constexpr double kRocmExperts = 1.04;

/// Bytes of MXFP4 experts after padding, as a factor.
double expertPadding(const MemoryRequest& request) {
    const ModelSpec& model = *request.model;
    const double ranks = std::max(1, request.devices.count);
    const bool wide = vllmPlan(request).profile->wideExperts || isAmd(request.devices);
    double factor = 1;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        if (block.kind != FeedForwardKind::MixtureOfExperts || block.expertSize <= 0) continue;
        const double input = block.latentSize > 0 ? block.latentSize : model.hiddenSize;
        const double width = block.expertSize / ranks;
        const double multiple = isAmd(request.devices) ? kHiddenMultiple : kWidthMultiple;
        const double hiddenPadding = padded(input, kHiddenMultiple) / input;
        const double widthPadding = wide ? padded(width, multiple) / width : 1;
        factor = std::max(factor, hiddenPadding * widthPadding);
    }
    return factor;
}

/// The table of rotary embeddings: cosine and sine of half the head for every position, in 16 bits.
/// Layers share it.
Bytes rotaryTable(const ModelSpec& model) {
    double width = 0;
    for (const LayerGroup& group : model.layers) {
        const Attention& attention = group.attention;
        if (attention.kind == AttentionKind::None) continue;
        const int rotated =
            attention.ropeHeadSize > 0 ? attention.ropeHeadSize : attention.keyHeadSize;
        width = std::max<double>(width, rotated);
    }
    return bytes(model.maxContext.value * width * kHalf);
}

}  // namespace

Bytes vllmWeights(const MemoryRequest& request, const WeightBytes& weights) {
    const double ranks = std::max(1, request.devices.count);
    Bytes share = (weights.device - weights.replicated) / ranks + weights.replicated;
    if (request.textOnly) share -= weights.beside;
    share += rotaryTable(*request.model);
    const std::string& family = request.weights->family;
    if (family == "mxfp4") {
        share += weights.expertsTotal * ((expertPadding(request) - 1) / ranks);
    } else if (family == "nvfp4") {
        const Bytes tables = weights.output + weights.input + weights.beside;
        share += (weights.device - tables) * ((kNvfp4Repacking - 1) / ranks);
    }
    if (!isAmd(request.devices)) return share;
    const bool fourBit = family == "gptq" || family == "awq" || family == "compressed-tensors";
    return share * (fourBit && request.model->isMixtureOfExperts() ? kRocmExperts : kRocmRounding);
}

// --- activation (docs/vllm.md 3) -----------------------------------------------------------------

namespace {

/// Buffers of fused experts: two rows per token and used expert, as wide as the widest of what goes
/// in and comes out of the two products. MXFP4 kernels bring none.
double expertWorkspace(const MemoryRequest& request, double batched) {
    if (request.weights->family == "mxfp4") return 0;
    const double ranks = std::max(1, request.devices.count);
    double widest = 0;
    for (const LayerGroup& group : request.model->layers) {
        const FeedForward& block = group.feedForward;
        if (block.kind != FeedForwardKind::MixtureOfExperts) continue;
        const double hidden =
            block.latentSize > 0 ? block.latentSize : double(request.model->hiddenSize);
        const double width = block.expertSize / ranks;
        const double inside = (block.matrices == 3 ? 2 : 1) * width;
        const double row = std::max(width, hidden) + std::max(inside, hidden);
        widest = std::max(widest, block.expertsUsed * row);
    }
    return batched * kHalf * widest;
}

}  // namespace

Bytes vllmActivation(const MemoryRequest& request) {
    const ModelSpec& model = *request.model;
    const VllmPlan plan = vllmPlan(request);
    const double ranks = std::max(1, request.devices.count);
    const double element = request.weights->family == "fp32" ? kFloat : kHalf;
    const double logits = plan.sequences * model.vocabulary;
    // One of the copies is in the type of the model.
    const double sampler = logits * ((plan.profile->samplerCopies * kFloat - kHalf) + element);
    const double residual = plan.batchedTokens * model.hiddenSize * element;
    const double workspace = expertWorkspace(request, plan.batchedTokens);
    const double resting = plan.profile->keepsExpertWorkspace ? workspace : 0;
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        widest = std::max(widest, block.matrices * double(std::max(block.size, block.sharedSize)));
    }
    const double forward =
        plan.batchedTokens * element * (widest / ranks + 4.0 * model.hiddenSize) + workspace;
    return bytes(std::max(sampler + 1.12 * residual + resting, forward));
}

// --- outside torch (docs/vllm.md 4, 5) -----------------------------------------------------------

namespace {

/// Collectives where devices meet over PCIe.
constexpr double kPcieCollectives = 0.2;
/// What budgets on ROCm are smaller by.
constexpr double kRocmLibraries = 0.5;
/// Each device beyond the second.
constexpr double kFabricPerDevice = 0.04;
/// Sizes that are captured by default up to 512: 1, 2, 4, every 8 to 256, every 16 beyond.
constexpr double kAllSizes = 51;
constexpr double kLargestCapture = 512;

double capturedSizes(double sequences) {
    const double largest = std::min(kLargestCapture, 2 * sequences);
    double count = std::min(3.0, 1 + std::floor(std::log2(std::max(1.0, largest))));
    count += std::floor(std::min(largest, 256.0) / 8);
    return count + std::max(0.0, std::floor((largest - 256) / 16));
}

}  // namespace

Bytes vllmNonTorch(const MemoryRequest& request) {
    const DeviceSet& devices = request.devices;
    const VllmProfile& profile = *vllmPlan(request).profile;
    double sum = profile.nonTorch + (isAmd(devices) ? kRocmLibraries : 0);
    if (devices.count > 1) {
        const bool linked = devices.accelerator && deviceFabric(*devices.accelerator);
        sum += linked ? profile.fabricCollectives + kFabricPerDevice * (devices.count - 2)
                      : kPcieCollectives;
    }
    return gibibytes(sum);
}

Bytes vllmGraphs(const MemoryRequest& request) {
    const VllmPlan plan = vllmPlan(request);
    if (plan.eager) return bytes(0);
    const double share = capturedSizes(plan.sequences) / kAllSizes;
    return gibibytes(0.15 + (0.35 + 0.012 * request.model->layerCount) * share);
}

VllmBudget vllmBudget(const MemoryRequest& request, const WeightBytes& weights) {
    const VllmPlan plan = vllmPlan(request);
    VllmBudget budget;
    budget.taken = request.devices.usableEach * plan.utilisation;
    budget.weights = vllmWeights(request, weights);
    budget.activation = vllmActivation(request);
    budget.nonTorch = vllmNonTorch(request);
    budget.graphs = vllmGraphs(request);
    budget.graphsInside = plan.profile->graphsInBudget;
    return budget;
}

}  // namespace headroom::memory
