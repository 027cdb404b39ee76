// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/spill.h"

#include "core/speed/rates.h"
#include "core/speed/traffic.h"

namespace headroom {
namespace {

/// Share of the nominal host bandwidth that llama.cpp's decode on processors reaches: 0.43 to 0.61
/// of the measured one, median 0.53, on two EPYC cores; about 0.36 of DDR5-6000 on a desktop
/// (docs/support.md 4).
constexpr double kProcessorShare = 0.5;
/// Share of PCIe's nominal rate that copies reach; chosen by us (docs/support.md 4).
constexpr double kPcieShare = 0.8;

/// The driver that pages device memory without a word exists for GeForce and RTX cards on Windows.
bool pagesSilently(const Accelerator& accelerator) {
    return accelerator.vendor == "NVIDIA" && accelerator.deviceClass != "datacenter" &&
           accelerator.deviceClass != "apu";
}

}  // namespace

SpillSpeed spillSpeed(const SpeedRequest& request, const WeightBytes& weights,
                      const SpeedClass& parameters, const HostSpill& spill) {
    SpeedRequest alone = request;
    alone.batch = 1;
    const DecodeStep step = decodeStep(alone, weights, parameters);
    const Seconds kept = (step.weights + step.compute) * (1 - spill.weightShare) +
                         (step.cache + step.layers) * (1 - spill.cacheShare) + step.step +
                         step.links;
    const Seconds devices = kept / request.decodeShare;
    const Bytes hostBytes =
        weights.readPerToken * spill.weightShare +
        cacheBytesRead(*request.model, *request.kv, request.depth) * spill.cacheShare;
    SpillSpeed result;
    if (request.devices.hostBandwidth) {
        const Seconds host =
            transferTime(hostBytes, *request.devices.hostBandwidth * kProcessorShare);
        result.onProcessor = tokenRate(tokens(1), devices + host);
    }
    if (pagesSilently(*request.devices.accelerator)) {
        const Seconds pages =
            transferTime(hostBytes, pcieRate(*request.devices.accelerator) * kPcieShare);
        result.overPcie = tokenRate(tokens(1), devices + step.layers * spill.cacheShare + pages);
    }
    return result;
}

}  // namespace headroom
