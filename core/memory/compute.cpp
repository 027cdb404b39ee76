// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/cache_rules.h"
#include "core/memory/compute_rules.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kMlxPrefillStep = 2048;

bool isCuda(const DeviceSet& devices) {
    return !devices.accelerator || devices.accelerator->vendor == "NVIDIA";
}

}  // namespace

double forwardFloats(const ModelSpec& model) {
    double widest = 0;
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        const double dense = std::max(block.size, block.sharedSize);
        const double experts =
            double(block.expertsUsed) *
            (std::max(2.0 * block.expertSize, double(model.hiddenSize)) + block.expertSize);
        widest = std::max(widest, std::max(block.matrices * dense, experts));
    }
    return widest;
}

Bytes mlxCompute(const MemoryRequest& request) {
    const ModelSpec& model = *request.model;
    const double prefill =
        kMlxPrefillStep * kHalf * (forwardFloats(model) + 4.0 * model.hiddenSize);
    const double layers = std::max(1, model.layerCount);
    return bytes(prefill) + kvBytesOfRank(request).sum() / layers;
}

Bytes engineOverhead(EngineChoice engine, const DeviceSet& devices) {
    const Accelerator* accelerator = devices.accelerator;
    // MLX: peak memory less weights and cache of a 1k prompt (docs/vllm.md 7: 0.5 to 1 GB).
    if (engine == EngineChoice::Mlx) return mebibytes(512);
    // Metal and ROCm keep no context of that size; 250 MiB is what gguf-parser assumes per device.
    if (!isCuda(devices)) return mebibytes(250);
    const bool workstation = accelerator && accelerator->deviceClass == "workstation" &&
                             accelerator->architecture.starts_with("Blackwell");
    const bool consumer = accelerator && accelerator->deviceClass == "consumer";
    return mebibytes(workstation ? 730 : consumer ? 455 : 600);
}

Bytes engineReserve(EngineChoice engine) {
    return engine == EngineChoice::Mlx ? bytes(0) : mebibytes(1024);
}

}  // namespace headroom::memory
